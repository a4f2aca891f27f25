package datasets

import (
	"maps"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Status is where an instance stands with one dataset.
type Status struct {
	Room         string            `json:"room"`         // id of the root certificate
	Certificates []Certificate     `json:"certificates"` // the widest first
	Read         value.Filter      `json:"read"`         // partition prefixes that may be read
	Write        value.Filter      `json:"write"`        // and written
	Records      int64             `json:"records"`      // in the Store, without deleted ones
	OnlyHere     int64             `json:"onlyHere"`     // records whose present version no relay has
	Params       map[string]string `json:"params"`       // scope parameters of the widest certificate
}

// Certificate is a certificate whose key is here.
type Certificate struct {
	ID     string            `json:"id"`     // 32 hex digits
	Scope  string            `json:"scope"`  // scope definition
	Params map[string]string `json:"params"` // that fill the definition in
	Admin  bool              `json:"admin"`  // whether it may add to the room's rules
	// Expires is until when it counts by itself, RFC 3339, "" for ever.
	Expires string `json:"expires"`
}

// ReadStatus reads where this database stands with a dataset.
func ReadStatus(tx sqldb.Tx, h *client.Hub, room string) (d Status, err error) {
	d = Status{Room: room, Certificates: []Certificate{}, Read: value.Filter{}, Write: value.Filter{}, Params: map[string]string{}}
	own, err := trust.UsableCertificates(tx, room)
	if err != nil {
		return d, err
	}
	for i, c := range own {
		d.Certificates = append(d.Certificates, Certificate{ID: c.ID, Scope: c.ScopeDefinition, Params: c.Params(), Admin: c.Admin, Expires: c.ExpiresText()})
		if i == 0 {
			d.Params = c.Params()
		}
	}
	scope := trust.Combined(own)
	d.Read, d.Write = append(d.Read, scope.Read...), append(d.Write, scope.Write...)
	if d.OnlyHere, err = OnlyHere(tx, h, room); err != nil {
		return d, err
	}
	d.Records, err = sqldb.Int(tx, "SELECT count(*) FROM morango_store WHERE deleted = 0 AND "+rooms.Same("partition", "?1"), room)
	return d, err
}

// Begun is the root certificate of the first dataset that this database began
// for the scope and parameters, nil where another one is asked for, or there is
// no dataset. Error: has_dataset where all that are here were begun elsewhere or
// for something else.
func Begun(
	tx sqldb.Tx, d trust.ScopeDefinition, params map[string]string, another bool,
) (*trust.Certificate, error) {
	held, err := rooms.Held(tx)
	if err != nil || len(held) == 0 || another {
		return nil, err
	}
	for _, room := range held {
		root, err := trust.LoadCertificate(tx, room)
		if err != nil {
			return nil, err
		}
		asked := map[string]string{d.PrimaryScopeParamKey: root.ID}
		maps.Copy(asked, params)
		if root.Owned() && root.ScopeDefinition == d.ID && maps.Equal(asked, root.Params()) {
			return root, nil
		}
	}
	return nil, hasOthers(held)
}
