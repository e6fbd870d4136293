package table

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// A bearer is who has a name, or several.
type bearer struct {
	key  uint64
	many bool
}

// judge reads all files: it refuses rows that can't be taken, and learns what the others describe.
func (r *reading) judge() ([]extract.Problem, error) {
	r.begin()
	count := func(id rowID) *TableReport {
		t := r.tables[r.files[id.file].table]
		t.Read++
		return t
	}
	for id := range r.refused {
		count(id) // pass leaves them out
	}
	err := r.pass(func(one *row) error {
		id := rowID{one.file, one.number}
		count(id)
		if faults := r.take(one); len(faults) > 0 {
			r.refuse(id, faults...)
		}
		return nil
	}, func(id rowID, wrong *fault) {
		if !r.refused[id] {
			count(id)
			r.refuse(id, wrong)
		}
	})
	if err != nil {
		return r.problems(err)
	}
	return nil, nil
}

// begin forgets what was learned and counted, but not which rows are refused.
func (r *reading) begin() {
	r.entities, r.sources = map[graph.EntityKey]*mark{}, map[graph.SourceKey]*mark{}
	r.names, r.dangling = map[uint64]bearer{}, map[graph.EntityKey]string{}
	r.report = &Report{}
	r.tables, r.rules = map[*Table]*TableReport{}, map[string]*RuleReport{}
	for _, t := range r.m.Tables {
		report := &TableReport{Table: t.Name}
		for _, f := range r.files {
			if f.table == t {
				report.Files = append(report.Files, f.name)
			}
		}
		r.tables[t] = report
		for _, u := range t.entities {
			r.rules[u.name] = &RuleReport{Rule: u.name, Kind: "entities"}
		}
		for _, u := range t.sources {
			r.rules[u.name] = &RuleReport{Rule: u.name, Kind: "sources"}
		}
		for _, u := range t.claims {
			r.rules[u.name] = &RuleReport{Rule: u.name, Kind: "claims"}
		}
	}
}

// A described is an entity that a row describes.
type described struct {
	rule *entityRule
	graph.Entity
	digest uint64
}

// take works out all that the rules make of a row. Either nothing is wrong, and what the row describes is remembered, or nothing is.
func (r *reading) take(one *row) []*fault {
	var faults []*fault
	blame := func(u *rule, f *fault) {
		if f != nil {
			faults = append(faults, f)
			r.blamed[u.name]++
		}
	}
	t := one.table
	for _, slot := range t.needs {
		if values, f := one.values(slot); f != nil || len(values) == 0 {
			faults = append(faults, one.fault(slot, "", "every row needs a value here (needs)"))
		}
	}
	var entities []described
	for _, u := range t.entities {
		f := r.m.Dataset.entity(u, one, func(e graph.Entity) {
			entities = append(entities, described{u, e, digestOf(e)})
		})
		blame(&u.rule, f)
	}
	for i := range entities {
		e := &entities[i]
		blame(&e.rule.rule, r.again(one, e, entities[:i]))
	}
	var sources []*graph.Source
	for _, u := range t.sources {
		s, f := r.m.Dataset.source(u, one)
		blame(&u.rule, f)
		sources = append(sources, s)
	}
	var counts []int
	disordered := 0
	for _, u := range t.claims {
		n := 0
		blame(&u.rule, r.m.Dataset.claim(u, one, func(c *made) {
			n++
			if c.disordered {
				disordered++
			}
		}))
		counts = append(counts, n)
	}
	if len(faults) == 0 {
		r.remember(one, entities, sources, counts, disordered)
	}
	return faults
}

// again is what is wrong with an entity that was described before, in this row or an earlier one; nil where the same is said, or the first
// description counts.
func (r *reading) again(one *row, e *described, earlier []described) *fault {
	for i := range earlier {
		if b := &earlier[i]; b.Key == e.Key && b.digest != e.digest && !e.rule.first {
			return one.wrong("entity %s is described otherwise in the same row: mend one of them, or let the first count (again: first) (rule %s)", e.Key, e.rule.name)
		}
	}
	before := r.entities[e.Key]
	if before == nil || before.digest == e.digest || e.rule.first {
		return nil
	}
	return one.wrong("entity %s is described otherwise in %s, line %d: mend one of them, or let the first count (again: first) (rule %s)",
		e.Key, r.files[before.file].name, before.line, e.rule.name)
}

// remember keeps keys and digests of what a row describes, and counts it.
func (r *reading) remember(one *row, entities []described, sources []*graph.Source, claims []int, disordered int) {
	some := false
	rows := map[string]bool{}
	for i := range entities {
		e := &entities[i]
		some = true
		r.countRow(rows, e.rule.name)
		before := r.entities[e.Key]
		switch {
		case before == nil:
			r.entities[e.Key] = &mark{digest: e.digest, file: one.file, line: one.line, partial: e.rule.partial}
			r.rules[e.rule.name].Made++
			r.bear(&e.Entity)
		case before.digest != e.digest:
			r.report.note("entities described otherwise than before: the first description counts", fmt.Sprintf("%s, line %d", e.Key, one.line))
		}
	}
	for i, s := range sources {
		if s == nil {
			continue
		}
		some = true
		name := one.table.sources[i].name
		r.countRow(rows, name)
		digest := digestOf(s)
		before := r.sources[s.Key]
		switch {
		case before == nil:
			r.sources[s.Key] = &mark{digest: digest, file: one.file, line: one.line}
			r.rules[name].Made++
		case before.digest != digest:
			r.report.note("sources described otherwise than before: the first description counts", fmt.Sprintf("%s, line %d", s.Key, one.line))
		}
	}
	for i, n := range claims {
		if n > 0 {
			some = true
			name := one.table.claims[i].name
			r.countRow(rows, name)
			r.rules[name].Made += n
		}
	}
	for range disordered {
		r.report.note("numbers whose bounds contradict the best value: the bounds are left out", fmt.Sprintf("%s:%d", r.files[one.file].name, one.line))
	}
	if !some {
		r.tables[one.table].Idle++
	}
}

// countRow counts a row for a rule, once.
func (r *reading) countRow(rows map[string]bool, rule string) {
	if !rows[rule] {
		rows[rule] = true
		r.rules[rule].Rows++
	}
}

// bear takes note of who has the names of an entity.
func (r *reading) bear(e *graph.Entity) {
	who := hash(string(e.Key))
	for _, n := range e.AllNames() {
		name := hash(graph.Fold(n.Text))
		before, met := r.names[name]
		switch {
		case !met:
			r.names[name] = bearer{key: who}
		case before.key != who && !before.many:
			r.names[name] = bearer{key: who, many: true}
			r.report.note("names that several entities have: marked as ambiguous", n.Text)
		}
	}
}

// digestOf tells descriptions apart.
func digestOf(record any) uint64 {
	data, err := json.Marshal(record)
	if err != nil {
		panic(err) // can't happen: records are plain
	}
	return hash(string(data))
}

func hash(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // it never fails
	return h.Sum64()
}

// link finds claims that name somebody who is neither in the files nor known, and refuses their rows where the mapping says so.
func (r *reading) link() error {
	imported := map[*Table]int{}
	err := r.pass(func(one *row) error {
		var faults []*fault
		dangling := map[graph.EntityKey]string{}
		counts := map[*claimRule]int{}
		for _, u := range one.table.claims {
			f := r.m.Dataset.claim(u, one, func(c *made) {
				loose := r.loose(c.named)
				for _, k := range loose {
					if u.refuseDangling {
						faults = append(faults, dangles(one, u, k))
						r.blamed[u.name]++
					}
					dangling[k.key] = k.text
				}
				if len(loose) > 0 {
					counts[u]++
				}
			})
			if f != nil {
				return fmt.Errorf("rule %s: %s", u.name, f.why) // can't happen: judge has taken the row
			}
		}
		if len(faults) > 0 {
			r.refuse(rowID{one.file, one.number}, faults...)
			return nil
		}
		for k, text := range dangling {
			r.dangling[k] = text
		}
		for u, n := range counts {
			r.rules[u.name].Dangling += n
		}
		imported[one.table]++
		return nil
	}, nil)
	if err != nil {
		_, err = r.problems(err)
		return err
	}
	r.total(imported)
	return nil
}

// loose returns those of the entities that nobody knows.
func (r *reading) loose(named []keyed) []keyed {
	var out []keyed
	for _, k := range named {
		if r.entities[k.key] == nil && (r.options.Known == nil || !r.options.Known(k.key)) {
			out = append(out, k)
		}
	}
	return out
}

// dangles is what is wrong with a claim about somebody whom nobody knows.
func dangles(one *row, u *claimRule, k keyed) *fault {
	why := fmt.Sprintf("%s is neither in the files nor known: add it, or keep it by its id alone (dangling: placeholder) (rule %s)", quoted(k.text), u.name)
	if k.slot < 0 {
		return one.wrong("%s", why)
	}
	values, _ := one.values(k.slot) // which made the key
	return one.fault(k.slot, strings.Join(values, ", "), why)
}

// total fills in the report what is known once all rows are judged.
func (r *reading) total(imported map[*Table]int) {
	r.report.Tables, r.report.Rules = nil, nil
	for id := range r.refused {
		r.tables[r.files[id.file].table].Refused++
	}
	for name, n := range r.blamed {
		r.rules[name].Refused = n
	}
	for _, t := range r.m.Tables {
		report := r.tables[t]
		report.Imported = imported[t]
		report.Unread = r.unread(t)
		r.report.Tables = append(r.report.Tables, *report)
		for _, u := range t.entities {
			r.report.Rules = append(r.report.Rules, *r.rules[u.name])
		}
		for _, u := range t.sources {
			r.report.Rules = append(r.report.Rules, *r.rules[u.name])
		}
		for _, u := range t.claims {
			r.report.Rules = append(r.report.Rules, *r.rules[u.name])
		}
	}
}

// unread lists the columns of the files of a table that the mapping does not name.
func (r *reading) unread(t *Table) []string {
	var names []string
	for _, f := range r.files {
		for _, name := range f.unread {
			if f.table == t && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}
