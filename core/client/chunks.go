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
		err = t.session.hub.engine.DB().Update(sqldb.Deferrable(ctx, len(m.Body)), func(tx sqldb.Tx) error {
			if err := t.kept(tx); err != nil {
				return err
			}
			t.state.BytesReceived += int64(len(m.Body))
			return t.session.hub.engine.WriteChunk(tx, t.state, pipeline.Chunk{Offset: h.Offset, Count: h.Count, Records: m.Body})
		})
		if err != nil {
			return err
		}
		if err := t.session.link.send(ctx, wire.KindAck, wire.Ack{Transfer: t.state.ID, Offset: t.state.RecordsTransferred}, ""); err != nil {
			return err
		}
		t.session.progress(t.direction, t.state)
	}
	return nil
}

// kept makes sure that the chunks received so far are still in the database,
// which may have gone back to what was durable. Error: unavailable, after which
// the transfer is resumed.
func (t *transfer) kept(tx sqldb.Tx) error {
	n, err := sqldb.Int(tx, "SELECT records_transferred FROM morango_transfersession WHERE seq = ?1", t.state.Seq)
	if err == nil && n != t.state.RecordsTransferred {
		err = fault.Errorf(fault.Unavailable, "of %d records received only %d could be stored", t.state.RecordsTransferred, n).
			WithHint("sync again")
	}
	return err
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
