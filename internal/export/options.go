package export

// Options are what some formats leave to whoever asks for them. The zero Options are the usual ones.
type Options struct {
	// GuardFormulas puts an apostrophe before cells of CSV that a spreadsheet might run: see [Format.Guards].
	GuardFormulas bool
	// Period is the unit of time of a format that counts by periods: see [Format.Periods]. "" is YearPeriod.
	Period Period
}
