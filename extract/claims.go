package extract

import (
	"cmp"
	"strings"
	"unicode"

	"dyad/graph"
)

// aClaim names a claim in messages.
const aClaim = "a claim"

// A draft is a claim while it is read. Its id has to wait for those of the claims that it refers to.
type draft struct {
	claim      graph.Claim
	of         *annotated
	fields     mapping
	term       *graph.Term
	label      string
	content    []reference // claims in its roles, which its id rests on
	disputes   []reference
	reconciles []reference
	whole      bool // nothing is wrong with it
	derived    bool // it has its id
}

func claimKeys() []string {
	return []string{
		"label", "id", "claim", "roles", "disputes", "reconciles", "polarity", "modality", "outcome", "voices", "when", "number",
		"at", "gist", "credibility", "annotator", "codebook",
	}
}

// readClaims reads the claims of the file, all but their ids.
func (a *annotated) readClaims() {
	annotator, codebook := a.doc.top.text("annotator"), a.doc.top.text("codebook")
	grammar := a.grammar(a.doc)
	a.readLabels()
	for _, n := range a.doc.top.list("claims") {
		m, ok := a.doc.mapping(n, aClaim, claimKeys()...)
		if !ok {
			continue
		}
		before := len(a.doc.problems)
		d := &draft{of: a, fields: m}
		d.claim = graph.Claim{Source: a.source.Key, Annotator: annotator, Codebook: codebook, Batch: a.doc.batch.Key}
		a.readStatement(d, grammar)
		a.readManner(d)
		a.readVoices(d)
		a.readRoles(d)
		a.readEvidence(d)
		a.readCoding(d)
		a.readLabel(d)
		d.whole = d.term != nil && Usable(a.doc.problems[before:])
		a.unread = a.unread || !d.whole
		a.drafts = append(a.drafts, d)
	}
}

// readLabels collects the labels of all claims, so that a role can tell a label that stands where an entity is wanted.
func (a *annotated) readLabels() {
	a.labelled = map[string]bool{}
	for _, m := range a.doc.quietItems(a.doc.top, "claims") {
		a.labelled[m.plain("label")] = true
	}
}

// readCoding reads who coded the claim, by which rules, and how credible it is.
func (a *annotated) readCoding(d *draft) {
	m, c := d.fields, &d.claim
	c.Annotator, c.Codebook = cmp.Or(m.text("annotator"), c.Annotator), cmp.Or(m.text("codebook"), c.Codebook)
	if c.Annotator == "" {
		a.doc.report(where(a.doc.root), "annotator is missing: say who or what coded the claims, here or in each of them")
	}
	if c.Codebook == "" {
		a.doc.report(where(a.doc.root), "codebook is missing: say by which version of the rules the claims were coded, here or in each of them")
	}
	if text := m.text("credibility"); text != "" {
		value, ok := digits(text)
		if c.Credibility = value; !ok || value < 1 || value > 6 {
			a.doc.report(m.at("credibility"), "credibility is 1 to 6, not %q: leave it out where nobody judged it", text)
		}
	}
}

// readLabel reads the name that other claims of the file refer to this one by, and the id that it keeps from an earlier form.
func (a *annotated) readLabel(d *draft) {
	if text := d.fields.text("id"); text != "" {
		id, err := graph.ParseID[graph.Claim](text)
		if err != nil || id.IsZero() {
			a.doc.report(d.fields.at("id"), "%q is no id: an id has 36 characters, as in a citation of the claim", text)
		}
		if d.claim.ID = id; !id.IsZero() {
			a.kept[id] = d
		}
	}
	label := d.fields.text("label")
	_, err := graph.ParseID[graph.Claim](label)
	switch other := a.labels[label]; {
	case label == "":
	case err == nil || len(label) > 100 || strings.ContainsFunc(label, unicode.IsSpace):
		a.doc.report(d.fields.at("label"), "%q is no label: a label is one short word that is not an id", label)
	case other != nil:
		a.doc.report(d.fields.at("label"), "label %q is taken by the claim in line %d: choose another", label, other.fields.node.Line)
	default:
		d.label = label
		a.labels[label] = d
	}
}
