package agreement_test

import (
	"fmt"
	"testing"

	"dyad/extract/agreement"
)

// BenchmarkWorst compares codings in which every claim of one may be matched with every claim of the other, and nothing decides.
func BenchmarkWorst(b *testing.B) {
	for _, n := range []int{300, 600, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var one, other []string
			for i := range n {
				one = append(one, fmt.Sprintf("e%d attacks f%d @%d-%d by=v%d", i%50, i%49, i%53, 20_000+i*37%9_999, i))
				other = append(other, fmt.Sprintf("e%d attacks f%d @%d-%d by=w%d", i%47, i%51, i%59, 20_000+i*41%9_999, i))
			}
			left, right := coding(b, one...), coding(b, other...)
			b.ResetTimer()
			for b.Loop() {
				agreement.Compare(left, right, nil, vocabulary())
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(agreement.Steps(left, right)), "ns/step")
		})
	}
}
