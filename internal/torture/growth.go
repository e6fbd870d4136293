package torture

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A sample is what a server takes at a moment.
type sample struct {
	resident int64 // bytes
	versions int64 // of records that had been recorded by then, at most
}

// samplesOf is how many samples are taken.
const samplesOf = 30

// watch takes samples until ctx is done.
func (m *mixture) watch(ctx context.Context) (samples []sample) {
	ticks := time.NewTicker(m.b.Mixed / (samplesOf + 1))
	defer ticks.Stop()
	for {
		select {
		case <-ctx.Done():
			return samples
		case <-ticks.C:
		}
		resident, err := residentOf(m.s.cmd.Process.Pid)
		if err != nil {
			m.note(err)
			return samples
		}
		samples = append(samples, sample{resident, m.versions.Load()})
		fmt.Fprintf(m.b.Talk, "  %d MB resident, %d changes\n", resident>>20, m.changes.Load())
	}
}

// residentOf is how many bytes of memory a process takes, without the pages of files that it has mapped: the system takes these back.
func residentOf(pid int) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "RssAnon:")
	n, err := strconv.ParseInt(strings.Fields(rest + " ?")[0], 10, 64)
	return n << 10, err
}

// How much more is no growth. Memory is of one size only after it was collected, and before that of up to twice as much: hence a share and
// some megabytes. The index holds every version that there ever was, a few hundred bytes each, twice while it is built anew, and the
// collector lets that double: hence so many bytes a version.
const (
	slackShare   = 1.2
	slackBytes   = 16 << 20
	versionBytes = 2 << 10
)

// grown compares the median of the last third of the samples with that of the middle one. Fewer than three tell nothing, which is an
// error too.
func grown(samples []sample) error {
	third := len(samples) / 3
	if third == 0 {
		return fmt.Errorf("%d samples are too few to tell growth", len(samples))
	}
	before, after := median(samples[third:2*third]), median(samples[2*third:])
	if bound := slackShare*float64(before.resident) + slackBytes + versionBytes*float64(after.versions-before.versions); float64(after.resident) > bound {
		return fmt.Errorf("resident memory grew: the median of the last third is %d MB, that of the middle one %d MB, and %.0f MB would be let pass: %s",
			after.resident>>20, before.resident>>20, bound/(1<<20), series(samples))
	}
	return nil
}

// median returns the medians of what some samples say; of an even number the greater of the two. There is at least one.
func median(samples []sample) sample {
	var resident, versions []int64
	for _, s := range samples {
		resident, versions = append(resident, s.resident), append(versions, s.versions)
	}
	slices.Sort(resident)
	slices.Sort(versions)
	return sample{resident[len(resident)/2], versions[len(versions)/2]}
}

// series tells the samples in megabytes.
func series(samples []sample) string {
	var all []string
	for _, s := range samples {
		all = append(all, strconv.FormatInt(s.resident>>20, 10))
	}
	return strings.Join(all, " ") + " MB"
}
