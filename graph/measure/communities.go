package measure

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"

	"dyad/graph/index"
)

// The bounds of a resolution, and its default.
const (
	DefaultResolution = 1.0
	MinResolution     = 0.01
	MaxResolution     = 100.0
)

// Communities are parts of a net with more ties inside than chance would give them.
type Communities struct {
	*Partition
	Modularity float64 // at the resolution that they were found with
	central    []int32 // by part
}

// Central returns the member of a community with the most ties to other members, by weight; of several the first by key.
func (c *Communities) Central(part int) int32 { return c.central[part] }

// FindCommunities looks for the partition of greatest modularity by the algorithm of Leiden. Direction is disregarded. Which of many
// good partitions is found depends on the order in which vertices are looked at, which the seed decides: the same net, seed and
// resolution give the same communities. Every community hangs together.
//
// A higher resolution finds smaller communities. One out of [MinResolution] to [MaxResolution] is BadInput.
func FindCommunities(ctx context.Context, n *Net, parallel Parallel, seed int, resolution float64) (*Communities, error) {
	if !(resolution >= MinResolution && resolution <= MaxResolution) {
		return nil, badInput("resolution", fmt.Sprintf("%v is out of bounds; it is %v to %v", resolution, MinResolution, MaxResolution))
	}
	t := n.ties(index.Any, parallel)
	l := &leiden{
		p: &pulse{ctx: ctx}, random: rand.New(rand.NewPCG(uint64(seed), 0)), crowd: newCrowd(t), resolution: resolution,
	}
	label, err := l.run()
	if err != nil {
		return nil, err
	}
	c := &Communities{Partition: n.newPartition(n.connected(label))} // to cut where there is no tie never costs modularity
	c.Modularity = c.modularity(&t, resolution)
	c.central = c.centres(&t)
	return c, nil
}

// modularity is the share of the ties' weight that lies inside communities, less what chance would put there: for each community the
// square of its share of all ends of ties, times the resolution. It is 0 for a net without ties.
func (p *Partition) modularity(t *ties, resolution float64) float64 {
	inside, ends := make([]float64, p.Len()), make([]float64, p.Len())
	total := 0.0
	for v := range int32(t.len()) {
		part := p.of[v]
		for i := t.starts[v]; i < t.starts[v+1]; i++ {
			w := t.weight(i)
			total += w
			ends[part] += w
			if p.of[t.ends[i]] == part {
				inside[part] += w
			}
		}
	}
	q := 0.0
	for part := range p.Len() { // a tie has two ends, and has been met at both
		q += inside[part]/total - resolution*(ends[part]/total)*(ends[part]/total)
	}
	return math.Round(q*modularityDigits) / modularityDigits
}

// modularityDigits cuts off the digits that depend on the order of the sum: nine decimals are left.
const modularityDigits = 1e9

// centres finds the most central member of each part.
func (p *Partition) centres(t *ties) []int32 {
	centres := make([]int32, p.Len())
	for part := range centres {
		most := -1.0
		for _, v := range p.Members(part) {
			inside := 0.0
			for i := t.starts[v]; i < t.starts[v+1]; i++ {
				if p.of[t.ends[i]] == p.of[v] {
					inside += t.weight(i)
				}
			}
			if inside > most {
				most, centres[part] = inside, v
			}
		}
	}
	return centres
}
