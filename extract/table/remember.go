package table

import (
	"encoding/json"
	"fmt"
	"hash/fnv"

	"dyad/graph"
)

// A bearer is who has a name, or several.
type bearer struct {
	key  uint64
	many bool
}

// remember keeps keys and digests of what a row describes, and counts what the rules made of it.
func (r *reading) remember(one *row, in *taken) {
	rules := map[string]bool{} // that made something of the row
	for i := range in.entities {
		r.rememberEntity(one, &in.entities[i])
		rules[in.entities[i].rule.name] = true
	}
	for i, s := range in.sources {
		if s != nil {
			r.rememberSource(one, one.table.sources[i], s)
			rules[one.table.sources[i].name] = true
		}
	}
	for i, n := range in.claims {
		if n > 0 {
			r.rules[one.table.claims[i].name].Made += n
			rules[one.table.claims[i].name] = true
		}
	}
	for range in.disordered {
		r.report.note("numbers whose bounds contradict the best value: the bounds are left out", fmt.Sprintf("%s:%d", r.files[one.file].name, one.line))
	}
	for name := range rules {
		r.rules[name].Rows++
	}
	r.rememberLinks(&in.linked)
	if len(rules) == 0 {
		r.tables[one.table].Idle++
	}
}

func (r *reading) rememberEntity(one *row, e *described) {
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

func (r *reading) rememberSource(one *row, u *sourceRule, s *graph.Source) {
	digest := digestOf(s)
	before := r.sources[s.Key]
	switch {
	case before == nil:
		r.sources[s.Key] = &mark{digest: digest, file: one.file, line: one.line}
		r.rules[u.name].Made++
	case before.digest != digest:
		r.report.note("sources described otherwise than before: the first description counts", fmt.Sprintf("%s, line %d", s.Key, one.line))
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
