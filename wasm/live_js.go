package main

import (
	"context"
	"encoding/json"

	"github.com/amora-sync/amora/core"
)

// liveStatus is EngineLiveStatus of live.ts.
type liveStatus struct {
	core.InstanceStatus
	Syncs []syncState `json:"syncs"` // as they were begun
}

// watchStatus sends where the database stands, and its syncs, whenever that
// has changed.
func (e *engine) watchStatus(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	acknowledged, stop := context.WithCancel(ctx)
	defer stop()
	go e.tellAcknowledged(acknowledged, in)
	return e.follow(ctx, r, &e.syncs.news, func(ctx context.Context) ([]byte, error) {
		status, err := in.Status(ctx)
		if err != nil {
			return nil, err
		}
		return json.Marshal(liveStatus{status, e.syncs.list()})
	})
}

// tellAcknowledged makes news of what relays acknowledge without a commit.
func (e *engine) tellAcknowledged(ctx context.Context, in *core.Instance) {
	next := in.Hub().Acknowledged()
	for {
		select {
		case <-next:
			next = in.Hub().Acknowledged() // before the status is read again
			e.syncs.news.tell()
		case <-ctx.Done():
			return
		}
	}
}

// followIn makes a method of one of the instance's that take nothing: it sends
// what that gives now and whenever it has changed.
func followIn[T any](fn func(*core.Instance, context.Context) (T, error)) func(*engine, context.Context, request) ([]byte, error) {
	return func(e *engine, ctx context.Context, r request) ([]byte, error) {
		in, err := e.instance()
		if err != nil {
			return nil, err
		}
		return e.follow(ctx, r, nil, func(ctx context.Context) ([]byte, error) { return reply(fn(in, ctx)) })
	}
}

// reached waits until a relay has what was written before the call.
func (e *engine) reached(ctx context.Context, _ request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	ctx, end := e.lasting(ctx)
	defer end()
	return done, in.Hub().Reached(ctx)
}
