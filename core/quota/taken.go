package quota

import (
	"strconv"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/meter"
	"github.com/amora-sync/amora/core/sqldb"
)

// Opening a transfer takes the longer the more a room holds, however short the
// message is: counters are compared, and for a pull records are copied. A server
// therefore adds up, in bytes, what it does for each member together with all
// below its certificate:
//   - both FSICs of each transfer, and what is read once more of a pull by HTTP;
//   - apart from that, recordWork for each record that is copied for a pull. Of
//     what the peer then reads as much is given back: it cost the peer the same.
const (
	// DefaultWork is how many bytes a member may have worked on at once. A native
	// relay takes about 6 s for them, one on the edge 20 s.
	DefaultWork = 64 << 20
	// workPer is the time after which as much may be done again.
	workPer = 64 * time.Second
	// recordWork is for how many bytes a copied record counts.
	recordWork = 64
	// copyShares is how many times its work a member may have in copies that
	// nobody has read yet: a class below one member begins at once.
	copyShares = 2
	// askShares is how many requests by HTTP a member may send for each that may bring
	// records: some only move a transfer on.
	askShares = 2
)

// Taken is what members have taken of a room, by the member whom [MemberOf] names:
// whoever has a certificate makes others below it, and opens sockets, as it
// likes. Calls must not overlap.
type Taken struct {
	work    meter.Shares
	copied  meter.Shares   // for pulls, and not read
	brought meter.Shares   // messages that bring records
	asked   meter.Shares   // requests by HTTP
	read    meter.Progress // by pull, the records that its peer has
}

// NewTaken makes the sums of a room. work is how many bytes a member may have
// worked on at once, rate how many messages a minute may bring records, 0 any
// number.
func NewTaken(work, rate int64) Taken {
	return Taken{
		work:    meter.Shares{Most: work, Per: workPer},
		copied:  meter.Shares{Most: copyShares * work, Per: copyShares * workPer},
		brought: meter.Shares{Most: rate, Per: time.Minute},
		asked:   meter.Shares{Most: askShares * rate, Per: time.Minute},
	}
}

// Spend adds to what was done for a member. Error: limit, past its share.
func (t *Taken) Spend(member string, bytes int64, now time.Time) error {
	return tooMuch(t.work.Take(member, bytes, now), "opening transfers for this member has taken much of the room's time")
}

// Spent adds what was done for a member already. Its next Spend finds out.
func (t *Taken) Spent(member string, bytes int64, now time.Time) { t.work.Add(member, bytes, now) }

// MayCopy reports, by limit, that a member has left too many copied records
// unread for another pull.
func (t *Taken) MayCopy(member string, now time.Time) error {
	return tooMuch(t.copied.Take(member, 0, now), "this member has left many records unread that were copied for its pulls")
}

// Copied adds records that were copied for a pull.
func (t *Taken) Copied(member string, records int64, now time.Time) {
	t.copied.Add(member, recordWork*max(records, 0), now)
}

// Reads notes records that were copied for a pull and that its peer now has, and
// reports whether it had some of them before. What was added for the others is
// given back.
func (t *Taken) Reads(member, pull string, offset, count int64, now time.Time) (again bool) {
	fresh := t.read.Had(pull, offset, count)
	t.copied.Give(member, recordWork*fresh, now)
	return fresh < count
}

// ForgetEnded forgets pulls that are over, however they ended, once so many are
// remembered that those under way could be forgotten instead. What was copied for
// them and not read stays added.
func (t *Taken) ForgetEnded(tx sqldb.Tx) error {
	if !t.read.HalfFull() {
		return nil
	}
	var active []string
	err := sqldb.ReadJSON(tx, &active, `SELECT json_group_array(id) FROM morango_transfersession
 WHERE active = 1 AND is_server = 1 AND push = 0`)
	if err == nil {
		t.read.Keep(active)
	}
	return err
}

// Brings counts a message that brings records. Error: unavailable, past the
// member's rate: what was begun goes on when the peer comes back.
func (t *Taken) Brings(member string, now time.Time) error {
	if t.brought.Take(member, 1, now) == 0 {
		return nil
	}
	return fault.Errorf(fault.Unavailable, "this member's devices bring more messages a minute than a room takes of one")
}

// Asks counts a request by HTTP. Error: unavailable, past the member's rate.
func (t *Taken) Asks(member string, now time.Time) error {
	if t.asked.Take(member, 1, now) == 0 {
		return nil
	}
	return fault.Errorf(fault.Unavailable, "this member's devices send more requests a minute than a room takes of one")
}

// tooMuch is the error of who has to wait and why, nil for no time at all.
func tooMuch(wait time.Duration, why string) error {
	if wait == 0 {
		return nil
	}
	seconds := strconv.FormatInt(int64(wait/time.Second)+1, 10)
	return fault.Errorf(fault.Limit, "%s", why).WithHint("try again in " + seconds + " seconds")
}
