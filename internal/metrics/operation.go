package metrics

import (
	"time"

	"dyad/graph"
)

// Unread is the kind and the class of an operation that was refused before it was known what it is.
const Unread = "unread"

// An Operation is one that has been answered.
type Operation struct {
	Kind   string // query, mutation, subscription; "" for [Unread]
	Class  string // one of few, and none that a client can make up; "" for [Unread]
	Took   time.Duration
	Waited time.Duration // for its turn; part of Took
	Price  int           // in the unit of the cost limit; 0 if it was not run
	Bytes  int           // of the data of its answer
	Fault  graph.Fault   // of the first error; "" for none
	Data   bool          // whether there is any
}

// Done counts an operation that has been answered, with or without data.
func (m *Metrics) Done(o Operation) {
	kind, class := o.Kind, o.Class
	if kind == "" || class == "" {
		kind, class = Unread, Unread
	}
	m.seconds.WithLabelValues(kind, class).Observe(o.Took.Seconds())
	m.waited.Observe(o.Waited.Seconds())
	if kind != Unread {
		m.charged.WithLabelValues(kind, class).Add(float64(o.Price))
		m.price.Observe(float64(o.Price))
	}
	switch {
	case !o.Data:
		m.Refused(o.Fault)
		return
	case o.Fault != "":
		m.partial.WithLabelValues(string(o.Fault)).Inc()
	}
	m.answers.Observe(float64(o.Bytes))
}
