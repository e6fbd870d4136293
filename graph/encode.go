package graph

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// appendRecord appends a claim or an entity, of which a load has millions, to the byte as encoding/json writes it, without
// asking by reflection what it has. It reports whether it did: all other records, and the few claims with what is not plain, are
// encoding/json's to write, or to refuse. A field that is added to the types is added here too.
func appendRecord(b []byte, record any) (_ []byte, ok bool) {
	switch r := record.(type) {
	case *Claim:
		if r != nil && r.Roles.plain() && r.Number.plain() {
			return appendClaim(b, r), true
		}
	case *Entity:
		if r != nil {
			return appendEntity(b, r), true
		}
	}
	return b, false
}

// plain reports whether [Roles.MarshalJSON] writes the roles as they stand: its map has each name once, in order, and its texts
// have no characters of HTML.
func (rs Roles) plain() bool {
	const html = "<>&"
	for i, r := range rs {
		if i > 0 && rs[i-1].Name >= r.Name || strings.ContainsAny(string(r.Name), html) {
			return false
		}
		for _, k := range r.Entities {
			if strings.ContainsAny(string(k), html) {
				return false
			}
		}
		for _, k := range r.Terms {
			if strings.ContainsAny(string(k), html) {
				return false
			}
		}
	}
	return true
}

// plain reports whether JSON has a form for each value, and one without an exponent.
func (n *Number) plain() bool {
	if n == nil {
		return true
	}
	for _, v := range []*float64{n.Low, n.Best, n.High} {
		if v == nil || *v == 0 {
			continue
		}
		if size := math.Abs(*v); !(size >= 1e-6 && size < 1e21) {
			return false
		}
	}
	return true
}

func appendClaim(b []byte, c *Claim) []byte {
	start := len(b)
	b = appendID(append(b, `,"id":`...), c.ID)
	b = appendInt(b, `,"revision":`, c.Revision)
	b = appendText(b, `,"source":`, string(c.Source))
	b = appendText(b, `,"from":`, string(c.From))
	b = appendText(b, `,"type":`, string(c.Type))
	b = appendSomeText(b, `,"to":`, string(c.To))
	if len(c.Roles) > 0 {
		b = appendRoles(append(b, `,"roles":`...), c.Roles)
	}
	b = appendSome(b, `,"disputes":`, c.Disputes, appendID)
	b = appendSome(b, `,"reconciles":`, c.Reconciles, appendID)
	b = appendText(b, `,"polarity":`, string(c.Polarity))
	b = appendText(b, `,"modality":`, string(c.Modality))
	b = appendText(b, `,"outcome":`, string(c.Outcome))
	b = appendSome(b, `,"voices":`, c.Voices, appendVoice)
	if !c.When.IsZero() {
		b = appendWhen(append(b, `,"when":`...), &c.When)
	}
	if c.Number != nil {
		b = appendNumber(append(b, `,"number":`...), c.Number)
	}
	b = appendSome(b, `,"evidence":`, c.Evidence, appendOccurrence)
	b = appendSomeText(b, `,"gist":`, c.Gist)
	if c.Credibility != 0 {
		b = appendInt(b, `,"credibility":`, c.Credibility)
	}
	b = appendSomeText(b, `,"annotator":`, c.Annotator)
	b = appendSomeText(b, `,"codebook":`, c.Codebook)
	b = appendSomeText(b, `,"batch":`, string(c.Batch))
	return closeObject(b, start)
}

func appendEntity(b []byte, e *Entity) []byte {
	start := len(b)
	b = appendID(append(b, `,"id":`...), ClaimID(e.ID))
	b = appendText(b, `,"key":`, string(e.Key))
	b = appendText(b, `,"type":`, string(e.Type))
	b = appendText(b, `,"name":`, e.Name)
	b = appendSome(b, `,"names":`, e.Names, appendName)
	b = appendSomeText(b, `,"description":`, e.Description)
	b = appendSome(b, `,"external":`, e.External, appendExternalID)
	b = appendSomeText(b, `,"parent":`, string(e.Parent))
	b = appendSomeText(b, `,"mergedInto":`, string(e.MergedInto))
	b = appendSomeText(b, `,"batch":`, string(e.Batch))
	return closeObject(b, start)
}

func appendName(b []byte, n Name) []byte {
	start := len(b)
	b = appendText(b, `,"text":`, n.Text)
	b = appendText(b, `,"kind":`, string(n.Kind))
	b = appendSomeText(b, `,"language":`, n.Language)
	if n.Ambiguous {
		b = append(b, `,"ambiguous":true`...)
	}
	return closeObject(b, start)
}

func appendExternalID(b []byte, x ExternalID) []byte {
	start := len(b)
	b = appendText(b, `,"scheme":`, x.Scheme)
	b = appendText(b, `,"value":`, x.Value)
	if x.Verified {
		b = append(b, `,"verified":true`...)
	}
	return closeObject(b, start)
}

func appendRoles(b []byte, rs Roles) []byte {
	start := len(b)
	for _, r := range rs {
		b = appendText(b, ",", string(r.Name))
		b = appendList(append(b, ':'), r.fillers(), appendString)
	}
	return closeObject(b, start)
}

func appendVoice(b []byte, v Voice) []byte {
	start := len(b)
	b = appendSomeText(b, `,"entity":`, string(v.Entity))
	b = appendSomeText(b, `,"label":`, v.Label)
	b = appendSomeText(b, `,"affiliation":`, string(v.Affiliation))
	b = appendText(b, `,"mode":`, string(v.Mode))
	b = appendText(b, `,"stance":`, string(v.Stance))
	return closeObject(b, start)
}

func appendWhen(b []byte, w *When) []byte {
	start := len(b)
	b = appendSomeText(b, `,"edtf":`, w.EDTF.text)
	b = appendSomeText(b, `,"basis":`, string(w.Basis))
	b = appendSomeText(b, `,"bound":`, string(w.Bound))
	b = appendSomeText(b, `,"extent":`, string(w.Extent))
	return closeObject(b, start)
}

func appendNumber(b []byte, n *Number) []byte {
	start := len(b)
	b = appendSomeFloat(b, `,"low":`, n.Low)
	b = appendSomeFloat(b, `,"best":`, n.Best)
	b = appendSomeFloat(b, `,"high":`, n.High)
	b = appendSomeText(b, `,"unit":`, n.Unit)
	b = appendSomeText(b, `,"worded":`, n.Worded)
	return closeObject(b, start)
}

func appendOccurrence(b []byte, o Occurrence) []byte {
	return append(appendList(append(b, `{"parts":`...), o.Parts, appendPart), '}')
}

func appendPart(b []byte, p Part) []byte {
	start := len(b)
	b = appendInt(b, `,"start":`, p.Start)
	b = appendInt(b, `,"end":`, p.End)
	b = appendSomeText(b, `,"sha256":`, p.SHA256)
	return closeObject(b, start)
}

// closeObject ends the object whose fields stand from start on, each behind a comma. The first comma becomes the brace.
func closeObject(b []byte, start int) []byte {
	if len(b) == start {
		return append(b, "{}"...)
	}
	b[start] = '{'
	return append(b, '}')
}

// appendSome appends a field that is absent where its list is empty.
func appendSome[T any](b []byte, name string, items []T, appendItem func([]byte, T) []byte) []byte {
	if len(items) == 0 {
		return b
	}
	return appendList(append(b, name...), items, appendItem)
}

func appendList[T any](b []byte, items []T, appendItem func([]byte, T) []byte) []byte {
	if items == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	for i, item := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendItem(b, item)
	}
	return append(b, ']')
}

func appendText(b []byte, name, s string) []byte { return appendString(append(b, name...), s) }

func appendSomeText(b []byte, name, s string) []byte {
	if s == "" {
		return b
	}
	return appendText(b, name, s)
}

func appendInt(b []byte, name string, n int) []byte {
	return strconv.AppendInt(append(b, name...), int64(n), 10)
}

func appendSomeFloat(b []byte, name string, f *float64) []byte {
	if f == nil {
		return b
	}
	return strconv.AppendFloat(append(b, name...), *f, 'f', -1, 64)
}

func appendID(b []byte, id ClaimID) []byte {
	b = hex.AppendEncode(append(b, '"'), id[:4])
	for _, group := range [][]byte{id[4:6], id[6:8], id[8:10], id[10:]} {
		b = hex.AppendEncode(append(b, '-'), group)
	}
	return append(b, '"')
}

// appendString appends a text between quotes. One of which characters are escaped, or that is not UTF-8, is left to encoding/json.
func appendString(b []byte, s string) []byte {
	ascii := true
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' {
			return appendEscaped(b, s)
		} else if c >= utf8.RuneSelf {
			ascii = false
		}
	}
	if !ascii && (!utf8.ValidString(s) || strings.Contains(s, "\u2028") || strings.Contains(s, "\u2029")) {
		return appendEscaped(b, s)
	}
	return append(append(append(b, '"'), s...), '"')
}

func appendEscaped(b []byte, s string) []byte {
	w := bytes.NewBuffer(b)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a text always encodes
	return bytes.TrimSuffix(w.Bytes(), []byte("\n"))
}
