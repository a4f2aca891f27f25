package main

import (
	"context"
	"encoding/json"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/value"
)

// network passes on that a page thinks the network may have changed.
func (e *engine) network(context.Context, request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	in.NetworkChanged()
	return done, nil
}

// sync runs one session and sends its progress as events. Being cancelled is
// how it is stopped: the reply is then what was done until then. Live sessions
// that ask for the same are one: see [syncs].
func (e *engine) sync(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var with struct {
		Relay     string       `json:"relay"`
		Room      string       `json:"room"`
		Push      bool         `json:"push"`
		Pull      bool         `json:"pull"`
		Live      bool         `json:"live"`
		Filter    value.Filter `json:"filter"`
		ChunkSize int          `json:"chunkSize"`
		Admit     string       `json:"admit"`
	}
	if err := parse(r.payload, &with); err != nil {
		return nil, err
	}
	opts := core.SyncOptions{
		Room: with.Room, Push: with.Push, Pull: with.Pull, Live: with.Live, Filter: with.Filter, ChunkSize: with.ChunkSize, Admit: with.Admit,
	}
	run := func(ctx context.Context, progress func(core.Progress)) (core.SyncResult, error) {
		ctx, end := e.lasting(ctx)
		defer end()
		state := e.syncs.begin(with.Relay)
		opts := opts
		opts.Progress = func(p core.Progress) {
			state.progress(p)
			progress(p)
		}
		result, err := in.Sync(ctx, with.Relay, dial, opts)
		if ctx.Err() != nil {
			err = nil
		}
		state.end(err)
		return result, err
	}
	var result core.SyncResult
	if with.Live {
		result, err = e.syncs.share(ctx, string(r.payload), r.progress, run)
	} else {
		result, err = run(ctx, r.progress)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(result)
}

// progress sends a session's progress.
func (r request) progress(p core.Progress) {
	if text, err := json.Marshal(p); err == nil {
		r.event(text)
	}
}
