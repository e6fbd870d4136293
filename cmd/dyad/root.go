package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newRoot returns the command line with every command on it.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:     "dyad",
		Version: version,
		Short:   "A knowledge graph of actors, in which every edge says who says so",
		Long: `dyad keeps what sources say about actors and their relations, and serves it.

Its unit is the claim: one statement, by one voice, in one source. An edge is what the claims
about it add up to. Claims that disagree are all kept, and the disagreement is an answer.`,
		Example: `  dyad serve                      open or create ./dyad-data, serve it on 127.0.0.1:8080
  dyad show iskp                  who ISKP is, and who says what of it
  dyad check --texts DIR          verify the built-in annotations against their texts`,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		Args:                       cobra.NoArgs,
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; see '%s --help'", err, cmd.CommandPath())}
	})
	root.AddCommand(
		newServe(), newToken(), newNew(), newCheck(), newReview(), newLoad(), newMatch(), newQuery(), newShow(), newPath(), newDyad(), newContradictions(), newStats(),
		newRanking(), newCommunities(), newComponents(), newBalance(),
		newTimeline(), newSensitivity(), newDiff(), newChanges(),
		newCite(), newExport(), newAgreement(), newBackup(), newRestore(), newVerify(), newDump(), newVocabulary(), newVersion(),
	)
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		adopt(cmd)
	}
	wrapArgs(root)
	return root
}

// adopt gives a command the ways of the house: flags fall back to the environment, and wrong arguments are a usage error.
func adopt(cmd *cobra.Command) {
	wrapArgs(cmd)
	run := cmd.RunE
	if run == nil {
		return
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := fromEnvironment(cmd); err != nil {
			return err
		}
		return run(cmd, args)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage += " (or " + variable(f.Name) + ")" })
}

// wrapArgs makes a wrong number of arguments a usage error that names the way out.
func wrapArgs(cmd *cobra.Command) {
	args := cmd.Args
	if args == nil {
		return
	}
	cmd.Args = func(cmd *cobra.Command, given []string) error {
		if err := args(cmd, given); err != nil {
			return usageError{fmt.Errorf("%w%s; see '%s --help'", err, suggestion(cmd, given), cmd.CommandPath())}
		}
		return nil
	}
}

// suggestion offers the commands whose names are near to what was typed.
func suggestion(cmd *cobra.Command, given []string) string {
	if len(given) == 0 || cmd.HasParent() {
		return ""
	}
	near := cmd.SuggestionsFor(given[0])
	if len(near) == 0 {
		return ""
	}
	return "; did you mean " + strings.Join(near, " or ") + "?"
}

// fromEnvironment fills the flags that were not given from their variables. They stay unchanged in the sense of [pflag.Flag].
func fromEnvironment(cmd *cobra.Command) error {
	var wrong error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		value, set := os.LookupEnv(variable(f.Name))
		if f.Changed || !set || f.Name == "help" {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil && wrong == nil {
			wrong = usageError{fmt.Errorf("%s takes what --%s does, not %q", variable(f.Name), f.Name, value)}
		}
		f.Changed = false // only what stands on the command line counts as given
	})
	return wrong
}

// variable names the environment variable behind a flag.
func variable(flag string) string {
	return "DYAD_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}
