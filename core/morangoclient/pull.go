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
	limit := t.ChunkSize
	for t.state.RecordsTransferred < t.state.RecordsTotal {
		n, err := t.fetch(ctx, limit)
		if fault.CodeOf(err) == fault.Limit && limit > 1 {
			limit /= 2
			continue
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.Errorf(fault.BadRequest, "the server has %d records, and announced %d", t.state.RecordsTransferred, t.state.RecordsTotal)
		}
		t.progress()
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

// fetch brings the next records, and returns how many. Error: limit where they
// are more bytes than are taken at once.
func (t *transfer) fetch(ctx context.Context, limit int) (int64, error) {
	body, err := t.c.ask(ctx, request{method: methodGet, path: "buffers/", most: maxRecords, query: url.Values{
		"transfer_session_id": {t.state.ID}, "limit": {strconv.Itoa(limit)},
		"offset": {strconv.FormatInt(t.state.RecordsTransferred, 10)},
	}})
	if err != nil {
		return 0, err
	}
	records, ok := morango.Results(string(body))
	if !ok {
		return 0, errRecords
	}
	taken, err := morango.TakeRecords(records, t.state.ID)
	if err != nil || taken.Count == 0 {
		return 0, err
	}
	if taken.Count > int64(limit) {
		return 0, errRecords
	}
	return taken.Count, t.take(ctx, taken, len(body))
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
