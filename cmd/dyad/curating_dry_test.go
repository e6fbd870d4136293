package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// effectFields asks for everything that an effect tells.
const effectFields = ` effect {
	unchanged
	gained { totalCount nodes { ...edge } } lost { totalCount nodes { ...edge } }
	changed { totalCount nodes { before { ...edge } after { ...edge } statusChanged signChanged } }
	contradictions { appeared { totalCount nodes { ...clash } } vanished { totalCount nodes { ...clash } } }
} `

// fragments go with effectFields. What they ask for is looked up in the index, in the records and in the mentions.
const fragments = `
fragment edge on Relationship {
	id status sign type { term label } from { key name revision names { text } mentions { totalCount } } to { key degree }
	claims { nodes { id revision gist annotator recordedAt { author reason } } }
}
fragment clash on Contradiction { id rule sides { says claims { id gist } } verdict { finding } }
`

// dry is a mutation, written without its selection, that is only tried.
func dry(mutation string) string {
	end := strings.LastIndex(mutation, ")")
	return mutation[:end] + ", dryRun: true" + mutation[end:]
}

// tells makes one mutation as vale and returns its payload, with the effect, as JSON, without the transaction and the batch.
func (d *curatedDesk) tells(mutation, more string) (told, string) {
	d.Helper()
	body := d.post(d.tokens["vale"], "mutation { it: "+d.filled(mutation)+" {"+toldFields+effectFields+more+"} }"+fragments, nil)
	var got struct {
		Data   struct{ It json.RawMessage }
		Errors []struct{ Message string }
	}
	var of told
	fields := map[string]any{}
	if err := json.Unmarshal(body, &got); err != nil || len(got.Errors) > 0 {
		d.Fatalf("%s: %s", mutation, body)
	}
	for _, into := range []any{&of, &fields} {
		if err := json.Unmarshal(got.Data.It, into); err != nil {
			d.Fatalf("%s: %s", mutation, body)
		}
	}
	delete(fields, "transaction")
	delete(fields, "batch")
	text, err := json.MarshalIndent(fields, "", " ")
	if err != nil {
		d.Fatal(err)
	}
	return of, string(text)
}
