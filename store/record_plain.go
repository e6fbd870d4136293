package store

import (
	"fmt"
	"strconv"

	"dyad/graph"

	"github.com/google/uuid"
)

func (t term) ref() ref              { return ref{termTag, uid(t.DerivedID())} }
func (t term) owner() graph.BatchKey { return t.Batch }
func (t term) title() string         { return string(t.Kind) + " " + quoted(t.Key) }
func (t term) abouts() []uid         { return nil }

// needs is empty: a vocabulary is judged as a whole.
func (t term) needs(list []need) []need { return list }

func (t term) inBatch(b graph.BatchKey) record {
	c := *t.Term
	c.ID, c.Batch = c.DerivedID(), b
	return term{&c}
}

func (e entity) ref() ref              { return ref{entityTag, uid(e.Key.ID())} }
func (e entity) owner() graph.BatchKey { return e.Batch }
func (e entity) title() string         { return "entity " + quoted(e.Key) }
func (e entity) abouts() []uid         { return nil }

func (e entity) needs(list []need) []need {
	return those(list, needTerm(graph.EntityTypeTerm, e.Type), needEntity(e.Parent), needEntity(e.MergedInto))
}

func (e entity) inBatch(b graph.BatchKey) record {
	c := *e.Entity
	c.ID, c.Batch = c.Key.ID(), b
	return entity{&c}
}

func (s source) ref() ref                 { return ref{sourceTag, uid(s.Key.ID())} }
func (s source) owner() graph.BatchKey    { return s.Batch }
func (s source) title() string            { return "source " + quoted(s.Key) }
func (s source) abouts() []uid            { return nil }
func (s source) needs(list []need) []need { return list }

func (s source) inBatch(b graph.BatchKey) record {
	c := *s.Source
	c.ID, c.Batch = c.Key.ID(), b
	return source{&c}
}

func (m mention) ref() ref              { return ref{mentionTag, uid(m.DerivedID())} }
func (m mention) owner() graph.BatchKey { return m.Batch }
func (m mention) title() string         { return fmt.Sprintf("mention %d-%d in %q", m.Start, m.End, m.Source) }
func (m mention) abouts() []uid         { return []uid{uid(m.Source.ID()), uid(m.Entity.ID())} }
func (m mention) needs(list []need) []need {
	return those(list, needSource(m.Source), needEntity(m.Entity))
}

func (m mention) inBatch(b graph.BatchKey) record {
	c := *m.Mention
	c.ID, c.Batch = c.DerivedID(), b
	return mention{&c}
}

func (s sameAs) ref() ref              { return ref{sameAsTag, uid(s.DerivedID())} }
func (s sameAs) owner() graph.BatchKey { return s.Batch }
func (s sameAs) title() string         { return fmt.Sprintf("judgement of %q and %q", s.From, s.Into) }
func (s sameAs) abouts() []uid         { return []uid{uid(s.From.ID()), uid(s.Into.ID())} }
func (s sameAs) needs(list []need) []need {
	return those(list, needEntity(s.From), needEntity(s.Into))
}

func (s sameAs) inBatch(b graph.BatchKey) record {
	c := *s.SameAs
	c.ID, c.Batch = c.DerivedID(), b
	return sameAs{&c}
}

func (v verdict) ref() ref              { return ref{verdictTag, uid(v.DerivedID())} }
func (v verdict) owner() graph.BatchKey { return v.Batch }
func (v verdict) title() string         { return "verdict on contradiction " + v.Contradiction.String() }
func (v verdict) abouts() []uid         { return append(distinct(v.Prefers), uid(v.Contradiction)) }

func (v verdict) needs(list []need) []need {
	for _, id := range v.Prefers {
		list = append(list, needClaim(id))
	}
	return list
}

func (v verdict) inBatch(b graph.BatchKey) record {
	c := *v.Verdict
	c.ID, c.Batch = c.DerivedID(), b
	return verdict{&c}
}

// ref is the same for all contents of a batch: its own id goes by the digest, and a batch is one thing that changes.
func (b batchRecord) ref() ref                 { return batchRef(b.Key) }
func (b batchRecord) owner() graph.BatchKey    { return b.Key }
func (b batchRecord) title() string            { return "batch " + quoted(b.Key) }
func (b batchRecord) abouts() []uid            { return nil }
func (b batchRecord) needs(list []need) []need { return list }

func (b batchRecord) inBatch(graph.BatchKey) record {
	c := *b.Batch
	c.ID = c.Key.ID(c.Digest)
	return batchRecord{&c}
}

func batchRef(k graph.BatchKey) ref { return ref{batchTag, uid(k.ID(""))} }

// ref derives an id from the batch and the record that it shares.
func (s share) ref() ref {
	return ref{shareTag, uid(uuid.NewSHA1(uuid.UUID(s.Batch.ID("")), []byte(string(s.Kind)+" "+s.ID)))}
}

func (s share) owner() graph.BatchKey    { return s.Batch }
func (s share) title() string            { return fmt.Sprintf("share of %s in %s", s.Batch, s.target()) }
func (s share) abouts() []uid            { return []uid{s.target().id} }
func (s share) needs(list []need) []need { return append(list, need{s.target(), string(s.Kind), s.ID}) }

func (s share) inBatch(b graph.BatchKey) record {
	c := *s.Share
	c.Batch = b
	return share{&c}
}

// Check implements record: dyad makes shares itself.
func (s share) Check() []error { return nil }

// target is what is shared.
func (s share) target() ref { return refOf(graph.RecordID{Kind: s.Kind, ID: s.ID}) }

// shareOf says that the batch defines r too.
func shareOf(b graph.BatchKey, r ref) share {
	return share{&graph.Share{Batch: b, Kind: r.tag.kind(), ID: uuid.UUID(r.id).String()}}
}

func quoted[T ~string](key T) string { return strconv.Quote(string(key)) }
