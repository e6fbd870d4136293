package agreement

// An Agreement is how far two coders agree on one field of what they both have.
type Agreement struct {
	Field  string `json:"field"`
	Pairs  int    `json:"pairs"`
	Equal  int    `json:"equal"`
	Values int    `json:"values"` // how many different ones the two give together; leaving the field out is one
	// Alpha is Krippendorff's, nominal; nil where it is undefined, because there is no pair, or only one value.
	Alpha *float64 `json:"alpha"`
}

// A tally collects the values that two coders give.
type tally struct {
	pairs, equal int
	given        map[string]int
}

// add counts a pair of values.
func (t *tally) add(a, b string) {
	if t.given == nil {
		t.given = map[string]int{}
	}
	t.given[a]++
	t.given[b]++
	t.pairs++
	if a == b {
		t.equal++
	}
}

// agreement sums the tally up.
func (t *tally) agreement(field string) Agreement {
	return Agreement{Field: field, Pairs: t.pairs, Equal: t.equal, Values: len(t.given), Alpha: t.alpha()}
}

// alpha returns Krippendorff's alpha for nominal data, two coders and no missing values (Krippendorff, Computing Krippendorff's
// Alpha-Reliability, 2011, section B; Content Analysis, 2nd edition 2004, chapter 11):
//
//	alpha = 1 - observed/expected = 1 - (n-1) * 2d / (n² - Σ n_c²)
//
// where n is the number of values, two for each pair, n_c how often the value c is given by either coder, and d how many pairs
// differ, each of which stands twice in the matrix of coincidences. n-1 for n is the correction for small samples. Where only
// one value is given nothing but agreement could be expected, and alpha is undefined: nil.
func (t *tally) alpha() *float64 {
	n := 2 * t.pairs
	expected := n * n
	for _, given := range t.given {
		expected -= given * given
	}
	if expected == 0 {
		return nil
	}
	alpha := 1 - float64((n-1)*2*(t.pairs-t.equal))/float64(expected)
	return &alpha
}
