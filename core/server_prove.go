package core

import (
	"maps"
	"slices"
)

const (
	// MaxFurther bounds the certificates of a connection beside the first, which
	// the socket's state names.
	MaxFurther = 127
	// MaxEndorsements bounds the endorsements in one message: each costs an RSA
	// verification, and its chain others.
	MaxEndorsements = 32
	// maxDevices bounds the devices that a certificate has endorsed here. The
	// device that was endorsed first goes first, and is endorsed again when it
	// comes back.
	maxDevices = 100
	// maxPermissionBytes bounds the prefixes of a connection's further
	// certificates, which the server remembers. Those past it get connections of
	// their own.
	maxPermissionBytes = 64 << 10
)

// prove takes the proof of further certificates (PROTOCOL.md §4, several
// certificates). Their prefixes join what the socket's peer may sync. A proof
// replaces the one before it.
func (c *serverCall) prove(m message) error {
	var h proveHeader
	if err := m.read(&h); err != nil {
		return err
	}
	if err := h.check(c.state.Handshake, c.state.Certificate); err != nil {
		return err
	}
	p := &proof{call: c, header: h, reply: provedHeader{Missing: []string{}, Refused: map[string]Code{}}}
	if err := c.engine.db.View(c.ctx, p.judge); err != nil {
		return err
	}
	if err := p.keep(); err != nil {
		return err
	}
	c.state.Certificates = p.proved
	c.state.save(c.sock)
	delete(c.room.permissions, c.state.SyncSession)
	return c.sock.Send(encodeMessage(KindProved, p.reply, ""))
}

// check holds a proof against its bounds and verifies the device's signature.
// Errors: bad_request, limit, bad_signature.
func (h proveHeader) check(handshake, certificate string) error {
	if handshake == "" {
		return Errorf(CodeBadRequest, "certificates are not proved together on this connection")
	}
	if len(h.Certificates) > MaxFurther || len(h.Endorsements) > MaxEndorsements || len(h.Chains) > MaxEndorsements*chainLimit {
		return Errorf(CodeLimit, "%d certificates with %d endorsements in one proof", len(h.Certificates), len(h.Endorsements))
	}
	if slices.Contains(h.Chains, nil) {
		return Errorf(CodeBadRequest, "null among the certificates of a proof")
	}
	for i, id := range h.Certificates {
		if !isID(id) || id == certificate || i > 0 && id <= h.Certificates[i-1] {
			return Errorf(CodeBadRequest, "certificate %.40q in a proof of several", id)
		}
	}
	return verifyDevice(h.Device, together(handshake, h.Device, h.Certificates), h.Signature)
}

// proof is one proof being judged.
type proof struct {
	call   *serverCall
	header proveHeader
	family *family
	scope  Scope // of this side's certificates
	reply  provedHeader
	proved []string
	fresh  []string // of these, the ones that have just endorsed the device
	bytes  int      // of the proved ones' prefixes
}

// judge sorts the certificates into proved, missing and refused ones.
func (p *proof) judge(tx Tx) error {
	room := p.call.room.opts.Room
	own, err := roomCredentials(tx, room)
	if err != nil {
		return err
	}
	p.scope = combined(own.usable)
	rules, err := LoadBundle(tx, room)
	if err != nil {
		return err
	}
	ids := append(slices.Clone(p.header.Certificates), room)
	for _, c := range p.header.Chains {
		ids = append(ids, c.Parent)
	}
	if p.family, err = loadFamily(tx, rules, ids); err != nil {
		return err
	}
	p.family.add(p.header.Chains)
	endorsed, err := p.endorsed(tx)
	if err != nil {
		return err
	}
	for _, id := range p.header.Certificates {
		if p.one(id, endorsed[id]) && !endorsed[id] {
			p.fresh = append(p.fresh, id)
		}
	}
	return nil
}

// keep stores what is new. Where storage takes nothing in, the certificates
// that are new are refused: what the server does not know it cannot name.
func (p *proof) keep() error {
	if len(p.fresh) == 0 {
		return nil
	}
	err := p.call.engine.db.Update(p.call.ctx, p.store)
	code := CodeOf(err)
	if code != CodeStorageFull && code != CodeStorageFailed {
		return err
	}
	for _, id := range p.fresh {
		p.reply.Refused[id] = code
	}
	p.proved = slices.DeleteFunc(p.proved, func(id string) bool { return slices.Contains(p.fresh, id) })
	return nil
}

// one judges a certificate and reports whether it is proved.
func (p *proof) one(id string, endorsed bool) bool {
	signature, brought := p.header.Endorsements[id]
	c := p.family.byID[id]
	if c == nil || !endorsed && !brought {
		p.reply.Missing = append(p.reply.Missing, id)
		return false
	}
	scope, err := p.family.judge(c)
	if err == nil && !endorsed {
		err = c.Verify(endorsement(p.call.room.opts.Room, id, p.header.Device), signature)
	}
	if err == nil && !serves(p.scope, scope) {
		err = Errorf(CodeOutsideScope, "this relay's certificates do not cover certificate %s", id)
	}
	size := len(scope.Read.String()) + len(scope.Write.String())
	if err == nil && p.bytes+size > maxPermissionBytes {
		err = Errorf(CodeLimit, "the certificates of one connection have more than %d bytes of prefixes", maxPermissionBytes)
	}
	if err != nil {
		p.reply.Refused[id] = CodeOf(err)
		return false
	}
	p.proved, p.bytes = append(p.proved, id), p.bytes+size
	return true
}

// endorsed tells which of the certificates have endorsed the device before.
func (p *proof) endorsed(tx Tx) (map[string]bool, error) {
	var ids []string
	err := readJSON(tx, &ids, `SELECT json_group_array(certificate_id) FROM amora_endorsement
WHERE device = ?1 AND certificate_id IN (SELECT value FROM json_each(?2))`, p.header.Device, toJSON(p.header.Certificates))
	endorsed := map[string]bool{}
	for _, id := range ids {
		endorsed[id] = true
	}
	return endorsed, err
}

// store keeps new endorsements, with the chains of their certificates.
func (p *proof) store(tx Tx) error {
	chains := map[string]*Certificate{}
	for _, id := range p.fresh {
		for _, c := range p.family.chain(p.family.byID[id]) {
			if !p.family.stored[c.ID] {
				chains[c.ID] = c
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(chains)) {
		if err := saveCertificate(tx, chains[id]); err != nil {
			return err
		}
	}
	return execAll(tx,
		statement{`INSERT INTO amora_endorsement (certificate_id, device, at) SELECT value, ?2, ?3 FROM json_each(?1)
WHERE true ON CONFLICT DO NOTHING`, []any{toJSON(p.fresh), p.header.Device, p.call.engine.identity.now()}},
		statement{`DELETE FROM amora_endorsement WHERE (certificate_id, device) IN (SELECT certificate_id, device FROM (
 SELECT certificate_id, device, row_number() OVER (PARTITION BY certificate_id ORDER BY at DESC, device) AS nth
 FROM amora_endorsement WHERE certificate_id IN (SELECT value FROM json_each(?1))) WHERE nth > ?2)`, []any{toJSON(p.fresh), maxDevices}},
	)
}
