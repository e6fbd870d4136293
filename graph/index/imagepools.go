package index

import (
	"encoding/json"

	"dyad/graph"
)

// What repeats between claims goes into an image as the claims say it. How it counts is worked out anew when it is read, so that no image
// outlives the rules of that. Those by which claims make relationships are in the image: see [Index.WriteImage].

func (w *imageWriter) attitudes(all []attitude) {
	w.count(len(all))
	for i := range all {
		a := &all[i]
		w.text(string(a.polarity))
		w.text(string(a.modality))
		w.text(string(a.outcome))
		w.count(len(a.voices))
		for _, v := range a.voices {
			for _, s := range []string{string(v.Entity), v.Label, string(v.Affiliation), string(v.Mode), string(v.Stance)} {
				w.text(s)
			}
		}
	}
}

func (r *imageReader) attitudes(nodeOf func(graph.EntityKey) Node) []attitude {
	all := make([]attitude, r.count(4))
	for i := range all {
		c := graph.Claim{Polarity: graph.Polarity(r.text()), Modality: graph.Modality(r.text()), Outcome: graph.Outcome(r.text())}
		for range r.count(5) {
			c.Voices = append(c.Voices, graph.Voice{
				Entity: graph.EntityKey(r.text()), Label: r.text(), Affiliation: graph.EntityKey(r.text()),
				Mode: graph.Mode(r.text()), Stance: graph.Stance(r.text()),
			})
		}
		if r.err != nil {
			return nil
		}
		all[i] = newAttitude(&c, nodeOf)
	}
	return all
}

func (w *imageWriter) whens(all []moment) {
	w.count(len(all))
	for i := range all {
		when := &all[i].when
		for _, s := range []string{when.EDTF.String(), string(when.Basis), string(when.Bound), string(when.Extent)} {
			w.text(s)
		}
	}
}

func (r *imageReader) whens() []moment {
	all := make([]moment, r.count(4))
	for i := range all {
		date := r.text()
		when := graph.When{Basis: graph.Basis(r.text()), Bound: graph.Bound(r.text()), Extent: graph.Extent(r.text())}
		if date != "" {
			var err error
			if when.EDTF, err = graph.ParseEDTF(date); err != nil {
				r.fail(err.Error())
			}
		}
		if r.err != nil {
			return nil
		}
		all[i] = newMoment(when)
	}
	return all
}

func (w *imageWriter) extras(all []extra) {
	w.count(len(all))
	for i := range all {
		e := &all[i]
		w.count(len(e.roles))
		for _, role := range e.roles {
			w.text(string(role.Name))
			textColumn(w, role.Entities)
			w.ids(role.Claims)
			textColumn(w, role.Terms)
		}
		w.number(e.number)
		w.ids(e.disputes)
		w.ids(e.reconciles)
		w.count(e.revision)
	}
}

func (r *imageReader) extras() []extra {
	all := make([]extra, r.count(5))
	for i := range all {
		e := &all[i]
		for range r.count(4) {
			e.roles = append(e.roles, graph.Role{
				Name: graph.TermKey(r.text()), Entities: readTexts[graph.EntityKey](r), Claims: r.ids(), Terms: readTexts[graph.TermKey](r),
			})
		}
		e.number, e.disputes, e.reconciles, e.revision = r.number(), r.ids(), r.ids(), r.count(0)
	}
	return all
}

// originals are the claims that identity rewrote, in the order of their rows.
func (w *imageWriter) originals(rows []row, of map[row]graph.Claim) {
	w.count(len(rows))
	for _, at := range rows {
		c := of[at]
		data, err := graph.EncodeRecord(&c)
		if err != nil && w.err == nil {
			w.err = err
		}
		w.count(int(at))
		w.text(string(data))
	}
}

func (r *imageReader) originals() map[row]graph.Claim {
	n := r.count(2)
	all := make(map[row]graph.Claim, n)
	for range n {
		at := row(r.count(0))
		var c graph.Claim
		if err := json.Unmarshal([]byte(r.text()), &c); err != nil {
			r.fail(err.Error())
			return nil
		}
		all[at] = c
	}
	return all
}
