package trust

import (
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Family is a set of certificates that are verified together: each of them
// once, however many descend from it.
type Family struct {
	rules  *Rules
	ByID   map[string]*Certificate // the certificates, by id
	Stored map[string]bool         // ids of stored ones, whose signatures were verified before
	judged map[string]judgement
}

// judgement is what [checkCertificate] said of a certificate.
type judgement struct {
	scope value.Scope
	err   error
}

func newFamily(rules *Rules, list Chain) *Family {
	f := &Family{
		rules: rules, ByID: make(map[string]*Certificate, len(list)),
		judged: map[string]judgement{}, Stored: map[string]bool{},
	}
	f.Add(list)
	return f
}

// LoadFamily reads stored certificates, by id, with all they descend from.
// Error: bad_certificate where rules is nil.
func LoadFamily(tx sqldb.Tx, rules *Rules, ids []string) (*Family, error) {
	list, err := ReadCertificates(tx, `WITH RECURSIVE up (id, height) AS (SELECT value, 0 FROM json_each(?1)
  UNION SELECT c.parent_id, height + 1 FROM up JOIN morango_certificate c ON c.id = up.id
   WHERE c.parent_id IS NOT NULL AND height < ?2)
SELECT `+CertificateColumns+" FROM morango_certificate c WHERE id IN (SELECT id FROM up)",
		sqldb.ToJSON(ids), ChainLimit)
	if err == nil && rules == nil {
		err = fault.Errorf(fault.BadCertificate, "no bundle of this room is known")
	}
	if err != nil {
		return nil, err
	}
	return storedFamily(rules, list), nil
}

// storedFamily is [newFamily] of stored certificates, which were verified
// before they were stored.
func storedFamily(rules *Rules, list Chain) *Family {
	f := newFamily(rules, list)
	for _, c := range list {
		f.Stored[c.ID] = true
	}
	return f
}

// Add adds the certificates that the family does not have yet.
func (f *Family) Add(list Chain) {
	for _, c := range list {
		if f.ByID[c.ID] == nil {
			f.ByID[c.ID] = c
		}
	}
}

// Chain is a certificate with what it descends from, as far as the family has
// it, and at most [ChainLimit] long.
func (f *Family) Chain(c *Certificate) Chain {
	var up Chain
	for ; c != nil && len(up) < ChainLimit; c = f.ByID[c.Parent] {
		up = append(up, c)
	}
	slices.Reverse(up)
	return up
}

// JudgeID is [Family.Judge] by id. Error: also bad_certificate where the family
// lacks the certificate.
func (f *Family) JudgeID(id string) (value.Scope, error) {
	c := f.ByID[id]
	if c == nil {
		return value.Scope{}, fault.Errorf(fault.BadCertificate, "certificate %.40q is not known here", id)
	}
	return f.Judge(c)
}

// Judge verifies a certificate of the family with all it descends from, as
// [CheckChain] would and with its errors, and returns what it permits.
func (f *Family) Judge(c *Certificate) (value.Scope, error) {
	chain := f.Chain(c)
	if root := chain.Root(); root.ID != f.rules.Room || root.Parent != "" {
		return value.Scope{}, fault.Errorf(fault.BadCertificate,
			"certificate %.40q does not descend from the room's root", c.ID)
	}
	parent, within := chain[0], f.rules.wholeRoom()
	for _, c := range chain {
		j, done := f.judged[c.ID]
		if !done {
			j.scope, j.err = checkCertificate(c, parent, within, f.rules, f.Stored[c.ID])
			f.judged[c.ID] = j
		}
		if j.err != nil {
			return value.Scope{}, j.err
		}
		parent, within = c, j.scope
	}
	return within, chain.checkExpiry()
}
