package jsonl_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"dyad/extract/jsonl"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

func TestReadFindsEveryProblem(t *testing.T) {
	const harbour = `{"kind":"entity","key":"red-harbour","type":"State","name":"Red Harbour"}`
	tests := []struct {
		name string
		file string
		want []string
	}{
		{"a line that is no JSON", harbour + "\n{\"kind\":\"entity\",}", []string{
			"f.jsonl:2:18: invalid character '}' looking for beginning of object key string",
		}},
		{"a line that ends too soon", `{"kind":"entity","key":"a"` + "\n", []string{"f.jsonl:1:26: unexpected end of JSON input"}},
		{"a file that ends within a line", harbour + "\n" + `{"kind":"entity","key":"a"`, []string{
			"f.jsonl:2:27: the file ends within this line, so it seems to have been cut short: use a whole copy of it",
		}},
		{"a file that ends within a character", harbour + "\n" + "{\"kind\":\"entity\",\"name\":\"Qu\xc3", []string{
			"f.jsonl:2:29: the file ends within this line",
		}},
		{"a file that ends with a line that is wrong otherwise", `{"kind":"entity",}`, []string{
			"f.jsonl:1:18: invalid character '}' looking for beginning of object key string",
		}},
		{"an empty file", "", []string{"f.jsonl: the file holds no line: a file of JSON Lines has one record on each"}},
		{"a file of blank lines", "\n  \r\n\n", []string{"f.jsonl: the file holds no line"}},
		{"a list in place of an object", `["entity"]`, []string{"f.jsonl:1:1: a line holds one object; this is: array"}},
		{"two objects on a line", harbour + " " + harbour, []string{"f.jsonl:1:75: invalid character '{' after top-level value"}},
		{"no kind", `{"key":"red-harbour"}`, []string{`f.jsonl:1:1: a line needs a field "kind"`}},
		{"a kind that nobody knows", `{"kind":"entitty"}`, []string{`f.jsonl:1:1: no kind of record "entitty"; did you mean "entity"?`}},
		{"fields that nobody knows, at any depth, each with the nearest", `{"kind":"entity","key":"quay","typ":"State","name":"Quay","names":[{"text":"Q","lang":"en"}]}`, []string{
			`f.jsonl:1:31: no field "typ"; did you mean "type"?`, `f.jsonl:1:80: no field "lang"; did you mean "language"?`,
		}},
		{"a field in other letters", `{"kind":"entity","Key":"quay"}`, []string{`f.jsonl:1:18: no field "Key"; did you mean "key"?`}},
		{"a field that comes twice", `{"kind":"entity","key":"a","key":"b","type":"State","name":"A"}`, []string{`f.jsonl:1:28: field "key" comes twice`}},
		{"a value of the wrong type", `{"kind":"claim","revision":"two"}`, []string{`f.jsonl:1:32: field "revision" can't be: string`}},
		{"columns count characters, not bytes", `{"kind":"entity","name":"Réd 🛶","keyy":"x"}`, []string{`f.jsonl:1:33: no field "keyy"; did you mean "key"?`}},
		{"spans without a beginning, which is not 0", `{"kind":"mention","source":"s","entity":"quay","form":"Quay","end":4}` + "\n" +
			`{"kind":"claim","source":"s","from":"a","type":"began","evidence":[{"parts":[{"start":0,"end":2},{"end":7}]}]}` + "\n" +
			`{"kind":"mention","source":"s","entity":"quay","form":"Quay","start":null,"end":4}`, []string{
			`f.jsonl:1:1: field "start" is missing`, `f.jsonl:2:98: field "start" is missing`, `f.jsonl:3:70: field "start" can't be: null`,
		}},
		{"a judgement that does not say which way", `{"kind":"sameas","from":"reed-company","into":"quay","reason":"One moved."}`, []string{
			`f.jsonl:1:1: field "same" is missing`,
		}},
		{"a mention of nobody", `{"kind":"mention","source":"s","form":"Quay","start":1,"end":5}`, []string{
			"f.jsonl:1:1: a mention needs the entity that it names",
		}},
		{"a transaction without a time", `{"kind":"transaction","tx":1}`, []string{"f.jsonl:1:1: a transaction needs its time"}},
		{"an impossible date", `{"kind":"source","key":"s","published":{"edtf":"2021-13"}}`, []string{
			`f.jsonl:1:48: date "2021-13": there is no month 13`,
		}},
		{"what is no id", `{"kind":"claim","id":"7"}`, []string{`f.jsonl:1:22: 7: an id has 36 characters`}},
		{"an id that is another's", `{"kind":"entity","id":"00000000-0000-0000-0000-000000000001","key":"quay","type":"State","name":"Quay"}`, []string{
			"f.jsonl:1:1: its id is 00000000-0000-0000-0000-000000000001, and its content gives " + graph.EntityKey("quay").ID().String(),
		}},
		{"a claim's id that is another's", `{"kind":"claim","id":"00000000-0000-0000-0000-000000000001","source":"s","from":"a","type":"began"}`, []string{
			"f.jsonl:1:1: its id is 00000000-0000-0000-0000-000000000001, and its content gives " + derived(t, "s", "a", "began") +
				": leave the id out, or give the revision of the correction",
		}},
		{"values of no set", `{"kind":"claim","source":"s","from":"a","type":"began","polarity":"perhaps","voices":[{}]}`, []string{
			`f.jsonl:1:1: polarity "perhaps" is not "affirmed" or "negated"`, "f.jsonl:1:1: a voice is either an entity or a label",
		}},
		{"one record on two lines", harbour + "\n\n" + harbour, []string{"f.jsonl:3:1: line 1 has this entity already"}},
		{"one claim on two lines, once without its id", claimLine("") + "\n" + claimLine(derived(t, "s", "a", "began")), []string{
			"f.jsonl:2:1: line 1 has this claim already",
		}},
		{"text that is not UTF-8", "{\"kind\":\"entity\",\"name\":\"é\xff\"}", []string{"f.jsonl:1:27: not valid UTF-8"}},
		{"a byte order mark", "\ufeff" + harbour, []string{"f.jsonl:1:1: the file begins with a byte order mark: save it as UTF-8 without one"}},
		{"a line too long", `{"kind":"entity","name":"` + strings.Repeat("x", jsonl.MaxLine) + "\"}\n" + `{"kind":"eel"}`, []string{
			"f.jsonl:1:1: the line is longer than 1 MiB", `f.jsonl:2:1: no kind of record "eel"`,
		}},
		{"a share of what is not there", `{"kind":"share","batch":"b","of":"entity","record":"` + graph.EntityKey("quay").ID().String() + `"}`, []string{
			`f.jsonl:1:1: no line has the entity ` + graph.EntityKey("quay").ID().String() + ` that batch "b" shares`,
		}},
		{"a share of a claim", `{"kind":"share","batch":"b","of":"claim","record":"7"}`, []string{
			`f.jsonl:1:1: a "claim" is not shared`, `f.jsonl:1:1: record "7" is no id`,
		}},
		{"several lines, each with its own", "{}\n{\"kind\":\"entity\",\"key\":\"quay\"}\nx", []string{
			`f.jsonl:1:1: a line needs a field "kind"`, "f.jsonl:2:1: an entity needs a type", "f.jsonl:2:1: an entity needs a name",
			"f.jsonl:3:1: invalid character 'x' looking for beginning of value",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := jsonl.Read("f.jsonl", strings.NewReader(tt.file))
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(tt.want, shortened(got, tt.want)); diff != "" {
				t.Errorf("Read (-want +got):\n%s", diff)
			}
		})
	}
}

// shortened cuts each message to the length of the one that is wanted: the ends of some are another package's.
func shortened(got, want []string) []string {
	for i := range min(len(got), len(want)) {
		if strings.HasPrefix(got[i], want[i]) {
			got[i] = want[i]
		}
	}
	return got
}

// derived is the id of an affirmed, asserted claim of a unary type.
func derived(t *testing.T, source graph.SourceKey, from graph.EntityKey, typ graph.TermKey) string {
	t.Helper()
	c := graph.Claim{Source: source, From: from, Type: typ}
	c.Normalize(&graph.Term{})
	return c.DerivedID().String()
}

func claimLine(id string) string {
	if id != "" {
		id = `"id":"` + id + `",`
	}
	return `{"kind":"claim",` + id + `"source":"s","from":"a","type":"began"}`
}

func TestReadSkipsRelationshipsAndBlankLines(t *testing.T) {
	file := "\n" + `{"kind":"relationship","anything":{"at":["all"]}}` + "\r\n  \n" + claimLine("") + "\r\n"
	bundles, problems := jsonl.Read("claims.jsonl", strings.NewReader(file))
	if len(problems) > 0 || len(bundles) != 1 || len(bundles[0].Claims) != 1 {
		t.Errorf("Read = %+v, %v, want one bundle with one claim", bundles, problems)
	}
}

func TestReadSortsRecordsIntoBatches(t *testing.T) {
	file := strings.Join([]string{
		`{"kind":"entity","key":"a","type":"x:T","name":"A"}`,
		`{"kind":"entity","key":"b","type":"x:T","name":"B","batch":"second"}`,
		`{"kind":"entity","key":"c","type":"x:T","name":"C","batch":"first"}`,
		`{"kind":"batch","key":"first","digest":"d"}`,
		`{"kind":"share","batch":"third","of":"entity","record":"` + graph.EntityKey("c").ID().String() + `"}`,
	}, "\n")
	bundles, problems := jsonl.Read("dir/My export.v2.jsonl", strings.NewReader(file))
	if len(problems) > 0 {
		t.Fatalf("Read: %v", problems)
	}
	type held struct {
		Key      graph.BatchKey
		Entities []graph.EntityKey
		Owners   []graph.BatchKey
		OwnSum   bool // the digest is that of the file
	}
	var got []held
	for _, b := range bundles {
		h := held{Key: b.Batch.Key, OwnSum: len(b.Batch.Digest) == 64}
		for _, e := range b.Entities {
			h.Entities, h.Owners = append(h.Entities, e.Key), append(h.Owners, e.Batch)
		}
		got = append(got, h)
		if b.Batch.ID != b.Batch.Key.ID(b.Batch.Digest) {
			t.Errorf("batch %q has the id %s", b.Batch.Key, b.Batch.ID)
		}
	}
	want := []held{
		{"My export.v2", []graph.EntityKey{"a"}, []graph.BatchKey{"My export.v2"}, true},
		{"first", []graph.EntityKey{"c"}, []graph.BatchKey{"first"}, false},
		{"second", []graph.EntityKey{"b"}, []graph.BatchKey{"second"}, true},
		{"third", []graph.EntityKey{"c"}, []graph.BatchKey{"first"}, true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

func TestReadReportsAFileThatBreaksOff(t *testing.T) {
	r := io.MultiReader(strings.NewReader(claimLine("")+"\n"), broken{})
	_, problems := jsonl.Read("f.jsonl", r)
	if len(problems) != 1 || problems[0].String() != "f.jsonl:2:1: the file can't be read further: the disk sighs" {
		t.Errorf("Read of a file that breaks off: %v", problems)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk sighs") }

func TestHistoryWantsTimesAndIDs(t *testing.T) {
	file := strings.Join([]string{
		`{"kind":"transaction","tx":1,"time":"2030-05-04T12:00:00Z"}`,
		`{"kind":"entity","key":"a","type":"x:T","name":"A"}`,
		`{"kind":"entity","key":"b","type":"x:T","name":"B","recorded":{"opened":2,"closed":1}}`,
		`{"kind":"transaction","tx":0,"time":"2030"}`,
		`{"kind":"entity","key":"c","type":"x:T","name":"C","recorded":{"opened":1}}`,
	}, "\n")
	_, problems := jsonl.History("h.jsonl", strings.NewReader(file))
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	want := []string{
		`h.jsonl:2:1: a line of a history tells when it was recorded: field "recorded" with "opened"`,
		"h.jsonl:3:1: it was closed before it was opened",
		`h.jsonl:4:37: parsing time "2030"`,
		`h.jsonl:5:1: a line of a history has the "id" of its record`,
	}
	if diff := cmp.Diff(want, shortened(got, want)); diff != "" {
		t.Errorf("History (-want +got):\n%s", diff)
	}
}

// FuzzRead reads anything without a panic, and what it reads without a problem reads the same once it is written again.
func FuzzRead(f *testing.F) {
	f.Add([]byte(claimLine("")))
	f.Add([]byte(`{"kind":"entity","key":"a","type":"x:T","name":"A","names":[{"text":"B","kind":"alias"}]}` + "\n{"))
	f.Add([]byte(`{"kind":"claim","roles":{"content":["00000000-0000-0000-0000-000000000001"]},"when":{"edtf":"2021/.."},"number":{"low":1e9}}`))
	f.Add([]byte(`{"kind":"transaction","tx":1}` + "\r\n" + `{"kind":"share","of":"entity"}` + "\n\"\\ud800\""))
	f.Fuzz(func(t *testing.T, data []byte) {
		bundles, problems := jsonl.Read("f.jsonl", strings.NewReader(string(data)))
		jsonl.History("f.jsonl", strings.NewReader(string(data)))
		if len(problems) > 0 {
			return
		}
		var again []byte
		for _, b := range bundles {
			for i := range b.Claims {
				again = append(again, written(t, graph.ClaimRecord, b.Claims[i])...)
			}
			for i := range b.Entities {
				again = append(again, written(t, graph.EntityRecord, b.Entities[i])...)
			}
		}
		if len(again) == 0 {
			return
		}
		twice, problems := jsonl.Read("f.jsonl", strings.NewReader(string(again)))
		if len(problems) > 0 {
			t.Fatalf("Read of what was read: %v\n%s", problems, again)
		}
		if diff := cmp.Diff(claims(bundles), claims(twice)); diff != "" {
			t.Errorf("claims read twice (-first +second):\n%s", diff)
		}
	})
}

func written(t *testing.T, kind graph.RecordKind, record any) []byte {
	t.Helper()
	data, err := graph.EncodeRecord(record)
	if err != nil {
		t.Fatal(err)
	}
	line := graph.Line{Kind: kind, JSON: data}
	return line.Append(nil)
}

func claims(bundles []graph.Bundle) []string {
	var all []string
	for _, b := range bundles {
		for _, c := range b.Claims {
			all = append(all, c.ID.String()+" "+c.DerivedID().String()+" "+c.Gist)
		}
	}
	slices.Sort(all)
	return all
}
