package main

import (
	"context"
	"hash/maphash"
	"sync"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
)

// A watch rests after each run for restFactor times as long as the run took,
// at most maxRest: while a sync commits chunk after chunk, live queries take
// a fraction of the worker's time. A single change is not delayed.
const (
	restFactor = 4
	maxRest    = time.Second
)

// watch runs a query now and after every commit, and sends its rows whenever
// they differ from the last. It ends when it is cancelled.
func (e *engine) watch(ctx context.Context, r request) ([]byte, error) {
	if _, err := e.instance(); err != nil {
		return nil, err
	}
	s, params, err := parseStatement(r.payload)
	if err != nil {
		return nil, err
	}
	return e.follow(ctx, r, nil, func(ctx context.Context) ([]byte, error) { return e.rowsWithin(ctx, s, params) })
}

// follow sends what read gives, now and whenever a commit, or news, has changed
// it. It ends when it is cancelled. news may be nil.
func (e *engine) follow(ctx context.Context, r request, news *commits, read func(context.Context) ([]byte, error)) ([]byte, error) {
	ctx, end := e.lasting(ctx)
	defer end()
	committed, stop := e.commits.listen()
	defer stop()
	var told <-chan struct{}
	if news != nil {
		var deaf func()
		told, deaf = news.listen()
		defer deaf()
	}
	seed := maphash.MakeSeed()
	var last uint64
	for first := true; ; first = false {
		start := time.Now()
		text, err := read(ctx)
		if ctx.Err() != nil {
			return done, nil
		}
		if err != nil {
			return nil, err
		}
		if hash := maphash.Bytes(seed, text); first || hash != last {
			last = hash
			r.event(text)
		}
		if !rest(ctx, time.Since(start)) {
			return done, nil
		}
		select {
		case <-committed:
		case <-told:
		case <-ctx.Done():
			return done, nil
		}
	}
}

// rowsWithin runs a watch's query once.
func (e *engine) rowsWithin(ctx context.Context, s statement, params []any) ([]byte, error) {
	limit := within(ctx, s.Timeout)
	defer limit.release()
	return e.db.Rows(limit, s.SQL, params...)
}

// rest pauses after a run of that length; false if the watch is over.
func rest(ctx context.Context, run time.Duration) bool {
	select {
	case <-time.After(min(restFactor*run, maxRest)):
		return true
	case <-ctx.Done():
		return false
	}
}

// notifyingDB tells of the commits that go through it, and answers calls that
// were done before (once).
type notifyingDB struct {
	sqldb.DB
	commits *commits
}

// View implements sqldb.DB.
func (d notifyingDB) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	return d.DB.View(ctx, recalling(ctx, fn))
}

// Update implements sqldb.DB.
func (d notifyingDB) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	err := d.DB.Update(ctx, recalling(ctx, fn))
	if err == nil {
		d.commits.tell()
	}
	return err
}

// commits wakes listeners; those that come together wake them once. The zero
// value is ready.
type commits struct {
	mu        sync.Mutex
	listeners map[chan struct{}]struct{}
}

// listen returns a channel that holds a token once there were commits since
// the last one was taken, and what ends the listening.
func (c *commits) listen() (<-chan struct{}, func()) {
	ch := make(chan struct{}, 1)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.listeners == nil {
		c.listeners = map[chan struct{}]struct{}{}
	}
	c.listeners[ch] = struct{}{}
	return ch, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.listeners, ch)
	}
}

func (c *commits) tell() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for ch := range c.listeners {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}
