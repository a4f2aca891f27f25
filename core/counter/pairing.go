package counter

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Pairing is what this database, as a client, and a relay agreed on in one room
// (PROTOCOL.md §4). It keeps two copies of a database from saving under one
// instance id (MORANGO.md §13.24):
//
//   - With each relay this database saves under an instance id of its own, so
//     that one relay can judge who bears the id.
//   - Both sides remember a random token, which is replaced with each
//     handshake. The second bearer of a token is a copy, and takes a new id
//     before it saves anything (pipeline.Engine.Renew).
type Pairing struct {
	Room  string // id of the room's root certificate
	Relay string // the relay's [RelayName]

	Instance string          // id of the instance that this database saves as with this relay
	Counter  int64           // of Instance
	Token    string          // agreed on last, 32 hex digits, "" before
	Next     string          // proposed now, 32 hex digits, "" if none is
	Receipt  json.RawMessage // what the relay gave for Token
	Former   []Former        // what this database was before, with the same relay as another instance
}

// MaxReceiptBytes is the most bytes that a relay's receipt may have.
const MaxReceiptBytes = 1 << 10

// RelayName is how the tables name a relay: the fingerprint of its key, a
// colon, and the id of its instance, "" while the room is not there yet. A
// relay that was put back to an earlier state, or begun anew, has another
// instance, and so another name.
func RelayName(publicKey, instance string) string {
	return trust.KeyFingerprint(publicKey) + ":" + instance
}

// Propose reads the pairing with a relay and proposes the next token, or the
// same again if the answer to it was lost. At first contact it makes the
// instance that this database saves as with the relay.
func (i *Identity) Propose(tx sqldb.Tx, room, relay string) (p Pairing, err error) {
	if p, err = i.meet(tx, room, relay); err != nil {
		return p, err
	}
	if p.Token == "" {
		if p.Former, err = readFormer(tx, room, relay); err != nil {
			return p, err
		}
	}
	if p.Next != "" {
		return p, nil
	}
	if p.Next, err = i.NewID(); err != nil {
		return p, err
	}
	_, err = tx.Exec("UPDATE amora_relay SET next = ?3, next_counter = ?4 WHERE room = ?1 AND relay = ?2",
		room, relay, p.Next, p.Counter)
	return p, err
}

// meet reads the pairing with a relay. At first contact it makes one.
func (i *Identity) meet(tx sqldb.Tx, room, relay string) (p Pairing, err error) {
	if p, err = ReadPairing(tx, room, relay); err != nil || p.Instance != "" {
		return p, err
	}
	if p.Instance, err = i.NewWriter(tx, ""); err != nil {
		return p, err
	}
	_, err = tx.Exec(`INSERT INTO amora_relay (room, relay, instance_id, again)
SELECT ?1, ?2, ?3, EXISTS (SELECT 1 FROM amora_relay WHERE room = ?1 AND substr(relay, 1, 65) = substr(?2, 1, 65))`,
		room, relay, p.Instance)
	return p, err
}

// ReadPairing reads the pairing with a relay; its Instance is "" if there is
// none.
func ReadPairing(tx sqldb.Tx, room, relay string) (Pairing, error) {
	p := Pairing{Room: room, Relay: relay}
	err := sqldb.ReadJSON(tx, &p, `SELECT json_object('Instance', r.instance_id, 'Counter', i.counter,
 'Token', r.token, 'Next', r.next,
 'Receipt', json(nullif(r.receipt, '')))
FROM amora_relay r JOIN morango_instanceidmodel i ON i.id = r.instance_id WHERE r.room = ?1 AND r.relay = ?2`,
		room, relay)
	return p, err
}

// NewWriter makes another instance of this database, with a counter of its own,
// and returns its id, which is above the one given.
//
// Who goes on as another instance saves versions again and forgets what they
// knew of the one before. Should those of the one before come back and hold the
// same values, what was saved again must not give way to them (conflict.Outcome),
// since what was made of it elsewhere does not.
func (i *Identity) NewWriter(tx sqldb.Tx, above string) (string, error) {
	id, err := i.writerAbove(above)
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(`INSERT INTO morango_instanceidmodel (id, database_id, current)
SELECT ?1, id, 0 FROM morango_databaseidmodel WHERE current = 1`, id)
	i.made.Store(id, true)
	return id, err
}

// writerAbove makes an id a little above the one given, which leaves room for
// more than a thousand, each above the last.
func (i *Identity) writerAbove(above string) (string, error) {
	id, err := i.NewID()
	if err != nil || above == "" {
		return id, err
	}
	before, err := strconv.ParseUint(above[:16], 16, 64)
	if err != nil {
		return "", err
	}
	drawn, err := strconv.ParseUint(id[:16], 16, 64)
	if err != nil {
		return "", err
	}
	room := max((math.MaxUint64-before)/256, 1)
	return fmt.Sprintf("%016x%s", before+1+drawn%room, id[16:]), nil
}

// Confirm notes, after a handshake, that the relay has taken the token that was
// proposed. Without a receipt it has not, because its storage is full or it
// knows nothing of receipts; the same token is then proposed again. instance is
// the relay's, counter the highest that the relay knows of the pairing's
// instance. Errors: [ErrCopied] if that is a version which this database has not
// made. Where another sync has met the same room meanwhile, and has a pairing with
// it, this one is forgotten: its Relay is "" then.
func (p *Pairing) Confirm(tx sqldb.Tx, instance string, counter int64, receipt json.RawMessage) error {
	own, err := sqldb.Int(tx, "SELECT counter FROM morango_instanceidmodel WHERE id = ?1", p.Instance)
	if err == nil && counter > own {
		err = ErrCopied
	}
	if err != nil || len(receipt) == 0 {
		return err
	}
	before := p.Relay
	if strings.HasSuffix(p.Relay, ":") && value.IsID(instance) { // the room was made with this
		p.Relay += instance
		n, err := tx.Exec("UPDATE OR IGNORE amora_relay SET relay = ?3 WHERE room = ?1 AND relay = ?2", p.Room, before, p.Relay)
		if err == nil && n == 0 {
			p.Relay = ""
			_, err = tx.Exec("DELETE FROM amora_relay WHERE room = ?1 AND relay = ?2", p.Room, before)
			return err
		}
		if err != nil {
			return err
		}
	}
	return p.Take(tx, receipt)
}

// Met is [ErrMet] where Confirm has found another pairing with the room.
func (p *Pairing) Met() error {
	if p.Relay == "" {
		return ErrMet
	}
	return nil
}

// Take notes that the relay has taken the token that was proposed, if there is
// a receipt for it. Error: bad_request for one that is too long.
func (p *Pairing) Take(tx sqldb.Tx, receipt json.RawMessage) error {
	if len(receipt) == 0 {
		return nil
	}
	if len(receipt) > MaxReceiptBytes {
		return fault.Errorf(fault.BadRequest, "receipt of %d bytes", len(receipt))
	}
	_, err := tx.Exec(`UPDATE amora_relay
 SET token = next, counter = next_counter, next = '', next_counter = 0, receipt = ?4,
 marks = CASE ?5 WHEN '' THEN marks ELSE substr(marks || ?5 || printf('%08x', min(next_counter, ?6)), -?7) END
WHERE room = ?1 AND relay = ?2 AND next = ?3`, p.Room, p.Relay, p.Next, string(receipt),
		mark(receipt), maxCounter, maxMarks*(markChars+counterChars))
	return err
}

// SaveAs makes an instance of a pairing the one that this database saves as.
// Error: unavailable if the instance was given up.
func (i *Identity) SaveAs(tx sqldb.Tx, instance string) error {
	now, err := tx.Text("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	if err != nil || now == instance {
		return err
	}
	paired, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM amora_relay WHERE instance_id = ?1)", instance)
	if err != nil {
		return err
	}
	if paired == 0 {
		return fault.Errorf(fault.Unavailable, "this database has taken a new identity meanwhile").WithHint("try again")
	}
	return i.SetCurrent(tx, instance)
}

// SaveAsNew makes a new instance the one that this database saves as.
func (i *Identity) SaveAsNew(tx sqldb.Tx) error {
	id, err := i.NewWriter(tx, "")
	if err != nil {
		return err
	}
	return i.SetCurrent(tx, id)
}

// SetCurrent makes an instance the one that this database saves as. It notes
// that all is here that was saved as the instance before, because merges raise
// no DatabaseMaxCounter, and what none covers would never be sent.
func (i *Identity) SetCurrent(tx sqldb.Tx, instance string) error {
	i.id.Store(&instance)
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT '', id, counter FROM morango_instanceidmodel WHERE current = 1 AND id <> ?1 AND counter > 0
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`, Args: []any{instance}},
		sqldb.Statement{SQL: "UPDATE morango_instanceidmodel SET current = (id = ?1) WHERE current = 1 OR id = ?1",
			Args: []any{instance}},
	)
}

// OwnIDs reads the ids of all instances that this database has ever been.
func OwnIDs(tx sqldb.Tx) (map[string]bool, error) {
	var list []string
	if err := sqldb.ReadJSON(tx, &list, "SELECT json_group_array(id) FROM morango_instanceidmodel"); err != nil {
		return nil, err
	}
	ids := make(map[string]bool, len(list))
	for _, id := range list {
		ids[id] = true
	}
	return ids, nil
}

// Repeats reports whether everything under a filter is to be transferred once
// more in one direction. It is if the relay was another instance before, so
// that what either side knows of the other's counters may be wrong.
func Repeats(tx sqldb.Tx, room, relay string, push bool, filter value.Filter) (bool, error) {
	n, err := sqldb.Int(tx, `SELECT EXISTS (SELECT 1 FROM amora_relay WHERE room = ?1 AND relay = ?2 AND again = 1)
 AND EXISTS (SELECT 1 FROM json_each(?4) f WHERE NOT EXISTS (SELECT 1 FROM amora_repeated r
  WHERE r.room = ?1 AND r.relay = ?2 AND r.push = ?3 AND substr(f.value, 1, length(r.prefix)) = r.prefix))`,
		room, relay, push, value.FilterJSON(filter))
	return n != 0, err
}

// Repeated notes that everything under a filter was transferred once more.
func Repeated(tx sqldb.Tx, room, relay string, push bool, filter value.Filter) error {
	_, err := tx.Exec(`INSERT INTO amora_repeated (room, relay, push, prefix)
SELECT ?1, ?2, ?3, value FROM json_each(?4) WHERE true
ON CONFLICT DO NOTHING`, room, relay, push, value.FilterJSON(filter))
	return err
}
