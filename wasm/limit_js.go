package main

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/fault"
)

// A limit is a context that ends by itself once it was started and its time is
// over, with the error timed_out. SQLite asks Err while a statement runs. Err
// looks at the clock, because no timer fires, and no message arrives, before
// SQLite has returned: the worker has one thread.
type limit struct {
	context.Context
	cancel context.CancelFunc
	end    atomic.Int64 // nanoseconds since 1970; 0 before start
	err    error
}

// newLimit returns a limit that has not been started. what took too long stands
// in its error. release it after use.
func newLimit(ctx context.Context, what string, hint string) *limit {
	ctx, cancel := context.WithCancel(ctx)
	err := fault.Errorf(fault.TimedOut, "%s took longer than it may", what).WithHint(hint)
	err.Err = context.DeadlineExceeded
	return &limit{Context: ctx, cancel: cancel, err: err}
}

// start lets the time run; 0 or less is no limit.
func (l *limit) start(d time.Duration) {
	if d <= 0 {
		return
	}
	l.end.Store(time.Now().Add(d).UnixNano())
	timer := time.AfterFunc(d, l.cancel)
	context.AfterFunc(l.Context, func() { timer.Stop() })
}

func (l *limit) release() { l.cancel() }

// Err implements context.Context.
func (l *limit) Err() error {
	if end := l.end.Load(); end != 0 && time.Now().UnixNano() >= end {
		return l.err
	}
	return l.Context.Err()
}

// statementHint says how a statement may take longer.
const statementHint = "give it more time by the option timeout, in milliseconds"

// within limits a statement's run, from now on.
func within(ctx context.Context, milliseconds int64) *limit {
	l := newLimit(ctx, "the statement", statementHint)
	l.start(time.Duration(milliseconds) * time.Millisecond)
	return l
}
