package trust

import (
	"cmp"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Own is a certificate whose private key is here.
type Own struct {
	*Certificate
	Chain Chain // from the root to it
	Scope value.Scope
}

// Credentials are the own certificates of one room, the nearest to the root
// first, as the rules that are known here judge them.
type Credentials struct {
	Room    string // "" before the database belongs to a dataset
	Usable  []Own
	Revoked []Own // taken back by the room's owner
}

// OwnCredentials are those of the dataset that this database belongs to.
func OwnCredentials(tx sqldb.Tx) (Credentials, error) {
	room, err := LocalRoom(tx)
	if err != nil || room == "" {
		return Credentials{}, err
	}
	return RoomCredentials(tx, room)
}

// RoomCredentials reads the own certificates of a room and judges them by its
// rules. Those of a definition that is yet to come are left out. Error:
// no_certificate where the root's certificate is not here.
func RoomCredentials(tx sqldb.Tx, room string) (Credentials, error) {
	c := Credentials{Room: room}
	root, err := LoadCertificate(tx, room)
	if err != nil {
		return c, err
	}
	rules, err := RoomRules(tx, room, root.Profile)
	if err != nil {
		return c, err
	}
	return c, c.Load(tx, rules)
}

// Load reads the own certificates with all that they descend from, in one
// query, and judges each certificate once.
func (c *Credentials) Load(tx sqldb.Tx, rules *Rules) error {
	list, err := ReadCertificates(tx, `WITH RECURSIVE up (id, height) AS (
  SELECT id, 0 FROM morango_certificate WHERE private_key IS NOT NULL
  UNION SELECT c.parent_id, height + 1 FROM up JOIN morango_certificate c ON c.id = up.id
   WHERE c.parent_id IS NOT NULL AND height < ?1)
SELECT `+CertificateColumns+" FROM morango_certificate c WHERE id IN (SELECT id FROM up)", ChainLimit)
	if err != nil {
		return err
	}
	f := storedFamily(rules, list)
	for _, own := range list {
		if !own.Owned() {
			continue
		}
		chain := f.Chain(own)
		scope, err := f.Judge(own)
		switch {
		case chain.Root().ID != c.Room:
		case err == nil:
			c.Usable = append(c.Usable, Own{own, chain, scope})
		case fault.CodeOf(err) == fault.Revoked:
			scope, _ := rules.ScopeOf(own)
			c.Revoked = append(c.Revoked, Own{own, chain, scope})
		}
	}
	nearest := func(a, b Own) int {
		return cmp.Or(cmp.Compare(len(a.Chain), len(b.Chain)), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(c.Usable, nearest)
	slices.SortFunc(c.Revoked, nearest)
	return nil
}

// None is the error of a room without a usable certificate.
func (c Credentials) None() error {
	switch {
	case c.Room == "":
		return fault.Errorf(fault.NoCertificate, "this database belongs to no dataset yet").WithHint("create a root or join with an invite first")
	case len(c.Revoked) > 0:
		return RevokedError(CertificateIDs(c.Revoked)...)
	default:
		return fault.Errorf(fault.NoCertificate, "no certificate of this database is valid any more").WithHint("join with a new invite")
	}
}

// Find returns a usable certificate. Errors: revoked, no_certificate.
func (c Credentials) Find(id string) (Own, error) {
	named := func(o Own) bool { return o.ID == id }
	if i := slices.IndexFunc(c.Usable, named); i >= 0 {
		return c.Usable[i], nil
	}
	if slices.ContainsFunc(c.Revoked, named) {
		return Own{}, RevokedError(id)
	}
	return Own{}, fault.Errorf(fault.NoCertificate, "certificate %.40q is not valid any more", id).WithHint("join with a new invite")
}

// Lose moves a certificate to the revoked ones: a relay says so whose bundle is
// newer than the one here.
func (c *Credentials) Lose(id string) {
	i := slices.IndexFunc(c.Usable, func(o Own) bool { return o.ID == id })
	if i >= 0 {
		c.Revoked = append(c.Revoked, c.Usable[i])
		c.Usable = slices.Delete(c.Usable, i, i+1)
	}
}

func CertificateIDs(list []Own) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return ids
}

// UsableCertificates are the own certificates that the room's rules accept, the
// nearest to the root first.
func UsableCertificates(tx sqldb.Tx, room string) ([]Own, error) {
	c, err := RoomCredentials(tx, room)
	return c.Usable, err
}

// LocalCertificates are those of the dataset that this database belongs to;
// room is "" where there is none.
func LocalCertificates(tx sqldb.Tx) (room string, own []Own, err error) {
	c, err := OwnCredentials(tx)
	return c.Room, c.Usable, err
}

// UsableCertificate is one of them. Errors: revoked, no_certificate.
func UsableCertificate(tx sqldb.Tx, room, id string) (Own, error) {
	c, err := RoomCredentials(tx, room)
	if err != nil {
		return Own{}, err
	}
	return c.Find(id)
}
