package main

import (
	"fmt"
	"io"
	"runtime"
	"time"

	"dyad/schema/resolver"

	"github.com/spf13/cobra"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of this program, and what it was built from",
		Long: `version prints the version of this program, the Go that built it and the system it is for, and, if it was
built in a checkout, the commit. GraphQL tells the same of a server: { server { version build { commit } } }.`,
		Example: "  dyad version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printVersion(cmd.OutOrStdout(), version, thisBuild())
		},
	}
}

// printVersion writes a line for the version, and one for the commit if it is known.
func printVersion(w io.Writer, version string, b resolver.Build) error {
	text := fmt.Sprintf("dyad %s (%s, %s/%s)\n", version, b.GoVersion, runtime.GOOS, runtime.GOARCH)
	if b.Commit != "" {
		text += fmt.Sprintf("commit %s of %s", b.Commit, b.Time.UTC().Format(time.RFC3339))
		if b.Modified {
			text += ", and changes that were not committed"
		}
		text += "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
