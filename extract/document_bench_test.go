package extract_test

import (
	"bytes"
	"fmt"
	"testing"

	"dyad/extract"
)

// BenchmarkReadLimits reads files of comments, of which a parser must keep every one, up to the largest file there may be.
// MB/s that stay alike from row to row show that the time grows with the size and not with its square.
func BenchmarkReadLimits(b *testing.B) {
	for _, size := range []int{extract.MaxFile / 16, extract.MaxFile / 4, extract.MaxFile} {
		b.Run(fmt.Sprintf("bytes=%d", size), func(b *testing.B) {
			data := bytes.Repeat([]byte("#\n"), size/2)
			b.SetBytes(int64(size))
			for b.Loop() {
				extract.Read([]extract.File{{Name: "f", Data: data}}, extract.Base{}, nil)
			}
		})
	}
}
