package metrics

import (
	"time"

	"dyad/graph"
)

// Unread is the kind and the class of an operation that was refused before it was run.
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
	m.timed(o)
	if !o.Data {
		m.charge(o)
		m.Refused(o.Fault)
		return
	}
	m.answered(o)
}

// Began counts a subscription that has been accepted. Its answers are [Metrics.Answered].
func (m *Metrics) Began(o Operation) { m.timed(o) }

// Answered counts one answer of a subscription, which is charged like any other.
func (m *Metrics) Answered(o Operation) {
	m.events.WithLabelValues(o.Class).Inc()
	m.answered(o)
}

func (m *Metrics) timed(o Operation) {
	kind, class := o.labels()
	m.seconds.WithLabelValues(kind, class).Observe(o.Took.Seconds())
	m.waited.Observe(o.Waited.Seconds())
}

func (m *Metrics) answered(o Operation) {
	m.charge(o)
	m.answers.Observe(float64(o.Bytes))
	if o.Fault != "" {
		m.partial.WithLabelValues(string(o.Fault)).Inc()
	}
}

// charge counts the price of an operation that was run.
func (m *Metrics) charge(o Operation) {
	kind, class := o.labels()
	if kind == Unread {
		return
	}
	m.charged.WithLabelValues(kind, class).Add(float64(o.Price))
	m.price.Observe(float64(o.Price))
}

func (o Operation) labels() (kind, class string) {
	if o.Kind == "" || o.Class == "" {
		return Unread, Unread
	}
	return o.Kind, o.Class
}
