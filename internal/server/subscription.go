package server

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// Stream answers a request of any kind, within the limits: a query once, a subscription once for each event. Each answer goes to
// emit before the next is begun. One without data says that the request was not run, and is the only one.
//
// It returns nil when there are no more answers, and else why it ended before: the cause of ctx, the error of emit, or that the
// server is stopping, which ends subscriptions only.
func (s *Server) Stream(ctx context.Context, r Request, emit func(*Answer) error) error {
	ctx, end := context.WithCancelCause(s.identified(ctx))
	defer end(nil)
	answer, sub := s.take(ctx, r, func(oc *graphql.OperationContext, cost int) (*subscription, error) {
		late := time.AfterFunc(s.timeLimit(), func() { end(context.DeadlineExceeded) })
		defer late.Stop()
		return s.subscribe(ctx, oc, cost)
	})
	if sub == nil {
		return emit(answer)
	}
	defer context.AfterFunc(s.streams.stopping, func() { end(errStopping) })()
	for {
		answer := sub.next()
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if answer == nil {
			return nil
		}
		s.answered(sub, answer)
		if err := emit(answer); err != nil {
			return err
		}
	}
}

// An opener makes a subscription of a prepared request and what each of its answers may cost; nil if it is to be begun another way.
type opener func(*graphql.OperationContext, int) (*subscription, error)

// A subscription is answered again for every event. It is used by one goroutine at a time.
type subscription struct {
	s     *Server
	ctx   context.Context // it ends with this
	cost  int             // of one answer
	field graphql.CollectedField
	wait  graphql.ResponseHandler
	now   *event // that is being waited for, or answered; nil before the first
}

// subscribe begins a subscription, which lasts as long as ctx.
func (s *Server) subscribe(ctx context.Context, oc *graphql.OperationContext, cost int) (*subscription, error) {
	ctx, err := s.c.Resolvers.Begin(ctx)
	if err != nil {
		return nil, err
	}
	sub := &subscription{s: s, ctx: graphql.WithOperationContext(ctx, oc), cost: cost}
	fields := graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{s.schema.Schema().Subscription.Name})
	if len(fields) != 1 {
		return nil, bad("a subscription selects one field, this one %d", len(fields))
	}
	sub.field = fields[0]
	oc.ResolverMiddleware = sub.resolve
	// Errors are kept as they are, to be shown like those of any request that is not run.
	ctx = graphql.WithResponseContext(sub.ctx, graphql.DefaultErrorPresenter, s.recoverField)
	sub.wait = s.schema.Exec(ctx)
	if problems := graphql.GetErrors(ctx); len(problems) > 0 {
		return nil, problems[0]
	}
	return sub, nil
}

// next waits for an event and answers it; nil if there are no more. The data of an answer that took too long or grew too large
// is null.
func (sub *subscription) next() (answer *Answer) {
	ctx, stop := context.WithCancelCause(sub.ctx)
	defer stop(nil)
	sub.now = &event{
		turns: sub.s.events, limit: sub.s.timeLimit(),
		stop: stop, meter: &meter{limit: sub.s.limits.AnswerBytes, stop: stop},
	}
	defer sub.now.end()
	defer func() {
		if problem := recover(); problem != nil {
			answer = sub.failed(ctx, sub.s.recoverField(ctx, problem))
		}
	}()
	return sub.answer(sub.s.c.Resolvers.BeginLate(ctx))
}

func (sub *subscription) answer(ctx context.Context) *Answer {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: sub.s.schema.Schema().Subscription.Name, Field: sub.field})
	ctx = graphql.WithResponseContext(ctx, sub.s.present, sub.s.recoverField)
	response := sub.wait(ctx)
	if response == nil {
		return nil
	}
	m := sub.now.meter
	m.wrote(len(response.Data) - int(m.bytes.Load()))
	if ctx.Err() != nil {
		return sub.failed(ctx, context.Cause(ctx))
	}
	data := append([]byte{}, response.Data...) // the next answer is written where this one is
	return &Answer{Data: data, Errors: few(inOrder(append(response.Errors, graphql.GetErrors(ctx)...))), Extensions: sub.s.costs(sub.cost)}
}

// failed is the answer for an event that could not be shown. The subscription goes on: to begin anew would lead to it again.
func (sub *subscription) failed(ctx context.Context, err error) *Answer {
	answer := sub.s.failed(ctx, err)
	answer.Data = json.RawMessage("null")
	return answer
}

// resolve resolves a field of an event, or, before the first, the one that yields them.
func (sub *subscription) resolve(ctx context.Context, next graphql.Resolver) (any, error) {
	if sub.now == nil {
		return next(ctx)
	}
	if err := sub.now.begin(ctx); err != nil {
		return nil, err
	}
	return sub.now.meter.resolve(ctx, next)
}

// An event is one answer of a subscription in the making. Its time begins, and it waits for its turn, when the first of its
// fields is resolved: until then it has not happened.
type event struct {
	turns chan struct{} // holds one element for each event that is being answered
	limit time.Duration
	stop  context.CancelCauseFunc
	meter *meter

	once  sync.Once
	err   error
	leave func()
	timer *time.Timer
}

func (e *event) begin(ctx context.Context) error {
	e.once.Do(func() {
		e.timer = time.AfterFunc(e.limit, func() { e.stop(context.DeadlineExceeded) })
		select {
		case e.turns <- struct{}{}:
			e.leave = func() { <-e.turns }
		case <-ctx.Done():
			e.err = context.Cause(ctx)
		}
	})
	return e.err
}

func (e *event) end() {
	if e.timer != nil {
		e.timer.Stop()
	}
	if e.leave != nil {
		e.leave()
	}
}
