package core

import "slices"

// family is a set of certificates that are verified together: each of them
// once, however many descend from it.
type family struct {
	rules  *Bundle
	byID   map[string]*Certificate
	judged map[string]judgement
}

// judgement is what checkCertificate said of a certificate.
type judgement struct {
	scope Scope
	err   error
}

func newFamily(rules *Bundle, list Chain) *family {
	f := &family{rules: rules, byID: make(map[string]*Certificate, len(list)), judged: map[string]judgement{}}
	for _, c := range list {
		f.byID[c.ID] = c
	}
	return f
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
			j.scope, j.err = checkCertificate(c, parent, within, f.rules)
			f.judged[c.ID] = j
		}
		if j.err != nil {
			return Scope{}, j.err
		}
		parent, within = c, j.scope
	}
	return within, nil
}
