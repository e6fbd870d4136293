package export

import (
	"math"
	"slices"
)

// A box is something to be drawn: its size, and the place of its middle once there is one.
type box struct {
	w, h float64
	x, y float64
}

// A drawing is boxes and who is joined with whom.
type drawing struct {
	boxes []box
	next  [][]int // of each box its neighbours, each once, in order
}

const (
	beside  = 44.0 // between neighbours, or more
	padding = 14.0 // between any boxes
	rounds  = 150  // of stress: what moves after that, nobody sees
	settled = 0.3  // a round in which nothing moves further is the last
)

// layOut gives every box its place. Boxes that are joined come near each other: each connected part is laid out by majorizing its stress
// (Gansner, Koren, North: Graph Drawing by Stress Majorization, 2004), one box at a time, from places that depend on the order of boxes
// alone, so that the same drawing is laid out alike. Then boxes that overlap are moved apart, and the parts are put beside
// each other. It takes time with the square of the number of boxes in a part, seconds for a thousand: it calls pause every few
// milliseconds, and stops with its error.
func (d *drawing) layOut(pause func() error) (width, height float64, err error) {
	parts := d.parts()
	for _, p := range parts {
		if err := d.relax(p, pause); err != nil {
			return 0, 0, err
		}
		if err := d.separate(p, pause); err != nil {
			return 0, 0, err
		}
	}
	width, height = d.pack(parts)
	return width, height, nil
}

// parts are the connected ones, the largest first.
func (d *drawing) parts() [][]int {
	seen := make([]bool, len(d.boxes))
	var all [][]int
	for start := range d.boxes {
		if seen[start] {
			continue
		}
		seen[start] = true
		part := []int{start}
		for i := 0; i < len(part); i++ {
			for _, n := range d.next[part[i]] {
				if !seen[n] {
					seen[n] = true
					part = append(part, n)
				}
			}
		}
		all = append(all, part)
	}
	slices.SortStableFunc(all, func(a, b []int) int { return len(b) - len(a) })
	return all
}

// relax moves each box to where its distances from the others of its part are best kept, again and again.
func (d *drawing) relax(part []int, pause func() error) error {
	for i, b := range part { // a spiral: all places differ, and none is in line with two others
		turn, out := float64(i)*2.399963, 150*math.Sqrt(float64(i))
		d.boxes[b].x, d.boxes[b].y = out*math.Cos(turn), out*math.Sin(turn)
	}
	far, err := d.distances(part, pause)
	if err != nil {
		return err
	}
	for range rounds {
		if err := pause(); err != nil {
			return err
		}
		most := 0.0
		for i, b := range part {
			most = max(most, d.settle(part, i, far[i], &d.boxes[b]))
		}
		if most < settled {
			break
		}
	}
	return nil
}

// settle moves one box, and returns how far.
func (d *drawing) settle(part []int, i int, far []float64, b *box) float64 {
	var x, y, weights float64
	for j, other := range part {
		if i == j {
			continue
		}
		o := &d.boxes[other]
		ideal := far[j]
		weight := 1 / (ideal * ideal)
		dx, dy := b.x-o.x, b.y-o.y
		distance := max(math.Hypot(dx, dy), 1e-6)
		x += weight * (o.x + ideal*dx/distance)
		y += weight * (o.y + ideal*dy/distance)
		weights += weight
	}
	if weights == 0 {
		return 0
	}
	x, y = x/weights, y/weights
	moved := math.Hypot(x-b.x, y-b.y)
	b.x, b.y = x, y
	return moved
}

// distances are the lengths of shortest paths within a part, by places in it.
func (d *drawing) distances(part []int, pause func() error) ([][]float64, error) {
	place := make(map[int]int, len(part))
	for i, b := range part {
		place[b] = i
	}
	all := make([][]float64, len(part))
	for i := range part {
		if err := pause(); err != nil {
			return nil, err
		}
		all[i] = d.distancesFrom(part, i, place)
	}
	return all, nil
}

// distancesFrom spreads from one box: a queue that takes a box in again whenever it is found nearer.
func (d *drawing) distancesFrom(part []int, start int, place map[int]int) []float64 {
	far := make([]float64, len(part))
	for j := range far {
		far[j] = math.Inf(1)
	}
	far[start] = 0
	queued := make([]bool, len(part))
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		i := queue[0]
		queued[i] = false
		for _, n := range d.next[part[i]] {
			j := place[n]
			if length := far[i] + d.ideal(part[i], n); length < far[j]-1e-9 {
				far[j] = length
				if !queued[j] {
					queue, queued[j] = append(queue, j), true
				}
			}
		}
	}
	return far
}

// ideal is how far apart the middles of two neighbours should be: they may lie beside each other or one above the other.
func (d *drawing) ideal(a, b int) float64 {
	p, q := &d.boxes[a], &d.boxes[b]
	return beside + (p.w+q.w+p.h+q.h)/4
}

// separate moves boxes that overlap apart, along the way that is shorter. Where pushing only pushes others together, all of the part
// is spread first, so that it comes to an end.
func (d *drawing) separate(part []int, pause func() error) error {
	const patience, wider = 25, 1.08
	for round := 1; d.pushAll(part); round++ {
		if err := pause(); err != nil {
			return err
		}
		if round%patience == 0 {
			for _, i := range part {
				d.boxes[i].x *= wider
				d.boxes[i].y *= wider
			}
		}
	}
	return nil
}

// pushAll pushes every two boxes of a part once, and reports whether any overlapped.
func (d *drawing) pushAll(part []int) bool {
	moved := false
	for i, a := range part {
		for _, b := range part[i+1:] {
			moved = push(&d.boxes[a], &d.boxes[b]) || moved
		}
	}
	return moved
}

// push moves two boxes apart if they overlap, each by half.
func push(a, b *box) bool {
	dx, dy := b.x-a.x, b.y-a.y
	overX := (a.w+b.w)/2 + padding - math.Abs(dx)
	overY := (a.h+b.h)/2 + padding - math.Abs(dy)
	if overX <= 1e-9 || overY <= 1e-9 {
		return false
	}
	if overX < overY {
		step := math.Copysign(overX/2, dx)
		a.x, b.x = a.x-step, b.x+step
		return true
	}
	step := math.Copysign(overY/2, dy)
	a.y, b.y = a.y-step, b.y+step
	return true
}

// pack puts parts beside each other, in rows that are about as wide as the largest part or as all of them make a picture of 4 to 3.
func (d *drawing) pack(parts [][]int) (width, height float64) {
	const margin = 60.0
	area, widest := 0.0, 0.0
	for _, p := range parts {
		left, top, right, bottom := d.bounds(p)
		area += (right - left + margin) * (bottom - top + margin)
		widest = max(widest, right-left+margin)
	}
	row := max(widest, math.Sqrt(area*4/3))
	x, y, tallest := 0.0, 0.0, 0.0
	for _, p := range parts {
		left, top, right, bottom := d.bounds(p)
		if x > 0 && x+right-left+margin > row {
			x, y, tallest = 0, y+tallest, 0
		}
		for _, b := range p {
			d.boxes[b].x += x - left + margin/2
			d.boxes[b].y += y - top + margin/2
		}
		x += right - left + margin
		width, tallest = max(width, x), max(tallest, bottom-top+margin)
	}
	return width, y + tallest
}

// bounds of a part, its boxes included.
func (d *drawing) bounds(part []int) (left, top, right, bottom float64) {
	left, top, right, bottom = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, i := range part {
		b := &d.boxes[i]
		left, right = min(left, b.x-b.w/2), max(right, b.x+b.w/2)
		top, bottom = min(top, b.y-b.h/2), max(bottom, b.y+b.h/2)
	}
	return left, top, right, bottom
}
