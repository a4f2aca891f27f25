package main

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/purge"
)

// purge is the payload's purge.Options, with the age in milliseconds.
func (e *engine) purge(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	var o struct {
		OlderThan         float64
		Conflicts, DryRun bool
	}
	if err := parse(r.payload, &o); err != nil {
		return nil, err
	}
	return reply(purge.Run(ctx, in.Hub(), purge.Options{
		OlderThan: time.Duration(o.OlderThan * 1e6), Conflicts: o.Conflicts, DryRun: o.DryRun,
	}))
}
