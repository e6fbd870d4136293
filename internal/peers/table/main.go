package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	into := flag.String("into", "", "document to put the tables into")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: table [-into DOCUMENT] RESULTS")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *into); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name, into string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := read(f)
	if err != nil {
		return fmt.Errorf("%s:%w", name, err)
	}
	if into == "" {
		for _, p := range r.parts() {
			fmt.Println(p.text)
		}
		return r.judge()
	}
	doc, err := os.ReadFile(into)
	if err != nil {
		return err
	}
	text := string(doc)
	for _, p := range r.parts() {
		if text, err = place(text, p); err != nil {
			return fmt.Errorf("%s: %w", into, err)
		}
	}
	if err := os.WriteFile(into, []byte(text), 0o644); err != nil {
		return err
	}
	return r.judge()
}
