package balance

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"

	"dyad/graph/index"
)

// A Frustration is how far a net is from balance in the strong sense: the least number of its pairs that would have to change sign, or
// go, for the actors to fall into two camps, friends within and enemies across.
type Frustration struct {
	AtLeast, AtMost int // equal where it is known exactly
	Components      []Component
	// Pairs are those that are frustrated in the camps found: hostile within one, or cooperative across. There are AtMost of them.
	Pairs []*Pair
	at    []int // by actor: how many of them it is in
}

// Exact reports whether the least number is known.
func (f *Frustration) Exact() bool { return f.AtLeast == f.AtMost }

// A Component is actors who are linked by pairs with signs, and by none to anybody else. How its camps stand to those of another
// component, nothing tells.
type Component struct {
	// Camps are the two of a best partition, or of the best that was found; each in the order of keys. The first has the first actor of all,
	// and the second may be empty.
	Camps           [2][]index.Node
	Pairs           int // with a sign
	AtLeast, AtMost int
	// Partitions is how many partitions are as good, [MaxPartitions] for so many and more; 0 where it is not known. With more than one,
	// the camps are one reading of several.
	Partitions int
}

// Exact reports whether the least number is known.
func (c *Component) Exact() bool { return c.AtLeast == c.AtMost }

// First returns the first of the actors.
func (c *Component) First() index.Node { return c.Camps[0][0] }

// Actors returns how many there are.
func (c *Component) Actors() int { return len(c.Camps[0]) + len(c.Camps[1]) }

// MaxPartitions is the number at which partitions are no longer counted.
const MaxPartitions = 1_000_000

// Effort is how many entries of tables are filled for exact answers: about a tenth of a second. One component of up to 20 actors takes
// less, whoever is linked with whom; a larger one does if it is sparse enough.
const Effort = 1 << 21

// Frustration finds how far the net is from balance. Within the effort, in entries of tables, the answer is exact, the components with
// most pairs first; beyond it, the least number lies between two bounds: triads that are not balanced and share no pair, and the best
// of many descents from starting points that are the same each time.
func (n *Net) Frustration(ctx context.Context, effort int) (*Frustration, error) {
	parts := n.parts()
	f := &Frustration{at: make([]int, len(n.actors))}
	found := make([]settled, len(parts))
	for i := range parts {
		var err error
		if found[i], err = parts[i].settle(ctx, &effort); err != nil {
			return nil, err
		}
	}
	if err := n.bound(ctx, parts, found); err != nil {
		return nil, err
	}
	inSecond := make([]bool, len(n.actors))
	for i := range parts {
		f.Components = append(f.Components, n.component(&parts[i], &found[i], inSecond))
		f.AtLeast += found[i].least
		f.AtMost += found[i].most
	}
	for i, ends := range n.ends {
		p := &n.Pairs[i]
		if p.Sign == Ambivalent || (inSecond[ends[0]] != inSecond[ends[1]]) == (p.Sign == Negative) {
			continue
		}
		f.Pairs = append(f.Pairs, p)
		f.at[ends[0]]++
		f.at[ends[1]]++
	}
	return f, nil
}

// A settled component is what was found out about one.
type settled struct {
	second      []bool // by local number: who is in the second camp
	least, most int
	partitions  int
}

// settle partitions a component: at once if it is balanced, exactly if the effort that is left allows it, else as well as can be.
func (p *part) settle(ctx context.Context, effort *int) (settled, error) {
	if second, balanced := p.colour(); balanced {
		return settled{second: second, partitions: 1}, nil
	}
	if steps, cost := p.plan(*effort); steps != nil {
		*effort -= cost
		return p.eliminate(ctx, steps)
	}
	second, broken, err := p.search(ctx, rand.New(rand.NewPCG(uint64(len(p.actors)), uint64(p.pairs))))
	return settled{second: second, least: 1, most: broken}, err
}

// bound raises the lower bounds of components that are not settled exactly: of triads that are not balanced and share no pair, each has
// a frustrated pair of its own.
func (n *Net) bound(ctx context.Context, parts []part, found []settled) error {
	if !slices.ContainsFunc(found, func(s settled) bool { return s.least < s.most }) {
		return nil
	}
	home := make([]int, len(n.actors))
	for i := range parts {
		for _, actor := range parts[i].actors {
			home[actor] = i
		}
	}
	used, disjoint := make([]bool, len(n.Pairs)), make([]int, len(parts))
	err := n.eachTrio(ctx, func(t trio) error {
		kind, signed := n.kind(t)
		taken := used[t.pairs[0]] || used[t.pairs[1]] || used[t.pairs[2]]
		if !signed || kind.Balanced() || taken {
			return nil
		}
		for _, p := range t.pairs {
			used[p] = true
		}
		disjoint[home[t.actors[0]]]++
		return nil
	})
	for i := range found {
		found[i].least = max(found[i].least, disjoint[i])
	}
	return err
}

// component writes out what was found, with the first actor in the first camp, and notes who is in the second.
func (n *Net) component(p *part, s *settled, inSecond []bool) Component {
	c := Component{Pairs: p.pairs, AtLeast: s.least, AtMost: s.most, Partitions: s.partitions}
	for i, actor := range p.actors {
		camp := 0
		if s.second[i] != s.second[0] {
			camp, inSecond[actor] = 1, true
		}
		c.Camps[camp] = append(c.Camps[camp], n.actors[actor])
	}
	return c
}

// A part is a component by the places of its actors. Local numbers are places in its own list of them.
type part struct {
	actors []int32 // in their order
	ties   [][]tie // by local number
	pairs  int
}

// A tie is a pair as one of its actors sees it.
type tie struct {
	to       int32 // local number
	negative bool
}

// parts takes the net apart, the part with most pairs first, then that with most actors, then that of the first one.
func (n *Net) parts() []part {
	ties := make([][]tie, len(n.actors))
	for i, ends := range n.ends {
		if n.Pairs[i].Sign == Ambivalent {
			continue
		}
		negative := n.Pairs[i].Sign == Negative
		ties[ends[0]] = append(ties[ends[0]], tie{ends[1], negative})
		ties[ends[1]] = append(ties[ends[1]], tie{ends[0], negative})
	}
	var parts []part
	local := make([]int32, len(n.actors))
	met := make([]bool, len(n.actors))
	for actor := range ties {
		if !met[actor] && len(ties[actor]) > 0 {
			parts = append(parts, partOf(int32(actor), ties, met, local))
		}
	}
	slices.SortStableFunc(parts, func(p, q part) int {
		return cmp.Or(cmp.Compare(q.pairs, p.pairs), cmp.Compare(len(q.actors), len(p.actors)))
	})
	return parts
}

// partOf gathers whoever is linked with an actor. local is room for local numbers.
func partOf(actor int32, ties [][]tie, met []bool, local []int32) part {
	p := part{actors: []int32{actor}}
	met[actor] = true
	for i := 0; i < len(p.actors); i++ {
		for _, t := range ties[p.actors[i]] {
			if !met[t.to] {
				met[t.to] = true
				p.actors = append(p.actors, t.to)
			}
		}
	}
	slices.Sort(p.actors)
	for i, a := range p.actors {
		local[a] = int32(i)
	}
	for _, a := range p.actors {
		own := slices.Clone(ties[a])
		for i := range own {
			own[i].to = local[own[i].to]
		}
		p.ties = append(p.ties, own)
		p.pairs += len(own)
	}
	p.pairs /= 2
	return p
}

// colour puts everybody where their ties to those before them say, and reports whether that agrees with all ties: whether the component
// is balanced.
func (p *part) colour() (second []bool, balanced bool) {
	second = make([]bool, len(p.actors))
	met := make([]bool, len(p.actors))
	met[0] = true
	for queue := []int32{0}; len(queue) > 0; queue = queue[1:] {
		v := queue[0]
		for _, t := range p.ties[v] {
			side := second[v] != t.negative
			switch {
			case !met[t.to]:
				met[t.to], second[t.to] = true, side
				queue = append(queue, t.to)
			case second[t.to] != side:
				return nil, false
			}
		}
	}
	return second, true
}
