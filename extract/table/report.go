package table

import (
	"slices"

	"dyad/extract"
)

// A Report tells what became of the rows of all files.
type Report struct {
	Tables []TableReport
	Rules  []RuleReport
	Notes  []extract.Note // what was read otherwise than it stood there
}

// A TableReport counts the rows of one table. Read is always Imported and Refused together.
type TableReport struct {
	Table                   string
	Files                   []string
	Read, Imported, Refused int
	Idle                    int      // of those that were imported, rows of which no rule made anything
	Unread                  []string // columns of the files that the mapping does not name, in csv and tsv
}

// A RuleReport counts what one rule made of the rows that were imported.
type RuleReport struct {
	Rule     string
	Kind     string // "entities", "sources", "claims"
	Rows     int    // that it made something of
	Made     int    // records; of entities and sources, each once
	Refused  int    // reasons that it gave to refuse rows
	Dangling int    // claims that name somebody who is neither in the files nor known; they are kept, with placeholders
}

// note counts a case of what.
func (r *Report) note(what, example string) {
	f := extract.Foreign{Notes: r.Notes}
	f.Note(what, example)
	r.Notes = f.Notes
}

// sort puts the notes in order.
func (r *Report) sort() {
	slices.SortFunc(r.Notes, func(a, b extract.Note) int {
		if a.What < b.What {
			return -1
		}
		return 1
	})
}
