package table

import (
	"maps"
	"path"
	"slices"
	"strings"

	"dyad/extract"
)

// The formats of files.
const (
	formatCSV   = "csv"
	formatTSV   = "tsv"
	formatJSON  = "json"
	formatJSONL = "jsonl"
)

// table reads how files of a kind are read.
func (p *parser) table(key, value extract.Node) {
	f := value.Fields("a table", "files", "format", "delimiter", "quotes", "header", "names", "rows", "optional", "missing", "needs", "columns")
	t := &Table{Name: key.Text("the name of a table"), slots: map[string]int{}, at: placeOf(value)}
	p.tables[t.Name], p.m.Tables = t, append(p.m.Tables, t)
	if _, there := needed(f, "files"); there {
		for _, n := range list(f, "files") {
			t.patterns = append(t.patterns, pattern(n))
		}
	}
	t.optional = f.Flag("optional")
	t.format = f.Choice("format", []string{formatCSV, formatTSV, formatJSON, formatJSONL})
	if t.format == "" {
		t.format = formatOf(t.patterns)
	}
	if t.format == "" {
		f.Report("format is missing, and the names of the files don't tell it: csv, tsv, json or jsonl")
	}
	t.layout(f)
	t.declare(f, append(slices.Clone(p.missing), texts(f, "missing")...))
	for _, n := range list(f, "needs") {
		t.needs = append(t.needs, t.slot(n, n.Text("needs")))
	}
}

func placeOf(n extract.Node) place {
	line, column := n.Place()
	return place{line, column}
}

// pattern reads a pattern of names of files.
func pattern(n extract.Node) string {
	text := strings.TrimSuffix(strings.TrimSpace(n.Text("files")), ".gz")
	if _, err := path.Match(text, ""); err != nil || text == "" || strings.Contains(text, "/") {
		n.Report("%q is no name of a file, without its folder; * stands for any letters", text)
	}
	return text
}

// formatOf tells the format by the ends of the names.
func formatOf(patterns []string) string {
	format := ""
	for _, p := range patterns {
		of := map[string]string{".csv": formatCSV, ".tsv": formatTSV, ".json": formatJSON, ".jsonl": formatJSONL, ".ndjson": formatJSONL}[path.Ext(p)]
		if of == "" || format != "" && of != format {
			return ""
		}
		format = of
	}
	return format
}

// layout reads how rows stand in a file.
func (t *Table) layout(f extract.Fields) {
	t.quotes, t.header, t.delimiter = true, true, ','
	if t.format == formatTSV {
		t.format, t.quotes, t.delimiter = formatCSV, false, '\t'
	}
	ofCSV := t.format == formatCSV
	for _, key := range []string{"delimiter", "quotes", "header", "names"} {
		if n, there := f.Has(key); there && !ofCSV {
			n.Report("%s is said of csv and tsv only", key)
		}
	}
	if n, there := f.Has("rows"); there {
		t.readRows(n, ofCSV)
	} else if t.format == formatJSON {
		t.rows = jsonPathOf("[*]")
	}
	if n, there := f.Has("delimiter"); there {
		text := n.Text("delimiter")
		if len(text) != 1 || strings.Contains("\"\n\r", text) {
			n.Report("delimiter is one character of ASCII, and no quote or end of a line")
		} else {
			t.delimiter = text[0]
		}
	}
	if _, there := f.Has("quotes"); there {
		t.quotes = f.Flag("quotes")
	}
	if _, there := f.Has("header"); there {
		t.header = f.Flag("header")
	}
	t.names = texts(f, "names")
	if !t.header && t.names == nil {
		f.Report("without a header the columns need names: [a, b]")
	}
	if double := firstDouble(t.names); double != "" {
		f.Report("two columns have the name %q", double)
	}
}

// readRows reads the path to the records.
func (t *Table) readRows(n extract.Node, ofCSV bool) {
	if ofCSV {
		n.Report("rows is the path to records in JSON: in csv and tsv each line is a row")
		return
	}
	var err error
	if t.rows, err = readPath(strings.TrimSpace(n.Text("rows"))); err != nil {
		n.Report("%v", err)
	}
	if t.rows.up > 0 {
		n.Report("rows begins at the file, so it can't go up")
	}
}

// jsonPathOf is a path that is known to be one.
func jsonPathOf(text string) jsonPath {
	p, _ := readPath(text)
	return p
}

func firstDouble(names []string) string {
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n] {
			return n
		}
		seen[n] = true
	}
	return ""
}

// declare reads the columns of which the mapping says more than their names.
func (t *Table) declare(f extract.Fields, missing []string) {
	t.missing = map[string]bool{}
	for _, text := range missing {
		t.missing[strings.TrimSpace(text)] = true
	}
	n, there := f.Has("columns")
	if !there {
		return
	}
	var declared []*column
	var bodies []extract.Fields
	for key, value := range n.Pairs("columns") {
		body := value.Fields("a column", "of", "missing", "split", "brackets", "along", "before", "after", "date", "values", "default", "distinct", "pick", "empty")
		_, made := body.Has("of")
		c := t.columns[t.add(key, strings.TrimSpace(key.Text("the name of a column")), !made)]
		declared, bodies = append(declared, c), append(bodies, body)
	}
	for i, c := range declared {
		t.column(c, bodies[i])
	}
}

// add makes room for a column in rows.
func (t *Table) add(n extract.Node, name string, inFile bool) int {
	c := &column{name: name, at: placeOf(n), slot: len(t.columns), missing: t.missing, along: -1}
	if inFile && t.format != formatCSV && name != fileColumn {
		var err error
		if c.path, err = readPath(name); err != nil {
			n.Report("%v", err)
		} else if c.path.up > t.held() {
			n.Report("%q goes further up than %s", name, t.top())
		}
	}
	t.slots[name] = c.slot
	t.columns = append(t.columns, c)
	return c.slot
}

// held is how many things around a record of JSON are known beside it. The items of the first list of a file of JSON are read one by one; of what stands around them nothing is kept.
func (t *Table) held() int {
	if t.format == formatJSON {
		return max(t.rows.lists()-1, 0)
	}
	return t.rows.lists()
}

// top words where the outermost thing is that a column can go up to.
func (t *Table) top() string {
	if t.format == formatJSON {
		return "the items of the first list in rows: those are read one by one, without what stands around them"
	}
	return "rows goes down"
}

// slot returns the place of a column in rows.
func (t *Table) slot(n extract.Node, name string) int {
	if slot, known := t.slots[name]; known {
		return slot
	}
	return t.add(n, name, true)
}

// column reads what is said of a column.
func (t *Table) column(c *column, f extract.Fields) {
	if n, there := f.Has("of"); there {
		c.of = t.template(n, "of")
	}
	c.missing = maps.Clone(t.missing)
	for _, text := range texts(f, "missing") {
		c.missing[strings.TrimSpace(text)] = true
	}
	t.cuts(c, f)
	c.date = f.Choice("date", slices.Sorted(maps.Keys(dateForms)))
	c.pick = f.Choice("pick", picks())
	c.once = f.Flag("distinct")
	if n, there := f.Has("empty"); there {
		c.empty = t.template(n, "empty")
		if text, constant := c.empty.constant(); constant && strings.TrimSpace(text) == "" {
			c.empty = nil // the column holds nothing, and no text without letters
		}
	}
	c.table(f)
}

// cuts reads what is left of a cell, and how many values it holds.
func (t *Table) cuts(c *column, f extract.Fields) {
	for key, to := range map[string]*string{"split": &c.split, "before": &c.before, "after": &c.after} {
		if n, there := f.Has(key); there {
			if *to = n.Text(key); *to == "" {
				n.Report("%s is empty: give the text to look for, in quotes if it is white space", key)
			}
		}
	}
	if n, there := f.Has("along"); there {
		c.along = t.slot(n, strings.TrimSpace(n.Text("along")))
	}
	c.nested = f.Flag("brackets")
	for _, key := range []string{"along", "brackets"} {
		if n, there := f.Has(key); there && c.split == "" {
			n.Report("%s says where split divides: give split too", key)
		}
	}
}

// table reads what values mean.
func (c *column) table(f extract.Fields) {
	if n, there := f.Has("values"); there {
		c.values = map[string]string{}
		for key, value := range n.Pairs("values") {
			c.values[strings.TrimSpace(key.Text("a value"))] = strings.TrimSpace(value.Text("a value"))
		}
	}
	if n, there := f.Has("default"); there {
		text := strings.TrimSpace(n.Text("default"))
		if c.other = &text; c.values == nil {
			n.Report("default is what values stand for that are not listed: list some under values")
		}
	}
}
