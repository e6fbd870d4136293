package cite

import (
	"fmt"
	"strings"
	"time"

	"dyad/graph"
)

// BibTeX returns the citation as an entry for BibTeX and biblatex, which ends in a line feed. It is of the type misc, which needs no
// field that a source may not have. Its key is that of the source, a colon, and the id of the claim. Author and publisher stand in
// double braces: nobody knows which part of a name is the last.
func (c *Citation) BibTeX() string {
	var b strings.Builder
	fmt.Fprintf(&b, "@misc{%s:%s,\n", c.Source.Key, c.Claim)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "  %s = %s,\n", name, value)
		}
	}
	field("author", whole(c.Source.Author))
	field("title", whole(c.title()))
	field("howpublished", whole(c.Source.Publisher))
	year, month := c.bibDate()
	field("date", braced(c.Source.Published.EDTF.String()))
	field("year", year)
	field("month", month)
	field("url", bibURL(c.Source.URL))
	if !c.Accessed.IsZero() {
		field("urldate", "{"+c.Accessed.Format(time.DateOnly)+"}")
	}
	field("type", braced(string(c.Source.Genre))) // as biblatex calls it
	field("language", braced(tex(c.Source.Language)))
	field("note", "{"+tex(c.note())+"}")
	b.WriteString("}\n")
	return b.String()
}

// bibDate is the date of publication for BibTeX, which does not know the field date. Where it is no day, month or year, the year is all
// of it.
func (c *Citation) bibDate() (year, month string) {
	e := c.Source.Published.EDTF
	parts := dateParts(e)
	if parts == nil || e.Uncertain() || e.Approximate() {
		return braced(tex(e.String())), "" // styles print it: a % would begin a comment there, and a ~ be a space
	}
	if len(parts) > 1 {
		month = strings.ToLower(time.Month(parts[1]).String()[:3]) // a macro that every style knows
	}
	return fmt.Sprintf("{%d}", parts[0]), month
}

// braced is a field without characters that mean something; "" for none.
func braced(text string) string {
	if text == "" {
		return ""
	}
	return "{" + text + "}"
}

// dateParts are the year, month and day of a single date, as far as it has them; nil for any other, such as a season or an interval.
func dateParts(e graph.EDTF) []int {
	if e.IsZero() || strings.Contains(e.String(), "/") {
		return nil
	}
	year, month, day := e.Bounds().From.Civil()
	all := []int{int(year), int(month), day}
	switch {
	case year < 1:
		return nil
	case e.Precision() == graph.PrecisionYear:
		return all[:1]
	case e.Precision() == graph.PrecisionMonth:
		return all[:2]
	case e.Precision() >= graph.PrecisionDay:
		return all
	}
	return nil
}

// whole is a text of which nothing is to be changed, not even its case; "" for none.
func whole(text string) string {
	if text = line(text); text == "" {
		return ""
	}
	return "{{" + tex(text) + "}}"
}

// texSpecial writes the characters that mean something in TeX.
var texSpecial = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`, `^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`,
)

func tex(text string) string { return texSpecial.Replace(line(text)) }

// bibURL is an address, which is read letter by letter: what would end the field is written as in addresses.
func bibURL(address string) string {
	return braced(strings.NewReplacer(`{`, "%7B", `}`, "%7D", `\`, "%5C", " ", "%20", `"`, "%22").Replace(line(address)))
}
