package datasets

import (
	"context"
	"slices"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// OnRevoked says what becomes of rows that a database may no longer see, because
// a certificate was taken back. In any case nothing of them is synced any more,
// and rows that other certificates of the database permit are not concerned.
type OnRevoked string

const (
	// Freeze leaves the rows as they are: they can be read and not written. This
	// is what happens unless something else is chosen.
	Freeze OnRevoked = "freeze"
	// Keep leaves the rows to the app, which may go on writing them: here alone.
	Keep OnRevoked = "keep"
	// Remove deletes the rows from this database, after it has put aside the work
	// that no relay has ([Rescued]). Rows that others refer to which stay, stay as
	// well, frozen. What has merely expired is frozen: the clock may be wrong.
	Remove OnRevoked = "remove"
)

// The keys of amora_meta that say what was chosen, and for which losses the rows
// were removed.
const (
	metaOnRevoked = "on_revoked"
	metaRemoved   = "removed"
)

// Choose says what becomes of rows that the database may no longer see, now and
// later: the database remembers it. "" changes nothing. What was lost before is
// settled at once. Errors: bad_request; those of [Settle].
func Choose(ctx context.Context, h *client.Hub, choice OnRevoked) error {
	if choice != "" {
		if !slices.Contains([]OnRevoked{Freeze, Keep, Remove}, choice) {
			return fault.Errorf(fault.BadRequest, "%.40q is not what may become of revoked rows", string(choice)).
				WithHint("freeze, keep or remove")
		}
		err := h.Engine().DB().Update(ctx, func(tx sqldb.Tx) error {
			chosen, err := sqldb.Meta(tx, metaOnRevoked)
			if err != nil || chosen == string(choice) {
				return err
			}
			return sqldb.SetMeta(tx, metaOnRevoked, string(choice))
		})
		if err != nil {
			return err
		}
	}
	return Settle(ctx, h)
}

// loss is what this database may no longer see of a dataset.
type loss struct {
	Room string       `json:"room"`
	Lost value.Filter `json:"lost"` // what certificates that were revoked permitted
	Stay value.Filter `json:"stay"` // what others permit, or had permitted until they expired
}

// losses are what this database has lost, and what was chosen for it.
type losses struct {
	choice OnRevoked
	list   []loss
	write  value.Filter // what the lost certificates let write
}

// readLosses reads what the rules have taken back from this database.
func readLosses(tx sqldb.Tx) (l losses, err error) {
	chosen, err := sqldb.Meta(tx, metaOnRevoked)
	if err != nil {
		return l, err
	}
	l.choice = OnRevoked(chosen)
	held, err := rooms.Held(tx)
	for _, room := range held {
		if err != nil {
			break
		}
		var own trust.Credentials
		if own, err = trust.RoomCredentials(tx, room); err == nil && len(own.Revoked) > 0 {
			l.add(own)
		}
	}
	return l, err
}

// add adds what was lost of a dataset.
func (l *losses) add(own trust.Credentials) {
	o := loss{Room: own.Room, Lost: value.Filter{}, Stay: value.Filter{}}
	may := trust.Combined(own.Usable)
	for _, c := range own.Revoked {
		l.write = append(l.write, c.Scope.Write...)
		if fault.CodeOf(own.LostError(c.ID)) == fault.Revoked {
			o.Lost = append(append(o.Lost, c.Scope.Read...), c.Scope.Write...)
		} else {
			may.Read, may.Write = append(may.Read, c.Scope.Read...), append(may.Write, c.Scope.Write...)
		}
	}
	o.Stay = append(append(o.Stay, may.Read...), may.Write...).Reduced()
	if len(o.Stay) == 0 { // also where a definition is gone, and nobody knows what it permitted
		o.Lost = value.Filter{own.Room}
	}
	if o.Lost = o.Lost.Reduced(); len(o.Lost) > 0 && !o.Lost.Within(o.Stay) {
		l.list = append(l.list, o)
	}
}

// kept are the prefixes that the app may go on writing.
func (l losses) kept() value.Filter {
	if l.choice != Keep {
		return value.Filter{}
	}
	return l.write.Reduced()
}

// Settle does what was chosen for what this database may no longer see, as far
// as that is known by now. Where nothing has changed it writes nothing. Error:
// constraint where tables of the app's own refer to rows that are to be removed.
func Settle(ctx context.Context, h *client.Hub) error {
	if h.Engine().Schema() == nil {
		return nil
	}
	due := false
	err := h.Engine().DB().View(ctx, func(tx sqldb.Tx) (err error) {
		_, due, err = unsettled(tx)
		return err
	})
	if err != nil || !due {
		return err
	}
	err = h.Engine().DB().Update(ctx, func(tx sqldb.Tx) error {
		l, due, err := unsettled(tx)
		if err != nil || !due {
			return err
		}
		return l.settle(tx, h.Engine())
	})
	if err == nil {
		h.Changes.Ring()
	}
	return err
}

// unsettled reads the losses, and reports whether something is to be done.
func unsettled(tx sqldb.Tx) (l losses, due bool, err error) {
	if l, err = readLosses(tx); err != nil {
		return l, false, err
	}
	kept, err := keptNow(tx)
	if err != nil {
		return l, false, err
	}
	removed, err := sqldb.Meta(tx, metaRemoved)
	return l, !slices.Equal(kept, l.kept()) || removed != l.removed(), err
}

// keptNow are the prefixes that the app goes on writing.
func keptNow(tx sqldb.Tx) (list value.Filter, err error) {
	var prefixes []string
	err = sqldb.ReadJSON(tx, &prefixes,
		"SELECT json_group_array(prefix) FROM (SELECT prefix FROM amora_kept ORDER BY prefix)")
	return append(list, prefixes...), err
}

// removed tells the losses for which rows are to be removed, "" for none.
func (l losses) removed() string {
	if l.choice != Remove || len(l.list) == 0 {
		return ""
	}
	return sqldb.ToJSON(l.list)
}
