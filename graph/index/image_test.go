package index_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

const stamp = "as of transaction 8"

// imaged returns the index that is read from the image of x, which is made again and has to be the same.
func imaged(t *testing.T, in index.Input, x *index.Index) *index.Index {
	t.Helper()
	image := imageOf(t, x)
	in.Claims = nil // none of them is asked for
	read, err := index.ReadImage(in, image, stamp)
	if err != nil {
		t.Fatalf("ReadImage: %v", err)
	}
	if !bytes.Equal(imageOf(t, read), image) {
		t.Error("the image of what was read from an image is another one")
	}
	if err := index.Compare(x, read); err != nil {
		t.Errorf("built, and read from an image: %v", err)
	}
	return read
}

func imageOf(t *testing.T, x *index.Index) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := x.WriteImage(&b, stamp); err != nil {
		t.Fatalf("WriteImage: %v", err)
	}
	return b.Bytes()
}

// TestImageOfSomethingElse: what was not made of what is recorded, or by this form, is told from what is damaged.
func TestImageOfSomethingElse(t *testing.T) {
	w := newWorld(3)
	image := imageOf(t, w.build(t))
	more := w.Input
	more.Entities = append(more.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: "newcomer", Type: "Group", Name: "N"}, Opened: 1})
	tests := []struct {
		name  string
		in    index.Input
		image []byte
		stamp string
		stale bool
	}{
		{"another stamp", w.Input, image, "as of transaction 9", true},
		{"another form", w.Input, append([]byte("dyad index image 0\n"), image[19:]...), stamp, true},
		{"one entity more", more, image, stamp, true},
		{"nothing", w.Input, nil, stamp, true},
		{"cut", w.Input, image[:len(image)/2], stamp, false},
		{"a bit flipped", w.Input, flipped(image, len(image)/2), stamp, false},
		{"a bit flipped in the checksum", w.Input, flipped(image, len(image)-1), stamp, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := index.ReadImage(tt.in, tt.image, tt.stamp)
			if err == nil || errors.Is(err, index.ErrStale) != tt.stale {
				t.Errorf("ReadImage: %v, want stale %v", err, tt.stale)
			}
		})
	}
}

func flipped(b []byte, at int) []byte {
	b = bytes.Clone(b)
	b[at] ^= 4
	return b
}

// TestImageOfTheRecordedAlone: an index of another time, or with parts as their wholes, is worked out and has no image.
func TestImageOfTheRecordedAlone(t *testing.T) {
	for seed := range uint64(20) {
		w := newWorld(seed)
		g := under(t, w.build(t), graph.View{Rollup: graph.RollupParts})
		if err := g.Index().WriteImage(&bytes.Buffer{}, stamp); err == nil {
			t.Fatalf("world %d: an index with wholes has an image", seed)
		}
	}
}

// TestCompareFindsWhatIsLookedUp: two indexes that say the same wherever they are walked through, and not where something is looked up, are not alike.
func TestCompareFindsWhatIsLookedUp(t *testing.T) {
	for _, part := range []string{
		"byID", "pastByID", "original", "an original less", "original of another", "former", "a former id less", "another former id",
	} {
		t.Run(part, func(t *testing.T) {
			spoiled := 0
			for seed := range uint64(worlds) {
				w := newWorld(seed)
				x, y := w.build(t), w.build(t)
				if !y.Spoil(part) {
					continue
				}
				spoiled++
				if index.Compare(x, y) == nil || index.Compare(y, x) == nil {
					t.Fatalf("world %d: Compare finds no difference", seed)
				}
			}
			if spoiled == 0 {
				t.Error("no world has any")
			}
		})
	}
}

// FuzzReadImage reads images that were changed and have the right checksum all the same: they are refused, or answer.
func FuzzReadImage(f *testing.F) {
	for seed := range uint64(4) {
		w := newWorld(seed)
		x, err := index.Build(w.Input)
		if err != nil {
			continue
		}
		var b bytes.Buffer
		if err := x.WriteImage(&b, stamp); err != nil {
			f.Fatal(err)
		}
		f.Add(seed, b.Bytes()[:b.Len()-4])
	}
	f.Fuzz(func(t *testing.T, seed uint64, body []byte) {
		w := newWorld(seed % 4)
		image := binary.LittleEndian.AppendUint32(bytes.Clone(body), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
		x, err := index.ReadImage(w.Input, image, stamp)
		if err != nil {
			return
		}
		for e := range x.Present().Relationships(index.Window[index.Triple]{}, nil) {
			_ = x.Present().Relationship(e)
		}
	})
}
