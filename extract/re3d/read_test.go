package re3d_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/extract"
	"dyad/extract/re3d"
)

// lines is a folder of a document, what is annotated in it, and how that hangs together. The text has a sign of two UTF-16 units in front.
//
//	🚢 Mowers shelter Ferry Men. Mowers sing.
//	0  3      10      18         29
func lines(documents, entities, relations string) fstest.MapFS {
	return fstest.MapFS{
		"documents.json": {Data: []byte(documents)}, "entities.json": {Data: []byte(entities)}, "relations.json": {Data: []byte(relations)},
	}
}

const (
	document = `{"_id":"D1","text":"🚢 Mowers shelter Ferry Men. Mowers sing.","title":"At the ferry","sourceName":"Sandgate Gazette","sourceUrl":"https://gazette.example/1"}` + "\n"
	mowers   = `{"_id":"e1","begin":3,"end":9,"type":"Organisation","value":"Mowers","documentId":"D1","confidence":1}` + "\n"
	ferry    = `{"_id":"e2","begin":18,"end":27,"type":"Person","value":"Ferry  Men","documentId":"D1","confidence":0.5}` + "\n"
	again    = `{"_id":"e3","begin":29,"end":35,"type":"Organisation","value":"Mowers","documentId":"D1","confidence":1}` + "\n"
	shelter  = `{"_id":"r1","begin":9,"end":18,"sourceBegin":3,"sourceEnd":9,"source":"Mowers","targetBegin":18,"targetEnd":27,"target":"Ferry Men",` +
		`"type":"Shelters","value":"shelter","documentId":"D1","confidence":0.25}` + "\n"
)

func TestRead(t *testing.T) {
	found, problems := re3d.Read(lines(document, mowers+ferry+again, shelter), "set", ".")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	b := found.Bundles[0]
	if b.Batch.Key != "re3d-set" || len(b.Sources) != 1 || len(b.Entities) != 2 || len(b.Mentions) != 3 || len(b.Claims) != 1 {
		t.Fatalf("batch %s: %d sources, %d entities, %d mentions, %d claims; want 1, 2, 3, 1 of re3d-set",
			b.Batch.Key, len(b.Sources), len(b.Entities), len(b.Mentions), len(b.Claims))
	}
	if s := b.Sources[0]; s.Publisher != "Sandgate Gazette" || s.Title != "At the ferry" || s.URL != "https://gazette.example/1" || s.Text.Codepoints != 40 {
		t.Errorf("source %+v", s)
	}
	if b.Entities[0].Type != "Organization" || b.Entities[1].Type != "Person" || b.Entities[1].Name != "Ferry Men" {
		t.Errorf("entities %+v", b.Entities)
	}
	if m := b.Mentions[1]; m.Form != "Ferry Men" {
		t.Errorf("the mention of Ferry Men has the form %q, want what the text has", m.Form)
	}
	if m := b.Mentions[2]; m.Entity != b.Entities[0].Key || m.Start != 28 || m.End != 34 {
		t.Errorf("the second mention of Mowers is %+v, want code points 28 to 34", m)
	}
	c := b.Claims[0]
	if c.From != b.Entities[0].Key || c.To != b.Entities[1].Key || c.Type != "x:Shelters" || !strings.Contains(c.Gist, "0.25") {
		t.Errorf("claim %+v", c)
	}
	var spans []string
	for _, p := range c.Evidence[0].Parts {
		spans = append(spans, fmt.Sprint(p.Start, " ", p.End))
	}
	if got := strings.Join(spans, ", "); got != "2 8, 8 17, 17 26" {
		t.Errorf("evidence %s, want the two ends and what is between them", got)
	}
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte("Mowers"))); c.Evidence[0].Parts[0].SHA256 != want {
		t.Errorf("digest %s, want that of the word", c.Evidence[0].Parts[0].SHA256)
	}
	if len(found.Notes) != 1 || !strings.Contains(found.Notes[0].What, "white space") {
		t.Errorf("notes %+v, want that of the two spaces", found.Notes)
	}
}

// TestConfidence: the gist tells a confidence that the file has, be it 0, and none that it has not.
func TestConfidence(t *testing.T) {
	tests := []struct{ has, want string }{
		{`,"confidence":0.25`, "Mowers: Shelters, Ferry Men (confidence 0.25)"},
		{`,"confidence":0`, "Mowers: Shelters, Ferry Men (confidence 0)"},
		{`,"confidence":null`, "Mowers: Shelters, Ferry Men"},
		{``, "Mowers: Shelters, Ferry Men"},
	}
	for _, tt := range tests {
		found, problems := re3d.Read(lines(document, mowers+ferry, strings.Replace(shelter, `,"confidence":0.25`, tt.has, 1)), "set", ".")
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := found.Bundles[0].Claims[0].Gist; got != tt.want {
			t.Errorf("a relation with %q: gist %q, want %q", tt.has, got, tt.want)
		}
	}
}

// TestAnotherConfidence: what is said again with another confidence has the first one's gist, and that is told.
func TestAnotherConfidence(t *testing.T) {
	for more, want := range map[string]bool{`,"confidence":0.25`: false, `,"confidence":0.5`: true, ``: true} {
		second := strings.Replace(strings.Replace(shelter, `"r1"`, `"r2"`, 1), `,"confidence":0.25`, more, 1)
		found, problems := re3d.Read(lines(document, mowers+ferry, shelter+second), "set", ".")
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		told := slices.ContainsFunc(found.Notes, func(n extract.Note) bool { return strings.Contains(n.What, "another confidence") })
		if told != want {
			t.Errorf("the second with %q: notes %+v; told is %v, want %v", more, found.Notes, told, want)
		}
	}
}

// TestFolderWithADot: folders that differ only behind a dot are batches of their own.
func TestFolderWithADot(t *testing.T) {
	for folder, want := range map[string]string{"sets/set.v1": "re3d-set-v1", "set.v2": "re3d-set-v2", "set": "re3d-set"} {
		found, problems := re3d.Read(lines(document, mowers, ""), folder, ".")
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := string(found.Bundles[0].Batch.Key); got != want {
			t.Errorf("batch of %s: %s, want %s", folder, got, want)
		}
	}
}

// TestKeys: documents whose ids differ only at their end have entities of their own, and keys that can be such.
func TestKeys(t *testing.T) {
	const id = "5a0d1111-2222-3333-4444-55556666777"
	var documents, entities strings.Builder
	for _, end := range []string{"1", "2", "-9"} {
		documents.WriteString(strings.Replace(document, `"D1"`, `"`+id+end+`"`, 1))
		entities.WriteString(strings.NewReplacer(`"D1"`, `"`+id+end+`"`, `"e1"`, `"e`+end+`"`).Replace(mowers))
	}
	found, problems := re3d.Read(lines(documents.String(), entities.String(), ""), "set", ".")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	all := found.Bundles[0].Entities
	if len(all) != 3 {
		t.Errorf("%d entities of three documents: %+v", len(all), all)
	}
	for i := range all {
		if faults := all[i].Check(); len(faults) > 0 {
			t.Errorf("an entity that can't be one: %v", faults)
		}
	}
}

// TestSaidTwice: what a document says at two places is one claim with both.
func TestSaidTwice(t *testing.T) {
	twice := strings.NewReplacer(`"r1"`, `"r2"`, `"sourceBegin":3,"sourceEnd":9`, `"sourceBegin":29,"sourceEnd":35`, "0.25", "0.5").Replace(shelter)
	found, problems := re3d.Read(lines(document, mowers+ferry+again, shelter+twice), "set", ".")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if claims := found.Bundles[0].Claims; len(claims) != 1 || len(claims[0].Evidence) != 2 {
		t.Errorf("claims %+v, want one with two places", claims)
	}
}

func TestReadTellsEverythingThatIsWrong(t *testing.T) {
	tests := []struct {
		name                           string
		documents, entities, relations string
		wants                          []string
	}{
		{"no JSON, and another type", document + "{\n", `{"_id":5}` + "\n", "", []string{
			"set/documents.json:2:1: unexpected end of JSON input: every line is one JSON object", `set/entities.json:1:8: field "_id" can't be a number`,
		}},
		{"other words, and no span", document, strings.Replace(mowers, "Mowers", "Movers", 1) + strings.Replace(ferry, `"end":27`, `"end":99`, 1), "", []string{
			"set/entities.json:1:1: begin and end 3 to 9 covers other words", "set/entities.json:2:1: begin and end 18 to 99 is no span",
		}},
		{"half a sign", document, strings.Replace(mowers, `"begin":3`, `"begin":1`, 1), "", []string{"begin and end 1 to 9 is no span"}},
		{"one id twice, another document, a confidence beyond 1", document, mowers + mowers + strings.Replace(ferry, `"D1"`, `"D2"`, 1) +
			strings.Replace(again, `"confidence":1`, `"confidence":1.5`, 1), "", []string{
			`set/entities.json:2:1: the entity in line 1 has the same _id "e1"`, `set/entities.json:3:1: documentId "D2"`, "set/entities.json:4:1: confidence 1.5",
		}},
		{"an end that nobody annotated", document, mowers, shelter, []string{"set/relations.json:1:1: the target of the relation, 18 to 27, is no entity"}},
		{"no type", document, strings.Replace(mowers, "Organisation", "", 1), "", []string{"the entity needs a type"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, problems := re3d.Read(lines(tt.documents, tt.entities, tt.relations), "set", ".")
			if found != nil || len(problems) != len(tt.wants) {
				t.Fatalf("Read = %v, %v; want nothing, and %d problems", found, problems, len(tt.wants))
			}
			for i, want := range tt.wants {
				if !strings.Contains(problems[i].String(), want) {
					t.Errorf("problem %q, want one that tells %q", problems[i], want)
				}
			}
		})
	}
	if _, problems := re3d.Read(fstest.MapFS{}, "set", "."); len(problems) != 3 {
		t.Errorf("an empty folder: %v, want a problem for each file", problems)
	}
}

// TestShared reads the whole data set, of which the counts were taken by jq and by its README.
func TestShared(t *testing.T) {
	root := "../../../shared/data/re3d"
	if _, err := os.Stat(root); err != nil {
		t.Skip("there is no ../shared/data/re3d beside the checkout")
	}
	relations := map[string]int{"UK Government": 236, "US State Department": 177, "Australian Department of Foreign Affairs": 17, "Wikipedia": 168}
	documents, entities, spaces := 0, 0, 0
	for name, want := range relations {
		folder := filepath.Join(root, name)
		found, problems := re3d.Read(os.DirFS(folder), folder, ".")
		if len(problems) > 0 {
			t.Fatalf("%s: %v", name, problems[0])
		}
		b := found.Bundles[0]
		documents += len(b.Sources)
		entities += len(b.Mentions)
		for _, n := range found.Notes {
			switch {
			case strings.Contains(n.What, "annotated twice"):
				entities += n.Count
			case strings.Contains(n.What, "white space alone: read"):
				spaces += n.Count
			}
		}
		places := 0
		for i := range b.Claims {
			places += len(b.Claims[i].Evidence)
		}
		if places != want {
			t.Errorf("%s: %d relations, want %d", name, places, want)
		}
	}
	if documents != 65 || entities != 2376 || spaces != 2 {
		t.Errorf("%d documents, %d entities, %d spans with other white space; want 65, 2376 and 2", documents, entities, spaces)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(document, mowers+ferry, shelter)
	f.Add("", "{}", "null")
	f.Fuzz(func(t *testing.T, documents, entities, relations string) {
		found, problems := re3d.Read(lines(documents, entities, relations), "set", ".")
		if (found == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", found, problems)
		}
		if found == nil {
			return
		}
		for _, b := range found.Bundles {
			for i := range b.Claims {
				for _, p := range b.Claims[i].Evidence[0].Parts {
					if p.Start < 0 || p.End <= p.Start {
						t.Errorf("evidence %+v", p)
					}
				}
			}
		}
	})
}

var _ extract.ForeignFiles = re3d.Read
