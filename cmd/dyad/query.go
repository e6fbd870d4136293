package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"dyad/graph"

	"github.com/spf13/cobra"
)

func newQuery() *cobra.Command {
	var at where
	var file, output, variables string
	cmd := &cobra.Command{
		Use:   "query [GRAPHQL]",
		Short: "Run a GraphQL query against the data directory or a server",
		Long: `query prints the answer as JSON, or the list in it as a table or CSV: one row for each element of the
first list of objects, one column for each scalar, named by its path.

Errors go to standard error, each with its place and code, and make the exit code non-zero. So do the userErrors
of a mutation, which a server makes for whoever holds a token of its file: put yours into DYAD_TOKEN, since
others can see a command line.`,
		Example: `  dyad query '{ entity(by: {key: "iskp"}) { name names { text } } }'
  dyad query -f question.graphql --variables '{"key": "iskp"}' -o csv
  dyad query --server http://127.0.0.1:8080 '{ stats { claims } }'
  dyad query --server http://127.0.0.1:8080 'mutation { undoBatch(input: {transaction: 7}, reason: "a slip")
    { transaction userErrors { code message } } }'`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := queryText(cmd.InOrStdin(), args, file)
			if err != nil {
				return err
			}
			write, ok := answerWriters()[output]
			if !ok {
				return usageError{fmt.Errorf("-o takes json, table or csv, not %q", output)}
			}
			req := request{Query: text}
			if variables != "" {
				if err := json.Unmarshal([]byte(variables), &req.Variables); err != nil {
					return usageError{fmt.Errorf(`--variables takes a JSON object, such as {"key": "iskp"}, not %q`, variables)}
				}
			}
			a, err := at.open(cmd)
			if err != nil {
				return err
			}
			defer a.close()
			data, err := a.ask(cmd.Context(), req)
			if err != nil {
				return err
			}
			return answerTo(cmd.OutOrStdout(), cmd.ErrOrStderr(), data, write)
		},
	}
	at.flagsWithTexts(cmd)
	cmd.Flags().StringVar(&at.token, "token", "", "token of a curator, for a mutation; better in the environment")
	cmd.Flags().StringVarP(&file, "file", "f", "", "read the query from a file; - is standard input")
	cmd.Flags().StringVarP(&output, "output", "o", "json", "json, table or csv")
	complete(cmd, "output", "json", "table", "csv")
	cmd.Flags().StringVar(&variables, "variables", "", "variables of the query, as a JSON object")
	return cmd
}

// queryText returns the query from the one place that names it.
func queryText(stdin io.Reader, args []string, file string) (string, error) {
	switch {
	case (len(args) == 1) == (file != ""):
		return "", usageError{fmt.Errorf("give a query, or a file with -f")}
	case len(args) == 1:
		return args[0], nil
	case file == "-":
		data, err := io.ReadAll(stdin)
		return string(data), err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fileError(file, err)
	}
	return string(data), nil
}

// answerTo prints the data of an answer, and its errors as talk. The last error decides the exit code.
func answerTo(out, talk io.Writer, data []byte, write func(io.Writer, []byte) error) error {
	var got answer
	if err := json.Unmarshal(data, &got); err != nil {
		return &graph.Error{Op: "read the answer", Fault: graph.Internal, Err: err}
	}
	if len(got.Data) > 0 && !bytes.Equal(got.Data, []byte("null")) {
		if err := write(out, data); err != nil {
			return err
		}
	}
	if len(got.Errors) == 0 {
		return got.refused(talk)
	}
	last := len(got.Errors) - 1
	for i := range got.Errors[:last] {
		fmt.Fprintln(talk, "dyad:", got.Errors[i].located())
	}
	return got.Errors[last].located()
}

// answerWriters are the ways to print an answer.
func answerWriters() map[string]func(io.Writer, []byte) error {
	return map[string]func(io.Writer, []byte) error{"json": writeJSON, "table": writeTable, "csv": writeCSV}
}

// writeJSON prints an answer whole, indented.
func writeJSON(w io.Writer, data []byte) error {
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := b.WriteTo(w)
	return err
}
