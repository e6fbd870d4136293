package table_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// TestEachTakesWhatIsMadeOfIt: a name that is looked up by a number is that of the number at hand, and a number that is not listed is a name itself.
func TestEachTakesWhatIsMadeOfIt(t *testing.T) {
	got := read(t, head+`tables:
  quarrels:
    files: [quarrels.csv]
    columns:
      valleys: {split: ";"}
      valley: {of: "{valleys}", values: {"1": Upper Valley, "2": Lower Valley}, default: "", empty: "valley {valleys}"}
entities:
  - {rule: valley, table: quarrels, each: [valleys], key: "valley-{valleys}", type: Place, name: "{valley}", again: first}
claims:
  - {rule: quarrel, table: quarrels, each: [valleys], from: "valley-{valleys}", type: x:quarrels, gist: "about water in {valley}"}
`, files{"quarrels.csv": "valleys,names\n2;1;7,\"Lower Valley, Marsh, Upper Valley\"\n"})
	var names, gists []string
	for _, e := range got.Entities {
		names = append(names, string(e.Key)+" "+e.Name)
	}
	for _, c := range got.Claims {
		gists = append(gists, string(c.From)+" "+c.Gist)
	}
	if diff := cmp.Diff([]string{"vw-valley-2 Lower Valley", "vw-valley-1 Upper Valley", "vw-valley-7 valley 7"}, names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"vw-valley-2 about water in Lower Valley", "vw-valley-1 about water in Upper Valley", "vw-valley-7 about water in valley 7"}, gists); diff != "" {
		t.Errorf("gists (-want +got):\n%s", diff)
	}
}

// A naming is a column of ids, what they are called, and the keys of those whom they are of.
type naming struct{ key, id, name string }

// TestUCDPNames holds what becomes of UCDP's numbers to the rows: whoever has a number of his own in some row is called as there, and of a cell of several
// numbers, which may stand in another order than the names, all together are called as the cell has it.
func TestUCDPNames(t *testing.T) {
	tests := []struct {
		mapping, file string
		namings       []naming
	}{
		{"ucdp-acd.yaml", "ucdp/ucdp-prio-acd-211.csv", []naming{
			{"country", "gwno_loc", "location"}, {"gw", "gwno_a_2nd", "side_a_2nd"}, {"gw", "gwno_b_2nd", "side_b_2nd"}, {"actor", "side_a_id", "side_a"}, {"actor", "side_b_id", "side_b"},
		}},
		{"ucdp-nonstate.yaml", "ucdp/ucdp-nonstate-211.csv", []naming{
			{"country", "gwno_location", "location"},
			{"gw", "gwno_a_2nd", "side_a_2nd"},
			{"gw", "gwno_b_2nd", "side_b_2nd"},
			{"actor", "side_a_id", "side_a_name"},
			{"actor", "side_b_id", "side_b_name"},
		}},
		{"ucdp-ged.yaml", "ged/myanmar.csv.gz", []naming{{"country", "country_id", "country"}, {"actor", "side_a_new_id", "side_a"}, {"actor", "side_b_new_id", "side_b"}}},
		{"ucdp-actor.yaml", "ucdp/ucdp-actor-221.csv", []naming{{"actor", "ActorId", "NameData"}}},
	}
	for _, tt := range tests {
		t.Run(tt.mapping, func(t *testing.T) {
			paths := data(t, tt.file)
			got := shipped(t, tt.mapping, paths)
			called := map[graph.EntityKey]string{}
			for _, e := range got.Entities {
				called[e.Key] = e.Name
			}
			for i, row := range rowsOf(t, paths[0]) {
				for _, n := range tt.namings {
					if diff := cmp.Diff(sorted(row[n.name]), n.names(row, called)); diff != "" {
						t.Errorf("row %d: names of %s %s (-row +made):\n%s", i+1, n.id, row[n.id], diff)
					}
				}
			}
			gistsNameStates(t, got.Claims, called)
		})
	}
}

// names are what those are called whose ids a row has, in the order of the alphabet.
func (n naming) names(row map[string]string, called map[graph.EntityKey]string) []string {
	var names []string
	for id := range strings.SplitSeq(row[n.id], ",") {
		names = append(names, called[graph.EntityKey("ucdp-"+n.key+"-"+strings.TrimSpace(id))])
	}
	return sorted(strings.Join(names, ","))
}

// sorted are the names in a cell in the order of the alphabet; a name with a comma in it is two here.
func sorted(cell string) []string {
	var names []string
	for name := range strings.SplitSeq(cell, ",") {
		names = append(names, strings.Join(strings.Fields(name), " "))
	}
	slices.Sort(names)
	return names
}

// gistsNameStates: what is said of one of several states names it.
func gistsNameStates(t *testing.T, claims []graph.Claim, called map[graph.EntityKey]string) {
	t.Helper()
	for _, c := range claims {
		for _, end := range []graph.EntityKey{c.From, c.To} {
			state := strings.HasPrefix(string(end), "ucdp-country-") || strings.HasPrefix(string(end), "ucdp-gw-")
			if state && !strings.Contains(" "+c.Gist+" ", " "+called[end]+" ") {
				t.Errorf("%q is said of %s, which is %s", c.Gist, end, called[end])
			}
		}
	}
}

// TestUCDPIsOneOrigin: what two of UCDP's data sets say is said by UCDP once.
func TestUCDPIsOneOrigin(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(mappings, "ucdp-*.yaml"))
	if err != nil || len(paths) < 4 {
		t.Fatalf("%d mappings (%v), want those of four data sets at least", len(paths), err)
	}
	ucdp := graph.Source{Publisher: "Uppsala Conflict Data Program"}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, problems := table.Parse(extract.File{Name: path, Data: text}, builtIn(t))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := m.Dataset.Source.Origin(); got != ucdp.Origin() {
			t.Errorf("%s: the data set is the word of %+v, want %+v", filepath.Base(path), got, ucdp.Origin())
		}
	}
}
