package core

import (
	"cmp"
	"slices"
)

// ownCertificate is a certificate whose private key is here.
type ownCertificate struct {
	*Certificate
	chain Chain // from the root to it
	scope Scope
}

// credentials are the own certificates of one room, the nearest to the root
// first, as the rules that are known here judge them.
type credentials struct {
	room    string // "" before the database belongs to a dataset
	usable  []ownCertificate
	revoked []ownCertificate // taken back by the room's owner
}

// ownCredentials are those of the dataset that this database belongs to.
func ownCredentials(tx Tx) (credentials, error) {
	room, err := localRoom(tx)
	if err != nil || room == "" {
		return credentials{}, err
	}
	return roomCredentials(tx, room)
}

// roomCredentials reads the own certificates of a room and judges them by its
// rules. Those of a definition that is yet to come are left out. Error:
// no_certificate where the root's certificate is not here.
func roomCredentials(tx Tx, room string) (credentials, error) {
	c := credentials{room: room}
	root, err := loadCertificate(tx, room)
	if err != nil {
		return c, err
	}
	rules, err := RoomRules(tx, room, root.Profile)
	if err != nil {
		return c, err
	}
	return c, c.load(tx, rules)
}

// load reads the own certificates with all that they descend from, in one
// query, and judges each certificate once.
func (c *credentials) load(tx Tx, rules *Bundle) error {
	list, err := readCertificates(tx, `WITH RECURSIVE up (id, height) AS (
  SELECT id, 0 FROM morango_certificate WHERE private_key IS NOT NULL
  UNION SELECT c.parent_id, height + 1 FROM up JOIN morango_certificate c ON c.id = up.id
   WHERE c.parent_id IS NOT NULL AND height < ?1)
SELECT `+certificateColumns+" FROM morango_certificate c WHERE id IN (SELECT id FROM up)", chainLimit)
	if err != nil {
		return err
	}
	f := storedFamily(rules, list)
	for _, own := range list {
		if !own.Owned() {
			continue
		}
		chain := f.chain(own)
		scope, err := f.judge(own)
		switch {
		case chain.Root().ID != c.room:
		case err == nil:
			c.usable = append(c.usable, ownCertificate{own, chain, scope})
		case CodeOf(err) == CodeRevoked:
			scope, _ := rules.scopeOf(own)
			c.revoked = append(c.revoked, ownCertificate{own, chain, scope})
		}
	}
	nearest := func(a, b ownCertificate) int {
		return cmp.Or(cmp.Compare(len(a.chain), len(b.chain)), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(c.usable, nearest)
	slices.SortFunc(c.revoked, nearest)
	return nil
}

// none is the error of a room without a usable certificate.
func (c credentials) none() error {
	switch {
	case c.room == "":
		return Errorf(CodeNoCertificate, "this database belongs to no dataset yet").WithHint("create a root or join with an invite first")
	case len(c.revoked) > 0:
		return errRevoked(certificateIDs(c.revoked)...)
	default:
		return Errorf(CodeNoCertificate, "no certificate of this database is valid any more").WithHint("join with a new invite")
	}
}

// find returns a usable certificate. Errors: revoked, no_certificate.
func (c credentials) find(id string) (ownCertificate, error) {
	named := func(o ownCertificate) bool { return o.ID == id }
	if i := slices.IndexFunc(c.usable, named); i >= 0 {
		return c.usable[i], nil
	}
	if slices.ContainsFunc(c.revoked, named) {
		return ownCertificate{}, errRevoked(id)
	}
	return ownCertificate{}, Errorf(CodeNoCertificate, "certificate %.40q is not valid any more", id).WithHint("join with a new invite")
}

// lose moves a certificate to the revoked ones: a relay says so whose bundle is
// newer than the one here.
func (c *credentials) lose(id string) {
	i := slices.IndexFunc(c.usable, func(o ownCertificate) bool { return o.ID == id })
	if i >= 0 {
		c.revoked = append(c.revoked, c.usable[i])
		c.usable = slices.Delete(c.usable, i, i+1)
	}
}

func certificateIDs(list []ownCertificate) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return ids
}

// usableCertificates are the own certificates that the room's rules accept, the
// nearest to the root first.
func usableCertificates(tx Tx, room string) ([]ownCertificate, error) {
	c, err := roomCredentials(tx, room)
	return c.usable, err
}

// localCertificates are those of the dataset that this database belongs to;
// room is "" where there is none.
func localCertificates(tx Tx) (room string, own []ownCertificate, err error) {
	c, err := ownCredentials(tx)
	return c.room, c.usable, err
}

// usableCertificate is one of them. Errors: revoked, no_certificate.
func usableCertificate(tx Tx, room, id string) (ownCertificate, error) {
	c, err := roomCredentials(tx, room)
	if err != nil {
		return ownCertificate{}, err
	}
	return c.find(id)
}
