package server

import (
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/notes"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// prove takes the proof of further certificates (PROTOCOL.md §4, several
// certificates). Their prefixes join what the socket's peer may sync. A proof
// replaces the one before it.
func (c *call) prove(m wire.Message) error {
	var h wire.Prove
	if err := m.Read(&h); err != nil {
		return err
	}
	if err := h.Check(c.state.Handshake, c.state.Certificate); err != nil {
		return err
	}
	p := &proof{call: c, header: h, reply: wire.Proved{Missing: []string{}, Refused: map[string]fault.Code{}}}
	if err := c.engine.DB().View(c.ctx, p.judge); err != nil {
		return err
	}
	if err := p.keep(); err != nil {
		return err
	}
	if c.state.Unstored == "" {
		if err := c.engine.DB().Update(c.ctx, p.seen); err != nil {
			return err
		}
	}
	c.state.Certificates, c.state.Expires = p.proved, c.state.Alone
	for _, id := range p.proved {
		at, err := p.family.Chain(p.family.ByID[id]).Expires()
		if err != nil {
			return err
		}
		c.state.Expires = trust.Sooner(c.state.Expires, at)
	}
	c.state.save(c.sock)
	delete(c.room.permissions, c.state.SyncSession)
	return c.sock.Send(wire.Encode(wire.KindProved, p.reply, ""))
}

// notes takes what an admin says of issued certificates, and answers with what
// others have said (PROTOCOL.md §8).
func (c *call) notes(m wire.Message) error {
	full := c.mayTakeIn("", int64(len(m.Header)))
	reply, err := notes.Answer(c.ctx, c.engine.DB(), c.room.opts.Room, c.state.Certificate, m.Header, full)
	if err == nil {
		err = c.sock.Send(wire.Encode(wire.KindNoted, reply, ""))
	}
	return err
}

// proof is one proof being judged.
type proof struct {
	call   *call
	header wire.Prove
	family *trust.Family
	scope  value.Scope // of this side's certificates
	reply  wire.Proved
	proved []string
	fresh  []string // of these, the ones that have just endorsed the device
	bytes  int      // of the proved ones' prefixes
}

// judge sorts the certificates into proved, missing and refused ones.
func (p *proof) judge(tx sqldb.Tx) error {
	room := p.call.room.opts.Room
	own, err := trust.RoomCredentials(tx, room)
	if err != nil {
		return err
	}
	p.scope = trust.Combined(own.Usable)
	rules, err := trust.ServedRules(tx, room)
	if err != nil {
		return err
	}
	ids := append(slices.Clone(p.header.Certificates), room)
	for _, c := range p.header.Chains {
		ids = append(ids, c.Parent)
	}
	if p.family, err = trust.LoadFamily(tx, rules, ids); err != nil {
		return err
	}
	p.family.Add(p.header.Chains)
	for _, c := range p.header.Chains { // who endorses a device proves its certificate's text
		if _, proves := p.header.Endorsements[c.ID]; proves && p.family.ByID[c.ID].Serialized != c.Serialized {
			p.family.ByID[c.ID], p.family.Stored[c.ID] = c, false
		}
	}
	endorsed, err := seen.Endorsed(tx, p.header.Device, p.header.Certificates)
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

// endorsementBytes is about what a stored endorsement takes.
const endorsementBytes = 200

// keep stores what is new. Where storage takes nothing in, the certificates
// that are new are refused: what the server does not know it cannot name.
func (p *proof) keep() error {
	if len(p.fresh) == 0 {
		return nil
	}
	err := p.call.mayTakeIn("", int64(len(p.header.Chains.String())+len(p.fresh)*endorsementBytes))
	full := err != nil
	if !full {
		err = p.call.engine.DB().Update(p.call.ctx, p.store)
	}
	code := fault.CodeOf(err)
	if !full && code != fault.StorageFull && code != fault.StorageFailed {
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
	c := p.family.ByID[id]
	if c == nil || !endorsed && !brought {
		p.reply.Missing = append(p.reply.Missing, id)
		return false
	}
	scope, err := p.family.Judge(c)
	if err == nil && !endorsed {
		err = c.Verify(wire.Endorsement(p.call.room.opts.Room, id, p.header.Device), signature)
	}
	if err == nil && !p.scope.Serves(scope) {
		err = fault.Errorf(fault.OutsideScope, "this relay's certificates do not cover certificate %s", id)
	}
	size := len(scope.Read.String()) + len(scope.Write.String())
	if err == nil && p.bytes+size > wire.MaxPermissionBytes {
		err = fault.Errorf(fault.Limit, "the certificates of one connection have more than %d bytes of prefixes", wire.MaxPermissionBytes)
	}
	if err != nil {
		p.reply.Refused[id] = fault.CodeOf(err)
		return false
	}
	p.proved, p.bytes = append(p.proved, id), p.bytes+size
	return true
}

// seen notes who has proved a certificate, and when.
func (p *proof) seen(tx sqldb.Tx) error {
	return seen.Note(tx, p.call.engine.Identity().Now(), p.proved...)
}

// store keeps new endorsements, with the chains of their certificates.
func (p *proof) store(tx sqldb.Tx) error {
	for _, id := range p.fresh {
		if err := trust.SaveProvenChain(tx, p.family.Chain(p.family.ByID[id])); err != nil {
			return err
		}
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `INSERT INTO amora_endorsement (certificate_id, device, at)
SELECT value, ?2, ?3 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING`,
			Args: []any{sqldb.ToJSON(p.fresh), p.header.Device, p.call.engine.Identity().Now()}},
		sqldb.Statement{SQL: `DELETE FROM amora_endorsement
 WHERE (certificate_id, device) IN (SELECT certificate_id, device FROM (
 SELECT certificate_id, device, row_number() OVER (PARTITION BY certificate_id ORDER BY at DESC, device) AS nth
 FROM amora_endorsement WHERE certificate_id IN (SELECT value FROM json_each(?1))) WHERE nth > ?2)`,
			Args: []any{sqldb.ToJSON(p.fresh), wire.MaxDevices}},
	)
}
