package resolver

import (
	"context"
	"encoding/json"

	"dyad/graph"
	"dyad/graph/balance"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A balanceFound is how far a graph is in balance, as it has been worked out. It holds no graph, since it is kept for longer than views
// are.
type balanceFound struct {
	key         string
	net         *balance.Net
	census      *balance.Census
	frustration *balance.Frustration
	tensions    []balance.Tension
	undated     int // pairs that claims without a date would add
}

// Balance tells how far actors are in balance.
func (r queryResolver) Balance(ctx context.Context, alleged *bool, filter *exec.RelationshipFilter, view *exec.View) (*exec.Balance, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	w := weighing{d, v, filter, alleged != nil && *alleged}
	key, err := json.Marshal([]any{"balance", w.alleged, filter, view})
	if err != nil {
		return nil, err
	}
	found, err := keep(ctx, &r.results, d.x, string(key), func() (*balanceFound, int, error) { return w.weigh(ctx, g, string(key)) })
	if err != nil {
		return nil, err
	}
	return found.present(v), nil
}

// A weighing is a question about balance.
type weighing struct {
	d       *desk
	view    *graph.View
	filter  *exec.RelationshipFilter
	alleged bool
}

// weigh answers it.
func (w *weighing) weigh(ctx context.Context, g *index.Graph, key string) (*balanceFound, int, error) {
	f := &balanceFound{key: key}
	var err error
	if f.net, err = w.net(ctx, g); err != nil {
		return nil, 0, err
	}
	if f.undated, err = w.undated(ctx, f.net); err != nil {
		return nil, 0, err
	}
	if f.census, err = f.net.Census(ctx); err != nil {
		return nil, 0, err
	}
	if f.frustration, err = f.net.Frustration(ctx, balance.Effort); err != nil {
		return nil, 0, err
	}
	f.tensions = f.net.Tensions(f.census, f.frustration)
	f.net = f.net.On(nil)
	return f, 4 * len(f.net.Pairs), nil // a pair is as large as two entities, and has two
}

func (w *weighing) net(ctx context.Context, g *index.Graph) (*balance.Net, error) {
	m, err := matcher(g, w.filter)
	if err != nil {
		return nil, err
	}
	return balance.Of(ctx, g, balance.Options{Match: m, Alleged: w.alleged})
}

// undated counts the pairs that the net would have besides if claims without a date counted.
func (w *weighing) undated(ctx context.Context, n *balance.Net) (int, error) {
	if w.view.ValidAt.IsZero() || w.view.Undated {
		return 0, nil
	}
	wider := *w.view
	wider.Undated = true
	g, err := w.d.x.Under(wider)
	if err != nil {
		return 0, err
	}
	other, err := w.net(ctx, g)
	if err != nil {
		return 0, err
	}
	return n.Beyond(other), nil
}

func (f *balanceFound) present(v *graph.View) *exec.Balance {
	out, c := &f.net.LeftOut, f.census
	return &exec.Balance{
		Actors: f.net.Actors(), PairCounts: f.countPairs(), Warnings: f.warnings(),
		LeftOut: &exec.BalanceLeftOut{
			Unsigned: out.Unsigned, Unaffirmed: out.Unaffirmed, NotActors: out.NotActors, Mediation: out.Mediation, Alleged: out.Alleged,
			UndatedPairs: f.undated,
		},
		TriadCounts: &exec.TriadCounts{
			AllPositive: c.Count[balance.AllPositive], OneNegative: c.Count[balance.OneNegative],
			TwoNegative: c.Count[balance.TwoNegative], AllNegative: c.Count[balance.AllNegative],
			Balanced: c.Of(balance.Kind.Balanced), Unbalanced: c.Total() - c.Of(balance.Kind.Balanced),
			WeaklyBalanced: c.Of(balance.Kind.WeaklyBalanced), Ambivalent: c.Ambivalent,
		},
		Frustration: &exec.Frustration{
			AtLeast: f.frustration.AtLeast, AtMost: f.frustration.AtMost, Exact: f.frustration.Exact(), Found: f, View: v,
		},
		Found: f, View: v,
	}
}

func (f *balanceFound) countPairs() *exec.PairCounts {
	counts := &exec.PairCounts{
		Positive: f.net.Counts[balance.Positive], Negative: f.net.Counts[balance.Negative], Ambivalent: f.net.Counts[balance.Ambivalent],
	}
	for i := range f.net.Pairs {
		if f.net.Pairs[i].Mixed {
			counts.Mixed++
		}
		if f.net.Pairs[i].Contested {
			counts.Contested++
		}
	}
	return counts
}

func (f *balanceFound) warnings() []exec.BalanceWarning {
	warnings := []exec.BalanceWarning{}
	if f.net.Signed() < balance.FewPairs {
		warnings = append(warnings, exec.BalanceWarningFewPairs)
	}
	if f.census.Total() < balance.FewTriads {
		warnings = append(warnings, exec.BalanceWarningFewTriads)
	}
	return warnings
}
