package main

import (
	"bufio"
	"bytes"
	"context"

	"github.com/amora-sync/amora/core/parcel"
)

// pieceBytes is about how many bytes of an exported file go to the page at once.
const pieceBytes = 256 << 10

// pieces sends what is written to the page, as events.
type pieces func(payload []byte)

// Write implements [io.Writer].
func (send pieces) Write(piece []byte) (int, error) {
	send(piece)
	return len(piece), nil
}

// exportData gives the page a file of data, in pieces, and says what it holds.
func (e *engine) exportData(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	to := bufio.NewWriterSize(pieces(r.event), pieceBytes)
	done, err := parcel.Export(ctx, in.Hub(), to)
	if err == nil {
		err = to.Flush()
	}
	return reply(done, err)
}

// importData merges a file. It may be called again, which changes nothing.
func (e *engine) importData(ctx context.Context, r request) ([]byte, error) {
	in, err := e.instance()
	if err != nil {
		return nil, err
	}
	return reply(parcel.Import(ctx, in.Hub(), bytes.NewReader(r.payload)))
}
