package counter

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// ErrCopied is the error instance_collision: this database was copied, or put
// back to an earlier state, and another bearer of its instance id goes on. Both
// would use the same counters for different contents, so this one takes a new
// id (pipeline.Engine.Renew, [Identity.Renew]).
var ErrCopied = fault.Errorf(fault.InstanceCollision, "another database goes by this instance's id").
	WithHint("it was copied; this one takes a new identity with the next sync")

// ErrMet is the error unavailable of a first sync with a relay that another sync
// has met meanwhile: it begins anew.
var ErrMet = fault.Errorf(fault.Unavailable, "another sync has met this relay meanwhile").WithHint("try again")

// Copied is [ErrCopied] for one of this database's instances.
type Copied struct {
	Instance string // id
}

// Error is [ErrCopied]'s text.
func (m *Copied) Error() string { return ErrCopied.Error() }

// Unwrap returns [ErrCopied].
func (m *Copied) Unwrap() error { return ErrCopied }

// IsCopied reports whether err is [ErrCopied]. errors.Is would compare the
// codes only, and what a relay says of itself has the same code.
func IsCopied(err error) bool {
	e, ok := fault.AsError(err)
	return ok && e == ErrCopied
}

// Meet compares what a peer says that it has with the counters of the instances
// that this database saves as. Error: a [Copied] if the peer has more than this
// database saved.
func Meet(tx sqldb.Tx, f FSIC) error {
	own := map[string]int64{}
	err := sqldb.ReadJSON(tx, &own, "SELECT json_group_object(id, counter) FROM morango_instanceidmodel i WHERE "+InUse)
	if err != nil {
		return err
	}
	for instance, counter := range own {
		if err := f.MeetAs(instance, counter); err != nil {
			return err
		}
	}
	return nil
}

// MeetAs is [Meet] for one instance and its counter.
func (f FSIC) MeetAs(instance string, counter int64) error {
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for _, counters := range m {
			if counters[instance] > counter {
				return &Copied{instance}
			}
		}
	}
	return nil
}

// InUse is a SQL condition: this database saves as instance i, now or with one
// of its relays.
const InUse = "(i.current = 1 OR EXISTS (SELECT 1 FROM amora_relay r WHERE r.instance_id = i.id))"

// OwnSQL is a query for the ids of the present instance of this database, and
// of those that another copy of it used at the same time.
const OwnSQL = "SELECT id FROM morango_instanceidmodel WHERE current = 1" +
	" UNION ALL SELECT instance_id FROM amora_contested"

// NotAbove lowers the entries of the present instance of this database to its
// counter, because no peer can have more of it.
func NotAbove(tx sqldb.Tx, claims []Entry) error {
	self, own, err := Current(tx)
	if err != nil {
		return err
	}
	for i, c := range claims {
		if c[1] == self && c[2].(int64) > own {
			claims[i][2] = own
		}
	}
	return nil
}

// OwnAtMost is a SQL expression: a counter that a peer names, for the present
// instance of this database no higher than its own.
func OwnAtMost(instance, counter string) string {
	return "min(" + counter + ", ifnull((SELECT i.counter FROM morango_instanceidmodel i WHERE i.id = " +
		instance + " AND i.current = 1), " + counter + "))"
}
