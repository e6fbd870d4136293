package jsonl

import (
	"encoding/json"
	"fmt"

	"dyad/graph"

	"github.com/google/uuid"
)

// An asideLine is a line that keeps what files say of a record that a curator decided otherwise.
type asideLine struct{ graph.Aside }

// Check returns what is wrong with the line by itself. What it keeps is judged where it is read.
func (a *asideLine) Check() []error {
	var faults []error
	if !a.Batch.Curated() {
		faults = append(faults, fmt.Errorf("batch %q is not a curator's, and only a curator sets aside what files say", a.Batch))
	}
	if _, err := uuid.Parse(a.ID); err != nil || len(a.ID) != 36 {
		faults = append(faults, fmt.Errorf("record %q is no id", a.ID))
	}
	return faults
}

// readAside reads what a line keeps, as a record of the kind that the line names, and brings it into the form in which a store has it.
func (p *parser) readAside(a *asideLine) []flaw {
	switch a.Kind {
	case graph.TermRecord, graph.EntityRecord, graph.SourceRecord, graph.MentionRecord, graph.ClaimRecord, graph.SameAsRecord, graph.VerdictRecord:
	default:
		return []flaw{{0, fmt.Sprintf("a %q is not set aside", a.Kind)}}
	}
	if len(a.Says) == 0 {
		return nil
	}
	if flaws := flawsOf(a.Says, p.shapes[a.Kind]); len(flaws) > 0 {
		for i := range flaws {
			flaws[i] = flaw{0, "says: " + flaws[i].message}
		}
		return flaws
	}
	said := record{Kind: a.Kind, Value: empty(a.Kind)}
	if err := json.Unmarshal(a.Says, said.Value); err != nil {
		return []flaw{{0, "says: " + mismatch(err).message}}
	}
	var flaws []flaw
	for _, fault := range said.Value.Check() {
		flaws = append(flaws, flaw{0, "says: " + fault.Error()})
	}
	if name := identity(said); name != string(a.Kind)+" "+a.ID {
		flaws = append(flaws, flaw{0, fmt.Sprintf("it keeps %s, and is of record %s", name, a.ID)})
	}
	data, err := graph.EncodeRecord(said.Value)
	if err != nil {
		return append(flaws, flaw{0, err.Error()})
	}
	a.Says = data
	return flaws
}
