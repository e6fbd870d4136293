package resolver

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"dyad/graph"
	"dyad/graph/index"
)

// A sorting is an order of a list, and how a place in it is written down. A cursor holds the name of the sorting and the sort
// key of one element, so it means the same after data was added, and nothing in a list that is sorted otherwise.
type sorting[K any] struct {
	name  string
	parts func(K) []string
	key   func(parts []string) (K, error)
}

// errForeign is a cursor that this list can't have given out.
var errForeign = errors.New("this is no cursor of this list in this order; take one from edges or pageInfo")

// cursor returns the cursor of the element with that key.
func (s sorting[K]) cursor(k K) string {
	text, err := json.Marshal(append([]string{s.name}, s.parts(k)...))
	if err != nil {
		return "" // cannot happen: strings can be written
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// read returns the key that a cursor holds; nil for no cursor.
func (s sorting[K]) read(name string, cursor *string) (*K, error) {
	if cursor == nil {
		return nil, nil
	}
	foreign := &graph.Error{On: name, Fault: graph.CursorInvalid, Err: errForeign}
	text, err := base64.RawURLEncoding.DecodeString(*cursor)
	if err != nil {
		return nil, foreign
	}
	var parts []string
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) == 0 || parts[0] != s.name {
		return nil, foreign
	}
	k, err := s.key(parts[1:])
	if err != nil {
		return nil, foreign
	}
	return &k, nil
}

// descending is the same order, backwards. Its cursors are others, since a place after one is a place before the other.
func (s sorting[K]) descending() sorting[K] {
	s.name += " desc"
	return s
}

// byText sorts by one text of its own type: keys of entities, keys of sources.
func byText[K ~string](name string) sorting[K] {
	return sorting[K]{
		name:  name,
		parts: func(k K) []string { return []string{string(k)} },
		key: func(parts []string) (K, error) {
			if len(parts) != 1 {
				return "", errForeign
			}
			return K(parts[0]), nil
		},
	}
}

// byID sorts by an id.
func byID[T any](name string) sorting[graph.ID[T]] {
	return sorting[graph.ID[T]]{
		name:  name,
		parts: func(id graph.ID[T]) []string { return []string{id.String()} },
		key: func(parts []string) (graph.ID[T], error) {
			if len(parts) != 1 {
				return graph.ID[T]{}, errForeign
			}
			return graph.ParseID[T](parts[0])
		},
	}
}

// byEnds sorts relationships.
func byEnds() sorting[index.Triple] {
	return sorting[index.Triple]{
		name:  "relationships",
		parts: func(t index.Triple) []string { return []string{string(t.From), string(t.Type), string(t.To)} },
		key: func(p []string) (index.Triple, error) {
			if len(p) != 3 {
				return index.Triple{}, errForeign
			}
			return index.Triple{From: graph.EntityKey(p[0]), Type: graph.TermKey(p[1]), To: graph.EntityKey(p[2])}, nil
		},
	}
}

// byRank sorts entities by their degree or name.
func byRank(name string) sorting[index.Rank] {
	return sorting[index.Rank]{
		name:  name,
		parts: func(r index.Rank) []string { return []string{strconv.Itoa(r.Degree), r.Name, string(r.Key)} },
		key: func(p []string) (r index.Rank, err error) {
			if len(p) != 3 {
				return r, errForeign
			}
			r.Name, r.Key = p[1], graph.EntityKey(p[2])
			r.Degree, err = strconv.Atoi(p[0])
			return r, err
		},
	}
}

// A place is a sort key made of texts and numbers, for lists that are sorted here and not by the index.
type place struct {
	rank []int
	text []string
}

// compare orders places: by their numbers, then by their texts.
func (p place) compare(q place) int {
	if c := slices.Compare(p.rank, q.rank); c != 0 {
		return c
	}
	return slices.Compare(p.text, q.text)
}

// byPlace sorts by places of so many numbers and texts.
func byPlace(name string, ranks, texts int) sorting[place] {
	return sorting[place]{
		name: name,
		parts: func(p place) []string {
			parts := make([]string, 0, ranks+texts)
			for _, n := range p.rank {
				parts = append(parts, strconv.Itoa(n))
			}
			return append(parts, p.text...)
		},
		key: func(parts []string) (place, error) {
			if len(parts) != ranks+texts {
				return place{}, errForeign
			}
			p := place{text: parts[ranks:]}
			for _, text := range parts[:ranks] {
				n, err := strconv.Atoi(text)
				if err != nil {
					return place{}, errForeign
				}
				p.rank = append(p.rank, n)
			}
			return p, nil
		},
	}
}
