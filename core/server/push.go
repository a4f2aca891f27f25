package server

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// chunk takes in records of a push and acknowledges them once they are
// durable.
func (c *call) chunk(m wire.Message) error {
	var h wire.Chunk
	if err := m.ReadTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	if _, direct := c.ownDirect(h.Transfer); direct {
		return c.abandon(h.Transfer, c.room.direct[h.Transfer].cause)
	}
	var t pipeline.Transfer
	if err := c.brings(); err != nil {
		return err
	}
	err := c.takesChunk(h.Transfer, int64(len(m.Body)))
	if err == nil {
		err = c.engine.Advance(c.ctx, &t, func(tx sqldb.Tx, _ pipeline.Transfer) (pipeline.Transfer, error) {
			t, err := c.ownPush(tx, h.Transfer, h.Total)
			if err != nil {
				return t, err
			}
			t.BytesReceived += int64(len(m.Body))
			return c.engine.WriteChunk(tx, t, pipeline.Chunk{Offset: h.Offset, Count: h.Count, Records: m.Body})
		})
	}
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sock.Send(wire.Encode(wire.KindAck, wire.Ack{Transfer: t.ID, Offset: t.RecordsTransferred}, ""))
}

// takesChunk reports why the room's storage does not take so many more bytes of
// a transfer in. When the transfer is whole, its records are for a moment in
// the Buffer, in the Store and in the write-ahead log: a chunk is only taken
// if there will be room for that, so that whatever was taken can be completed.
func (c *call) takesChunk(transfer string, bytes int64) error {
	var t pipeline.Transfer
	err := c.engine.DB().View(c.ctx, func(tx sqldb.Tx) (err error) {
		t, err = c.own(tx, transfer, false)
		return err
	})
	if err != nil {
		return err
	}
	return c.mayTakeIn(transfer, completing*bytes+(completing-1)*t.BytesReceived)
}

// completing is how often records are stored while their transfer is completed.
const completing = 3

// mayTakeIn reports why the room's storage does not take so many more bytes in
// for a transfer of this peer. Where it is full, what nobody needs any more goes
// first, and transfers whose peers are away make way.
func (c *call) mayTakeIn(transfer string, more int64) error {
	err := c.room.opts.Full(more)
	if err == nil {
		return nil
	}
	if err := c.giveWay(transfer); err != nil {
		c.room.log.Error("transfers not dropped", "room", c.room.opts.Room, "error", err)
	}
	return c.room.opts.Full(more)
}

// ownPush reads a push under way and holds its total against the one
// announced first.
func (c *call) ownPush(tx sqldb.Tx, id string, total int64) (pipeline.Transfer, error) {
	t, err := c.own(tx, id, false)
	if err != nil {
		return t, err
	}
	if !t.Push {
		return t, fault.Errorf(fault.BadRequest, "transfer %s is a pull", t.ID)
	}
	if !t.Active {
		return t, nil
	}
	return announced(t, total)
}

// announced holds the total that the peer names against the one that it named
// first.
func announced(t pipeline.Transfer, total int64) (pipeline.Transfer, error) {
	if t.RecordsTotal < 0 {
		t.RecordsTotal = total
	}
	if total < 0 || total > pipeline.MaxTransferRecords || total != t.RecordsTotal {
		return t, fault.Errorf(fault.BadRequest, "%d records announced, then %d", t.RecordsTotal, total)
	}
	return t, nil
}
