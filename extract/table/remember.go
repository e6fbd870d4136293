package table

import (
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
	some := false
	count := func(u *rule) {
		some = true
		r.rules[u.name].Rows++
	}
	var last *entityRule // what one rule describes comes together
	for i := range in.entities {
		e := &in.entities[i]
		r.rememberEntity(one, e)
		if e.rule != last {
			last = e.rule
			count(&e.rule.rule)
		}
	}
	for i, s := range in.sources {
		if s != nil {
			r.rememberSource(one, one.table.sources[i], s)
			count(&one.table.sources[i].rule)
		}
	}
	for i, n := range in.claims {
		if n > 0 {
			u := &one.table.claims[i].rule
			r.rules[u.name].Made += n
			count(u)
		}
	}
	for range in.disordered {
		r.report.note("numbers whose bounds contradict the best value: the bounds are left out", fmt.Sprintf("%s:%d", r.files[one.file].name, one.line))
	}
	r.rememberLinks(&in.linked)
	if !some {
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
	data, err := graph.EncodeRecord(record)
	if err != nil {
		return hash(fmt.Sprintf("%+v", record)) // which no store will hold
	}
	return hash(string(data))
}

func hash(text string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(text)) // it never fails
	return h.Sum64()
}
