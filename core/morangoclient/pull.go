package morangoclient

import (
	"context"
	"net/url"
	"strconv"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// pull fetches the records, and takes them in. The server is told of the end
// last: what it has buffered is needed until then.
func (t *transfer) pull(ctx context.Context) error {
	t.progress()
	if t.state.RecordsTransferred < t.state.RecordsTotal {
		if err := t.receive(ctx); err != nil {
			return err
		}
	}
	if err := t.confirm(ctx); err != nil {
		return err
	}
	id, stage := t.state.ID, t.state.Stage
	t.state.Stage = pipeline.StageDequeuing
	t.progress()
	t.state.Stage = stage
	if err := t.c.engine.Advance(ctx, &t.state, t.side.Finish); err != nil {
		return err
	}
	t.farewell(ctx, id)
	return nil
}

// receive fetches the records page by page: each while the one before is written.
func (t *transfer) receive(ctx context.Context) error {
	limit := t.ChunkSize
	coming := t.fetch(ctx, t.state.RecordsTransferred, limit)
	defer func() { coming.end() }()
	for t.state.RecordsTransferred < t.state.RecordsTotal {
		p := coming
		err := p.wait()
		if fault.CodeOf(err) == fault.Limit && limit > 1 {
			limit /= 2
			coming = t.fetch(ctx, t.state.RecordsTransferred, limit)
			continue
		}
		if err != nil {
			return err
		}
		if p.taken.Count == 0 {
			return fault.Errorf(fault.BadRequest, "the server has %d records, and announced %d",
				t.state.RecordsTransferred, t.state.RecordsTotal)
		}
		if offset := t.state.RecordsTransferred + p.taken.Count; offset < t.state.RecordsTotal {
			coming = t.fetch(ctx, offset, limit)
		}
		if err := t.take(ctx, p.taken, p.bytes); err != nil {
			return err
		}
		t.progress()
	}
	return nil
}

// confirm tells the server that all records have come.
func (t *transfer) confirm(ctx context.Context) error {
	return t.advance(ctx, pipeline.StageTransferring, map[string]any{
		"records_transferred": t.state.RecordsTransferred, "bytes_received": t.state.BytesSent, "bytes_sent": t.state.BytesReceived,
	})
}

// farewell ends a transfer at the server that is complete here. Where the
// server does not hear of it, nothing but its buffer is lost.
func (t *transfer) farewell(ctx context.Context, id string) {
	if err := t.c.closeTransfer(ctx, id); err != nil {
		t.c.engine.Log().Info("the server has not heard that a transfer is over", "transfer", id, "error", err)
	}
}

// page is a part of a pull's records, on its way.
type page struct {
	*aside
	taken morango.Taken
	bytes int
}

// fetch asks for the records from an offset on. The page's error is limit where
// they are more bytes than are taken at once.
func (t *transfer) fetch(ctx context.Context, offset int64, limit int) *page {
	p := &page{}
	p.aside = startAside(ctx, func(ctx context.Context) error {
		body, err := t.c.ask(ctx, request{method: methodGet, path: "buffers/", most: maxRecords, query: url.Values{
			"transfer_session_id": {t.state.ID}, "limit": {strconv.Itoa(limit)}, "offset": {strconv.FormatInt(offset, 10)},
		}})
		if err != nil {
			return err
		}
		records, ok := morango.Results(string(body))
		if !ok {
			return errRecords
		}
		p.bytes = len(body)
		if p.taken, err = morango.TakeRecords(records, t.state.ID); err == nil && p.taken.Count > int64(limit) {
			err = errRecords
		}
		return err
	})
	return p
}

// errRecords: an answer has no records, or more than were asked for.
var errRecords = fault.Errorf(fault.BadRequest, "the server's records cannot be read")

// take buffers records of a pull. They need not be durable before the end: a
// pull is resumed from what is here.
func (t *transfer) take(ctx context.Context, taken morango.Taken, bytes int) error {
	ctx = sqldb.Deferrable(ctx, bytes)
	return t.c.engine.Advance(ctx, &t.state, func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
		if err := state.Kept(tx); err != nil {
			return state, err
		}
		state.BytesReceived += int64(bytes)
		return t.c.engine.WriteChunk(tx, state, taken.At(state.RecordsTransferred))
	})
}
