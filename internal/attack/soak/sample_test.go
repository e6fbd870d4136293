package main

import (
	"strings"
	"testing"
)

const mb = 1 << 20

// steady is what each of the thirty samples of a soak says if nothing grows.
var steady = sample{resident: 100 * mb, heap: 50 * mb, goroutines: 40, descriptors: 20}

// changing is a soak whose samples change by their number, from 0 to 28.
func changing(change func(i int, s *sample)) []sample {
	var all []sample
	for i := range samplesOf - 1 {
		s := steady
		change(i, &s)
		all = append(all, s)
	}
	return all
}

// TestGrown: the middle third are samples 9 to 17, with a median at 13; the last third 18 to 28, with a median at 23.
func TestGrown(t *testing.T) {
	last := func(change func(*sample)) []sample {
		return changing(func(i int, s *sample) {
			if i >= 18 {
				change(s)
			}
		})
	}
	tests := []struct {
		name    string
		samples []sample
		want    []string // each begins a line; none: nothing grew
	}{
		{"all the same", changing(func(int, *sample) {}), nil},
		{"warming up in the first third", changing(func(i int, s *sample) { s.resident = int64(min(i, 9)) * 100 * mb }), nil},
		{"less and less", changing(func(i int, s *sample) { s.heap -= int64(i) * mb }), nil},
		{"a few peaks", changing(func(i int, s *sample) {
			if i%4 == 0 {
				s.resident, s.heap, s.goroutines, s.descriptors = 1000*mb, 900*mb, 500, 400
			}
		}), nil},
		// 1.2 × 100 + 16 = 136 and 1.2 × 50 + 16 = 76 MB, 1.2 × 40 + 10 = 58 goroutines, 1.2 × 20 + 10 = 34 descriptors.
		{"as much as is let pass", last(func(s *sample) { *s = sample{resident: 136 * mb, heap: 76 * mb, goroutines: 58, descriptors: 34} }), nil},
		{"a byte too many", last(func(s *sample) { s.resident = 136*mb + 1 }), []string{"resident memory grew"}},
		{"a byte of heap too many", last(func(s *sample) { s.heap = 76*mb + 1 }), []string{"the heap grew"}},
		{"a goroutine too many", last(func(s *sample) { s.goroutines = 59 }), []string{"goroutines grew: the median of the last third is 59, that of the middle one 40"}},
		{"a descriptor too many", last(func(s *sample) { s.descriptors = 35 }), []string{"descriptors grew"}},
		// 40 + 13 × 4 = 92, 40 + 23 × 4 = 132, and 1.2 × 92 + 10 = 120.4.
		{"four goroutines are left each time", changing(func(i int, s *sample) { s.goroutines += 4 * i }), []string{"goroutines grew"}},
		{
			"everything doubles", last(func(s *sample) { *s = sample{resident: 200 * mb, heap: 100 * mb, goroutines: 80, descriptors: 40} }),
			[]string{"resident memory grew", "the heap grew", "goroutines grew", "descriptors grew"},
		},
		{"too few samples", changing(func(int, *sample) {})[:2], []string{"2 samples are too few"}},
		{"none", nil, []string{"0 samples are too few"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantProblems(t, grown(tt.samples), tt.want) })
	}
}

// TestKept: when everybody has gone, there are as many goroutines and descriptors as before, give or take ten.
func TestKept(t *testing.T) {
	tests := []struct {
		name  string
		after sample
		want  []string
	}{
		{"as before", steady, nil},
		{"fewer", sample{goroutines: 1, descriptors: 1}, nil},
		{"ten more", sample{goroutines: 50, descriptors: 30}, nil},
		{"eleven more", sample{goroutines: 51, descriptors: 31}, []string{"51 goroutines are left", "31 descriptors are open"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantProblems(t, kept(steady, tt.after), tt.want) })
	}
}

func wantProblems(t *testing.T, got error, want []string) {
	t.Helper()
	var lines []string
	if got != nil {
		lines = strings.Split(got.Error(), "\n")
	}
	if len(lines) != len(want) {
		t.Fatalf("problems %q, want %d", lines, len(want))
	}
	for i, begin := range want {
		if !strings.HasPrefix(lines[i], begin) {
			t.Errorf("problem %q, want one that begins with %q", lines[i], begin)
		}
	}
}
