package ftm

import (
	"strconv"

	"dyad/graph"
)

// when reads the time of a link: its date, or the days between which it held, or from or until which. Several values of one property
// say nothing of which belongs to which.
func (f *file) when(e *entity) graph.When {
	date, start, end := f.date(e, "date"), f.date(e, "startDate"), f.date(e, "endDate")
	switch {
	case !start.IsZero() && !end.IsZero():
		if both, err := graph.ParseEDTF(start.String() + "/" + end.String()); err == nil {
			return graph.When{EDTF: both, Extent: graph.Throughout}
		}
		f.out.Note("links that end before they start, or with times of day: undated, dates in the gist", e.ID)
	case !start.IsZero():
		return graph.When{EDTF: start, Bound: graph.StartBound}
	case !end.IsZero():
		return graph.When{EDTF: end, Bound: graph.EndBound}
	}
	return graph.When{EDTF: date}
}

// date reads a property with a date, the zero EDTF if there is none that can be read.
func (f *file) date(e *entity, property string) graph.EDTF {
	values := e.Properties[property]
	if len(values) == 0 {
		return graph.EDTF{}
	}
	if len(values) > 1 {
		f.out.Note("links with several values of "+property+": undated, dates in the gist", e.ID)
		return graph.EDTF{}
	}
	date, err := graph.ParseEDTF(values[0])
	if err != nil {
		f.out.Note("values of "+property+" that are no dates: in the gist", values[0])
	}
	return date
}

// amounts are the properties with amounts of money, and their currency: that of another property for the first.
var amounts = []struct{ property, unit string }{{"amount", ""}, {"amountEur", "EUR"}, {"amountUsd", "USD"}}

// number reads the amount of a link, and takes what it used out of rest: one amount, the first that is there.
func (f *file) number(e *entity, rest map[string][]string) *graph.Number {
	for _, of := range amounts {
		values := e.Properties[of.property]
		if len(values) != 1 {
			continue
		}
		best, err := strconv.ParseFloat(values[0], 64)
		if err != nil || best-best != 0 { // JSON has no infinity
			continue
		}
		n := &graph.Number{Best: &best, Unit: of.unit}
		currency := e.Properties["currency"]
		stated := of.unit == "" && len(currency) == 1
		if stated {
			n.Unit = currency[0]
		}
		if best < 0 && !graph.Money(n.Unit) { // of what is not known to be money
			continue
		}
		if stated {
			delete(rest, "currency")
		}
		delete(rest, of.property)
		return n
	}
	return nil
}
