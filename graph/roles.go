package graph

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
)

// The roles that the rules of this package speak of by name. The vocabulary describes them like any other, and defines more.
const (
	RoleCounterparty TermKey = "counterparty"
	RoleEvent        TermKey = "event"
	RoleObject       TermKey = "object" // what or who is handed over, demanded, spoken of
	RoleOffice       TermKey = "office" // the one role that holds a vocabulary term
	RoleWith         TermKey = "with"
	RoleContent      TermKey = "content"
)

// A Role is a further participant of a claim, by name. Exactly one of its lists is filled.
type Role struct {
	Name     TermKey
	Entities []EntityKey
	Claims   []ClaimID
	Terms    []TermKey
}

// Roles are the further participants of a claim, sorted by name, each name once.
type Roles []Role

// named returns the role of that name, or nil.
func (rs Roles) named(name TermKey) *Role {
	for i := range rs {
		if rs[i].Name == name {
			return &rs[i]
		}
	}
	return nil
}

// Entities returns the entities in the role of that name; none if there is no such role.
func (rs Roles) Entities(name TermKey) []EntityKey {
	if r := rs.named(name); r != nil {
		return r.Entities
	}
	return nil
}

// Claims returns the claims in the role of that name; none if there is no such role.
func (rs Roles) Claims(name TermKey) []ClaimID {
	if r := rs.named(name); r != nil {
		return r.Claims
	}
	return nil
}

// normalize returns the roles sorted by name, each name once, with each list in its own order and nothing in it twice. A role
// that nobody fills is dropped.
func (rs Roles) normalize() Roles {
	if len(rs) == 0 {
		return nil
	}
	byName := map[TermKey]Role{}
	for _, r := range rs {
		all := byName[r.Name]
		byName[r.Name] = Role{
			Name:     r.Name,
			Entities: slices.Concat(all.Entities, r.Entities),
			Claims:   slices.Concat(all.Claims, r.Claims),
			Terms:    slices.Concat(all.Terms, r.Terms),
		}
	}
	var out Roles
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		r := byName[name]
		r.Entities, r.Claims, r.Terms = sortedKeys(r.Entities), sortedClaims(r.Claims), sortedKeys(r.Terms)
		if len(r.Entities)+len(r.Claims)+len(r.Terms) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// sortedKeys returns the keys in order, each once. It reorders the slice it is given.
func sortedKeys[K cmp.Ordered](keys []K) []K {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// fingerprint is the role as parts of a claim's id, with counts so that no two roles run into each other.
func (r Role) fingerprint() []string {
	parts := []string{string(r.Name), itoa(len(r.Entities)), itoa(len(r.Claims)), itoa(len(r.Terms))}
	return append(parts, r.fillers()...)
}

// fillers is what the role holds, as texts.
func (r Role) fillers() []string {
	var out []string
	for _, k := range r.Entities {
		out = append(out, string(k))
	}
	for _, c := range r.Claims {
		out = append(out, c.String())
	}
	for _, t := range r.Terms {
		out = append(out, string(t))
	}
	return out
}

// MarshalJSON writes an object of lists: {"counterparty":["…"],"content":["…"]}, in the order of the names.
func (rs Roles) MarshalJSON() ([]byte, error) {
	m := make(map[TermKey][]string, len(rs))
	for _, r := range rs {
		m[r.Name] = r.fillers()
	}
	return json.Marshal(m) // encoding/json sorts the keys
}

// UnmarshalJSON reads what MarshalJSON wrote. An id in a list is a claim, anything else an entity, or a term where the role
// is the office: no key looks like an id (see [ValidKey]).
func (rs *Roles) UnmarshalJSON(data []byte) error {
	var m map[TermKey][]string
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	*rs = nil
	for _, name := range slices.Sorted(maps.Keys(m)) {
		r := Role{Name: name}
		for _, filler := range m[name] {
			r.add(filler)
		}
		*rs = append(*rs, r)
	}
	return nil
}

// add files a filler by what it looks like.
func (r *Role) add(filler string) {
	if r.Name == RoleOffice {
		r.Terms = append(r.Terms, TermKey(filler))
		return
	}
	if id, err := ParseID[Claim](filler); err == nil {
		r.Claims = append(r.Claims, id)
		return
	}
	r.Entities = append(r.Entities, EntityKey(filler))
}

// sortedClaims returns the ids in order, each once, in a slice of its own.
func sortedClaims(ids []ClaimID) []ClaimID {
	sorted := slices.Clone(ids)
	slices.SortFunc(sorted, ClaimID.Compare)
	return slices.Compact(sorted)
}
