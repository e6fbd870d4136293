package jsonl

import (
	"reflect"
	"testing"
)

// plainAndNot are lines, and whether they are read without a closer look.
var plainAndNot = []struct {
	line  string
	plain bool
}{
	{`{"kind":"source","key":"s1","title":"A","published":{"edtf":"2031"}}`, true},
	{`{"kind":"source" , "key" : "s1","title":"A \" \\ } , B"}`, true},
	{`{"kind":"entity","key":"e1","type":"Group","name":"E","names":[{"text":"F","kind":"alias"} , {"text":"G","kind":"alias"}],"external":[]}`, true},
	{`{"kind":"claim","from":"e1","type":"supports","to":"e2","source":"s1","number":{"low":1,"best":2.5,"high":3e2},"roles":null}`, true},
	{`{"kind":"claim","from":"e1","type":"supports","evidence":[{"parts":[{"start":1,"end":2},{"start":5,"end":7}]}],"source":"s1","recorded":{"opened":1,"closed":2}}`, true},
	{`{"kind":"sameas","from":"e1","into":"e2","same":false,"reason":"R"}`, true},
	{`{"kind":"sameas","from":"e1","into":"e2","reason":"R"}`, false},
	{`{"kind":"claim","from":"e1","type":"supports","evidence":[{"parts":[{"start":1,"end":2},{"start":null,"end":7}]}],"source":"s1"}`, false},
	{`{"key":"s1","kind":"source"}`, false},
	{` {"kind":"source","key":"s1"}`, false},
	{`{"kind":"source","key":"s1","key":"s1"}`, false},
	{`{"kind":"source","Key":"s1"}`, false},
	{`{"kind":"source","k\u0065y":"s1"}`, false},
	{`{"kind":"source","key":"s1","lenght":3}`, false},
	{`{"kind":"source","kind":"entity","key":"s1"}`, false},
	{`{"kind":"source","key":"s1"} {}`, false},
	{`{"kind":"source","key":"s1"`, false},
	{`{"kind":"source","key":{"a":[1,"}"]}}`, false},
	{`{"kind":"entity","key":"e1","names":[{"text":"F","text":"G"}]}`, false},
	{`{"kind":"entity","key":"e1","names":[{"txt":"F"}]}`, false},
	{`{"kind":"s\u006furce","key":"s1"}`, false},
	{`{"kind":"relationship"}`, false},
	{`{"kind":"nothing"}`, false},
	{`{"kind":"`, false},
	{``, false},
}

func TestPlainLines(t *testing.T) {
	p := newParser()
	for _, tt := range plainAndNot {
		got, plain := p.plainly([]byte(tt.line))
		if plain != tt.plain {
			t.Errorf("%s: plain is %t, want %t", tt.line, plain, tt.plain)
		}
		if want, flaws := p.closely([]byte(tt.line)); plain && (!reflect.DeepEqual(want, got) || len(flaws) > 0) {
			t.Errorf("%s: %+v; a closer look finds %v and %+v", tt.line, got.Value, flaws, want.Value)
		}
	}
}

// FuzzPlainLines: what is read without a closer look is what a closer look makes of it, which finds nothing wrong.
func FuzzPlainLines(f *testing.F) {
	for _, tt := range plainAndNot {
		f.Add([]byte(tt.line))
	}
	p := newParser()
	f.Fuzz(func(t *testing.T, line []byte) {
		got, plain := p.plainly(line)
		if !plain {
			return
		}
		want, flaws := p.closely(line)
		if !reflect.DeepEqual(want, got) || len(flaws) > 0 {
			t.Errorf("%+v; a closer look finds %v and %+v", got.Value, flaws, want.Value)
		}
	})
}
