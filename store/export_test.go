package store

import (
	"context"
	"fmt"
	"strings"

	"dyad/graph"
)

// What the tests of package store_test need to see of the inside.

// A Step is a migration that a test makes up.
type Step struct {
	From uint64
	Name string
	Run  func(context.Context, KV) error
}

// OpenAt opens a store as a program would that writes another layout.
func OpenAt(ctx context.Context, kv KV, layout uint64, steps ...Step) (*Store, error) {
	var migrations []migration
	for _, s := range steps {
		migrations = append(migrations, migration{s.From, s.Name, s.Run})
	}
	return open(ctx, kv, layout, migrations)
}

// LayoutTable is the table that the package comment must hold, a row of cells for each row declared.
func LayoutTable() [][]string {
	var table [][]string
	for _, r := range declarations {
		var parts []string
		for _, p := range r.parts {
			parts = append(parts, fmt.Sprintf("%s %d", p.name, p.size))
		}
		key := strings.Join(parts, ", ")
		if key == "" {
			key = "-"
		}
		table = append(table, []string{string(rune(r.tag)), r.name, key, r.value, r.answers})
	}
	return table
}

// EncodeProjection and DecodeProjection are the codec of projections.
func EncodeProjection(c *graph.Claim) ([]byte, error) { return appendProjection(nil, c) }

func DecodeProjection(id graph.ClaimID, data []byte) (graph.Claim, error) {
	return newProjectionReader().decode(id, data)
}

// Stamped is a row as a transaction would write it, so that only its meaning is wrong.
func Stamped(tx graph.Tx, key, payload []byte) Row { return stamped(tx, key, payload) }

// Payload is what a row holds behind its stamp.
func Payload(value []byte) []byte { return value[stampSize:] }

// Overlay is what a draft writes to, over rows of which those by transactions after last are not there.
func Overlay(base KV, last graph.Tx) KV { return &overlay{base: base, last: last} }

// OpensTwice writes a plan that opens one version of a batch's row twice, and one that does so with a row of what is set aside.
func OpensTwice(ctx context.Context, s *Store, by Commit) (errs [2]error) {
	b := batchRecord{&graph.Batch{Key: "twice"}}
	for i, r := range []record{b, asideOf("curation:vale:1", ref{claimTag, uid{1}}, nil)} {
		p := newPlan(s.at(0), by, 2)
		if i == 0 {
			p.fate(r.ref())
		}
		data, err := graph.EncodeRecord(r)
		if err != nil {
			return [2]error{err, err}
		}
		c := change{opens: version{r.ref(), 1}, record: r, json: data}
		p.changes = []change{c, c}
		errs[i] = s.write(ctx, p)
	}
	return errs
}
