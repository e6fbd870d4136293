package table

import (
	"dyad/extract"
	"dyad/graph"
)

// A Mapping says what a data set is, how its files are read, and what their rows mean.
type Mapping struct {
	Name    string // of the file, for problems to point to
	Digest  string // SHA-256 of its bytes
	Dataset Dataset
	Tables  []*Table // in the order of the file, in which they are read

	// SkipRefused tells that rows which can't be taken are left out, each of them told. Otherwise one of them refuses all.
	SkipRefused bool
}

// A Dataset is what all files together are: the batch, and the source of every claim whose row names no other.
type Dataset struct {
	Name      string // the key of the batch and of the source
	named     place
	Prefix    string // of the keys of entities and of other sources
	Version   string
	Source    graph.Source
	Annotator string // who coded the claims
	Codebook  string
}

// NameProblem is a problem of the name of the data set, where the mapping says it.
func (m *Mapping) NameProblem(message string) extract.Problem {
	return extract.Problem{File: m.Name, Line: m.Dataset.named.line, Column: m.Dataset.named.column, Message: message}
}

// A Table is a kind of file: those that have its columns.
type Table struct {
	Name     string
	at       place
	patterns []string // of names of files, without folder and .gz
	optional bool

	format    string // csv, json, jsonl
	delimiter byte
	quotes    bool
	header    bool     // the first line has the names of columns
	names     []string // of columns, in place of those in the first line; nil: as the first line has them
	rows      jsonPath // to records, of JSON

	needs   []int           // slots that every row fills
	missing map[string]bool // texts that stand for nothing in any column
	columns []*column
	slots   map[string]int

	entities []*entityRule
	sources  []*sourceRule
	claims   []*claimRule
}

// A place is a position in the mapping.
type place struct{ line, column int }

// A rule is what all rules have: a condition, and columns whose values are taken one after the other.
type rule struct {
	name  string
	table *Table
	each  []int
	when  []condition
}

// A condition asks for one of some values in a column, or for none of them.
type condition struct {
	slot   int
	values map[string]bool
	not    bool
}

type entityRule struct {
	rule
	key, kind, called *template
	names             []nameRule
	description       *template
	external          []externalRule
	partial           bool // the file says less of them than others may
	first             bool // of several descriptions the first counts; otherwise they have to be the same
}

type nameRule struct {
	text     *template
	kind     graph.NameKind
	language string
}

type externalRule struct {
	scheme string
	value  *template
}

type sourceRule struct {
	rule
	key                                                      *template
	kind                                                     graph.SourceKind
	genre                                                    graph.Genre
	title, publisher, author, url, language, note, admiralty *template
	published                                                *whenRule
}

type claimRule struct {
	rule
	source                      *sourceRule // nil: the data set
	from, kind, to              *template
	roles                       []roleRule
	polarity, modality, outcome *template
	voices                      []voiceRule
	when                        *whenRule
	number                      *numberRule
	gist, credibility           *template
	refuseDangling              bool
}

type roleRule struct {
	name    graph.TermKey
	fillers *template
	known   *graph.Vocabulary // that offices are looked for in; nil: any will do
}

type voiceRule struct {
	label, entity, affiliation, mode, stance *template
}

type numberRule struct {
	low, best, high, unit, worded *template
	keepBest                      bool // bounds that contradict the best value are left out
}

type whenRule struct {
	date, from, to                        *template
	precision, fromPrecision, toPrecision *template
	basis, bound, extent                  *template
}
