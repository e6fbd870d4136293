package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// aClaim names a claim in messages.
const aClaim = "a claim"

// maxGist is how long a gist may be, in characters.
const maxGist = 300

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
	grammar := a.grammar()
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

// readStatement reads who does what to whom.
func (a *annotated) readStatement(d *draft, g grammar) {
	text := d.fields.required("claim")
	if text == "" {
		return
	}
	n := d.fields.values["claim"]
	lead := utf8.RuneCountInString(n.Value) - utf8.RuneCountInString(strings.TrimLeftFunc(n.Value, unicode.IsSpace))
	t, wrong := g.read(text)
	if wrong != nil {
		d.of.doc.report(d.of.doc.within(n, lead+wrong.at), "%s", wrong.message)
		return
	}
	term := g.relation(t.typ)
	if term.Key.Unknown() {
		d.of.doc.warn(d.of.doc.within(n, lead+t.typeAt), "%s is in no vocabulary: the claim is kept, and counts for nothing", t.typ)
	}
	d.claim.Type = term.Key
	from := a.end(d, d.of.doc.within(n, lead+t.fromAt), t.from, term, "first", term.From)
	if from == nil {
		return
	}
	d.claim.From = from.Key
	if term.Unary {
		d.term = term
		return
	}
	at := d.of.doc.within(n, lead+t.toAt)
	to := a.end(d, at, t.to, term, "second", term.To)
	if to == nil {
		return
	}
	if d.claim.To = to.Key; to == from {
		d.of.doc.report(at, "both ends are %q: a claim is about two", to.Key)
	}
	d.term = term
}

// end returns the entity at one end of a claim, and reports one that may not stand there.
func (a *annotated) end(d *draft, at place, name string, term *graph.Term, side string, allowed []graph.TermKey) *graph.Entity {
	e := a.entity(d.of.doc, at, name)
	if e == nil {
		return nil
	}
	a.use(e.Key)
	if !a.vocabulary.Admits(allowed, e.Type) {
		d.of.doc.report(at, "%s is of type %s, and the %s end of %s is %s", e.Key, e.Type, side, term.Key, listOf(allowed))
	}
	return e
}

// listOf words types and classes: "actor", "State or Person".
func listOf(keys []graph.TermKey) string {
	var words []string
	for _, key := range keys {
		words = append(words, string(key))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// readManner reads how the claim is held, and when and in what number.
func (a *annotated) readManner(d *draft) {
	m, c := d.fields, &d.claim
	c.Polarity = choice(m, "polarity", graph.Polarities())
	c.Modality = choice(m, "modality", graph.Modalities())
	c.Outcome = choice(m, "outcome", graph.Outcomes())
	if c.Polarity == graph.Negated && c.Outcome != "" && c.Outcome != graph.NoOutcome {
		d.of.doc.report(m.at("outcome"), "a negated claim has no outcome: what failed or was refused is affirmed, with that outcome")
	}
	c.When = d.of.doc.when(m)
	c.Number = a.readNumber(m)
}

// readEvidence reads where the text says it, and the gist of it.
func (a *annotated) readEvidence(d *draft) {
	if d.fields.values["at"] == nil {
		d.of.doc.report(d.fields.at("at"), "at is missing: write the span of the words that say it, such as at: 57-180")
	}
	first := map[string]*yaml.Node{}
	for _, n := range d.fields.items("at") {
		if n.Kind == yaml.MappingNode {
			a.unsealed(n)
			continue
		}
		parts, ok := a.parts(n)
		if !ok {
			continue
		}
		if other := first[n.Value]; other != nil {
			d.of.doc.report(where(n), "the occurrence %s comes twice: keep one", n.Value)
			continue
		}
		first[n.Value] = n
		d.claim.Evidence = append(d.claim.Evidence, graph.Occurrence{Parts: parts})
	}
	d.claim.Gist = d.fields.text("gist")
	a.write("gist", d.claim.Gist, d.fields.at("gist"))
	switch length := utf8.RuneCountInString(d.claim.Gist); {
	case length == 0:
		d.of.doc.report(d.fields.at("gist"), "gist is missing: say in one sentence of your own what is claimed")
	case length > maxGist:
		d.of.doc.report(d.fields.at("gist"), "the gist has %d characters: say it in one sentence of at most %d", length, maxGist)
	}
}

// unsealed reports words in place of a span: a file that is read holds no word of a text.
func (a *annotated) unsealed(n *yaml.Node) {
	if m, ok := a.doc.mapping(n, "evidence", "words"); ok && (m.keys["words"] != nil || len(n.Content) == 0) {
		a.doc.report(where(n), "words of the text may not stay in the file: %s puts the span in their place", sealCommand)
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
			d.of.doc.report(m.at("credibility"), "credibility is 1 to 6, not %q: leave it out where nobody judged it", text)
		}
	}
}

// readLabel reads the name that other claims of the file refer to this one by, and the id that it keeps from an earlier form.
func (a *annotated) readLabel(d *draft) {
	if text := d.fields.text("id"); text != "" {
		id, err := graph.ParseID[graph.Claim](text)
		if err != nil {
			d.of.doc.report(d.fields.at("id"), "%q is no id: it has 36 characters, as in a citation of the claim", text)
		}
		if d.claim.ID = id; err == nil {
			a.kept[id] = d
		}
	}
	label := d.fields.text("label")
	_, err := graph.ParseID[graph.Claim](label)
	switch other := a.labels[label]; {
	case label == "":
	case err == nil || len(label) > 100 || strings.ContainsFunc(label, unicode.IsSpace):
		d.of.doc.report(d.fields.at("label"), "%q is no label: a label is one short word that is not an id", label)
	case other != nil:
		d.of.doc.report(d.fields.at("label"), "label %q is taken by the claim in line %d: choose another", label, other.fields.node.Line)
	default:
		d.label = label
		a.labels[label] = d
	}
}
