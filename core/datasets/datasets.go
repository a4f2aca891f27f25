// Package datasets is for databases that hold several datasets: which one is
// meant, how another one comes, which are synced with a relay, and how one is
// left. What keeps them apart is in package rooms.
package datasets

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Pick is the dataset that is meant: the one that is named, or the only one; ""
// where there is none and none is named. Errors: no_certificate for one that is
// not here, bad_request where there are several and none is named.
func Pick(tx sqldb.Tx, named string) (string, error) {
	held, err := rooms.Held(tx)
	switch {
	case err != nil:
		return "", err
	case named != "" && !slices.Contains(held, named):
		return "", notHeld(named)
	case named != "" || len(held) == 0:
		return named, nil
	case len(held) == 1:
		return held[0], nil
	}
	return "", fault.Errorf(fault.BadRequest, "this database holds several datasets: %s", strings.Join(held, ", ")).
		WithHint("say which one is meant, by its room")
}

// Meant is [Pick], or the dataset whose id alone is among the parameters.
func Meant(tx sqldb.Tx, named string, params map[string]string) (string, error) {
	held, err := rooms.Held(tx)
	if err != nil {
		return "", err
	}
	var among []string
	for _, room := range held {
		for _, value := range params {
			if value == room && !slices.Contains(among, room) {
				among = append(among, room)
			}
		}
	}
	if named == "" && len(among) == 1 {
		named = among[0]
	}
	return Pick(tx, named)
}

// Of is the dataset of a certificate, by its id. Of one that is not here it is
// [Pick] without a name.
func Of(tx sqldb.Tx, certificate string) (string, error) {
	chain, err := trust.LoadChain(tx, certificate)
	if err == nil {
		return Pick(tx, chain.Root().ID)
	}
	if fault.CodeOf(err) != fault.NoCertificate {
		return "", err
	}
	return Pick(tx, "")
}

// hasOthers is the error has_dataset of a database that holds datasets, and is
// to begin or join one without a word of another one.
func hasOthers(held []string) error {
	return fault.Errorf(fault.HasDataset, "this database holds the dataset %s", strings.Join(held, ", ")).
		WithHint("ask for another one ({ another: true }), or open another database, under another name")
}

func notHeld(room string) error {
	return fault.Errorf(fault.NoCertificate, "this database does not hold the dataset %.40q", room)
}

// inRoom is a SQL condition: the partition belongs to room ?1. Where the
// database holds one dataset, all do.
func inRoom(partition string) string { return rooms.Same(partition, "?1") }

// Admit makes sure that a dataset may come to a database. Error: has_dataset
// where there is another one, and one more is not asked for or there is no
// schema.
func Admit(tx sqldb.Tx, e *pipeline.Engine, room string, another bool) error {
	held, err := rooms.Held(tx)
	if err != nil || len(held) == 0 || slices.Contains(held, room) {
		return err
	}
	if !another {
		return hasOthers(held)
	}
	if e.Schema() == nil {
		return fault.Errorf(fault.HasDataset, "this database holds the dataset %s, and has no schema", held[0]).
			WithHint("a database without a schema holds one dataset")
	}
	return nil
}

// Inviters finds the room's rules and the certificates an invite can be made
// below.
func Inviters(tx sqldb.Tx, named string, params map[string]string) (*trust.Rules, []trust.Own, error) {
	room, err := Meant(tx, named, params)
	if err != nil {
		return nil, nil, err
	}
	if room == "" {
		return nil, nil, errNoDataset
	}
	own, err := trust.RoomCredentials(tx, room)
	if err != nil {
		return nil, nil, err
	}
	if len(own.Usable) == 0 {
		return nil, nil, &fault.Error{Code: fault.NoCertificate, Text: "this database has no certificate to invite with", Err: own.None()}
	}
	rules, err := trust.RoomRules(tx, room, own.Usable[0].Profile)
	return rules, own.Usable, err
}

var errNoDataset = fault.Errorf(fault.NoCertificate, "this database has no certificate to invite with").
	WithHint("begin a dataset or join one first")
