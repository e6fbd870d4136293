package table

import (
	"dyad/extract"
	"dyad/graph"
)

// judge reads the files that describe somebody: it refuses rows that can't be taken, and learns what the others describe. Files that describe nobody are
// judged when they are handed out: by then it is known whom their claims may name.
func (r *reading) judge() ([]extract.Problem, error) {
	r.begin()
	for id := range r.refused {
		r.countRead(id) // pass leaves them out
	}
	err := r.pass((*Table).describes, func(one *row) error { r.judgeRow(one); return nil }, r.judgeUnread)
	if err != nil {
		return r.problems(err)
	}
	return nil, nil
}

func (r *reading) countRead(id rowID) { r.tables[r.files[id.file].table].Read++ }

// judgeRow returns what the rules make of a row, nil if it is refused. It lasts until the next row is judged.
func (r *reading) judgeRow(one *row) *taken {
	r.countRead(rowID{one.file, one.number})
	in := r.take(one)
	if len(in.faults) > 0 {
		r.refuseRow(one, in.faults)
		return nil
	}
	r.tables[one.table].Imported++
	return in
}

// refuseRow leaves a row out, and remembers whom it would have described: what is said of these elsewhere can't be taken either.
func (r *reading) refuseRow(one *row, faults []*fault) {
	r.refuse(rowID{one.file, one.number}, faults...)
	for _, u := range one.table.entities {
		_ = r.m.Dataset.each(&u.rule, one, func(k *maker) *fault { // what is wrong was told
			if text := k.one(u.key); text != "" {
				r.lost[graph.EntityKey(r.m.Dataset.keyOf(text))] = mark{file: one.file, line: one.line}
			}
			return nil
		})
	}
}

// judgeUnread refuses a row that can't be read at all.
func (r *reading) judgeUnread(id rowID, wrong *fault) {
	if !r.refused[id] {
		r.countRead(id)
		r.refuse(id, wrong)
	}
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

// A taken is what the rules make of one row, and what is wrong with it.
type taken struct {
	entities   []described
	sources    []*graph.Source // by rule; nil where it makes none
	claims     []int           // by rule, how many
	made       []graph.Claim   // of a row that describes nobody
	disordered int             // claims whose numbers lost their bounds
	faults     []*fault
	linked
}

// reset forgets a row, and keeps the memory for the next one.
func (in *taken) reset() {
	*in = taken{entities: in.entities[:0], sources: in.sources[:0], claims: in.claims[:0], made: in.made[:0]}
}

// A described is an entity that a row describes.
type described struct {
	rule *entityRule
	graph.Entity
	digest uint64
}

// take works out all that the rules make of a row. Either nothing is wrong, and what the row describes is remembered, or nothing is.
func (r *reading) take(one *row) *taken {
	in := &r.taken
	in.reset()
	for _, slot := range one.table.needs {
		switch values, f := one.values(slot); {
		case f != nil:
			in.faults = append(in.faults, f)
		case len(values) == 0:
			in.faults = append(in.faults, one.fault(slot, "", "every row needs a value here (needs)"))
		}
	}
	r.takeEntities(one, in)
	for _, u := range one.table.sources {
		s, f := r.m.Dataset.source(u, one)
		r.blame(in, &u.rule, f)
		in.sources = append(in.sources, s)
	}
	r.takeClaims(one, in)
	in.faults = append(in.faults, in.loose...)
	if len(in.faults) == 0 {
		r.remember(one, in)
	}
	return in
}

// blame notes what is wrong with a row, and which rule found it.
func (r *reading) blame(in *taken, u *rule, f *fault) {
	if f != nil {
		in.faults = append(in.faults, f)
		r.blamed[u.name]++
	}
}

func (r *reading) takeEntities(one *row, in *taken) {
	for _, u := range one.table.entities {
		f := r.m.Dataset.entity(u, one, func(e graph.Entity) {
			in.entities = append(in.entities, described{u, e, digestOf(&e)})
		})
		r.blame(in, &u.rule, f)
	}
	for i := range in.entities {
		e := &in.entities[i]
		r.blame(in, &e.rule.rule, r.again(one, e, in.entities[:i]))
	}
}

func (r *reading) takeClaims(one *row, in *taken) {
	for _, u := range one.table.claims {
		n := 0
		f := r.m.Dataset.claim(u, one, func(c *made) {
			n++
			if c.disordered {
				in.disordered++
			}
			if !one.table.describes() { // everybody is known by now
				r.look(one, u, c, &in.linked)
				in.made = append(in.made, c.Claim)
			}
		})
		r.blame(in, &u.rule, f)
		in.claims = append(in.claims, n)
	}
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
