package client_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/client"
)

func TestPythonIsTheModule(t *testing.T) {
	file, err := os.ReadFile("python/dyad.py")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(client.Python()); got != string(file) || !strings.Contains(got, "\nclass Dyad:") {
		t.Errorf("Python() = %d bytes, want those of dyad.py, %d, with the class Dyad in it", len(got), len(file))
	}
}

// TestNotebooksHaveNoOutputs: what a notebook shows comes from the data, and from an execution that nobody can repeat afterwards.
func TestNotebooksHaveNoOutputs(t *testing.T) {
	names, err := filepath.Glob("notebooks/*.ipynb")
	if err != nil || len(names) == 0 {
		t.Fatalf("notebooks: %v, %v; want some", names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range traces(t, data) {
			t.Errorf("%s: %s; run: jupyter nbconvert --clear-output --inplace %s", name, p, name)
		}
	}
}

// TestTracesNotice plants an output and a count: a check that can't fail checks nothing.
func TestTracesNotice(t *testing.T) {
	tests := []struct {
		name, notebook string
		want           int
	}{
		{"a text and a cell that was not run", `{"cells": [{"cell_type": "markdown"}, {"cell_type": "code", "execution_count": null, "outputs": []}]}`, 0},
		{"a cell with an output", `{"cells": [{"cell_type": "code", "execution_count": null, "outputs": [{"output_type": "stream"}]}]}`, 1},
		{"a cell that was run", `{"cells": [{"cell_type": "code", "execution_count": 3, "outputs": []}]}`, 1},
		{"a text with a picture in it", `{"cells": [{"cell_type": "markdown", "attachments": {"a.png": {}}}]}`, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := traces(t, []byte(tt.notebook)); len(got) != tt.want {
				t.Errorf("traces = %q, want %d", got, tt.want)
			}
		})
	}
}

// traces lists what an execution left in a notebook.
func traces(t *testing.T, notebook []byte) []string {
	t.Helper()
	var n struct {
		Cells []struct {
			Outputs     []json.RawMessage
			Attachments map[string]json.RawMessage
			Count       *int `json:"execution_count"`
		}
	}
	if err := json.Unmarshal(notebook, &n); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, c := range n.Cells {
		switch {
		case len(c.Outputs) > 0:
			found = append(found, "a cell has outputs")
		case c.Count != nil:
			found = append(found, "a cell has the number of an execution")
		case len(c.Attachments) > 0:
			found = append(found, "a cell has a picture attached")
		}
	}
	return found
}
