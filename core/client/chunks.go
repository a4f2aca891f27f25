package client

import (
	"context"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// clientWindow is the number of chunks of a push that may be on their way
// unacknowledged.
const clientWindow = 4

// receiveChunks takes in a pull. Each chunk is acknowledged once it is
// committed here. It need not be durable: a pull is resumed from what the
// receiver has, whatever it has acknowledged, and is over with finish's commit.
func (t *transfer) receiveChunks(ctx context.Context) error {
	for t.state.RecordsTransferred < t.state.RecordsTotal {
		m, err := t.session.link.expect(ctx, wire.KindChunk)
		if err != nil {
			return err
		}
		var h wire.Chunk
		if err := m.Read(&h); err != nil {
			return err
		}
		if h.Transfer != t.state.ID {
			continue // the rest of a transfer that was given up
		}
		if err := t.receiveChunk(ctx, h, m.Body); err != nil {
			return err
		}
		ack := wire.Ack{Transfer: t.state.ID, Offset: t.state.RecordsTransferred}
		if err := t.session.link.send(ctx, wire.KindAck, ack, ""); err != nil {
			return err
		}
		if t.shown.Due(t.state.RecordsTransferred, t.state.RecordsTotal) {
			if err := t.show(ctx); err != nil {
				return err
			}
		}
		t.session.progress(t.direction, t.state)
	}
	return nil
}

// receiveChunk buffers records of a pull.
func (t *transfer) receiveChunk(ctx context.Context, h wire.Chunk, records string) error {
	ctx = sqldb.Deferrable(ctx, len(records))
	return t.advance(ctx, func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
		if err := state.Kept(tx); err != nil {
			return state, err
		}
		state.BytesReceived += int64(len(records))
		return t.session.hub.engine.WriteChunk(tx, state, pipeline.Chunk{Offset: h.Offset, Count: h.Count, Records: records})
	})
}

// sendChunks sends a push, at most clientWindow chunks ahead of what the
// relay has acknowledged.
func (t *transfer) sendChunks(ctx context.Context) error {
	t.state.Stage = pipeline.StageTransferring
	sent, flying := t.state.RecordsTransferred, 0
	for t.state.RecordsTransferred < t.state.RecordsTotal {
		for sent < t.state.RecordsTotal && flying < clientWindow {
			n, err := t.sendChunk(ctx, sent)
			if err != nil {
				return err
			}
			sent += n
			flying++
		}
		m, err := t.session.link.expect(ctx, wire.KindAck)
		if err != nil {
			return err
		}
		var h wire.Ack
		if err := m.Read(&h); err != nil {
			return err
		}
		if h.Transfer != t.state.ID {
			continue
		}
		if h.Offset < t.state.RecordsTransferred || h.Offset > sent {
			return fault.Errorf(fault.BadRequest, "%d records acknowledged, %d are sent", h.Offset, sent)
		}
		t.state.RecordsTransferred = h.Offset
		flying--
		t.session.progress(t.direction, t.state)
	}
	return nil
}

func (t *transfer) sendChunk(ctx context.Context, offset int64) (int64, error) {
	var c pipeline.Chunk
	err := t.session.hub.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		if err := t.state.Claimed(tx); err != nil {
			return err
		}
		c, err = t.session.hub.engine.ReadChunk(tx, t.state, offset, t.session.opts.ChunkSize)
		return err
	})
	if err != nil {
		return 0, err
	}
	t.state.BytesSent += int64(len(c.Records))
	return c.Count, t.session.link.send(ctx, wire.KindChunk,
		wire.Chunk{Transfer: t.state.ID, Offset: c.Offset, Count: c.Count, Total: t.state.RecordsTotal}, c.Records)
}
