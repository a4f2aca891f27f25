package morangoclient

import (
	"bytes"
	"compress/gzip"
	"context"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// push sends the records, and has the server take them in. That a request to end
// a transfer succeeds proves nothing, so the last stage is asked for before.
func (t *transfer) push(ctx context.Context) error {
	t.progress()
	if err := t.advance(ctx, pipeline.StageQueuing, map[string]any{"records_total": t.state.RecordsTotal}); err != nil {
		return err
	}
	t.state.Stage = pipeline.StageTransferring
	for t.state.RecordsTransferred < t.state.RecordsTotal {
		if err := t.send(ctx); err != nil {
			return err
		}
		t.progress()
	}
	t.state.Stage = pipeline.StageDequeuing
	t.progress()
	if err := t.advance(ctx, pipeline.StageDeserializing, map[string]any{}); err != nil {
		return err
	}
	id := t.state.ID
	if err := t.c.engine.Advance(ctx, &t.state, t.acknowledge); err != nil {
		return err
	}
	t.farewell(ctx, id)
	return nil
}

// acknowledge ends the push here. One without records has told the server
// nothing.
func (t *transfer) acknowledge(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
	if state.RecordsTotal == 0 {
		return t.c.engine.Cleanup(tx, state)
	}
	return t.side.Acknowledge(tx, state)
}

// send sends the next records. The server takes all of a request, or none.
func (t *transfer) send(ctx context.Context) error {
	var chunk pipeline.Chunk
	err := t.c.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		if err := t.state.Claimed(tx); err != nil {
			return err
		}
		chunk, err = t.c.engine.ReadChunk(tx, t.state, t.state.RecordsTransferred, t.ChunkSize)
		return err
	})
	if err != nil {
		return err
	}
	if chunk.Count == 0 {
		return fault.Errorf(fault.Internal, "of %d records queued only %d are here", t.state.RecordsTotal, t.state.RecordsTransferred)
	}
	records := morango.GiveRecords(chunk.Records, t.state.ID, t.state.Profile)
	r := request{method: methodPost, path: "buffers/", body: []byte(records), kind: morango.TypeJSON, most: maxSmall}
	if t.c.can(morango.CanGzip) {
		r.kind = morango.TypeGzip
		if r.body, err = pack(records); err != nil {
			return err
		}
	}
	if _, err := t.c.ask(ctx, r); err != nil {
		return err
	}
	t.state.BytesSent += int64(len(r.body))
	t.state.RecordsTransferred += chunk.Count
	return nil
}

// pack is gzip of a text. Who repeats a request sends the same bytes.
func pack(text string) ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}
