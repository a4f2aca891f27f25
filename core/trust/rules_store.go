package trust

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// LoadRules reads a room's signed bundle, nil where there is none.
func LoadRules(tx sqldb.Tx, room string) (*Rules, error) {
	rows, err := tx.Query("SELECT text, signature FROM amora_bundle WHERE room = ?1", room)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return parseRules(value.CellText(rows[0][0]), value.CellText(rows[0][1]))
}

// RoomRules is the room's bundle, or an unsigned one with the definitions
// that are stored here, for rooms that Morango peers began.
func RoomRules(tx sqldb.Tx, room, profile string) (*Rules, error) {
	b, err := LoadRules(tx, room)
	if err != nil || b != nil {
		return b, err
	}
	definitions, err := loadDefinitions(tx, profile)
	return &Rules{Room: room, Profile: profile, Scopes: definitions}, err
}

// SaveRules stores a bundle that OpenRules or sign vouches for, unless a
// newer one is there, and returns the one that counts. Error: scope_mismatch
// where it says another thing about a definition than what is stored.
func SaveRules(tx sqldb.Tx, b *Rules) (*Rules, error) {
	stored, err := LoadRules(tx, b.Room)
	if err != nil {
		return nil, err
	}
	if stored != nil && !b.NewerThan(stored) {
		return stored, nil
	}
	if err := SaveDefinitions(tx, b.Profile, b.Scopes); err != nil {
		return nil, err
	}
	_, err = tx.Exec(`INSERT INTO amora_bundle (room, sequence, text, signature) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (room) DO UPDATE SET sequence = excluded.sequence, text = excluded.text, signature = excluded.signature`,
		b.Room, b.Sequence, b.text, b.signature)
	return b, err
}

// ReceiveRules takes a bundle from a peer: verified against the room's root,
// stored if it is newer. It returns the one that counts. What it forbids is
// forbidden at once: the own write scope follows.
func ReceiveRules(tx sqldb.Tx, root *Certificate, text, signature string) (*Rules, error) {
	b, err := OpenRules(root, text, signature)
	if err != nil {
		return nil, err
	}
	if b, err = uniteRules(tx, b); err != nil {
		return nil, err
	}
	return b, RefreshWriteScope(tx)
}

// uniteRules is SaveRules that loses nothing where the root's key is: another
// copy of the key may have signed the one bundle without having seen the other.
// What the one that counts lacks, a revocation say, is added to it.
func uniteRules(tx sqldb.Tx, received *Rules) (*Rules, error) {
	stored, err := LoadRules(tx, received.Room)
	if err != nil {
		return nil, err
	}
	counts, err := SaveRules(tx, received)
	if err != nil || stored == nil || stored.text == received.text {
		return counts, err
	}
	err = amendRules(tx, received.Room, func(b *Rules) bool {
		older := b.absorb(stored)
		return b.absorb(received) || older
	})
	switch fault.CodeOf(err) {
	case "":
		return LoadRules(tx, received.Room)
	case fault.NoCertificate:
		return counts, nil
	default:
		return nil, err
	}
}

// amendRules changes a room's bundle and signs it anew, if change says that
// it changed something. Only the holder of the root's key can: others get
// no_certificate.
func amendRules(tx sqldb.Tx, room string, change func(*Rules) bool) error {
	b, err := LoadRules(tx, room)
	if err != nil {
		return err
	}
	root, err := LoadCertificate(tx, room)
	if err != nil {
		return err
	}
	if b == nil || !root.Owned() {
		return fault.Errorf(fault.NoCertificate, "the root key of room %s is not here", room)
	}
	if !change(b) {
		return nil
	}
	if err := b.Sign(root); err != nil {
		return err
	}
	_, err = SaveRules(tx, b)
	return err
}

// AddRelayKey lists a relay's key, so that a chain in which it signs
// something is refused everywhere.
func AddRelayKey(tx sqldb.Tx, room, publicKey string) error {
	key, err := canonicalPublicKey(publicKey)
	if err != nil {
		return err
	}
	return amendRules(tx, room, func(b *Rules) bool { return b.absorb(&Rules{RelayKeys: []string{key}}) })
}

// Revoke adds a certificate to those that no longer count, nor anything that
// was signed with them.
func Revoke(tx sqldb.Tx, room, certificate string) error {
	return amendRules(tx, room, func(b *Rules) bool { return b.absorb(&Rules{Revoked: []string{certificate}}) })
}

// AdoptScopes stores the schema's scope definitions. In a database that
// belongs to a dataset already, the room's bundle takes up what a newer build
// of the app declares; without the root's key that is another device's to do.
func AdoptScopes(tx sqldb.Tx, s Declared) error {
	if err := SaveDefinitions(tx, s.Profile, s.Scopes); err != nil {
		return err
	}
	room, err := LocalRoom(tx)
	if err != nil || room == "" {
		return err
	}
	err = amendRules(tx, room, func(b *Rules) bool { return b.extend(s) })
	if err != nil && fault.CodeOf(err) != fault.NoCertificate {
		return err
	}
	return RefreshWriteScope(tx)
}
