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
	if d := c.room.direct[h.Transfer]; d != nil && c.ownDirect(h.Transfer) != nil {
		return c.abandon(h.Transfer, d.cause)
	}
	var s *pipeline.Transfer
	err := c.mayTakeIn(h.Transfer)
	if err == nil {
		err = c.engine.DB().Update(c.ctx, func(tx sqldb.Tx) (err error) {
			if s, err = c.ownPush(tx, h.Transfer, h.Total, false); err != nil {
				return err
			}
			s.BytesReceived += int64(len(m.Body))
			return c.engine.WriteChunk(tx, s, pipeline.Chunk{Offset: h.Offset, Count: h.Count, Records: m.Body})
		})
	}
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sock.Send(wire.Encode(wire.KindAck, wire.Ack{Transfer: s.ID, Offset: s.RecordsTransferred}, ""))
}

// mayTakeIn reports why the room's storage takes no records of this peer's
// transfer in. Where it is full, transfers whose peers are away make way first.
func (c *call) mayTakeIn(transfer string) error {
	err := c.room.opts.Full()
	if err == nil {
		return nil
	}
	if err := c.giveWay(transfer); err != nil {
		c.room.log.Error("transfers not dropped", "room", c.room.opts.Room, "error", err)
	}
	return c.room.opts.Full()
}

// ownPush reads a push under way and holds its total against the one
// announced first.
func (c *call) ownPush(tx sqldb.Tx, id string, total int64, fsics bool) (*pipeline.Transfer, error) {
	s, err := c.own(tx, id, fsics)
	if err != nil {
		return nil, err
	}
	if !s.Push {
		return nil, fault.Errorf(fault.BadRequest, "transfer %s is a pull", s.ID)
	}
	if !s.Active {
		return s, nil
	}
	if s.RecordsTotal < 0 {
		s.RecordsTotal = total
	}
	if total < 0 || total > pipeline.MaxTransferRecords || total != s.RecordsTotal {
		return nil, fault.Errorf(fault.BadRequest, "%d records announced, then %d", s.RecordsTotal, total)
	}
	return s, nil
}
