package datasets

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Target is a dataset to sync, and what of it.
type Target struct {
	Room   string       // id of its root certificate
	Filter value.Filter // nil for all that the certificates permit
	// Tried: nothing says where the dataset lives, and it may not live at this
	// relay. Its failure is no failure of a sync that has synced another one.
	Tried bool
}

// Targets lists what a sync with the relay at an address is for, and reports
// whether this database holds several datasets. That is the dataset that the
// options name, or all that live at the relay, each with its part of the
// options' filter. Errors: no_certificate; outside_scope for a filter that is
// about none of them; relay_not_admitted where no dataset lives there.
func Targets(tx sqldb.Tx, address string, opts client.Options) (list []Target, several bool, err error) {
	held, err := rooms.Held(tx)
	if err != nil {
		return nil, false, err
	}
	several = len(held) > 1
	switch {
	case opts.Room != "" && !slices.Contains(held, opts.Room):
		return nil, false, notHeld(opts.Room)
	case opts.Room != "":
		list = []Target{{Room: opts.Room}}
	case len(held) == 0:
		return nil, false, rooms.ErrNone
	case several:
		list, err = at(tx, held, address)
	default:
		list = []Target{{Room: held[0]}}
	}
	if err == nil {
		list, err = within(list, opts.Filter, several)
	}
	return list, several, err
}

// within gives each target its part of a filter, and leaves those out that have
// none. With one dataset the filter is taken as it is. Error: outside_scope.
func within(list []Target, filter value.Filter, several bool) (in []Target, err error) {
	for _, target := range list {
		target.Filter = filter
		if several && filter != nil {
			if target.Filter = rooms.FilterIn(target.Room, filter); len(target.Filter) == 0 {
				continue
			}
		}
		in = append(in, target)
	}
	if len(in) == 0 {
		err = fault.Errorf(fault.OutsideScope, "the filter is about no dataset that is synced there")
	}
	return in, err
}

// at picks the datasets that live at the relay at an address:
//   - those that are known to, by an invite or an earlier sync;
//   - of those that no relay is known of: the ones that this database has
//     joined, which are tried; and the ones whose root's key is here, if others
//     of that kind live at the relay, or none at all does. So a dataset of one's
//     own is begun neither at two relays nor at the relay of somebody else's
//     dataset, unless it is named.
func at(tx sqldb.Tx, held []string, address string) (list []Target, err error) {
	known, err := relays.Addresses(tx)
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	ownThere, anyThere := false, false
	for _, room := range held {
		root, err := trust.LoadCertificate(tx, room)
		if err != nil {
			return nil, err
		}
		own[room] = root.Owned()
		if slices.Contains(known[room], address) {
			anyThere, ownThere = true, ownThere || own[room]
		}
	}
	for _, room := range held {
		nowhere := len(known[room]) == 0
		if slices.Contains(known[room], address) || nowhere && (!own[room] || ownThere || !anyThere) {
			list = append(list, Target{Room: room, Tried: nowhere && !own[room]})
		}
	}
	if len(list) == 0 {
		return nil, fault.Errorf(fault.RelayNotAdmitted, "no dataset of this database is known to live at %s: %s",
			address, strings.Join(held, ", ")).WithHint("name the one that is to be synced there, by its room")
	}
	return list, nil
}
