package badgerkv_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"dyad/store"
)

// A row of a benchmark is about the size of a claim's: a key of 17 bytes, a value of 200.
func benchRow(n int) store.Row {
	key := binary.BigEndian.AppendUint64([]byte("c12345678"), uint64(n)*0x9E3779B97F4A7C15)
	value := make([]byte, 200)
	binary.BigEndian.PutUint64(value, uint64(n))
	return store.Row{Key: key, Value: value}
}

func benchRows(from, count int) func(func(store.Row, error) bool) {
	return func(yield func(store.Row, error) bool) {
		for n := range count {
			if !yield(benchRow(from+n), nil) {
				return
			}
		}
	}
}

func BenchmarkApply(b *testing.B) {
	for _, rows := range []int{1, 100, store.MaxWriteRows / 2} {
		b.Run(fmt.Sprintf("%d rows", rows), func(b *testing.B) {
			db := keep(b, open(b, b.TempDir()))
			n := 0
			for b.Loop() {
				var w store.Write
				for range rows {
					row := benchRow(n)
					w.Put(row.Key, row.Value)
					n++
				}
				if err := db.Apply(b.Context(), &w); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func BenchmarkStage(b *testing.B) {
	const rows = 100_000
	db := keep(b, open(b, b.TempDir()))
	n := 0
	for b.Loop() {
		if err := db.Stage(b.Context(), benchRows(n, rows)); err != nil {
			b.Fatal(err)
		}
		n += rows
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkScan(b *testing.B) {
	const rows = 400_000
	dir := b.TempDir()
	db := open(b, dir)
	if err := db.Stage(b.Context(), benchRows(0, rows)); err != nil {
		b.Fatal(err)
	}
	shut(b, db)
	db = keep(b, open(b, dir))
	for b.Loop() {
		n := 0
		for range db.Scan(b.Context(), nil, nil) {
			n++
		}
		if n != rows {
			b.Fatalf("Scan yields %d rows, want %d", n, rows)
		}
	}
}

func BenchmarkGet(b *testing.B) {
	const rows = 400_000
	dir := b.TempDir()
	db := open(b, dir)
	if err := db.Stage(b.Context(), benchRows(0, rows)); err != nil {
		b.Fatal(err)
	}
	shut(b, db)
	db = keep(b, open(b, dir))
	n := 0
	for b.Loop() {
		if _, err := db.Get(b.Context(), benchRow(n%rows).Key); err != nil {
			b.Fatal(err)
		}
		n += 7919
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, rows := range []int{0, 10_000, 400_000} {
		b.Run(fmt.Sprintf("%d rows", rows), func(b *testing.B) {
			dir := b.TempDir()
			db := open(b, dir)
			if err := db.Stage(b.Context(), benchRows(0, rows)); err != nil {
				b.Fatal(err)
			}
			shut(b, db)
			for b.Loop() {
				db := open(b, dir)
				b.StopTimer()
				shut(b, db)
				b.StartTimer()
			}
		})
	}
}
