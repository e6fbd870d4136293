package resolver

import (
	"context"
	"errors"
	"iter"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// presentClaim shows a claim as v has it, to who asked at the moment of asked. The record is the full one.
func (d *desk) presentClaim(c *graph.Claim, v *graph.View, asked graph.Tx) (*exec.Claim, error) {
	source, err := d.source(c.Source, v)
	if err != nil {
		return nil, err
	}
	from, err := d.entity(c.From, v)
	if err != nil {
		return nil, err
	}
	to, err := d.entityIfAny(c.To, v)
	if err != nil {
		return nil, err
	}
	voices, err := d.presentVoices(c, v)
	if err != nil {
		return nil, err
	}
	shown := &exec.Claim{
		Source: source, From: from, Type: d.termOf(v, graph.RelationTerm, c.Type), To: to,
		ID: c.ID.String(), Revision: c.Revision, Polarity: c.Polarity, Modality: c.Modality, Outcome: c.Outcome,
		When: presentWhen(c.When), Number: presentNumber(c.Number), Gist: optional(c.Gist),
		Annotator: optional(c.Annotator), Codebook: optional(c.Codebook), Batch: optional(string(c.Batch)),
		Roles: presentRoles(c, v), Voices: voices, Evidence: presentEvidence(c, v),
		Record: c, View: v, Asked: asked,
	}
	if c.Credibility != 0 {
		shown.Credibility = &c.Credibility
	}
	return shown, nil
}

func presentWhen(w graph.When) *exec.When {
	if w.IsZero() {
		return nil
	}
	return &exec.When{Edtf: optional(w.EDTF.String()), Basis: optional(w.Basis), Bound: w.Bound, Extent: optional(w.Extent)}
}

func presentNumber(n *graph.Number) *exec.Quantity {
	if n == nil {
		return nil
	}
	return &exec.Quantity{Low: n.Low, Best: n.Best, High: n.High, Unit: optional(n.Unit), Worded: optional(n.Worded)}
}

// The index reads claims in windows of their ids.
type (
	claimWindow = index.Window[graph.ClaimID]
	claimSeq    = iter.Seq[*graph.Claim]
	claimList   = list[*graph.Claim, graph.ClaimID]
)

func claimKey(c *graph.Claim) graph.ClaimID { return c.ID }

// claimList is the list of those claims that run yields and the filter lets through.
func (d *desk) claimList(g *index.Graph, filter *exec.ClaimFilter, run func(claimWindow) claimSeq) (claimList, error) {
	match, err := d.claimMatch(g, filter)
	return claimList{by: byID[graph.Claim]("claims"), key: claimKey, run: run, match: match}, err
}

// claimPage is a page of claims. Their records come in one call, and the claims that they refer to in one more, if asked for.
func (d *desk) claimPage(ctx context.Context, v *graph.View, l claimList,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	asked, err := ask(first, after, last, before)
	if err != nil {
		return nil, err
	}
	p, err := l.page(ctx, asked)
	if err != nil {
		return nil, err
	}
	ids := make([]graph.ClaimID, len(p.items))
	for i, c := range p.items {
		ids[i] = c.ID
	}
	nodes, err := d.claimsOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	return p.claims(nodes), nil
}

// errUnrecorded is a claim that something refers to and that there is no record of.
var errUnrecorded = errors.New("it is referred to and has no record")

// claimsOf shows claims that are known to be recorded, in the order of ids.
func (d *desk) claimsOf(ctx context.Context, v *graph.View, ids []graph.ClaimID) ([]*exec.Claim, error) {
	records, err := d.recordsOf(ctx, v, ids)
	if err != nil {
		return nil, err
	}
	shown := make([]*exec.Claim, len(ids))
	for i, c := range records {
		if c == nil {
			return nil, &graph.Error{On: "claim " + ids[i].String(), Fault: graph.Corrupt, Err: errUnrecorded}
		}
		if shown[i], err = d.presentClaim(c, v, d.tx(v)); err != nil {
			return nil, err
		}
		d.want(v, c.References()...)
	}
	return shown, nil
}

// Claim finds one claim.
func (r queryResolver) Claim(ctx context.Context, id string, view *exec.View) (*exec.Claim, error) {
	d := deskOf(ctx)
	v, _, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	parsed, err := graph.ParseID[graph.Claim](id)
	if err != nil {
		return nil, err
	}
	return d.claim(ctx, v, parsed)
}

// claim shows a claim as it stood under v; of one that was retracted, its last form; nil if there was none by then.
func (d *desk) claim(ctx context.Context, v *graph.View, id graph.ClaimID) (*exec.Claim, error) {
	records, err := d.recordsOf(ctx, v, []graph.ClaimID{id})
	if err != nil {
		return nil, err
	}
	if records[0] != nil {
		d.want(v, records[0].References()...)
		return d.presentClaim(records[0], v, d.tx(v))
	}
	version, ok, err := d.version(ctx, id, d.tx(v))
	if err != nil || !ok {
		return nil, err
	}
	then := *v
	then.AsOf = version.Closed - 1 // it was retracted: what it names may be gone too
	return d.presentClaim(&version.Value, &then, d.tx(v))
}

// version returns the last version of a claim that had been recorded at tx, and whether there was one.
func (d *desk) version(ctx context.Context, id graph.ClaimID, tx graph.Tx) (v graph.Version[graph.Claim], ok bool, err error) {
	versions, err := d.history(ctx, id)
	if err != nil {
		return v, false, err
	}
	for i := len(versions) - 1; i >= 0; i-- {
		if versions[i].Opened <= tx {
			return versions[i], true, nil
		}
	}
	return v, false, nil
}

// Claims lists claims.
func (r queryResolver) Claims(ctx context.Context, filter *exec.ClaimFilter, view *exec.View, orderBy *exec.ClaimOrder,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	l, err := d.claimList(g, filter, g.Claims)
	if err != nil {
		return nil, err
	}
	if v.IsDefault() {
		l.total = g.CountClaims
	}
	l = l.turned(orderBy != nil && orderBy.Direction == exec.OrderDirectionDesc)
	return d.claimPage(ctx, v, l, first, after, last, before)
}

// Relationships are what the claim backs, as far as the view shows it.
func (r claimResolver) Relationships(ctx context.Context, c *exec.Claim) ([]*exec.Backing, error) {
	d := deskOf(ctx)
	g, err := d.graph(c.View)
	if err != nil {
		return nil, err
	}
	shown := []*exec.Backing{}
	for _, b := range g.Edges(c.Record.ID) {
		r := d.presentRelationship(g, b.Edge, c.View)
		if r.Support.Claims == 0 { // the view does not show it: [index.Graph.Shows] would look at all its claims again
			continue
		}
		shown = append(shown, &exec.Backing{Relationship: r, Via: optional(via(g, c.Record, b))})
	}
	return shown, nil
}

// via returns the role by which a claim backs a relationship; none where that leads to its own `to`, as the claim is shown: under present keys
// the index may have put another filler of the role in its place.
func via(g *index.Graph, c *graph.Claim, b index.Backed) graph.TermKey {
	t, term := g.Triple(b.Edge), g.Term(b.Edge)
	leads := func(to graph.EntityKey) bool {
		key := g.Counted(to, c.When)
		return key == t.To || term.Symmetric && key == t.From
	}
	if c.To == "" || leads(c.To) {
		return ""
	}
	for _, role := range term.Projects {
		if slices.ContainsFunc(c.Roles.Entities(role), leads) {
			return role
		}
	}
	return b.Via
}

// Disputes are the claims that it says are wrong.
func (r claimResolver) Disputes(ctx context.Context, c *exec.Claim) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, c.View, c.Record.Disputes)
}

// Reconciles are the claims that it explains away.
func (r claimResolver) Reconciles(ctx context.Context, c *exec.Claim) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, c.View, c.Record.Reconciles)
}

// RecordedAt is when this revision was recorded.
func (r claimResolver) RecordedAt(ctx context.Context, c *exec.Claim) (string, error) {
	d := deskOf(ctx)
	version, ok, err := d.version(ctx, c.Record.ID, c.Asked)
	if err != nil {
		return "", err
	}
	if !ok {
		return "", &graph.Error{On: "claim " + c.ID, Fault: graph.Corrupt, Err: errUnrecorded}
	}
	return d.committedAt(ctx, version.Opened)
}

// RetractedAt is when it was closed, if it was by the moment that was asked about.
func (r claimResolver) RetractedAt(ctx context.Context, c *exec.Claim) (*string, error) {
	d := deskOf(ctx)
	version, _, err := d.version(ctx, c.Record.ID, c.Asked)
	if err != nil || version.Closed == 0 || version.Closed > c.Asked {
		return nil, err
	}
	at, err := d.committedAt(ctx, version.Closed)
	return &at, err
}
