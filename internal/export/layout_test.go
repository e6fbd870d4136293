package export

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// TestLayOutKeepsBoxesApart lays out drawings of any shape: no two boxes overlap, all lie within the picture, and the same drawing is laid
// out alike.
func TestLayOutKeepsBoxesApart(t *testing.T) {
	tests := []struct {
		name         string
		boxes, edges int
	}{
		{"none", 0, 0},
		{"one", 1, 0},
		{"many that nothing joins", 30, 0},
		{"a few", 12, 20},
		{"many", 120, 200},
		{"as many as a large picture has", 500, 800},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, again := randomDrawing(tt.boxes, tt.edges), randomDrawing(tt.boxes, tt.edges)
			width, height, _ := d.layOut(restless)
			_, _, _ = again.layOut(restless)
			for i, b := range d.boxes {
				if b != again.boxes[i] {
					t.Fatalf("box %d is at %v, and then at %v", i, b, again.boxes[i])
				}
				if b.x-b.w/2 < 0 || b.y-b.h/2 < 0 || b.x+b.w/2 > width || b.y+b.h/2 > height {
					t.Errorf("box %d at %v lies outside of %v by %v", i, b, width, height)
				}
				for j, c := range d.boxes[:i] {
					if math.Abs(b.x-c.x) < (b.w+c.w)/2 && math.Abs(b.y-c.y) < (b.h+c.h)/2 {
						t.Errorf("boxes %d and %d overlap: %v and %v", i, j, b, c)
					}
				}
			}
		})
	}
}

// restless never pauses.
func restless() error { return nil }

// TestLayOutPauses: whoever lays out a large picture is asked many times whether it should go on, and stops when it should not.
func TestLayOutPauses(t *testing.T) {
	gone := errors.New("gone")
	for _, most := range []int{1, 100, 600} { // while distances are found, and when boxes move
		n := 0
		_, _, err := randomDrawing(400, 600).layOut(func() error {
			if n++; n == most {
				return gone
			}
			return nil
		})
		if !errors.Is(err, gone) || n != most {
			t.Errorf("told to stop at pause %d, it ended with %v at %d", most, err, n)
		}
	}
}

// TestLayOutBringsNeighboursTogether: in a chain, neighbours are nearer to each other than to the far end.
func TestLayOutBringsNeighboursTogether(t *testing.T) {
	const n = 8
	d := &drawing{boxes: make([]box, n), next: make([][]int, n)}
	for i := range n {
		d.boxes[i] = box{w: 60, h: 30}
		if i > 0 {
			d.next[i], d.next[i-1] = append(d.next[i], i-1), append(d.next[i-1], i)
		}
	}
	_, _, _ = d.layOut(restless)
	far := math.Hypot(d.boxes[0].x-d.boxes[n-1].x, d.boxes[0].y-d.boxes[n-1].y)
	for i := 1; i < n; i++ {
		if near := math.Hypot(d.boxes[i].x-d.boxes[i-1].x, d.boxes[i].y-d.boxes[i-1].y); near > far/4 {
			t.Errorf("neighbours %d and %d are %v apart, the ends of the chain %v", i-1, i, near, far)
		}
	}
}

// randomDrawing is the same for the same numbers.
func randomDrawing(boxes, edges int) *drawing {
	r := rand.New(rand.NewPCG(1, 2))
	d := &drawing{boxes: make([]box, boxes), next: make([][]int, boxes)}
	for i := range d.boxes {
		d.boxes[i] = box{w: 40 + r.Float64()*200, h: 20 + r.Float64()*60}
	}
	joined := map[[2]int]bool{}
	for range edges {
		a, b := r.IntN(boxes), r.IntN(boxes)
		if a == b || joined[[2]int{min(a, b), max(a, b)}] {
			continue
		}
		joined[[2]int{min(a, b), max(a, b)}] = true
		d.next[a], d.next[b] = append(d.next[a], b), append(d.next[b], a)
	}
	return d
}
