package torture

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A program is the binary that is put to the torture.
type program struct {
	path     string
	token    string // of a curator
	curators string // the file that lets them in
}

// An outcome is how a command ended.
type outcome struct {
	code int // -1: by a signal
	out  []byte
	talk string
}

// clear reports whether whoever reads the talk of a command that failed can tell what is wrong: it says something, and is no crash.
func (o outcome) clear() bool {
	return strings.TrimSpace(o.talk) != "" && !strings.Contains(o.talk, "goroutine ") && !strings.Contains(o.talk, "panic:") && o.code > 0
}

// String tells how it ended in a line.
func (o outcome) String() string { return fmt.Sprintf("exit code %d, %.600s", o.code, o.talk) }

// command returns a command of the program, under limits in the words of the shell's ulimit.
func (p *program) command(ctx context.Context, limits []string, args ...string) *exec.Cmd {
	if len(limits) == 0 {
		return exec.CommandContext(ctx, p.path, args...)
	}
	var script strings.Builder
	for _, l := range limits {
		script.WriteString(l + " && ")
	}
	return exec.CommandContext(ctx, "sh", append([]string{"-c", script.String() + `exec "$0" "$@"`, p.path}, args...)...)
}

// run runs a command to its end.
func (p *program) run(ctx context.Context, args ...string) outcome {
	return p.runUnder(ctx, nil, args...)
}

func (p *program) runUnder(ctx context.Context, limits []string, args ...string) outcome {
	return ran(p.command(ctx, limits, args...))
}

// ran runs a command that was made ready.
func ran(cmd *exec.Cmd) outcome {
	var out, talk bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &talk
	err := cmd.Run()
	o := outcome{code: cmd.ProcessState.ExitCode(), out: out.Bytes(), talk: talk.String()}
	if cmd.ProcessState == nil {
		o.talk = err.Error()
	}
	return o
}

// shown is the token that `dyad token` shows.
var shown = regexp.MustCompile(`dyad_\S+`)

// enrol makes a curator.
func (p *program) enrol(ctx context.Context, dir string) error {
	o := p.run(ctx, "token", "torturer")
	if o.code != 0 {
		return fmt.Errorf("dyad token: %s", o)
	}
	p.token, p.curators = shown.FindString(o.talk), filepath.Join(dir, "curators")
	return os.WriteFile(p.curators, o.out, 0o600)
}

// A find is what a directory holds: the last transaction, and every record with when it counted.
type find struct {
	last  int
	facts []fact
}

// A fact is something of the model as the history has it.
type fact struct {
	part, name, text, id string
	opened, closed       int
}

// recorded is a line of a history.
type recorded struct {
	Kind     string
	ID       string
	Key      string
	Name     string
	Source   string
	Gist     string
	Number   struct{ Worded string }
	Recorded struct{ Opened, Closed int }
}

// open reads the history of a directory, as a command that only reads it does.
func (p *program) open(ctx context.Context, dir string) (*find, outcome, error) {
	o := p.run(ctx, "export", "--format", "jsonl", "--history", "--data", dir)
	if o.code != 0 {
		return nil, o, nil
	}
	f, err := readHistory(o.out)
	return f, o, err
}

func readHistory(text []byte) (*find, error) {
	f := &find{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var r recorded
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, err
		}
		c := fact{id: r.ID, opened: r.Recorded.Opened, closed: r.Recorded.Closed}
		switch r.Kind {
		case "transaction":
			f.last++
			continue
		case "entity":
			c.part, c.name, c.text = actors, r.Key, r.Name
		case "claim":
			c.part, c.name, c.text = r.Source, r.Number.Worded, r.Gist
		default:
			continue
		}
		f.facts = append(f.facts, c)
	}
	return f, lines.Err()
}

// at is the state as of a transaction. Parts that were loaded empty are not told from those that never were.
func (f *find) at(tx int) state {
	s := state{}
	for _, c := range f.facts {
		if c.opened > tx || c.closed != 0 && c.closed <= tx {
			continue
		}
		if s[c.part] == nil {
			s[c.part] = map[string]string{}
		}
		s[c.part][c.name] = c.text
	}
	return s
}

// unreadable is an error of opening a directory that has to open: the outcome of the command, or what is wrong with what it wrote.
func unreadable(what string, o outcome, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return fmt.Errorf("%s: %s", what, o)
}

// verify expects a directory to be sound.
func (p *program) verify(ctx context.Context, dir string) error {
	if o := p.run(ctx, "verify", "--data", dir); o.code != 0 {
		return fmt.Errorf("dyad verify: %s%.600s", o, o.out)
	}
	return nil
}

// inspect expects a directory to hold all that was acknowledged and at most what was under way besides, nothing in part, and to be sound. The
// world goes on from what is there.
func (p *program) inspect(ctx context.Context, dir string, w *world) error {
	f, o, err := p.open(ctx, dir)
	if err != nil || f == nil {
		return unreadable("the directory can't be read", o, err)
	}
	if err := w.settle(f.last); err != nil {
		return err
	}
	for _, tx := range []int{f.last, w.r.IntN(f.last + 1)} {
		if err := w.judge(tx, f.at(tx)); err != nil {
			return err
		}
	}
	clear(w.ids)
	for _, c := range f.facts {
		if c.part == desk && c.closed == 0 {
			w.ids[c.name] = c.id
		}
	}
	return p.verify(ctx, dir)
}

// load loads the file of a change by a command, which may be one that was made ready, and notes what came of it.
func (p *program) load(ctx context.Context, dir string, w *world, c change) error {
	cmd, err := p.loading(ctx, dir, c)
	if err != nil {
		return err
	}
	w.plan(c.after)
	if o := ran(cmd); o.code != 0 {
		return fmt.Errorf("dyad load: %s", o)
	}
	w.acknowledge()
	return nil
}

// loading makes a command ready that loads the file of a change.
func (p *program) loading(ctx context.Context, dir string, c change) (*exec.Cmd, error) {
	name := filepath.Join(filepath.Dir(dir), c.name)
	if err := os.WriteFile(name, []byte(c.file), 0o600); err != nil {
		return nil, err
	}
	return p.command(ctx, nil, "load", name, "--data", dir), nil
}

// seeded is a number for the name of a torment and of its n-th run, so that each has choices of its own.
func seeded(seed uint64, name string, n int) uint64 {
	for _, c := range name + strconv.Itoa(n) {
		seed = seed*1099511628211 + uint64(c)
	}
	return seed
}
