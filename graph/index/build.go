package index

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"dyad/graph"
)

// Build returns the index of the input. It fails with Corrupt if a claim names an entity or a source that was never
// recorded, or an id stands twice, and with Conflict if the judgements of identity lead in a circle.
func Build(in Input) (*Index, error) { return build(in, 0, nil) }

// build is Build with the identities and the vocabulary of the time of tx, 0 being the present, and with parts as their wholes; up nil leaves all
// as they are.
func build(in Input, tx graph.Tx, up *rollup) (*Index, error) {
	b, err := newBuilder(&in, tx)
	if err != nil {
		return nil, err
	}
	b.x.up = up
	if in.Gathered != nil && in.Gathered.into(b) {
		return b.finish()
	}
	if in.Claims != nil {
		for v, err := range in.Claims {
			if err == nil {
				err = b.add(&v)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return b.finish()
}

// A builder takes in claims one by one and then puts them in order.
type builder struct {
	x        *Index
	nodeOf   map[graph.EntityKey]Node // the keys of before included
	sourceOf map[graph.SourceKey]int32

	types     pool[graph.TermKey, kind]
	attitudes pool[attitudeKey, attitude]
	whens     pool[graph.When, moment]
	extras    pool[string, extra]
	opened    pool[graph.Tx, graph.Tx]

	open, closed []staged
	backings     []backing           // of projecting roles only: own ends are in the staged claim
	original     map[int]graph.Claim // by place in open; in closed, by -1 minus the place
	former       map[graph.RelationshipID]ends
	byID         []int32 // places in open, in the order of ids; nil if that has to be found
}

// ends are an edge before it has a number.
type ends struct {
	from, to Node
	typ      int32 // in order of arrival until the types are sorted
}

// A kind is a relation type, and the roles that it projects as places in Index.roles.
type kind struct {
	key      graph.TermKey
	term     *graph.Term
	projects []uint16
}

// A staged is a claim on its way into the columns.
type staged struct {
	id graph.ClaimID
	ends
	source, attitude, when, extra, opened int32
	closed                                graph.Tx
}

// A backing is a staged claim that backs an edge by a projecting role.
type backing struct {
	ends
	claim int // as in builder.original
	role  uint16
}

func newBuilder(in *Input, tx graph.Tx) (*builder, error) {
	x, err := newIndex(in, tx)
	if err != nil {
		return nil, err
	}
	return newBuilderOf(x), nil
}

// newBuilderOf begins to build on an index without claims.
func newBuilderOf(x *Index) *builder {
	b := &builder{x: x, original: map[int]graph.Claim{}, former: map[graph.RelationshipID]ends{}}
	noExtra(&b.extras)
	b.nodeOf = make(map[graph.EntityKey]Node, len(x.nodes.records))
	for i := range x.nodes.records {
		b.nodeOf[x.nodes.records[i].Value.Key] = Node(i)
	}
	b.sourceOf = make(map[graph.SourceKey]int32, len(x.sources.records))
	for i := range x.sources.records {
		b.sourceOf[x.sources.records[i].Value.Key] = int32(i)
	}
	return b
}

// newIndex begins an index with all that is recorded but for claims.
func newIndex(in *Input, tx graph.Tx) (*Index, error) {
	id, err := identityAt(in, tx)
	if err != nil {
		return nil, err
	}
	x := &Index{
		vocabulary: cmp.Or(in.vocabularyAt(tx), graph.NewVocabulary(nil)), words: in.Terms, last: in.Last,
		identity: id, sameAs: in.SameAs, sources: newSources(in.Sources), roles: []graph.TermKey{""},
		verdicts: verdictsOf(in.Verdicts), judged: map[graph.VerdictID]graph.ContradictionID{},
	}
	for i := range in.Verdicts {
		x.judged[in.Verdicts[i].Value.ID] = in.Verdicts[i].Value.Contradiction
	}
	if x.nodes, err = newNodes(in.Entities, id); err != nil {
		return nil, err
	}
	x.epochs.turns = turnsOf(in)
	x.naming = newNaming(x.nodes)
	return x, nil
}

// add takes in a version of a claim.
func (b *builder) add(v *graph.Version[graph.Claim]) error {
	if err := b.check(&v.Value); err != nil {
		return err
	}
	typ := b.types.place(v.Value.Type, func() kind { return b.kind(v.Value.Type) })
	if typ > math.MaxUint16 || len(b.open)+len(b.closed) == math.MaxInt32 {
		return &graph.Error{Op: "index.Build", Fault: graph.CostLimit, Err: errors.New("more than 2147483647 claims or 65536 relation types")}
	}
	k := &b.types.items[typ]
	place := len(b.open)
	if v.Closed != 0 {
		place = -1 - len(b.closed)
	}
	c, rewritten := b.x.identity.rewrite(&v.Value, k.term)
	if rewritten {
		b.original[place] = projection(&v.Value)
		b.remember(&v.Value, k, typ, b.x.identity.of)
	}
	if b.x.up != nil && !b.rollUp(v, &c, k, typ) {
		return nil
	}
	own, err := b.endsOf(&c, typ)
	if err != nil {
		return err
	}
	s := b.stage(&c, own)
	s.opened, s.closed = b.opened.place(v.Opened, func() graph.Tx { return v.Opened }), v.Closed
	if v.Closed == 0 {
		b.open = append(b.open, s)
	} else {
		b.closed = append(b.closed, s)
	}
	b.project(&c, own, k, place)
	return nil
}

// check refuses a claim that is from, or beside its ends about, what was never recorded.
func (b *builder) check(c *graph.Claim) error {
	if _, known := b.sourceOf[c.Source]; !known {
		return b.unknown(c, "source", string(c.Source))
	}
	if len(c.Roles) == 0 && len(c.Voices) == 0 {
		return nil
	}
	for _, key := range c.Entities() {
		if key != "" && b.node(key) == Nobody {
			return b.unknown(c, "entity", string(key))
		}
	}
	return nil
}

// endsOf finds the two ends of a claim of a type that is numbered typ.
func (b *builder) endsOf(c *graph.Claim, typ int32) (ends, error) {
	e := ends{b.node(c.From), Nobody, typ}
	if e.from == Nobody {
		return e, b.unknown(c, "entity", string(c.From))
	}
	if c.To == "" {
		return e, nil
	}
	if e.to = b.node(c.To); e.to == Nobody {
		return e, b.unknown(c, "entity", string(c.To))
	}
	return e, nil
}

func (b *builder) unknown(c *graph.Claim, what, key string) error {
	return &graph.Error{
		Op: "index.Build", On: "claim " + c.ID.String(), Fault: graph.Corrupt,
		Err: errors.New("it names the " + what + " " + key + ", which was never recorded"),
	}
}

// node returns the node under which an entity is known.
func (b *builder) node(key graph.EntityKey) Node {
	if n, ok := b.nodeOf[b.x.identity.of(key)]; ok {
		return n
	}
	return Nobody
}

// kind looks a relation type up.
func (b *builder) kind(key graph.TermKey) kind {
	k := kind{key: key, term: b.x.vocabulary.Relation(key)}
	for _, role := range k.term.Projects {
		at := slices.Index(b.x.roles, role)
		if at < 0 {
			at = len(b.x.roles)
			b.x.roles = append(b.x.roles, role)
		}
		k.projects = append(k.projects, uint16(at))
	}
	return k
}

// stage puts a claim's repeated parts into the tables.
func (b *builder) stage(c *graph.Claim, own ends) staged {
	s := staged{id: c.ID, ends: own, source: b.sourceOf[c.Source]}
	s.attitude = b.attitudes.place(attitudeKeyOf(c), func() attitude { return newAttitude(c, b.node) })
	s.when = b.whens.place(c.When, func() moment { return newMoment(c.When) })
	if key := extraKeyOf(c); key != "" {
		s.extra = b.extras.place(key, func() extra { return newExtra(c) })
	}
	return s
}

// project stages the further edges that a claim backs, each once.
func (b *builder) project(c *graph.Claim, own ends, k *kind, place int) {
	done := []ends{own}
	for _, role := range k.projects {
		for _, filler := range c.Roles.Entities(b.x.roles[role]) {
			e := ends{own.from, b.node(filler), own.typ}
			if !slices.Contains(done, e) {
				b.backings = append(b.backings, backing{e, place, role})
				done = append(done, e)
			}
		}
	}
}

// remember keeps the ids that the relationships of a claim had between those that it is said of, where they lie now between
// others: those that to leads to.
func (b *builder) remember(was *graph.Claim, k *kind, typ int32, to func(graph.EntityKey) graph.EntityKey) {
	for i, key := range farEnds(b.x, was, k) {
		from, far := to(was.From), to(key)
		if i == 0 && k.term.Symmetric && far < from {
			from, far = far, from
		}
		e := ends{b.node(from), Nobody, typ}
		if far != "" {
			e.to = b.node(far)
		}
		b.former[graph.RelationshipIDOf(was.From, was.Type, key)] = e
	}
}

// farEnds returns To and the fillers of projecting roles.
func farEnds(x *Index, c *graph.Claim, k *kind) []graph.EntityKey {
	keys := []graph.EntityKey{c.To}
	for _, role := range k.projects {
		keys = append(keys, c.Roles.Entities(x.roles[role])...)
	}
	return keys
}

// projection returns the part of a claim that the index keeps.
func projection(c *graph.Claim) graph.Claim {
	p := *c
	p.Evidence, p.Gist, p.Annotator, p.Codebook, p.Batch, p.Credibility = nil, "", "", "", "", 0
	return p
}
