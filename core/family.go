package core

import "slices"

// family is a set of certificates that are verified together: each of them
// once, however many descend from it.
type family struct {
	rules  *Bundle
	byID   map[string]*Certificate
	stored map[string]bool // by id: their signatures were verified before they were stored
	judged map[string]judgement
}

// judgement is what checkCertificate said of a certificate.
type judgement struct {
	scope Scope
	err   error
}

func newFamily(rules *Bundle, list Chain) *family {
	f := &family{rules: rules, byID: make(map[string]*Certificate, len(list)), judged: map[string]judgement{}, stored: map[string]bool{}}
	f.add(list)
	return f
}

// loadFamily reads stored certificates with all they descend from.
func loadFamily(tx Tx, rules *Bundle, ids []string) (*family, error) {
	list, err := readCertificates(tx, `WITH RECURSIVE up (id, height) AS (SELECT value, 0 FROM json_each(?1)
  UNION SELECT c.parent_id, height + 1 FROM up JOIN morango_certificate c ON c.id = up.id
   WHERE c.parent_id IS NOT NULL AND height < ?2)
SELECT `+certificateColumns+" FROM morango_certificate c WHERE id IN (SELECT id FROM up)", toJSON(ids), chainLimit)
	if err == nil && rules == nil {
		err = Errorf(CodeBadCertificate, "no bundle of this room is known")
	}
	if err != nil {
		return nil, err
	}
	return storedFamily(rules, list), nil
}

// storedFamily is newFamily of certificates as they are stored: what was not
// verified is not stored.
func storedFamily(rules *Bundle, list Chain) *family {
	f := newFamily(rules, list)
	for _, c := range list {
		f.stored[c.ID] = true
	}
	return f
}

// add takes in certificates, unless they are there already.
func (f *family) add(list Chain) {
	for _, c := range list {
		if f.byID[c.ID] == nil {
			f.byID[c.ID] = c
		}
	}
}

// chain is a certificate with what it descends from, root first, as far as the
// family has it and at most chainLimit long.
func (f *family) chain(c *Certificate) Chain {
	var up Chain
	for ; c != nil && len(up) < chainLimit; c = f.byID[c.Parent] {
		up = append(up, c)
	}
	slices.Reverse(up)
	return up
}

// judgeID is judge by id. Error: bad_certificate where the family lacks it.
func (f *family) judgeID(id string) (Scope, error) {
	c := f.byID[id]
	if c == nil {
		return Scope{}, Errorf(CodeBadCertificate, "certificate %.40q is not known here", id)
	}
	return f.judge(c)
}

// judge verifies a certificate of the family with all it descends from, as
// checkChain would, and returns what it permits. Errors: checkChain's.
func (f *family) judge(c *Certificate) (Scope, error) {
	chain := f.chain(c)
	if root := chain.Root(); root.ID != f.rules.Room || root.Parent != "" {
		return Scope{}, Errorf(CodeBadCertificate, "certificate %.40q does not descend from the room's root", c.ID)
	}
	parent, within := chain[0], f.rules.wholeRoom()
	for _, c := range chain {
		j, done := f.judged[c.ID]
		if !done {
			j.scope, j.err = checkCertificate(c, parent, within, f.rules, f.stored[c.ID])
			f.judged[c.ID] = j
		}
		if j.err != nil {
			return Scope{}, j.err
		}
		parent, within = c, j.scope
	}
	return within, nil
}
