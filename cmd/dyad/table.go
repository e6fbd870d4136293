package main

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// writeTable prints the first list of an answer in columns.
func writeTable(w io.Writer, data []byte) error {
	rows, err := tableOf(data)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for _, row := range rows {
		for i := range row {
			row[i] = clean.Replace(row[i])
		}
		if _, err := io.WriteString(t, strings.Join(row, "\t")+"\n"); err != nil {
			return err
		}
	}
	return t.Flush()
}

// writeCSV prints the first list of an answer as RFC 4180 with a header.
func writeCSV(w io.Writer, data []byte) error {
	rows, err := tableOf(data)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return out.Error()
}

// tableOf flattens the first list of objects in an answer: a header, then a row for each. An answer without a list is one row.
func tableOf(data []byte) ([][]string, error) {
	var got struct{ Data json.RawMessage }
	if err := json.Unmarshal(data, &got); err != nil {
		return nil, err
	}
	tree, err := decode(got.Data)
	if err != nil {
		return nil, err
	}
	list := firstList(tree)
	if list == nil {
		list = []value{tree}
	}
	var columns []string
	cells := make([]map[string]string, len(list))
	for i, element := range list {
		cells[i] = map[string]string{}
		columns = element.flatten("", cells[i], columns)
	}
	rows := [][]string{columns}
	for _, c := range cells {
		row := make([]string, len(columns))
		for i, name := range columns {
			row[i] = c[name]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// A value is JSON whose objects keep the order of their fields, which is that of the query.
type value struct {
	fields []field
	list   []value
	text   string
	isList bool
}

type field struct {
	name string
	value
}

// decode reads JSON into a value.
func decode(data []byte) (value, error) {
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	return decodeNext(d)
}

func decodeNext(d *json.Decoder) (value, error) {
	token, err := d.Token()
	if err != nil {
		return value{}, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return decodeObject(d)
		}
		return decodeList(d)
	case nil:
		return value{}, nil
	case string:
		return value{text: t}, nil
	case bool:
		if t {
			return value{text: "true"}, nil
		}
		return value{text: "false"}, nil
	case json.Number:
		return value{text: t.String()}, nil
	}
	return value{}, nil
}

func decodeObject(d *json.Decoder) (value, error) {
	var v value
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return v, err
		}
		inner, err := decodeNext(d)
		if err != nil {
			return v, err
		}
		key, _ := name.(string)
		v.fields = append(v.fields, field{key, inner})
	}
	_, err := d.Token()
	return v, err
}

func decodeList(d *json.Decoder) (value, error) {
	v := value{isList: true}
	for d.More() {
		inner, err := decodeNext(d)
		if err != nil {
			return v, err
		}
		v.list = append(v.list, inner)
	}
	_, err := d.Token()
	return v, err
}

// firstList finds the first list of objects, depth first, in the order of the fields.
func firstList(v value) []value {
	if v.isList && len(v.list) > 0 && len(v.list[0].fields) > 0 {
		return v.list
	}
	for _, f := range v.fields {
		if l := firstList(f.value); l != nil {
			return l
		}
	}
	return nil
}

// flatten files the scalars below v under their paths, and returns columns with the new ones behind. Elements of lists are
// joined by "; ".
func (v value) flatten(path string, cells map[string]string, columns []string) []string {
	switch {
	case v.isList:
		for _, element := range v.list {
			columns = element.flatten(path, cells, columns)
		}
		return columns
	case v.fields != nil:
		for _, f := range v.fields {
			columns = f.flatten(strings.TrimPrefix(path+"."+f.name, "."), cells, columns)
		}
		return columns
	}
	if !slices.Contains(columns, path) {
		columns = append(columns, path)
	}
	if old := cells[path]; old != "" && v.text != "" {
		v.text = old + "; " + v.text
	} else if old != "" {
		v.text = old
	}
	cells[path] = v.text
	return columns
}
