package resolver

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A Config says what answers are made from. All fields but Texts, Clock, Annotations, Curation, Watch and Build are needed.
type Config struct {
	// Snapshot returns the newest index, or nil while none is loaded. It is asked once a request.
	Snapshot func() *index.Index
	Records  Records
	Mentions Mentions
	Journal  Journal
	Texts    Texts // nil: no text is at hand
	// Digest returns a digest, in lower-case hexadecimal, of what is recorded once a transaction has been committed: the same
	// content, the same digest, on every machine.
	Digest  func(context.Context, graph.Tx) (string, error)
	Version string
	Clock   func() time.Time // tells the day of a request; nil: time.Now
	Build   Build
	Limits  Limits
	// Annotations checks files; nil: nobody does here.
	Annotations Annotations
	// Curation makes changes; nil: everything here only reads.
	Curation Curation
	// Watch has f told of every transaction from now on, when what it wrote can be read from Snapshot; f is quick. stop ends it. Nil
	// where nothing is ever committed.
	Watch func(f func(graph.Transaction)) (stop func())
}

// Limits are what a request may ask for. The resolvers hold to the page sizes and show the rest; whoever runs the requests
// holds to that.
type Limits struct {
	BodyBytes        int // of a request over HTTP
	QueryBytes       int // of a query, within the body
	BodyValues       int // of objects and lists of a body, before it is decoded
	Tokens           int // of a query
	Variables        int // that an operation defines
	Directives       int // of a query
	Arguments        int // of a query, with the fields of input objects that are written out
	Spreads          int // of fragments, each where it is written
	SameName         int // fields with arguments or selections, under one name, in one selection
	Operations       int // of a query
	Fragments        int // of a query
	Depth            int // of nested fields
	Fields           int // selected, fragments counted wherever they are spread
	Cost             int // objects that the answer may hold
	Values           int // objects and elements of lists in arguments, variables counted wherever they are used
	VariableDepth    int // of nested values
	ListLength       int // of lists in queries and variables
	TextLength       int // characters of a text in queries and variables; cursors may be longer
	AnswerBytes      int // of the data of an answer
	Milliseconds     int // of work
	InFlight         int // requests that are worked on or wait for their turn
	Connections      int // that stay open, WebSockets and event streams
	OperationsAtOnce int // operations of one WebSocket
	Exports          int // that are under way
}

// DefaultLimits suit one machine and people who ask by hand or from a notebook.
func DefaultLimits() Limits {
	return Limits{
		BodyBytes: 1 << 20, QueryBytes: 256 << 10, BodyValues: 10_000, Variables: 100, Directives: 200, Arguments: 2_000, Spreads: 200, SameName: 50,
		Tokens: 10_000, Operations: 20, Fragments: 100, Depth: 20, Fields: 1_000, Cost: 100_000,
		Values: 1_000, VariableDepth: 12, ListLength: 1_000, TextLength: 200, AnswerBytes: 16 << 20,
		Milliseconds: 10_000, InFlight: 64, Connections: 100, OperationsAtOnce: 20, Exports: 8,
	}
}

// The sizes of pages. They are part of what clients rely on.
const (
	defaultPage = 50
	maxPage     = 500
	usualPaths  = 10
	maxPaths    = 100
	usualLength = 4   // of paths
	maxStarts   = 100 // of a subgraph
)

// DefaultPage and MaxPage return what a page holds where nothing is said, and the most that it can hold.
func DefaultPage() int { return defaultPage }

// MaxPage returns the most that a page can hold.
func MaxPage() int { return maxPage }

// A Root resolves all types of the schema. It is safe for concurrent use.
type Root struct {
	c       Config
	digests digestCache
	records recordCache
	results resultCache
	known   atomic.Pointer[surveying]
}

var _ exec.ResolverRoot = (*Root)(nil)

// New returns the resolvers of what c holds.
func New(c Config) (*Root, error) {
	if c.Snapshot == nil || c.Records == nil || c.Mentions == nil || c.Journal == nil || c.Digest == nil {
		return nil, &graph.Error{Op: "resolver.New", Fault: graph.Internal, Err: errors.New("something to answer from is missing")}
	}
	if c.Texts == nil {
		c.Texts = noTexts{}
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	return &Root{c: c}, nil
}

// Limits returns the limits that the resolvers were made with.
func (r *Root) Limits() Limits { return r.c.Limits }

// Ready reports whether there is an index to answer from.
func (r *Root) Ready() bool { return r.c.Snapshot() != nil }

// Begin returns a context in which one request is answered, from the index as it is now. It is Overloaded, which is to say
// that it may work later, while no index is loaded.
func (r *Root) Begin(ctx context.Context) (context.Context, error) {
	x := r.c.Snapshot()
	if x == nil {
		return nil, &graph.Error{Fault: graph.Overloaded, Err: errors.New("the data is still being loaded")}
	}
	return seated(ctx, newDesk(x, r.c, &r.records)), nil
}

// The resolvers of each type. Each is the root under another name, so that their methods stay apart.
type (
	claimResolver         struct{ *Root }
	contradictionResolver struct{ *Root }
	denialResolver        struct{ *Root }
	entityResolver        struct{ *Root }
	evidenceResolver      struct{ *Root }
	hopResolver           struct{ *Root }
	mentionResolver       struct{ *Root }
	mutationResolver      struct{ *Root }
	queryResolver         struct{ *Root }
	relationshipResolver  struct{ *Root }
	roleResolver          struct{ *Root }
	sideResolver          struct{ *Root }
	sourceResolver        struct{ *Root }
	spellResolver         struct{ *Root }
	verdictResolver       struct{ *Root }
	dyadChangeResolver    struct{ *Root }
	dyadResolver          struct{ *Root }
	dyadVoiceResolver     struct{ *Root }
	mediatorResolver      struct{ *Root }
	mergeResolver         struct{ *Root }
	phaseResolver         struct{ *Root }
	refusalResolver       struct{ *Root }
	rolledUpResolver      struct{ *Root }
	sharedActorResolver   struct{ *Root }
	statementResolver     struct{ *Root }
	rankedResolver        struct{ *Root }
	communityResolver     struct{ *Root }
	componentResolver     struct{ *Root }
	balanceResolver       struct{ *Root }
	campsResolver         struct{ *Root }
	frustrationResolver   struct{ *Root }
	signedPairResolver    struct{ *Root }
	changeResolver        struct{ *Root }
	recordChangeResolver  struct{ *Root }
	subscriptionResolver  struct{ *Root }
	graphDiffResolver     struct{ *Root }
	surveyResolver        struct{ *Root }
	checkedResolver       struct{ *Root }
	sourceTextResolver    struct{ *Root }

	contradictionDiffResolver struct{ *Root }
)

// Claim resolves fields of Claim.
func (r *Root) Claim() exec.ClaimResolver { return claimResolver{r} }

// Contradiction resolves fields of Contradiction.
func (r *Root) Contradiction() exec.ContradictionResolver { return contradictionResolver{r} }

// Denial resolves fields of Denial.
func (r *Root) Denial() exec.DenialResolver { return denialResolver{r} }

// Entity resolves fields of Entity.
func (r *Root) Entity() exec.EntityResolver { return entityResolver{r} }

// Evidence resolves fields of Evidence.
func (r *Root) Evidence() exec.EvidenceResolver { return evidenceResolver{r} }

// Hop resolves fields of Hop.
func (r *Root) Hop() exec.HopResolver { return hopResolver{r} }

// Mention resolves fields of Mention.
func (r *Root) Mention() exec.MentionResolver { return mentionResolver{r} }

// Mutation resolves fields of Mutation.
func (r *Root) Mutation() exec.MutationResolver { return mutationResolver{r} }

// Query resolves fields of Query.
func (r *Root) Query() exec.QueryResolver { return queryResolver{r} }

// Relationship resolves fields of Relationship.
func (r *Root) Relationship() exec.RelationshipResolver { return relationshipResolver{r} }

// Role resolves fields of Role.
func (r *Root) Role() exec.RoleResolver { return roleResolver{r} }

// Side resolves fields of Side.
func (r *Root) Side() exec.SideResolver { return sideResolver{r} }

// Source resolves fields of Source.
func (r *Root) Source() exec.SourceResolver { return sourceResolver{r} }

// Spell resolves fields of Spell.
func (r *Root) Spell() exec.SpellResolver { return spellResolver{r} }

// Verdict resolves fields of Verdict.
func (r *Root) Verdict() exec.VerdictResolver { return verdictResolver{r} }

// DyadChange resolves fields of DyadChange.
func (r *Root) DyadChange() exec.DyadChangeResolver { return dyadChangeResolver{r} }

// Dyad resolves fields of Dyad.
func (r *Root) Dyad() exec.DyadResolver { return dyadResolver{r} }

// DyadVoice resolves fields of DyadVoice.
func (r *Root) DyadVoice() exec.DyadVoiceResolver { return dyadVoiceResolver{r} }

// Mediator resolves fields of Mediator.
func (r *Root) Mediator() exec.MediatorResolver { return mediatorResolver{r} }

// Merge resolves fields of Merge.
func (r *Root) Merge() exec.MergeResolver { return mergeResolver{r} }

// Phase resolves fields of Phase.
func (r *Root) Phase() exec.PhaseResolver { return phaseResolver{r} }

// Refusal resolves fields of Refusal.
func (r *Root) Refusal() exec.RefusalResolver { return refusalResolver{r} }

// RolledUp resolves fields of RolledUp.
func (r *Root) RolledUp() exec.RolledUpResolver { return rolledUpResolver{r} }

// SharedActor resolves fields of SharedActor.
func (r *Root) SharedActor() exec.SharedActorResolver { return sharedActorResolver{r} }

// Statement resolves fields of Statement.
func (r *Root) Statement() exec.StatementResolver { return statementResolver{r} }

// Ranked resolves fields of Ranked.
func (r *Root) Ranked() exec.RankedResolver { return rankedResolver{r} }

// Community resolves fields of Community.
func (r *Root) Community() exec.CommunityResolver { return communityResolver{r} }

// Component resolves fields of Component.
func (r *Root) Component() exec.ComponentResolver { return componentResolver{r} }

// Balance resolves fields of Balance.
func (r *Root) Balance() exec.BalanceResolver { return balanceResolver{r} }

// Camps resolves fields of Camps.
func (r *Root) Camps() exec.CampsResolver { return campsResolver{r} }

// Frustration resolves fields of Frustration.
func (r *Root) Frustration() exec.FrustrationResolver { return frustrationResolver{r} }

// SignedPair resolves fields of SignedPair.
func (r *Root) SignedPair() exec.SignedPairResolver { return signedPairResolver{r} }

// Change resolves fields of Change.
func (r *Root) Change() exec.ChangeResolver { return changeResolver{r} }

// RecordChange resolves fields of RecordChange.
func (r *Root) RecordChange() exec.RecordChangeResolver { return recordChangeResolver{r} }

// ContradictionDiff resolves fields of ContradictionDiff.
func (r *Root) ContradictionDiff() exec.ContradictionDiffResolver {
	return contradictionDiffResolver{r}
}

// GraphDiff resolves fields of GraphDiff.
func (r *Root) GraphDiff() exec.GraphDiffResolver { return graphDiffResolver{r} }

// Survey resolves fields of Survey.
func (r *Root) Survey() exec.SurveyResolver { return surveyResolver{r} }

// Checked resolves fields of Checked.
func (r *Root) Checked() exec.CheckedResolver { return checkedResolver{r} }

// SourceText resolves fields of SourceText.
func (r *Root) SourceText() exec.SourceTextResolver { return sourceTextResolver{r} }
