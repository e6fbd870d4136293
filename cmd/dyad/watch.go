package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dyad/extract"
)

// moment is how long a watch waits before it looks again.
const moment = 500 * time.Millisecond

// everyMoment returns a wait that ends after a moment; it is false once the context has ended.
func everyMoment(ctx context.Context) func() bool {
	return func() bool {
		select {
		case <-ctx.Done():
			return false
		case <-time.After(moment):
			return true
		}
	}
}

// A watch checks again whenever what it watches has changed.
type watch struct {
	*checker
	next func() bool // waits until it is time to look again; false ends the watch
	now  func() time.Time
}

func (c *checker) watch(next func() bool) *watch { return &watch{c, next, time.Now} }

// run checks at once, and again after every change, until the watch is ended. It never ends well: whoever watches interrupts it.
func (w *watch) run(ctx context.Context) error {
	for seen := ""; ctx.Err() == nil; {
		// What changes while it is checked makes another difference, and is checked again.
		if now := w.look(); now != seen {
			seen = now
			w.pass()
		}
		if !w.next() {
			break
		}
	}
	return errReported
}

// pass checks once, and says what was found. A file that can't be read is no reason to stop: an editor may be about to write it.
func (w *watch) pass() {
	verdict := w.verdict()
	fmt.Fprintf(w.talk, "%s %s\n", w.now().Format(time.TimeOnly), verdict)
}

// verdict lists the problems and sums them up in a line.
func (w *watch) verdict() string {
	texts, err := openTexts(w.folder)
	if err != nil {
		return "not checked: " + err.Error()
	}
	problems, clean, err := w.check(texts)
	if err != nil {
		return "not checked: " + err.Error()
	}
	report(w.talk, problems)
	warnings := 0
	for _, p := range problems {
		if p.Warning {
			warnings++
		}
	}
	also := ""
	if warnings > 0 {
		also = ", " + count(warnings, "warning")
	}
	if extract.Usable(problems) {
		return clean + also
	}
	return count(len(problems)-warnings, "problem") + also
}

// look returns what tells the state of everything that is watched from any other: names, times and sizes of the files, and of
// those in the folder of the texts.
func (w *watch) look() string {
	var b strings.Builder
	names, err := expand(w.paths, ".yaml", ".yml")
	fmt.Fprintln(&b, err)
	if w.folder != "" {
		below, err := os.ReadDir(w.folder)
		fmt.Fprintln(&b, err)
		for _, e := range below {
			names = append(names, filepath.Join(w.folder, e.Name()))
		}
	}
	for _, name := range names {
		stamp(&b, name)
	}
	return b.String()
}

// stamp writes what changes when a file does.
func stamp(w io.Writer, name string) {
	info, err := os.Stat(name)
	if err != nil {
		fmt.Fprintln(w, name, err)
		return
	}
	fmt.Fprintln(w, name, info.ModTime().UnixNano(), info.Size())
}
