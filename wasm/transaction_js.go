package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// A transaction stays open while its page sends step after step: each is a call
// of its own that names the transaction's call. The steps run on the
// transaction's goroutine, in the order in which they come. The transaction
// ends
//
//   - by the step "commit";
//   - by the cancellation of its call: the page's callback has thrown, or the
//     page is gone;
//   - by its time limit, because all other calls wait meanwhile, and live syncs
//     cannot answer their relays.
//
// A call that is repeated, because the database has got another owner, does not
// begin anew: what its page has read is of a transaction that is gone.
type transaction struct {
	steps chan step
	over  chan struct{}
	err   error // why it was over, valid then
}

// step is one call inside a transaction.
type step struct {
	method  string
	payload []byte
	answer  chan<- answer
}

type answer struct {
	reply json.RawMessage
	err   error
}

// Time limits of transactions. A relay waits two minutes for a message.
const (
	defaultTransaction = 5 * time.Second
	maxTransaction     = 30 * time.Second
)

// transactions are those that are open or wait for their turn, by their calls.
// The zero value is ready.
type transactions struct {
	mu   sync.Mutex
	open map[callID]*transaction
}

func (s *transactions) add(id callID) *transaction {
	t := &transaction{steps: make(chan step), over: make(chan struct{})}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		s.open = map[callID]*transaction{}
	}
	s.open[id] = t
	return t
}

func (s *transactions) find(id callID) *transaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[id]
}

func (s *transactions) end(id callID, t *transaction, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, id)
	t.err = err
	close(t.over)
}

var errTransactionEnded = fault.Errorf(fault.TransactionEnded, "the transaction is over").
	WithHint("nothing of it was stored, unless it was committed: run it again")

// transaction holds a transaction open. Its event says that it has begun.
func (e *engine) transaction(ctx context.Context, r request) (reply []byte, err error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	timeout, err := transactionTimeout(r.payload)
	if err != nil {
		return nil, err
	}
	limit := newLimit(ctx, "the transaction", "do what takes time before or after it; the option timeout, in milliseconds, gives it more")
	defer limit.release()
	t := e.transactions.add(r.id)
	defer func() { e.transactions.end(r.id, t, err) }()
	_, err = once(limit, e, r, func(ctx context.Context) (struct{}, error) {
		if r.again {
			return struct{}{}, errTransactionEnded
		}
		return core.Transact(ctx, in, func(tx *core.Transaction) (struct{}, error) {
			limit.start(timeout)
			r.event(done)
			return struct{}{}, t.run(limit, tx)
		})
	})
	return done, err
}

func transactionTimeout(payload []byte) (time.Duration, error) {
	var with struct {
		Timeout int64 `json:"timeout"` // in milliseconds; 0: the default
	}
	if err := parse(payload, &with); err != nil {
		return 0, err
	}
	timeout := time.Duration(with.Timeout) * time.Millisecond
	switch {
	case with.Timeout == 0:
		return defaultTransaction, nil
	case with.Timeout < 0 || timeout > maxTransaction:
		return 0, fault.Errorf(fault.BadRequest, "a transaction takes at most %d ms", maxTransaction.Milliseconds()).
			WithHint("everything else waits for it, syncs too")
	}
	return timeout, nil
}

// run runs the steps up to the commit. What one of them panics with ends the
// transaction.
func (t *transaction) run(ctx context.Context, tx *core.Transaction) error {
	for {
		select {
		case s := <-t.steps:
			if s.method == "commit" {
				return ctx.Err()
			}
			reply, err := runStep(tx, s.method, s.payload)
			s.answer <- answer{reply, err}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// step passes a call on to its transaction.
func (e *engine) step(ctx context.Context, r request) ([]byte, error) {
	head, payload, _ := bytes.Cut(r.payload, []byte("\n"))
	var of struct {
		Transaction string `json:"transaction"`
		Method      string `json:"method"`
	}
	if err := parse(head, &of); err != nil {
		return nil, err
	}
	t := e.transactions.find(parseCallID(of.Transaction))
	if t == nil {
		return nil, errTransactionEnded
	}
	answers := make(chan answer, 1)
	select {
	case t.steps <- step{of.Method, payload, answers}:
	case <-t.over:
		return nil, t.ended()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if of.Method == "commit" { // the transaction's own call has the outcome
		return done, nil
	}
	select {
	case a := <-answers:
		return a.reply, a.err
	case <-t.over:
		return nil, t.ended()
	}
}

// ended is the error of a step that came too late.
func (t *transaction) ended() error {
	if errors.Is(t.err, &fault.Error{Code: fault.TimedOut}) {
		return t.err
	}
	return errTransactionEnded
}

// batch runs steps in one transaction: all of them or none.
func (e *engine) batch(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var steps []struct {
		Method  string `json:"method"`
		Payload string `json:"payload"`
	}
	if err := parse(r.payload, &steps); err != nil {
		return nil, err
	}
	return reply(once(ctx, e, r, func(ctx context.Context) ([]json.RawMessage, error) {
		return core.Transact(ctx, in, func(tx *core.Transaction) ([]json.RawMessage, error) {
			replies := make([]json.RawMessage, len(steps))
			for i, s := range steps {
				reply, err := runStep(tx, s.Method, []byte(s.Payload))
				if err != nil {
					return nil, inStep(i+1, err)
				}
				replies[i] = reply
			}
			return replies, nil
		})
	}))
}

// inStep says which step of a batch has failed.
func inStep(number int, err error) error {
	e, ok := fault.AsError(err)
	if !ok {
		return err
	}
	copied := *e
	copied.Text = fmt.Sprintf("step %d: %s", number, e.Text)
	return &copied
}
