package table

import (
	"slices"
	"strings"

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
	Absent                  []string // columns that the mapping names and of which no record has a value, in json and jsonl
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

// total fills in the report what is known of the rows that are judged by now.
func (r *reading) total() {
	r.report.Tables, r.report.Rules = nil, nil
	slices.SortFunc(r.report.Notes, func(a, b extract.Note) int { return strings.Compare(a.What, b.What) })
	for _, t := range r.tables {
		t.Refused = 0
	}
	for id := range r.refused {
		r.tables[r.files[id.file].table].Refused++
	}
	for name, n := range r.blamed {
		r.rules[name].Refused = n
	}
	for _, t := range r.m.Tables {
		report := r.tables[t]
		report.Unread, report.Absent = r.unread(t), r.absent(t)
		r.report.Tables = append(r.report.Tables, *report)
		for _, u := range t.entities {
			r.report.Rules = append(r.report.Rules, *r.rules[u.name])
		}
		for _, u := range t.sources {
			r.report.Rules = append(r.report.Rules, *r.rules[u.name])
		}
		for _, u := range t.claims {
			r.report.Rules = append(r.report.Rules, *r.rules[u.name])
		}
	}
}

// unread lists the columns of the files of a table that the mapping does not name.
func (r *reading) unread(t *Table) []string {
	var names []string
	for _, f := range r.files {
		for _, name := range f.unread {
			if f.table == t && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// absent lists the columns of a table that are in no record of its files. Of files without records nothing can be said.
func (r *reading) absent(t *Table) []string {
	some, had := false, make([]bool, len(t.columns))
	for _, f := range r.files {
		if f.table != t || f.had == nil {
			continue
		}
		some = true
		for slot, here := range f.had {
			had[slot] = had[slot] || here
		}
	}
	var names []string
	for slot, c := range t.columns {
		if some && !had[slot] && c.of == nil && c.name != fileColumn {
			names = append(names, c.name)
		}
	}
	return names
}
