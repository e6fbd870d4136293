package measure

import (
	"context"

	"dyad/graph"
)

// A pulse asks now and then whether anybody still waits.
type pulse struct {
	ctx   context.Context
	steps int // since it was last asked
	total int // in all, up to then
}

// often is how many steps are taken between two questions. A step is a look at one tie.
const often = 1 << 14

// beat accounts for steps, and fails once the context is done.
func (p *pulse) beat(steps int) error {
	if p.steps += steps; p.steps < often {
		return nil
	}
	p.total += p.steps
	p.steps = 0
	if err := p.ctx.Err(); err != nil {
		return &graph.Error{Fault: graph.Deadline, Err: err}
	}
	return nil
}
