package server

import (
	"strconv"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/meter"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Opening a transfer takes the longer the more a room holds, however short the
// message is: counters are compared, and for a pull records are copied. A server
// therefore adds up, in bytes, what it does for each member together with all
// below its certificate:
//   - both FSICs of each transfer;
//   - recordWork for each record that was copied for a pull in vain, because
//     the peer has given it up, or says that it is done and never had it. What a
//     peer has of a pull cost it as much;
//   - what a guest reads once more of a pull.
const (
	// DefaultMemberWork is how many bytes a member may have worked on at once.
	// A native relay takes about 6 s for them, one on the edge 20 s.
	DefaultMemberWork = 64 << 20
	// workPer is the time after which as much may be done again.
	workPer    = 64 * time.Second
	recordWork = 64
)

// shares are what members have taken of a room: by branch, because whoever has
// a certificate makes others below it, and opens sockets, as it likes.
type shares struct {
	work    meter.Shares // see DefaultMemberWork
	brought meter.Shares // messages that bring records, see Options.MemberRate
}

// branchOf names a peer's branch: the certificate of its chain below the root.
func branchOf(chain trust.Chain) string { return chain[min(1, len(chain)-1)].ID }

// spend adds to what was done for the peer. Error: limit, past MemberWork.
func (c *call) spend(bytes int64) error {
	wait := c.room.shares.work.Take(c.state.Branch, bytes, c.engine.Identity().Time())
	if wait == 0 {
		return nil
	}
	return fault.Errorf(fault.Limit, "opening transfers for this member has taken much of the room's time").
		WithHint("try again in " + strconv.FormatInt(int64(wait/time.Second)+1, 10) + " seconds")
}

// spent adds what was done for the peer already. Its next open finds out.
func (c *call) spent(bytes int64) {
	c.room.shares.work.Add(c.state.Branch, bytes, c.engine.Identity().Time())
}

// completes adds what was copied in vain for a pull that is done: what its peer
// never had.
func (c *call) completes(pull string, total int64) {
	c.spent(recordWork * max(total-c.room.read.End(pull), 0))
}

// brings counts a message that brings records, of whichever socket. Error:
// unavailable, past MemberRate: what was begun goes on when the peer comes back.
func (c *call) brings() error {
	if c.room.shares.brought.Take(c.state.Branch, 1, c.engine.Identity().Time()) == 0 {
		return nil
	}
	return fault.Errorf(fault.Unavailable, "this member's devices bring more messages a minute than a room takes of one")
}

// copied is how many records the pulls under way of the peer's branch have
// copied.
func (c *call) copied(tx sqldb.Tx) (int64, error) {
	return sqldb.Int(tx, branchSQL+`SELECT ifnull(sum(max(t.records_total, 0)), 0)
FROM branch CROSS JOIN morango_transfersession t ON t.seq = branch.seq WHERE t.push = 0`,
		c.state.Certificate, c.room.opts.Room)
}

// ending runs fn, which ends transfers. What was copied in vain for their pulls
// is added to what was done for the peer.
func (c *call) ending(tx sqldb.Tx, fn func() error) error {
	before, err := c.copied(tx)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	after, err := c.copied(tx)
	c.spent(recordWork * max(before-after, 0))
	return err
}
