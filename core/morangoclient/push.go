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
	if t.state.RecordsTransferred < t.state.RecordsTotal {
		if err := t.send(ctx); err != nil {
			return err
		}
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

// send sends the records request by request: the next one is made while the
// server takes one in. The server takes all of a request, or none.
func (t *transfer) send(ctx context.Context) error {
	next, err := t.bundle(ctx, t.state.RecordsTransferred)
	for err == nil && t.state.RecordsTransferred < t.state.RecordsTotal {
		b := next
		sending := startAside(ctx, func(ctx context.Context) error {
			_, err := t.c.ask(ctx, b.request)
			return err
		})
		if offset := t.state.RecordsTransferred + b.records; offset < t.state.RecordsTotal {
			next, err = t.bundle(ctx, offset)
		}
		if err := sending.wait(); err != nil {
			return err
		}
		t.state.BytesSent += int64(len(b.request.body))
		t.state.RecordsTransferred += b.records
		t.progress()
	}
	return err
}

// bundle is a request that brings records.
type bundle struct {
	request request
	records int64
}

// bundle makes the request that brings the records from an offset on.
func (t *transfer) bundle(ctx context.Context, offset int64) (b bundle, err error) {
	var chunk pipeline.Chunk
	err = t.c.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		if err := t.state.Claimed(tx); err != nil {
			return err
		}
		chunk, err = t.c.engine.ReadChunk(tx, t.state, offset, t.ChunkSize)
		return err
	})
	if err == nil && chunk.Count == 0 {
		err = fault.Errorf(fault.Internal, "of %d records queued only %d are here", t.state.RecordsTotal, offset)
	}
	if err != nil {
		return b, err
	}
	records := morango.GiveRecords(chunk.Records, t.state.ID, t.state.Profile)
	b = bundle{records: chunk.Count, request: request{
		method: methodPost, path: "buffers/", body: []byte(records), kind: morango.TypeJSON, most: maxSmall,
	}}
	if t.c.can(morango.CanGzip) {
		b.request.kind = morango.TypeGzip
		b.request.body, err = pack(records)
	}
	return b, err
}

// pack is gzip of a text, at the level that costs little beside reading the
// records. Who repeats a request sends the same bytes.
func pack(text string) ([]byte, error) {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // the level is one that exists
	if _, err := w.Write([]byte(text)); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}
