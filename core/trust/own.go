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
	Chain Chain       // from the root to it
	Scope value.Scope // what it permits
	Admin bool        // whether its holder may add to the room's rules
	lost  error       // why it counts no more: revoked, or expired
}

// Credentials are the certificates of one room whose keys are here, as the
// rules that are known here and the clock judge them. The lists begin with the
// certificates nearest to the root.
type Credentials struct {
	Room    string // id of its root certificate
	Usable  []Own  // those that the rules accept
	Revoked []Own  // those that the room's owner has taken back, or that have expired
}

// RoomCredentials reads the own certificates of a room and judges them by its
// rules. Certificates of a scope definition that is not known here yet are left
// out. Error: no_certificate where the root's certificate is not here.
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

// Load adds the own certificates of c.Room, judged by rules.
func (c *Credentials) Load(tx sqldb.Tx, rules *Rules) error {
	list, err := ReadOwn(tx)
	if err == nil {
		c.Judge(list, rules)
	}
	return err
}

// ReadOwn reads, in one query, all certificates whose keys are here, with those
// that they descend from.
func ReadOwn(tx sqldb.Tx) (Chain, error) {
	return ReadCertificates(tx, `WITH RECURSIVE up (id, height) AS (
  SELECT id, 0 FROM morango_certificate WHERE private_key IS NOT NULL
  UNION SELECT c.parent_id, height + 1 FROM up JOIN morango_certificate c ON c.id = up.id
   WHERE c.parent_id IS NOT NULL AND height < ?1)
SELECT `+CertificateColumns+" FROM morango_certificate c WHERE id IN (SELECT id FROM up)", ChainLimit)
}

// Judge adds those of the certificates that [ReadOwn] has read which belong to
// c.Room, judged by rules. It judges each once.
func (c *Credentials) Judge(list Chain, rules *Rules) {
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
			admin := rules.Appoints(own.ID) || own.ID == rules.Room && rules.text != ""
			c.Usable = append(c.Usable, Own{own, chain, scope, admin, nil})
		case fault.CodeOf(err).Over():
			scope, _ := rules.ScopeOf(own)
			c.Revoked = append(c.Revoked, Own{own, chain, scope, false, err})
		}
	}
	nearest := func(a, b Own) int {
		return cmp.Or(cmp.Compare(len(a.Chain), len(b.Chain)), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(c.Usable, nearest)
	slices.SortFunc(c.Revoked, nearest)
}

// None is the error of credentials of which none is usable: no_certificate, or
// revoked or expired if some were.
func (c Credentials) None() error {
	if len(c.Revoked) > 0 {
		return c.LostError(CertificateIDs(c.Revoked)...)
	}
	return fault.Errorf(fault.NoCertificate, "no certificate of this database is valid any more").WithHint("join with a new invite")
}

// Find returns the usable certificate with this id. Errors: revoked, expired,
// no_certificate.
func (c Credentials) Find(id string) (Own, error) {
	named := func(o Own) bool { return o.ID == id }
	if i := slices.IndexFunc(c.Usable, named); i >= 0 {
		return c.Usable[i], nil
	}
	if slices.ContainsFunc(c.Revoked, named) {
		return Own{}, c.LostError(id)
	}
	return Own{}, fault.Errorf(fault.NoCertificate, "certificate %.40q is not valid any more", id).WithHint("join with a new invite")
}

// LostError is the error of certificates that count no more: expired, if that is
// true of all of them, else revoked.
func (c Credentials) LostError(ids ...string) error {
	var expired error
	for _, id := range ids {
		i := slices.IndexFunc(c.Revoked, func(o Own) bool { return o.ID == id })
		if i < 0 || fault.CodeOf(c.Revoked[i].lost) != fault.Expired {
			return RevokedError(ids...)
		}
		expired = c.Revoked[i].lost
	}
	return expired
}

// Lose moves a certificate to the revoked ones. A relay may know so first, by
// rules that are newer than those that are here.
func (c *Credentials) Lose(id string) {
	i := slices.IndexFunc(c.Usable, func(o Own) bool { return o.ID == id })
	if i >= 0 {
		c.Revoked = append(c.Revoked, c.Usable[i])
		c.Usable = slices.Delete(c.Usable, i, i+1)
	}
}

// IssueWithin makes a certificate below the first of several own ones that is
// wide enough, and returns it with its chain. Parameters that the definition
// needs and that are left out are taken from the issuing certificate. Errors:
// bad_value; those of [CheckChain], of the first that was tried.
func IssueWithin(own []Own, rules *Rules, d ScopeDefinition, params map[string]string, public, salt string) (Chain, error) {
	var refused error
	for _, parent := range own {
		filled := d.FillParams(params, parent.Params())
		if err := d.CheckParams(filled); err != nil {
			return nil, err
		}
		child, err := parent.Issue(CertificateRequest{
			ScopeDefinition: d.ID, ScopeVersion: d.Version, ScopeParams: FormatScopeParams(filled), PublicKey: public, Salt: salt,
		})
		if err != nil {
			return nil, err
		}
		chain := append(slices.Clone(parent.Chain), child)
		if _, err = CheckChain(chain, rules); err == nil {
			return chain, nil
		}
		if refused == nil {
			refused = err
		}
	}
	return nil, refused
}

// CertificateIDs lists the ids of certificates, in their order.
func CertificateIDs(list []Own) []string {
	ids := make([]string, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	return ids
}

// UsableCertificates is the list [Credentials.Usable] of a room.
func UsableCertificates(tx sqldb.Tx, room string) ([]Own, error) {
	c, err := RoomCredentials(tx, room)
	return c.Usable, err
}

// UsableCertificate reads the usable certificate of a room with this id.
// Errors: revoked, no_certificate.
func UsableCertificate(tx sqldb.Tx, room, id string) (Own, error) {
	c, err := RoomCredentials(tx, room)
	if err != nil {
		return Own{}, err
	}
	return c.Find(id)
}

// Combined is the scope that several certificates permit together.
func Combined(own []Own) value.Scope {
	var s value.Scope
	for _, c := range own {
		s.Read, s.Write = append(s.Read, c.Scope.Read...), append(s.Write, c.Scope.Write...)
	}
	return s
}
