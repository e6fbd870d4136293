package table

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"dyad/graph"
)

// link finds claims that name somebody who is neither in the files nor known, and refuses their rows where the mapping says so. It reads the files again
// that describe somebody too: rows may name those whom later ones describe.
func (r *reading) link() error {
	if err := r.pass((*Table).doesBoth, r.linkRow, nil); err != nil {
		_, err = r.problems(err)
		return err
	}
	r.total()
	return nil
}

// linked is whom the claims of a row name that nobody knows.
type linked struct {
	dangling map[graph.EntityKey]string // the texts that the keys were made of; of those that no row before named
	rules    []string                   // the rule of each claim that names one
	loose    []*fault                   // where that is refused
}

// look looks for those whom a claim names.
func (r *reading) look(one *row, u *claimRule, c *made, in *linked) {
	some := false
	for _, k := range c.named {
		if r.entities[k.key] != nil || r.options.Known != nil && r.options.Known(k.key) {
			continue
		}
		some = true
		if _, met := r.dangling[k.key]; !met {
			if in.dangling == nil {
				in.dangling = map[graph.EntityKey]string{}
			}
			in.dangling[k.key] = strings.Clone(k.text) // the text of a whole row would be kept with it
		}
		if u.refuseDangling {
			in.loose = append(in.loose, r.dangles(one, u, k))
			r.blamed[u.name]++
		}
	}
	if some {
		in.rules = append(in.rules, u.name)
	}
}

// linkRow looks for those whom the claims of a row name.
func (r *reading) linkRow(one *row) error {
	var in linked
	for _, u := range one.table.claims {
		if f := r.m.Dataset.claim(u, one, func(c *made) { r.look(one, u, c, &in) }); f != nil { // can't happen: judge has taken the row
			return errors.New(f.why)
		}
	}
	if len(in.loose) > 0 {
		r.refuseRow(one, in.loose)
		return nil
	}
	r.rememberLinks(&in)
	return nil
}

func (r *reading) rememberLinks(in *linked) {
	maps.Copy(r.dangling, in.dangling)
	for _, name := range in.rules {
		r.rules[name].Dangling++
	}
}

// dangles is what is wrong with a claim about somebody whom nobody knows.
func (r *reading) dangles(one *row, u *claimRule, k keyed) *fault {
	missing := "is neither in the files nor known: add it"
	if lost, described := r.lost[k.key]; described {
		missing = fmt.Sprintf("is described in %s, line %d, which is refused: mend that", r.files[lost.file].name, lost.line)
	}
	why := fmt.Sprintf("%s %s, or keep it by its id alone (dangling: placeholder) (rule %s)", quoted(k.text), missing, u.name)
	if k.slot < 0 {
		return one.wrong("%s", why)
	}
	values, _ := one.values(k.slot) // which made the key
	return one.fault(k.slot, strings.Join(values, ", "), why)
}
