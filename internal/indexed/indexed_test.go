package indexed_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/indexed"
	"dyad/store"
	"dyad/store/storetest"
)

// valley is a store with two states, one of which fights the other.
func valley(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	record(t, s, graph.Bundle{
		Batch:    graph.Batch{Key: "gazette"},
		Entities: []graph.Entity{{Key: "red-harbour", Type: "x:State", Name: "Red Harbour"}, {Key: "blue-valley", Type: "x:State", Name: "Blue Valley"}},
		Sources:  []graph.Source{{Key: "gazette", Kind: graph.Article, Genre: graph.Reporting}},
		Claims:   []graph.Claim{{Source: "gazette", From: "red-harbour", Type: "x:fights", To: "blue-valley"}},
	})
	return s
}

func record(t *testing.T, s *store.Store, b graph.Bundle) {
	t.Helper()
	at := store.Commit{Time: time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)}
	if _, err := s.Load(context.Background(), []graph.Bundle{b}, at); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, s *store.Store, path string) (*index.Index, bool) {
	t.Helper()
	x, imaged, err := indexed.Open(t.Context(), s, path)
	if err != nil {
		t.Fatal(err)
	}
	if _, known := x.Present().Node("red-harbour"); !known || x.Last() != s.Last() {
		t.Errorf("the index is of transaction %d, and knows red-harbour: %v; the store is at %d", x.Last(), known, s.Last())
	}
	return x, imaged
}

// TestOpen: an image is of use as long as the store is as it was, and whole; nobody sees whether it was.
func TestOpen(t *testing.T) {
	s, path := valley(t), filepath.Join(t.TempDir(), "index.image")
	x, imaged := open(t, s, path)
	if imaged {
		t.Error("there was an image before one was saved")
	}
	if err := indexed.Save(t.Context(), s, x, path); err != nil {
		t.Fatal(err)
	}
	read, imaged := open(t, s, path)
	if !imaged {
		t.Error("the image that was saved is of no use")
	}
	if err := index.Compare(x, read); err != nil {
		t.Errorf("the index from the image: %v", err)
	}
	if err := indexed.Check(t.Context(), s, path); err != nil {
		t.Errorf("Check: %v", err)
	}
	record(t, s, graph.Bundle{Batch: graph.Batch{Key: "more"}, Entities: []graph.Entity{{Key: "green-hill", Type: "x:State", Name: "Green Hill"}}})
	later, imaged := open(t, s, path)
	if imaged {
		t.Error("an image of an earlier transaction was of use")
	}
	if err := indexed.Check(t.Context(), s, path); err != nil {
		t.Errorf("Check of an image of an earlier transaction: %v", err)
	}
	if err := indexed.Save(t.Context(), s, x, path); graph.FaultOf(err) != graph.Conflict {
		t.Errorf("Save of the index of before = %v, want %s", err, graph.Conflict)
	}
	if err := indexed.Save(t.Context(), s, later, path); err != nil {
		t.Fatal(err)
	}
	damage(t, path)
	if _, imaged = open(t, s, path); imaged {
		t.Error("a damaged image was of use")
	}
	if err := indexed.Check(t.Context(), s, path); graph.FaultOf(err) != graph.Corrupt {
		t.Errorf("Check of a damaged image = %v, want %s", err, graph.Corrupt)
	}
}

// TestTornImage: what a loss of power may leave of an image, whose end was never written or is zeros, is of no use, and verify says what to do about it.
func TestTornImage(t *testing.T) {
	s, path := valley(t), filepath.Join(t.TempDir(), "index.image")
	x, _ := open(t, s, path)
	if err := indexed.Save(t.Context(), s, x, path); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		for _, torn := range [][]byte{whole[:n], append(bytes.Clone(whole[:n]), make([]byte, len(whole)-n)...)} {
			if bytes.Equal(torn, whole) {
				continue // it ends with zeros
			}
			if err := os.WriteFile(path, torn, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, imaged := open(t, s, path); imaged {
				t.Errorf("%d of %d bytes, then %d zeros: the image was of use", n, len(whole), len(torn)-n)
			}
		}
	}
	if err := os.WriteFile(path, append(whole[:len(whole)-4:len(whole)-4], 0, 0, 0, 0), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := indexed.Check(t.Context(), s, path); graph.FaultOf(err) != graph.Corrupt || !strings.Contains(err.Error(), "remove this file") {
		t.Errorf("Check of a torn image = %v, want %s and what to do", err, graph.Corrupt)
	}
}

// TestCheckFindsAnotherStore: an image that has the right stamp and says something else is found.
func TestCheckFindsAnotherStore(t *testing.T) {
	s, path := valley(t), filepath.Join(t.TempDir(), "index.image")
	other, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	record(t, other, graph.Bundle{
		Batch:    graph.Batch{Key: "gazette"},
		Entities: []graph.Entity{{Key: "red-harbour", Type: "x:State", Name: "Red Harbour"}, {Key: "blue-valley", Type: "x:State", Name: "Blue Valley"}},
		Sources:  []graph.Source{{Key: "gazette", Kind: graph.Article, Genre: graph.Reporting}},
		Claims:   []graph.Claim{{Source: "gazette", From: "blue-valley", Type: "x:fights", To: "red-harbour"}},
	})
	x, _ := open(t, other, path)
	stamp, err := s.Stamp(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	var image bytes.Buffer
	if err := x.WriteImage(&image, stamp); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, image.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := indexed.Check(t.Context(), s, path); graph.FaultOf(err) != graph.Corrupt {
		t.Errorf("Check = %v, want %s", err, graph.Corrupt)
	}
}

func damage(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
