package counter

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// ErrCopied: this database was copied, or put back to an earlier state, and
// another bearer of its instance id goes on. Both would use the same counters
// for different contents, so this one takes a new id (see renew).
var ErrCopied = fault.Errorf(fault.InstanceCollision, "another database goes by this instance's id").
	WithHint("it was copied; this one takes a new identity with the next sync")

// Copied is errMetItself, and which of this database's instances it is about.
type Copied struct{ Instance string }

func (m *Copied) Error() string { return ErrCopied.Error() }

func (m *Copied) Unwrap() error { return ErrCopied }

// IsCopied reports whether an error says so of this side. errors.Is would
// compare the codes, and a relay's word has the same one.
func IsCopied(err error) bool {
	e, ok := fault.AsError(err)
	return ok && e == ErrCopied
}

// Meet holds what a peer says that it has against the counters of the instances
// that this database saves as. Error: met.
func Meet(tx sqldb.Tx, f FSIC) error {
	own := map[string]int64{}
	err := sqldb.ReadJSON(tx, &own, "SELECT json_group_object(id, counter) FROM morango_instanceidmodel i WHERE "+InUse)
	if err != nil {
		return err
	}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for _, counters := range m {
			for instance, counter := range own {
				if counters[instance] > counter {
					return &Copied{instance}
				}
			}
		}
	}
	return nil
}

// InUse is a SQL condition: this database saves as instance i, now or with one
// of its relays.
const InUse = "(i.current = 1 OR EXISTS (SELECT 1 FROM amora_relay r WHERE r.instance_id = i.id))"

// OwnSQL lists the present instance of this database, and those that another
// copy of it used at the same time.
const OwnSQL = "SELECT id FROM morango_instanceidmodel WHERE current = 1 UNION ALL SELECT instance_id FROM amora_contested"

// NotAbove lowers what peers say of the present instance of this database to
// its counter: they can have no more of it.
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
