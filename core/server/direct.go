package server

import (
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// A direct transfer is one of which nothing is stored, because the room's
// storage is full ([Options.Full]) or cannot be written:
//   - a pull is read from the Store as it goes, where others are read from a
//     copy in the Buffer. A record that changes meanwhile goes out in its newer
//     version, which the next pull brings again;
//   - a push may only say that it has nothing to send.
//
// It lives in the [Room]'s memory. After an eviction or a restart the peer
// gets unknown_session and begins anew.
type directTransfer struct {
	transfer    pipeline.Transfer
	certificate string    // the client's
	used        time.Time // when its peer was last heard of
	cause       error     // why nothing is stored
}

// maxDirect bounds a room's direct transfers. The one longest idle gives way.
const maxDirect = 100

// startDirect starts a transfer without storing anything, for the cause given.
func (c *call) startDirect(h wire.Open, cause error) (t pipeline.Transfer, err error) {
	err = c.engine.DB().View(c.ctx, func(tx sqldb.Tx) error {
		if t, err = c.newTransfer(tx, h); err != nil {
			return err
		}
		t, err = c.engine.StartDirect(tx, t)
		return err
	})
	if err == nil {
		c.keepDirect(t, cause)
	}
	return t, err
}

// keepDirect remembers a direct transfer.
func (c *call) keepDirect(t pipeline.Transfer, cause error) {
	if c.room.direct == nil {
		c.room.direct = map[string]*directTransfer{}
	}
	if len(c.room.direct) >= maxDirect {
		var idlest *directTransfer
		for _, d := range c.room.direct {
			if idlest == nil || d.used.Before(idlest.used) {
				idlest = d
			}
		}
		delete(c.room.direct, idlest.transfer.ID)
	}
	c.room.direct[t.ID] = &directTransfer{t, c.state.Certificate, c.engine.Identity().Time(), cause}
}

// ownDirect finds a direct transfer of this peer.
func (c *call) ownDirect(id string) (t pipeline.Transfer, found bool) {
	d := c.room.direct[id]
	if d == nil || d.certificate != c.state.Certificate || !d.transfer.Filter.Within(c.permission.Filter(d.transfer.Push)) {
		return t, false
	}
	d.used = c.engine.Identity().Time()
	return d.transfer, true
}

// doneDirect ends a direct transfer, if this is one.
func (c *call) doneDirect(t pipeline.Transfer, total int64) error {
	delete(c.room.direct, t.ID)
	if t.Push && total > 0 {
		return c.fail(t.ID, fault.Errorf(fault.BadRequest, "%d records announced, none was taken", total))
	}
	c.logTransfer(t)
	return c.sendResult(t)
}
