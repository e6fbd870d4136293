package torture

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// The memory that a load may have: the runtime is told to keep below some, and the system gives no more than the rest.
const (
	softMegabytes = 400
	hardMegabytes = 512
)

// littleMemory loads many claims in little memory. The load may be done or end without, and then all that was there before is there, and
// it is done once there is memory.
func (b *bench) littleMemory(ctx context.Context) (report, error) {
	if b.Claims == 0 {
		return report{}, fmt.Errorf("%w: no claims are asked for", errLeftOut)
	}
	w, dir, err := b.begun(ctx, "little memory", 0, editionSize)
	if err != nil {
		return report{}, err
	}
	defer os.RemoveAll(filepath.Dir(dir))
	name := filepath.Join(filepath.Dir(dir), "gazette-0.jsonl")
	part, err := many(name, b.Claims)
	if err != nil {
		return report{}, err
	}
	_, now := w.last()
	w.plan(now.with("gazette-0", part))
	cmd := b.command(ctx, []string{fmt.Sprintf("ulimit -d %d", hardMegabytes<<10)}, "load", name, "--data", dir)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMEMLIMIT=%dMiB", softMegabytes))
	o := ran(cmd)
	found := fmt.Sprintf("%d claims in %d MB: ", b.Claims, hardMegabytes)
	switch {
	case o.code == 0:
		w.acknowledge()
		found += "loaded"
	case o.clear() || strings.Contains(o.talk, "out of memory") || strings.Contains(o.talk, "cannot allocate memory"):
		found += fmt.Sprintf("ended without memory (exit code %d, %q), nothing in part", o.code, firstLine(o.talk))
	default:
		return report{}, fmt.Errorf("a load in %d MB: %s", hardMegabytes, o)
	}
	if err := b.inspect(ctx, dir, w); err != nil {
		return report{}, err
	}
	if o.code == 0 {
		return report{1, found + ", sound"}, nil
	}
	w.plan(now.with("gazette-0", part))
	if o := b.run(ctx, "load", name, "--data", dir); o.code != 0 {
		return report{}, fmt.Errorf("the same load once there is memory: %s", o)
	}
	w.acknowledge()
	return report{1, found + "; loaded once there was memory, sound"}, b.inspect(ctx, dir, w)
}

// firstLine is the first line of a talk that says something.
func firstLine(talk string) string {
	for line := range strings.Lines(talk) {
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}

// many writes a file of so many claims of one source, and returns what they come to.
func many(name string, claims int) (map[string]string, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := bufio.NewWriter(f)
	part := make(map[string]string, claims)
	var b strings.Builder
	source(&b, "gazette-0")
	for i := range claims {
		key := fmt.Sprintf("n%d", i)
		part[key] = "one of many"
		line(&b, map[string]any{
			"kind": "claim", "source": "gazette-0", "from": fmt.Sprintf("actor-%d", i%actorCount), "type": "x:helps",
			"to": fmt.Sprintf("actor-%d", (i+1+i/actorCount%(actorCount-1))%actorCount), "number": map[string]any{"worded": key}, "gist": part[key],
		})
		if _, err := out.WriteString(b.String()); err != nil {
			return nil, err
		}
		b.Reset()
	}
	return part, out.Flush()
}
