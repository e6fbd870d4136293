package cite

import (
	"strings"
	"time"
)

// quoted is the title as it stands in a sentence.
func (c *Citation) quoted() string {
	if line(c.Source.Title) == "" {
		return c.title()
	}
	return "“" + c.title() + "”"
}

// Plain returns the citation as a sentence or two, without a line break:
//
//	Red Harbour, as quoted in A. Writer, “Trouble at the harbour”, Gazette, 2031-05-04, code points 44-97 of its text; claim 3f…, revision 1,
//	coded by Vale, codebook 0.1; accessed 2031-06-04; SHA-256 of the claim 5b…, of the words at 44-97 0c…, of the whole text 9d….
func (c *Citation) Plain() string {
	var source []string
	for _, part := range []string{line(c.Source.Author), c.quoted(), line(c.Source.Publisher), c.published(), line(c.Source.URL), c.place()} {
		if part != "" {
			source = append(source, part)
		}
	}
	parts := []string{strings.Join(source, ", "), c.record()}
	if said := c.said("in"); said != "" {
		parts[0] = said + " " + parts[0]
	}
	if !c.Accessed.IsZero() {
		parts = append(parts, "accessed "+c.Accessed.Format(time.DateOnly))
	}
	return strings.Join(append(parts, c.digests()), "; ") + "."
}
