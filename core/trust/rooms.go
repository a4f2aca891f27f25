package trust

import (
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// EachRoom calls fn for each dataset of this database, with what its usable
// certificates permit together.
func EachRoom(tx sqldb.Tx, fn func(room string, may value.Scope) error) error {
	held, err := rooms.Held(tx)
	for _, room := range held {
		own, err := UsableCertificates(tx, room)
		if err == nil {
			err = fn(room, Combined(own))
		}
		if err != nil {
			return err
		}
	}
	return err
}
