// Command generate writes what is generated from schema/*.graphqls: gqlgen's executor, and beside it the code that writes plain
// fields directly, into which the executor is made to look first (decision 0023), and what reads input objects that come otherwise
// than in a query. It is run in the root of the module, by
// `make generate`, and reads gqlgen.yml.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

func main() {
	if err := generate(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func generate() error {
	cfg, err := config.LoadConfigFromDefaultLocations()
	if err != nil {
		return err
	}
	cfg.SkipValidation = true // it builds only with the hooks in: `make generate` builds it after
	p := newPlugin(cfg)
	for _, file := range []string{p.direct, p.inputs} {
		if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err // gqlgen reads the package, and the file may be of an older schema
		}
	}
	if err := api.Generate(cfg, api.AddPlugin(p)); err != nil {
		return err
	}
	if err := hook(cfg.Exec.Filename, p.hooks()); err != nil {
		return err
	}
	return leaveOut(cfg.Exec.Filename, unread)
}
