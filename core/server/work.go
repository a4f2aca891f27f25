package server

import (
	"strconv"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Opening a transfer takes the longer the more a room holds, however short the
// message is: counters are compared, and for a pull records are copied. A server
// therefore adds up, in bytes, what it does for each member together with all
// below its certificate:
//   - both FSICs of each transfer;
//   - recordWork for each record that was copied for a pull in vain, because
//     the peer has given it up. A pull that is completed costs its peer as much.
const (
	// DefaultMemberWork is how many bytes a member may have worked on at once.
	// A native relay takes about 6 s for them, one on the edge 20 s.
	DefaultMemberWork = 64 << 20
	// workSeconds is the time, in seconds, after which as much may be done again.
	workSeconds = 64
	recordWork  = 64
)

// work is what was done for a member, less what time has passed since.
type work struct {
	bytes int64
	at    time.Time
}

// spend adds to what was done for the peer. Error: limit, past MemberWork.
func (c *call) spend(bytes int64) error {
	now, most := c.engine.Identity().Time(), c.room.opts.MemberWork
	w := c.room.working[c.state.Branch]
	passed := max(0, now.Sub(w.at).Seconds())
	w.bytes, w.at = max(0, w.bytes-int64(passed*float64(most)/workSeconds))+bytes, now
	if c.room.working == nil {
		c.room.working = map[string]work{}
	}
	c.room.working[c.state.Branch] = w
	if w.bytes <= most {
		return nil
	}
	wait := (w.bytes-most)*workSeconds/most + 1
	return fault.Errorf(fault.Limit, "opening transfers for this member has taken much of the room's time").
		WithHint("try again in " + strconv.FormatInt(wait, 10) + " seconds")
}

// copied is how many records the pulls under way of the peer's branch have
// copied.
func (c *call) copied(tx sqldb.Tx) (int64, error) {
	return sqldb.Int(tx, branchSQL+`SELECT ifnull(sum(max(t.records_total, 0)), 0)
FROM branch CROSS JOIN morango_transfersession t ON t.seq = branch.seq WHERE t.push = 0`,
		c.state.Certificate, c.room.opts.Room)
}
