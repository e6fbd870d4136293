package index

// checkImage makes sure that every number in what was read from an image stands for something, so that one that was made wrong is refused and not
// stumbled over.
func (x *Index) checkImage(r *imageReader) {
	if r.err != nil {
		return
	}
	cs, es := &x.claims, &x.edges
	rows, standing, all := len(cs.id), len(cs.byID), len(es.from)
	sound := len(x.extras) > 0 && len(x.roles) > 0 && standing <= rows &&
		same(rows, len(cs.source), len(cs.attitude), len(cs.when), len(cs.extra), len(cs.opened)) &&
		same(rows-standing, len(cs.edge), len(cs.closed), len(cs.pastByID)) &&
		same(all, len(es.to), len(es.typ)) && es.present <= all && len(es.rows) == es.present+1 &&
		below(cs.source, len(x.sources.records)) && below(cs.attitude, len(x.attitudes)) && below(cs.when, len(x.whens)) &&
		below(cs.extra, len(x.extras)) && below(cs.opened, len(cs.ticks)) && below(cs.byID, standing) &&
		below(cs.edge, all) && below(cs.pastByID, rows) &&
		below(es.from, len(x.nodes.records)) && below(es.typ, len(x.types)) && reaches(es.to, len(x.nodes.records)) &&
		ascends(es.rows, standing) && backs(es.projected, es.present, rows, len(x.roles)) && backs(es.past, all, rows, len(x.roles))
	for at := range x.original {
		sound = sound && int(at) < rows
	}
	for _, e := range x.former {
		sound = sound && int(e) < all
	}
	if !sound {
		r.fail("its numbers don't fit each other")
	}
}

func same(want int, lengths ...int) bool {
	for _, n := range lengths {
		if n != want {
			return false
		}
	}
	return true
}

// below reports whether all values are numbers of one of so many things.
func below[T ~int32 | ~uint32 | ~uint16](values []T, things int) bool {
	for _, v := range values {
		if v < 0 || int64(v) >= int64(things) {
			return false
		}
	}
	return true
}

// reaches is below for far ends, of which one may be nobody.
func reaches(ends []Node, nodes int) bool {
	for _, n := range ends {
		if n < Nobody || int(n) >= nodes {
			return false
		}
	}
	return true
}

// ascends reports whether the rows of the edges follow each other up to the last.
func ascends(rows []row, standing int) bool {
	last := row(0)
	for _, r := range rows {
		if r < last {
			return false
		}
		last = r
	}
	return int(last) == standing
}

func backs(all map[Edge][]via, edges, rows, roles int) bool {
	for e, vias := range all {
		if int(e) >= edges {
			return false
		}
		for _, v := range vias {
			if int(v.row) >= rows || int(v.role) >= roles {
				return false
			}
		}
	}
	return true
}
