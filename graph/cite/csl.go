package cite

import "dyad/graph"

// An Item is a citation as CSL-JSON 1.0.2 has it, to be encoded by encoding/json. Zotero, Pandoc and citeproc read an array of them.
type Item struct {
	ID        string   `json:"id"` // key of the source, colon, id of the claim
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Author    []Author `json:"author,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Issued    *Date    `json:"issued,omitempty"`
	URL       string   `json:"URL,omitempty"`
	Accessed  *Date    `json:"accessed,omitempty"`
	Language  string   `json:"language,omitempty"`
	Genre     string   `json:"genre,omitempty"` // how the source speaks: reporting, opinion, data
	Note      string   `json:"note"`
	Custom    Custom   `json:"custom"`
}

// An Author is a name of which nobody knows which part is the last.
type Author struct {
	Literal string `json:"literal"`
}

// A Date is a day, month or year, or a text for what is none of them.
type Date struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Circa   bool    `json:"circa,omitempty"` // uncertain, approximate, or not from the source itself
	Literal string  `json:"literal,omitempty"`
}

// A Custom is what CSL has no field for.
type Custom struct {
	Claim     string             `json:"claim"`
	Revision  int                `json:"revision"`
	Annotator string             `json:"annotator,omitempty"`
	Codebook  string             `json:"codebook,omitempty"`
	Source    graph.SourceKey    `json:"source"`
	Voices    []ItemVoice        `json:"voices"` // from the outside in
	Evidence  []graph.Occurrence `json:"evidence"`
	SHA256    string             `json:"sha256"`         // of the claim
	Text      *graph.Text        `json:"text,omitempty"` // that the source was annotated from
}

// An ItemVoice is a voice of a citation.
type ItemVoice struct {
	Name        string       `json:"name"`
	Affiliation string       `json:"affiliation,omitempty"`
	Mode        graph.Mode   `json:"mode"`
	Stance      graph.Stance `json:"stance"`
}

// cslTypes are CSL's words for kinds of sources.
var cslTypes = map[graph.SourceKind]string{graph.Article: "article", graph.Report: "report", graph.Dataset: "dataset", graph.Post: "post"}

// CSL returns the citation as an item of CSL-JSON.
func (c *Citation) CSL() *Item {
	item := &Item{
		ID: string(c.Source.Key) + ":" + c.Claim.String(), Type: cslTypes[c.Source.Kind], Title: c.title(), Publisher: line(c.Source.Publisher),
		Issued: c.issued(), URL: line(c.Source.URL), Language: line(c.Source.Language), Genre: string(c.Source.Genre), Note: c.note(),
		Custom: Custom{
			Claim: c.Claim.String(), Revision: c.Revision, Annotator: line(c.Annotator), Codebook: c.Codebook, Source: c.Source.Key,
			Voices: []ItemVoice{}, Evidence: append([]graph.Occurrence{}, c.Evidence...), SHA256: c.SHA256,
		},
	}
	if item.Type == "" {
		item.Type = "document"
	}
	if author := line(c.Source.Author); author != "" {
		item.Author = []Author{{author}}
	}
	if !c.Accessed.IsZero() {
		item.Accessed = &Date{Parts: [][]int{{c.Accessed.Year(), int(c.Accessed.Month()), c.Accessed.Day()}}}
	}
	for _, v := range c.Voices {
		item.Custom.Voices = append(item.Custom.Voices, ItemVoice(v))
	}
	if text := c.Source.Text; text.SHA256 != "" {
		text.File = "" // a hint for who has it
		item.Custom.Text = &text
	}
	return item
}

// issued is the date of publication.
func (c *Citation) issued() *Date {
	p := c.Source.Published
	if p.EDTF.IsZero() {
		return nil
	}
	d := &Date{Circa: p.EDTF.Uncertain() || p.EDTF.Approximate() || c.published() != p.EDTF.String()}
	if parts := dateParts(p.EDTF); parts != nil {
		d.Parts = [][]int{parts}
	} else {
		d.Literal = p.EDTF.String()
	}
	return d
}
