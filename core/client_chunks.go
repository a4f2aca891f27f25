package core

import "context"

// clientWindow is the number of chunks of a push that may be on their way
// unacknowledged.
const clientWindow = 4

// receiveChunks takes in a pull. Each chunk is acknowledged once it is
// durable here.
func (t *transfer) receiveChunks(ctx context.Context) error {
	for t.RecordsTransferred < t.RecordsTotal {
		m, err := t.link.expect(ctx, KindChunk)
		if err != nil {
			return err
		}
		var h chunkHeader
		if err := m.read(&h); err != nil {
			return err
		}
		if h.Transfer != t.ID {
			continue // the rest of a transfer that was given up
		}
		err = t.in.engine.db.Update(ctx, func(tx Tx) error {
			t.BytesReceived += int64(len(m.body))
			return t.in.engine.WriteChunk(tx, t.TransferSession, Chunk{Offset: h.Offset, Count: h.Count, Records: m.body})
		})
		if err != nil {
			return err
		}
		if err := t.link.send(ctx, KindAck, ackHeader{Transfer: t.ID, Offset: t.RecordsTransferred}, ""); err != nil {
			return err
		}
		t.progress(t.direction, t.TransferSession)
	}
	return nil
}

// sendChunks sends a push, at most clientWindow chunks ahead of what the
// relay has acknowledged.
func (t *transfer) sendChunks(ctx context.Context) error {
	t.Stage = StageTransferring
	sent, flying := t.RecordsTransferred, 0
	for t.RecordsTransferred < t.RecordsTotal {
		for sent < t.RecordsTotal && flying < clientWindow {
			n, err := t.sendChunk(ctx, sent)
			if err != nil {
				return err
			}
			sent += n
			flying++
		}
		m, err := t.link.expect(ctx, KindAck)
		if err != nil {
			return err
		}
		var h ackHeader
		if err := m.read(&h); err != nil {
			return err
		}
		if h.Transfer != t.ID {
			continue
		}
		if h.Offset < t.RecordsTransferred || h.Offset > sent {
			return Errorf(CodeBadRequest, "%d records acknowledged, %d are sent", h.Offset, sent)
		}
		t.RecordsTransferred = h.Offset
		flying--
		t.progress(t.direction, t.TransferSession)
	}
	return nil
}

func (t *transfer) sendChunk(ctx context.Context, offset int64) (int64, error) {
	var c Chunk
	err := t.in.engine.db.View(ctx, func(tx Tx) (err error) {
		if err := t.claimed(tx); err != nil {
			return err
		}
		c, err = t.in.engine.ReadChunk(tx, t.TransferSession, offset, t.opts.ChunkSize)
		return err
	})
	if err != nil {
		return 0, err
	}
	t.BytesSent += int64(len(c.Records))
	return c.Count, t.link.send(ctx, KindChunk,
		chunkHeader{Transfer: t.ID, Offset: c.Offset, Count: c.Count, Total: t.RecordsTotal}, c.Records)
}
