package export

import "cmp"

// Options are what some formats leave to whoever asks for them. The zero Options are the usual ones.
type Options struct {
	// GuardFormulas puts an apostrophe before cells of CSV that a spreadsheet might run: see [Format.Guards].
	GuardFormulas bool
	// Period is the unit of time of a format that counts by periods: see [Format.Periods]. "" is YearPeriod.
	Period Period
}

// Choose notes the options that a format takes.
func (a *Asked) Choose(f *Format, o Options) {
	if f.Guards {
		a.GuardFormulas = o.GuardFormulas
	}
	if f.Periods {
		a.Period = cmp.Or(o.Period, YearPeriod)
	}
}
