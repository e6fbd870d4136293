package server_test

import "testing"

// TestLiteralsOfOurScalars: what can be a value of one is taken where it is written out, as it is in a variable.
func TestLiteralsOfOurScalars(t *testing.T) {
	s := serve(t, nil, nil)
	for _, query := range []string{
		`{ relationships(view: {validAt: 2021}) { totalCount } }`,
		`{ relationships(view: {validAt: null}) { totalCount } }`,
		`{ entities(filter: {types: "Group"}) { totalCount } }`, // a list of one
		`query ($t: [Term!] = ["Group"]) { entities(filter: {types: $t}) { totalCount } }`,
	} {
		if a := s.execute(t, query, nil); len(a.Errors) > 0 {
			t.Errorf("%s: %v, want an answer", query, a.Errors)
		}
	}
}

// TestMisfitsAreToldOnce: a value in a fragment is looked at wherever that is used.
func TestMisfitsAreToldOnce(t *testing.T) {
	const query = `fragment f on Query { entities(filter: {types: [{a: 1}]}) { totalCount } } query { ...f a: entities { totalCount } ... on Query { ...f } }`
	if a := serve(t, nil, nil).execute(t, query, nil); len(a.Errors) != 1 {
		t.Errorf("%v, want one error", a.Errors)
	}
}
