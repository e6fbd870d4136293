package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	d := driver{}
	var rows, missing string
	var timed bool
	flag.StringVar(&d.result.Run, "run", "", "name of the run")
	flag.StringVar(&d.result.Graph, "graph", "", "name of the graph")
	flag.StringVar(&d.result.Peer, "peer", "", "name of the peer")
	flag.StringVar(&rows, "rows", "", "rows, separated by |")
	flag.StringVar(&d.file, "json", "", "file of results to append to")
	flag.StringVar(&d.yardstick, "yardstick", "", "file of PageRank that others are held to")
	flag.DurationVar(&d.limit, "limit", time.Minute, "time for a row")
	flag.DurationVar(&d.patience, "patience", 10*time.Minute, "time for a load, or until a peer is ready")
	flag.BoolVar(&timed, "timed", false, "the command is no peer: its whole run is the row")
	flag.StringVar(&missing, "missing", "", "nothing is done: this is why")
	flag.Parse()
	d.command = flag.Args()
	if len(d.command) == 0 || rows == "" || d.file == "" {
		fmt.Fprintln(os.Stderr, "usage: drive -run RUN -graph GRAPH -peer PEER -rows 'ROW|ROW' -json FILE [flags] COMMAND...")
		os.Exit(2)
	}
	list := strings.Split(rows, "|")
	do := func() error { return d.drive(list, timed) }
	if missing != "" {
		do = func() error { return d.cannot(list, missing) }
	}
	if err := do(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A driver has one peer do rows.
type driver struct {
	command         []string
	file, yardstick string
	limit, patience time.Duration
	result          result // what every line of this drive has
}

// drive does the rows: loads by themselves, then opening, then questions.
func (d *driver) drive(rows []string, timed bool) error {
	var loads, questions []string
	open := false
	for _, row := range rows {
		switch {
		case timed:
			if err := d.time(row); err != nil {
				return err
			}
		case strings.HasPrefix(row, "load"):
			loads = append(loads, row)
		case row == "open":
			open = true
		default:
			questions = append(questions, row)
		}
	}
	err := d.ask(loads, d.patience)
	if open {
		err = errors.Join(err, d.open())
	}
	return errors.Join(err, d.ask(questions, d.limit))
}

// ask has rows done by as few processes as that takes.
func (d *driver) ask(rows []string, limit time.Duration) error {
	for len(rows) > 0 {
		left, err := d.session(rows, limit)
		if err != nil {
			return err
		}
		rows = left
	}
	return nil
}
