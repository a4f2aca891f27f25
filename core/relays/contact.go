package relays

import (
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Contact is a relay that shows itself to this database, which dialled it
// (PROTOCOL.md §3, admission).
type Contact struct {
	Room    string // id of the root certificate
	Address string // host:port as dialled, in one form for each relay
	Key     string // the relay's public key, which it may have yet to prove
	Accept  string // fingerprint of the key that the user admits, "" for none
}

func (c Contact) fingerprint() string { return trust.KeyFingerprint(c.Key) }

// Admit decides whether a relay is let in, before anything is sent to it, and
// returns the room's rules, which list its key. mayList says that the key may be
// added to them now, if this database has the root's key or another admin's. The
// relay is refused:
//   - if the rules have taken its key back;
//   - if its address showed another key before, which the rules have not taken
//     back: relay_changed;
//   - if the rules do not list its key, except to an admin.
//
// An admin's database lists the key if the user admits it, or if the rules list
// no relay yet and the address comes from no invite: then until the relay has let
// this database in (Remember) or has refused it (Refused). Errors:
// relay_not_admitted, relay_changed, bad_certificate for a text that is no key.
func (c Contact) Admit(tx sqldb.Tx, rules *trust.Rules, mayList bool) (*trust.Rules, error) {
	known, met, err := c.known(tx)
	if err != nil {
		return nil, err
	}
	if listed, err := c.judge(known, rules); listed || err != nil {
		return rules, err
	}
	first := len(rules.RelayKeys) == 0 && len(rules.RevokedKeys) == 0 && !met
	if mayList {
		if mayList, err = trust.Administers(tx, c.Room); err != nil {
			return nil, err
		}
	}
	if !mayList || !first && !c.accepted() {
		return nil, c.notAdmitted(mayList)
	}
	if err := c.list(tx); err != nil {
		return nil, err
	}
	return trust.LoadRules(tx, c.Room)
}

// judge holds the relay's key against the rules and against the one that is known
// of the address, "" if none is. It reports whether the rules list the key.
// Errors: relay_not_admitted for a key that was taken back, relay_changed.
func (c Contact) judge(known string, rules *trust.Rules) (listed bool, err error) {
	if rules.RevokesKey(c.fingerprint()) {
		return false, c.takenBack()
	}
	return rules.Admits(c.Key), c.compare(known, rules)
}

// Expected checks a relay for whoever is about to join its room by an invite: the
// rules must list its key, and the invite may name another one. known is the
// fingerprint in the invite, or "". Errors: relay_not_admitted, relay_changed.
func (c Contact) Expected(known string, rules *trust.Rules) error {
	listed, err := c.judge(known, rules)
	if err == nil && !listed {
		err = c.notAdmitted(false)
	}
	return err
}

// accepted reports whether the user has admitted this relay in so many words.
func (c Contact) accepted() bool { return c.Accept == c.fingerprint() }

// known reads which key the address showed before, by its fingerprint: "" where
// an invite has named the address alone. met reports whether there is a word of
// the address at all.
func (c Contact) known(tx sqldb.Tx) (fingerprint string, met bool, err error) {
	rows, err := tx.Query("SELECT fingerprint FROM amora_known_relay WHERE room = ?1 AND address = ?2", c.Room, c.Address)
	if err != nil || len(rows) == 0 {
		return "", false, err
	}
	return sqldb.CellText(rows[0][0]), true, nil
}

// compare holds the relay's key against the one that its address showed before.
// Error: relay_changed.
func (c Contact) compare(known string, rules *trust.Rules) error {
	if known == "" || known == c.fingerprint() || c.accepted() || rules.RevokesKey(known) {
		return nil
	}
	return fault.Errorf(fault.RelayChanged, "the relay at %s shows the key %s, and showed %s before",
		c.Address, c.fingerprint(), known).
		WithHint("somebody may stand in its place: ask who runs it; if the new key is right, admit " + c.fingerprint())
}

// Remember notes the key of a relay that has proved itself and let this
// database in, for its address. Error: relay_changed, where another sync has met
// another relay there meanwhile.
func (c Contact) Remember(tx sqldb.Tx, rules *trust.Rules) error {
	known, _, err := c.known(tx)
	if err == nil {
		err = c.compare(known, rules)
	}
	if err == nil {
		err = c.keep(tx)
	}
	if err != nil || known == c.fingerprint() {
		return err
	}
	_, err = tx.Exec(`INSERT INTO amora_known_relay (room, address, fingerprint) VALUES (?1, ?2, ?3)
ON CONFLICT (room, address) DO UPDATE SET fingerprint = excluded.fingerprint`, c.Room, c.Address, c.fingerprint())
	return err
}

// Expect notes what an invite says of a relay: its address and its key's
// fingerprint, which may be "". What this database has met there itself counts
// more.
func Expect(tx sqldb.Tx, room, address, fingerprint string) error {
	_, err := tx.Exec(`INSERT INTO amora_known_relay (room, address, fingerprint) VALUES (?1, ?2, ?3)
ON CONFLICT DO NOTHING`, room, address, fingerprint)
	return err
}

// Learn takes in the rules by which a relay has refused a certificate, so that
// what they forbid is forbidden here, too: rows that may no longer be written are
// refused at once. Errors: those of [trust.ReceiveRules].
func Learn(room string, shown *trust.SignedRules) func(sqldb.Tx) error {
	return func(tx sqldb.Tx) error {
		root, err := trust.LoadCertificate(tx, room)
		if err == nil {
			_, err = trust.ReceiveRules(tx, root, shown.Text, shown.Signature)
		}
		return err
	}
}

// Addresses lists the addresses of each room's relays, as far as they are known
// here.
func Addresses(tx sqldb.Tx) (map[string][]string, error) {
	known := map[string][]string{}
	err := sqldb.ReadJSON(tx, &known, `SELECT json_group_object(room, json(addresses)) FROM
 (SELECT room, json_group_array(address) AS addresses FROM amora_known_relay GROUP BY room)`)
	return known, err
}

// KeyAt is the fingerprint of the key that an address shows, as far as is
// known here, else "".
func KeyAt(tx sqldb.Tx, room, address string) (string, error) {
	fingerprint, _, err := Contact{Room: room, Address: address}.known(tx)
	return fingerprint, err
}

func (c Contact) takenBack() error {
	return fault.Errorf(fault.RelayNotAdmitted, "an admin of the dataset has taken back the key %s, which the relay at %s shows",
		c.fingerprint(), c.Address).
		WithHint("check the address; " + c.fingerprint() + " stays refused, a relay that begins with another key can be admitted")
}

func (c Contact) notAdmitted(admin bool) error {
	err := fault.Errorf(fault.RelayNotAdmitted, "the relay at %s shows the key %s, which is not admitted to this dataset",
		c.Address, c.fingerprint())
	if !admin {
		return err.WithHint("check the address; if it is right, the database that began the dataset, or an admin's, has to admit " + c.fingerprint())
	}
	return err.WithHint("if whoever runs it names the same fingerprint, admit it: amora sync --admit " + c.fingerprint() +
		`, or sync(relay, { admit: "` + c.fingerprint() + `" })`)
}

// Key is the key of a relay that was admitted to a room, or taken back.
type Key struct {
	Room        string   `json:"room"`        // id of the dataset's root certificate
	Fingerprint string   `json:"fingerprint"` // [trust.KeyFingerprint] of the key
	Addresses   []string `json:"addresses"`   // host:port where this database has met it, sorted
	Revoked     bool     `json:"revoked"`     // it counts no more, for ever
}

// List lists the keys of a room's relays by its rules: those that are
// admitted, in the order of their admission, then those taken back unlisted.
func List(tx sqldb.Tx, rules *trust.Rules) ([]Key, error) {
	met := map[string][]string{}
	err := sqldb.ReadJSON(tx, &met, `SELECT json_group_object(fingerprint, json(addresses)) FROM (
 SELECT fingerprint, json_group_array(address ORDER BY address) AS addresses FROM amora_known_relay WHERE room = ?1 GROUP BY fingerprint)`, rules.Room)
	var keys []string
	for _, key := range rules.RelayKeys {
		keys = append(keys, trust.KeyFingerprint(key))
	}
	for _, key := range rules.RevokedKeys {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	list := make([]Key, len(keys))
	for i, key := range keys {
		list[i] = Key{Room: rules.Room, Fingerprint: key, Addresses: append([]string{}, met[key]...), Revoked: rules.RevokesKey(key)}
	}
	return list, err
}
