package torture

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// The parts of a state.
const (
	actors = "actors"
	desk   = "desk" // the source whose claims curators make
)

// A change is one thing that is asked for, and the state that it leads to.
type change struct {
	query     string
	variables map[string]any
	file      string // a load: what is in the file…
	name      string // …of this name
	after     state
}

// A world is what one writer does to one directory, and what has to come of it.
type world struct {
	history
	r    *rand.Rand
	ids  map[string]string // of the curators' claims, by their names
	made int               // names that were given
	size int               // claims of an edition, at most
}

func newWorld(seed uint64, size int) *world {
	return &world{history: *newHistory(), r: rand.New(rand.NewPCG(seed, 7)), ids: map[string]string{}, size: size}
}

// actorCount is how many actors the claims are about.
const actorCount = 20

// beginning is the first load: actors and sources.
func (w *world) beginning() change {
	var b strings.Builder
	known := map[string]string{}
	for i := range actorCount {
		key := fmt.Sprintf("actor-%d", i)
		known[key] = fmt.Sprintf("Actor %d", i)
		line(&b, map[string]any{"kind": "entity", "key": key, "type": "x:Side", "name": known[key]})
	}
	for i := range gazettes {
		source(&b, fmt.Sprintf("gazette-%d", i))
	}
	source(&b, desk)
	_, now := w.last()
	return change{name: "actors.jsonl", file: b.String(), after: now.with(actors, known).with(desk, map[string]string{})}
}

// line appends a line of JSON.
func line(b *strings.Builder, fields map[string]any) {
	data, err := json.Marshal(fields)
	if err != nil {
		panic(err) // maps of strings and numbers can be written
	}
	b.Write(append(data, '\n'))
}

// source appends the line of a source. Several files may bring one in the same words.
func source(b *strings.Builder, key string) {
	line(b, map[string]any{"kind": "source", "key": key, "sourceKind": "article", "genre": "reporting", "title": "A " + key})
}

func (w *world) actor() string { return fmt.Sprintf("actor-%d", w.r.IntN(actorCount)) }

// name is one that was never given.
func (w *world) name() string {
	w.made++
	return fmt.Sprintf("n%d", w.made)
}

// gazettes is how many files are loaded in ever new editions.
const gazettes = 4

// edition is a load of a file that takes the place of its earlier edition: other claims, changed ones, fewer or more.
func (w *world) edition(least, most int) change {
	key := fmt.Sprintf("gazette-%d", w.r.IntN(gazettes))
	var b strings.Builder
	source(&b, key)
	_, now := w.last()
	part := map[string]string{}
	first, n := w.r.IntN(w.size/4+1), least+w.r.IntN(most-least+1)
	for i := first; i < first+n; i++ {
		name, gist := fmt.Sprintf("n%d", i), fmt.Sprintf("gist %d", w.r.IntN(3))
		part[name] = gist
		line(&b, map[string]any{
			"kind": "claim", "source": key, "from": fmt.Sprintf("actor-%d", i%actorCount), "type": "x:helps",
			"to": fmt.Sprintf("actor-%d", (i+1)%actorCount), "number": map[string]any{"worded": name}, "gist": gist,
		})
	}
	w.made++ // so that no edition is that of before, byte for byte
	line(&b, map[string]any{"kind": "entity", "key": fmt.Sprintf("%s-reader", key), "type": "x:Side", "name": fmt.Sprintf("Reader %d", w.made)})
	known := maps.Clone(now[actors])
	known[key+"-reader"] = fmt.Sprintf("Reader %d", w.made)
	return change{name: key + ".jsonl", file: b.String(), after: now.with(key, part).with(actors, known)}
}

const payload = ` { transaction userErrors { message } claim { id } } }`

// addition is a claim that a curator makes.
func (w *world) addition() change {
	_, now := w.last()
	name := w.name()
	part := maps.Clone(now[desk])
	part[name] = "new"
	return change{
		query: `mutation($claim: ClaimInput!) { did: addClaim(input: $claim, reason: "new")` + payload,
		variables: map[string]any{"claim": map[string]any{
			"source": desk, "from": w.actor(), "type": "x:fears", "to": w.actor(), "gist": "new", "number": map[string]any{"worded": name},
		}},
		after: now.with(desk, part), name: name,
	}
}

// chosen is a claim of the desk whose id is known.
func (w *world) chosen() (name string, found bool) {
	_, now := w.last()
	var names []string
	for n := range now[desk] {
		if w.ids[n] != "" {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return "", false
	}
	slices.Sort(names)
	return names[w.r.IntN(len(names))], true
}

// correction changes what a claim of the desk says; the first of all is an addition.
func (w *world) correction() change {
	name, found := w.chosen()
	if !found {
		return w.addition()
	}
	_, now := w.last()
	part := maps.Clone(now[desk])
	w.made++
	part[name] = fmt.Sprintf("corrected %d", w.made)
	return change{
		query:     `mutation($id: ID!, $gist: Text!) { did: correctClaim(id: $id, input: {gist: $gist}, reason: "better")` + payload,
		variables: map[string]any{"id": w.ids[name], "gist": part[name]}, after: now.with(desk, part),
	}
}

// retraction takes a claim of the desk back.
func (w *world) retraction() change {
	name, found := w.chosen()
	if !found {
		return w.addition()
	}
	_, now := w.last()
	part := maps.Clone(now[desk])
	delete(part, name)
	return change{
		query:     `mutation($id: ID!) { did: retractClaim(id: $id, reason: "wrong")` + payload,
		variables: map[string]any{"id": w.ids[name]}, after: now.with(desk, part),
	}
}

// undoing takes the last transaction back; the first load stays.
func (w *world) undoing() change {
	tx, _ := w.last()
	if tx < 2 {
		return w.addition()
	}
	return change{
		query:     `mutation($tx: Int!) { did: undoBatch(input: {transaction: $tx}, reason: "so") { transaction userErrors { message } } }`,
		variables: map[string]any{"tx": tx}, after: w.at(tx - 1),
	}
}

// upload is a load of a file over HTTP.
func (c *change) upload() {
	if c.file == "" {
		return
	}
	c.query = `mutation($file: SourceInput!) { did: loadSource(input: $file, reason: "edition") { transaction userErrors { message } } }`
	c.variables = map[string]any{"file": map[string]any{"name": c.name, "content": c.file}}
}

// answered is what a mutation answers.
type answered struct {
	Did struct {
		Transaction *int
		UserErrors  []struct{ Message string }
		Claim       *struct{ ID string }
	}
}

// errUnanswered is a change of which nobody knows whether it was made: who was asked is gone, or took too long.
var errUnanswered = errors.New("no answer")

// make asks a server for a change, and notes that it was acknowledged.
func (w *world) make(ctx context.Context, s *server, c change) error {
	c.upload()
	w.plan(c.after)
	var got answered
	err := s.ask(ctx, c.query, c.variables, &got)
	if late(err) {
		return fmt.Errorf("%w: %w", errUnanswered, err)
	}
	if err != nil {
		return err
	}
	if len(got.Did.UserErrors) > 0 || got.Did.Transaction == nil {
		return fmt.Errorf("a change that is in order was refused: %+v, asked %.200s", got.Did, c.query)
	}
	acked, _ := w.last()
	if *got.Did.Transaction != acked+1 {
		return fmt.Errorf("a change was acknowledged as transaction %d, and %d was the last", *got.Did.Transaction, acked)
	}
	if got.Did.Claim != nil && strings.Contains(c.query, "addClaim") {
		w.ids[c.name] = got.Did.Claim.ID
	}
	w.acknowledge()
	return nil
}
