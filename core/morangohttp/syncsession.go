package morangohttp

import (
	"cmp"
	"net/http"
	"net/url"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// maxInstance bounds what a peer says of itself, in bytes.
const maxInstance = 8 << 10

// openSyncSession answers POST syncsessions/: a peer proves that it holds its
// certificate's key now, and this side proves the same.
func (c *call) openSyncSession() (reply, error) {
	f, err := c.form(maxForm)
	if err != nil {
		return reply{}, err
	}
	o := opening{call: c, form: f, id: f.text("id")}
	if !value.IsID(o.id) {
		return badField("id", "An id has 32 lower-case hex digits."), nil
	}
	if err := o.readInstance(); err != nil {
		return reply{}, err
	}
	o.readChain()
	room, err := o.room()
	if err != nil {
		return reply{}, err
	}
	if elsewhere, err := c.isElsewhere(o.id, room); elsewhere || err != nil {
		return errSessionID, err
	}
	entered, err := c.enter(room, "")
	if err != nil {
		return reply{}, err
	}
	defer entered.Leave()
	entered.Aside(o.verify)
	err = entered.Do(c.ctx, false, func(engine *pipeline.Engine, s *server.Room) error {
		if engine == nil {
			return errNoCertificate
		}
		return engine.DB().Update(c.ctx, func(tx sqldb.Tx) error { return o.open(tx, room, engine, s) })
	})
	if err != nil {
		return reply{}, err
	}
	c.opts.Rooms.Hold(o.id, Holder{Room: room, Expires: true, Member: o.member})
	return reply{status: http.StatusCreated, body: struct {
		Signature string `json:"signature"`
		Instance  string `json:"server_instance"`
	}{o.signature, o.serverText}}, nil
}

var (
	errChain         = say(http.StatusForbidden, "Saving certificate chain has failed")
	errSessionID     = badField("id", "Sync session with this ID already exists.")
	errNoCertificate = say(http.StatusBadRequest, "Requested certificate does not exist!")
)

// opening is a request to open a sync session.
type opening struct {
	*call
	form
	id         string
	chain      trust.Chain // the client's, nil where it cannot be read
	proves     bool        // the client holds the key of the chain's leaf
	forged     error       // what is wrong with the chain's signatures, if it does
	member     string      // that the client is, see server.Guest.Member
	instance   string      // the client's id, "" if it did not say
	clientText string      // what it says of itself
	serverText string      // what this side says of itself
	signature  string      // of the server's certificate
}

// readInstance reads what the client says of itself.
func (o *opening) readInstance() (err error) {
	o.clientText = o.text("instance")
	if len(o.clientText) > maxInstance {
		return badField("instance", "It is too long.")
	}
	if o.clientText != "" {
		v, err := value.DecodeStrict([]byte(o.clientText))
		fields, ok := v.(map[string]any)
		if err != nil || !ok {
			return badField("instance", "It is not a JSON object.")
		}
		if id, _ := fields["id"].(string); value.IsID(id) {
			o.instance = id
		}
	}
	o.serverText, err = morango.Describe(o.Instance(o.mount.Room), o.opts.Info)
	return err
}

// readChain reads the client's chain. One that cannot be read is none.
func (o *opening) readChain() {
	chain, err := trust.ParseChain([]byte(o.text("certificate_chain")))
	if err == nil {
		o.chain = chain
	}
}

// message is what the client signs.
func (o *opening) message() string { return o.text("nonce") + ":" + o.id }

// verify verifies the client's signatures, which takes no room and so holds none
// up. The client's own comes first: what else there is to verify, only the holder
// of the leaf's key can have verified.
func (o *opening) verify() {
	if o.chain == nil {
		return
	}
	if o.proves = o.chain.Leaf().Verify(o.message(), o.text("signature")) == nil; o.proves {
		o.forged = o.chain.Verify()
	}
}

// room is the room that the client wants to sync: the mount's, the one that
// holds the server's certificate, or the one that the client's chain begins in.
func (o *opening) room() (string, error) {
	if o.mount.Room != "" {
		return o.mount.Room, nil
	}
	h, err := o.holder(o.text("server_certificate_id"))
	if isNotFound(err) {
		if o.chain == nil {
			return "", errChain
		}
		return o.chain.Root().ID, nil
	}
	return h.Room, err
}

// open runs every check in Morango's order, and stores the session.
func (o *opening) open(tx sqldb.Tx, room string, engine *pipeline.Engine, s *server.Room) error {
	client, err := o.client(tx, room)
	if err != nil {
		return err
	}
	own, err := trust.UsableCertificate(tx, room, o.text("server_certificate_id"))
	if code := fault.CodeOf(err); code == fault.NoCertificate || code.Over() {
		return errNoCertificate
	} else if err != nil {
		return err
	}
	if !o.proves {
		return say(http.StatusForbidden, "Client certificate failed to verify signature")
	}
	err = o.nonces.Use(tx, o.text("nonce"))
	if fault.CodeOf(err) == fault.BadNonce {
		return say(http.StatusForbidden, "Nonce is not valid")
	} else if err != nil {
		return err
	}
	chain, err := trust.LoadChain(tx, client.ID)
	if err != nil {
		return err
	}
	g, err := s.Guest(o.ctx, tx, engine, chain, o.instance)
	if err != nil {
		return err
	}
	o.member = g.Member()
	if err := boundSyncSessions(tx, g, client.ID); err != nil {
		return err
	}
	if err := o.store(tx, engine, client, own); err != nil {
		return err
	}
	o.signature, err = own.Sign(o.message())
	return err
}

// client judges the client's certificate by the room's rules and stores its
// chain, which ends with the certificate. Of a certificate that is known here,
// the rest of the chain was judged before. A chain whose client does not prove its
// key is not stored in the end, because open fails.
func (o *opening) client(tx sqldb.Tx, room string) (*trust.Certificate, error) {
	id := o.text("client_certificate_id")
	if o.chain == nil || o.chain.Leaf().ID != id {
		return nil, errChain
	}
	known, err := trust.LoadCertificate(tx, id)
	if err == nil && known.PublicKey != o.chain.Leaf().PublicKey {
		return nil, errChain // the proof was for another key
	}
	if err == nil {
		return known, chainError(judge(tx, room, id))
	}
	if fault.CodeOf(err) != fault.NoCertificate {
		return nil, err
	}
	if o.chain.Root().ID != room {
		return nil, errChain
	}
	rules, err := roomRules(tx, room)
	if err != nil {
		return nil, err
	}
	leaf, err := trust.CheckSignedChain(o.chain, rules)
	if err := chainError(cmp.Or(o.forged, err)); err != nil {
		return nil, err
	}
	return leaf, trust.SaveChain(tx, o.chain)
}

// chainError answers a chain that does not hold.
func chainError(err error) error {
	if err == nil || fault.CodeOf(err).OwnFault() || isNotFound(err) {
		return err
	}
	return errChain
}

// judge verifies a stored certificate by the room's rules: it may have been
// revoked.
func judge(tx sqldb.Tx, room, id string) error {
	_, err := scopeOf(tx, room, id)
	return err
}

// scopeOf is what a stored certificate permits by the room's rules.
func scopeOf(tx sqldb.Tx, room, id string) (value.Scope, error) {
	rules, err := roomRules(tx, room)
	if err != nil {
		return value.Scope{}, err
	}
	family, err := trust.LoadFamily(tx, rules, []string{id})
	if err != nil {
		return value.Scope{}, err
	}
	return family.JudgeID(id)
}

// roomRules are the room's, by the profile of its root.
func roomRules(tx sqldb.Tx, room string) (*trust.Rules, error) {
	root, err := trust.LoadCertificate(tx, room)
	if fault.CodeOf(err) == fault.NoCertificate {
		return nil, errNoCertificate
	} else if err != nil {
		return nil, err
	}
	return trust.RoomRules(tx, room, root.Profile)
}

// store keeps the session.
func (o *opening) store(tx sqldb.Tx, engine *pipeline.Engine, client *trust.Certificate, own trust.Own) error {
	n, err := sqldb.Int(tx, "SELECT count(*) FROM morango_syncsession WHERE id = ?1", o.id)
	if err != nil {
		return err
	}
	if n > 0 {
		return errSessionID
	}
	err = engine.SaveSession(tx, &pipeline.Session{
		ID: o.id, Server: true, Profile: client.Profile, ConnectionPath: clip(o.text("connection_path")),
		ClientCertificate: client.ID, ServerCertificate: own.ID,
		ClientInstance: o.instance, ServerInstance: engine.Identity().ID(),
	})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE morango_syncsession SET client_ip = ?2, server_ip = ?3, client_instance_json = ?4,
 server_instance_json = ?5 WHERE id = ?1`, o.id, o.ip(), clip(o.text("server_ip")), o.clientText, o.serverText)
	return err
}

// clip bounds a text that is kept for people only.
func clip(text string) string { return text[:min(len(text), 1000)] }

// syncSessionSQL is an open sync session of this protocol as Morango shows it
// (Morango's api/serializers.py, SyncSessionSerializer).
const syncSessionSQL = `SELECT json_object('id', id, 'start_timestamp', start_timestamp,
 'last_activity_timestamp', last_activity_timestamp, 'active', json('true'), 'client_certificate', client_certificate_id,
 'server_certificate', server_certificate_id, 'profile', profile, 'connection_kind', connection_kind,
 'connection_path', connection_path, 'client_ip', client_ip, 'server_ip', server_ip,
 'client_instance', client_instance_json, 'server_instance', server_instance_json)
FROM morango_syncsession WHERE id = ?1 AND ` + openSession

// openSession is a SQL condition: a sync session of this protocol is open.
const openSession = "active = 1 AND is_server = 1 AND server_instance_json <> ''"

// readSyncSession answers GET syncsessions/ID/.
func (c *call) readSyncSession() (reply, error) {
	var text string
	err := c.view(c.id, func(tx sqldb.Tx, _ *pipeline.Engine) (err error) {
		text, err = tx.Text(syncSessionSQL, c.id)
		if err == nil && text == "" {
			err = errNotFound
		}
		return err
	})
	return reply{status: http.StatusOK, text: text}, err
}

// The bounds of sync sessions, which stay open until their clients close them.
const (
	// MaxSyncSessions bounds those of one certificate.
	MaxSyncSessions = 100
	// MaxRoomSyncSessions bounds those of a room.
	MaxRoomSyncSessions = 2000
)

// surplusSQL lists the sync sessions of the certificate ?1 beyond ?2, those that
// were active least recently.
const surplusSQL = `SELECT json_group_array(id) FROM (SELECT id FROM morango_syncsession
 WHERE client_certificate_id = ?1 AND ` + openSession + ` ORDER BY last_activity_timestamp DESC LIMIT -1 OFFSET ?2)`

// roomSurplusSQL lists the sync sessions of the room beyond ?1, first those of
// the members with the most (quota.MemberOf): whoever makes many certificates
// below its own ends nobody else's.
var roomSurplusSQL = `WITH RECURSIVE session AS MATERIALIZED (SELECT id, client_certificate_id AS certificate, last_activity_timestamp AS at
 FROM morango_syncsession WHERE ` + openSession + `),
` + quota.AboveSQL("session") + `
SELECT json_group_array(id) FROM (SELECT id FROM
 (SELECT s.id, s.at, row_number() OVER (PARTITION BY up.id ORDER BY s.at DESC) AS nth
  FROM session s JOIN up ON up.leaf = s.certificate LEFT JOIN morango_certificate c ON c.id = up.id
  WHERE c.parent_id IS NULL OR c.parent_id IN (SELECT id FROM issuer))
 ORDER BY nth, at DESC LIMIT -1 OFFSET ?1)`

// boundSyncSessions ends sync sessions, with their transfers, so that the holder
// of a certificate may open another one.
func boundSyncSessions(tx sqldb.Tx, g server.Guest, certificate string) error {
	if err := g.Expire(tx); err != nil {
		return err
	}
	list, err := tx.Text(surplusSQL, certificate, MaxSyncSessions-1)
	if err != nil {
		return err
	}
	if err := endSyncSessions(tx, list); err != nil {
		return err
	}
	open, err := sqldb.Int(tx, "SELECT count(*) FROM morango_syncsession WHERE "+openSession)
	if err != nil || open < MaxRoomSyncSessions {
		return err
	}
	if list, err = tx.Text(roomSurplusSQL, MaxRoomSyncSessions-1); err != nil {
		return err
	}
	return endSyncSessions(tx, list)
}

// endSyncSessions ends sync sessions, a JSON list of ids, and what is left of
// their transfers.
func endSyncSessions(tx sqldb.Tx, list string) error {
	if list == "[]" {
		return nil
	}
	const named = "IN (SELECT value FROM json_each(?1))"
	if err := idle.AbandonAll(tx, "sync_session_id "+named, list); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE morango_syncsession SET active = 0 WHERE id "+named, list)
	return err
}

// closeSyncSession answers DELETE syncsessions/ID/, and ends what is left of
// the session's transfers.
func (c *call) closeSyncSession() (reply, error) {
	err := c.at(c.id, func(engine *pipeline.Engine, room *server.Room) error {
		return engine.DB().Update(c.ctx, func(tx sqldb.Tx) error {
			if _, err := c.session(tx, engine, room, c.id); err != nil {
				return err
			}
			_, err := tx.Exec("UPDATE morango_syncsession SET last_activity_timestamp = ?2 WHERE id = ?1", c.id, engine.Identity().Now())
			if err != nil {
				return err
			}
			return endSyncSessions(tx, sqldb.ToJSON([]string{c.id}))
		})
	})
	return reply{status: http.StatusNoContent}, err
}

// pageURL is the address of the request with another query.
func (c *call) pageURL(query url.Values) string {
	scheme := "http"
	if c.r.TLS != nil {
		scheme = "https"
	}
	u := url.URL{Scheme: scheme, Host: c.r.Host, Path: c.r.URL.Path, RawQuery: query.Encode()}
	return u.String()
}
