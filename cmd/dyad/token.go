package main

import (
	"crypto/rand"
	"fmt"

	"dyad/internal/tokens"

	"github.com/spf13/cobra"
)

func newToken() *cobra.Command {
	return &cobra.Command{
		Use:   "token NAME",
		Short: "Make a token by which a curator may change the graph, and back it up",
		Long: `token makes a token and shows it once, on standard error: give it to the curator and to nobody else. Standard
output is the line for the file of 'dyad serve --tokens': the name, and the SHA-256 of the token, from which
nobody can tell the token. A line taken out of the file shuts its curator out.

The name becomes the author of everything that is changed with the token.`,
		Example: `  dyad token vale >> curators
  dyad serve --tokens curators
  DYAD_TOKEN=dyad_… dyad query --server http://127.0.0.1:8080 -f mutation.graphql`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			token, err := tokens.New(rand.Reader)
			if err != nil {
				return err
			}
			line, err := tokens.Line(args[0], token)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "the token of %s, which is shown this once: %s\n", args[0], token)
			_, err = fmt.Fprintln(cmd.OutOrStdout(), line)
			return err
		},
	}
}
