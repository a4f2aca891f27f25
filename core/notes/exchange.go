package notes

import (
	"context"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Message is what an admin's device says to a relay.
type Message struct {
	Since int64                   `json:"since"` // number up to which it knows the relay's notes
	Notes []trust.SignedStatement `json:"notes"` // that the relay may lack
}

// Reply is the relay's answer: its notes after that number.
type Reply struct {
	page
	// Seen is when the relay last saw the holders of the certificates that these
	// are about, by id.
	Seen map[string]string `json:"seen,omitempty"`
	// Refused says why the relay does not keep the notes, "" where it does.
	Refused fault.Code `json:"refused,omitempty"`
}

// Peer is the relay that a device exchanges notes with.
type Peer struct {
	Room        string // id of the dataset's root certificate
	Relay       string // as amora_relay has it
	Certificate string // the device's own one, by which it is connected
	Newest      int64  // number of the relay's newest note, 0 without one, -1 for a relay that keeps none
	Now         string // the time, as it is stored
	// Ask sends a message to the relay and returns its answer.
	Ask func(context.Context, Message) (Reply, error)
}

// Exchange brings the notes of this database to a relay and takes in those that
// the relay has. It asks nothing where neither side has something new, or where
// the certificate is no admin's. Where this database is full, another sync does
// it.
func Exchange(ctx context.Context, db sqldb.DB, p Peer) error {
	for p.Newest >= 0 {
		var x exchange
		err := db.View(ctx, func(tx sqldb.Tx) (err error) {
			x, err = p.begin(tx)
			return err
		})
		if err == nil && x.unsigned {
			err = db.Update(ctx, func(tx sqldb.Tx) (err error) {
				if err = sign(tx, x.rules); err == nil {
					x, err = p.begin(tx)
				}
				return err
			})
		}
		if err != nil || !x.due {
			return full(err)
		}
		reply, err := p.Ask(ctx, Message{Since: x.got, Notes: x.page.Notes})
		if err != nil {
			return err
		}
		if err := db.Update(ctx, func(tx sqldb.Tx) error { return x.take(tx, reply) }); err != nil || reply.Refused != "" {
			return full(err)
		}
		p.Newest = 0
		if reply.More && reply.Through > x.got {
			p.Newest = reply.Through + 1
		}
	}
	return nil
}

// full is nil for an error that says that storage is full.
func full(err error) error {
	if fault.CodeOf(err).Storage() {
		return nil
	}
	return err
}

// exchange is one question to a relay and its answer.
type exchange struct {
	Peer
	rules     *trust.Rules
	sent, got int64 // how far both logs were exchanged before
	page      page  // of the own log, to send
	unsigned  bool  // whether certificates were issued that have no note yet
	due       bool  // whether there is something to ask
}

// begin reads what there is to tell a relay.
func (p Peer) begin(tx sqldb.Tx) (x exchange, err error) {
	x.Peer = p
	if x.rules, err = trust.LoadRules(tx, p.Room); err != nil || !admins(x.rules, p.Certificate) {
		return x, err
	}
	missing, err := unsigned(tx, x.rules, 1)
	if err != nil {
		return x, err
	}
	x.unsigned = len(missing) > 0
	at := struct{ Sent, Got int64 }{}
	err = sqldb.ReadJSON(tx, &at, `SELECT ifnull((SELECT json_object('Sent', notes_sent, 'Got', notes_got) FROM amora_relay
 WHERE room = ?1 AND relay = ?2), '{}')`, p.Room, p.Relay)
	if err != nil {
		return x, err
	}
	x.sent, x.got = at.Sent, at.Got
	x.page, err = readPage(tx, p.Room, x.sent)
	x.due = len(x.page.Notes) > 0 || p.Newest > x.got
	return x, err
}

// take takes in a relay's answer.
func (x exchange) take(tx sqldb.Tx, reply Reply) error {
	root, err := trust.LoadCertificate(tx, x.Room)
	if err != nil {
		return err
	}
	rules, err := trust.LoadRules(tx, x.Room)
	if err != nil {
		return err
	}
	list := valid(rules, root, reply.Notes)
	for _, v := range list {
		if err := v.keep(tx); err != nil {
			return err
		}
	}
	if err := add(tx, x.Room, list); err != nil {
		return err
	}
	if err := seen.Learn(tx, reply.Seen, x.Now); err != nil {
		return err
	}
	sent := x.page.Through
	if reply.Refused != "" {
		sent = x.sent
	} else if !x.page.More { // what has just come the relay has, too
		if sent, err = newest(tx, x.Room); err != nil {
			return err
		}
	}
	_, err = tx.Exec("UPDATE amora_relay SET notes_sent = ?3, notes_got = ?4 WHERE room = ?1 AND relay = ?2",
		x.Room, x.Relay, sent, max(reply.Through, x.got))
	return err
}

// keep stores what another admin's note says, so that the certificate is listed
// and can be revoked. What is known here stays. A certificate that is known with
// another text is not taken.
func (v verified) keep(tx sqldb.Tx) error {
	known, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM amora_note WHERE certificate_id = ?1)", v.Certificate)
	if err != nil || known != 0 {
		return err
	}
	if err := trust.SaveChain(tx, v.chain); err != nil {
		if fault.CodeOf(err) == fault.BadCertificate {
			return nil
		}
		return err
	}
	if v.Relay != "" {
		return relays.Note(tx, v.chain.Leaf(), v.Relay, v.At)
	}
	_, err = tx.Exec(`INSERT INTO amora_issued (certificate_id, label, at) VALUES (?1, ?2, ?3)
ON CONFLICT (certificate_id) DO NOTHING`, v.Certificate, v.Label, v.At)
	return err
}
