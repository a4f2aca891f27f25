package trust

import (
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// LoadRules reads a room's signed rules, nil where there are none. The table
// calls them the room's bundle.
func LoadRules(tx sqldb.Tx, room string) (*Rules, error) {
	rows, err := tx.Query("SELECT text, signature FROM amora_bundle WHERE room = ?1", room)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return parseRules(sqldb.CellText(rows[0][0]), sqldb.CellText(rows[0][1]))
}

// RoomRules reads a room's signed rules. A room that Morango peers began has
// none: there RoomRules makes unsigned ones of what [SaveDeclared] has stored
// for the profile.
func RoomRules(tx sqldb.Tx, room, profile string) (*Rules, error) {
	b, err := LoadRules(tx, room)
	if err != nil || b != nil {
		return b, err
	}
	b = &Rules{Room: room, Profile: profile}
	if b.Scopes, err = loadDefinitions(tx, profile); err != nil {
		return nil, err
	}
	return b, sqldb.ReadJSON(tx, &b.IDRules, "SELECT "+rooms.IDRules("?1"), value.FilterArg(value.Filter{room}))
}

// SaveDeclared stores what a schema declares about a room that a Morango peer
// begins, where nobody signs rules. Scope definitions that are there never
// change. Error: scope_mismatch.
func SaveDeclared(tx sqldb.Tx, s Declared) error {
	if err := SaveDefinitions(tx, s.Profile, s.Scopes); err != nil {
		return err
	}
	rules := NewRules("", s).IDRules
	return sqldb.SetMeta(tx, "id_rules", sqldb.ToJSON(rules))
}

// ServedRules reads the rules by which a relay serves a room: the signed ones,
// or those of [RoomRules] where Morango peers began the room; nil where nobody
// has entered the room, or its profile's definitions are not here.
func ServedRules(tx sqldb.Tx, room string) (*Rules, error) {
	b, err := LoadRules(tx, room)
	if err != nil || b != nil {
		return b, err
	}
	root, err := LoadCertificate(tx, room)
	if fault.CodeOf(err) == fault.NoCertificate {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if b, err = RoomRules(tx, room, root.Profile); err != nil || len(b.Scopes) == 0 {
		return nil, err
	}
	return b, nil
}

// SaveRules stores rules that [OpenRules] or [Rules.Sign] vouches for, united
// with those that are there, and returns those that count. Definitions of a room
// stay in its rules: stored for the profile, they would count in a room that has
// no signed rules. Error: scope_mismatch for another text of a definition than
// what the root had signed.
func SaveRules(tx sqldb.Tx, b *Rules) (*Rules, error) {
	stored, err := LoadRules(tx, b.Room)
	if err != nil {
		return nil, err
	}
	if stored != nil {
		root, err := LoadCertificate(tx, b.Room)
		if err != nil {
			return nil, err
		}
		joined, err := stored.Join(root, b.Signed())
		if err != nil || joined.text == stored.text {
			return stored, err
		}
		if err := stored.keeps(joined.Scopes); err != nil {
			return nil, err
		}
		b = joined
	}
	_, err = tx.Exec(`INSERT INTO amora_bundle (room, sequence, text, signature) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (room) DO UPDATE SET sequence = excluded.sequence, text = excluded.text, signature = excluded.signature`,
		b.Room, b.Sequence, b.text, b.signature)
	return b, err
}

// ReceiveRules takes rules from a peer: it verifies them by the room's root,
// stores what they add, and returns the rules that count. What they forbid is
// forbidden at once: the write scope of this database follows. Errors: those of
// [OpenRules] and [SaveRules].
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

// uniteRules is [SaveRules], and loses nothing of what the root's key, or the
// admin's that is here, has signed. Another copy of it may have signed the
// received statement without having seen the stored one. What the one that counts
// lacks of the other, a revocation for example, is added to it.
func uniteRules(tx sqldb.Tx, received *Rules) (*Rules, error) {
	stored, err := LoadRules(tx, received.Room)
	if err != nil {
		return nil, err
	}
	counts, err := SaveRules(tx, received)
	if err != nil || stored == nil || stored.text == received.text {
		return counts, err
	}
	a, err := findAuthor(tx, counts)
	if err != nil {
		return counts, ignore(err, fault.NoCertificate)
	}
	older, err := a.said(stored)
	if err != nil {
		return nil, err
	}
	newer, err := a.said(received)
	if err != nil || older == nil || newer == nil || older.text == newer.text {
		return counts, err
	}
	added := newer.clone()
	if added.RelayKeys, err = withoutRefused(tx, received.Room, newer.RelayKeys); err != nil {
		return nil, err
	}
	err = amendRules(tx, received.Room, func(b *Rules) bool {
		lost := b.absorb(older)
		return b.absorb(added) || lost
	})
	if err != nil {
		return nil, err
	}
	return LoadRules(tx, received.Room)
}

// ignore is nil for an error of this code, else the error.
func ignore(err error, code fault.Code) error {
	if fault.CodeOf(err) == code {
		return nil
	}
	return err
}

// AddRelayKey adds a relay's key to a room's rules, so that a chain in which
// the key signs something is refused everywhere. Errors: bad_certificate for a
// text that is no key, no_certificate where no admin's key is here.
func AddRelayKey(tx sqldb.Tx, room, publicKey string) error {
	key, err := CanonicalKey(publicKey)
	if err != nil {
		return err
	}
	return amendRules(tx, room, func(b *Rules) bool { return b.absorb(&Rules{RelayKeys: []string{key}}) })
}

// Revoke adds a certificate, by id, to those that no longer count. What was
// signed with it no longer counts either. What an admin has published counts on:
// whoever takes its certificate back takes that over; but for definitions and
// rules of models, for which [Declare] stands. Errors: no_certificate
// where no admin's key is here, outside_scope for an admin that ranks before the
// one here.
func Revoke(tx sqldb.Tx, room, certificate string) error {
	return amendRules(tx, room, func(b *Rules) bool { return b.absorb(&Rules{Revoked: []string{certificate}}) })
}

// RevokeKey adds a relay's key, by its fingerprint, to those that count no more
// in any certificate, for ever. Errors: bad_value for what is no fingerprint, or
// the root's own; no_certificate where no admin's key is here.
func RevokeKey(tx sqldb.Tx, room, fingerprint string) error {
	if err := CheckFingerprint(fingerprint); err != nil {
		return err
	}
	root, err := LoadCertificate(tx, room)
	if err != nil {
		return err
	}
	if KeyFingerprint(root.PublicKey) == fingerprint {
		return fault.Errorf(fault.BadValue, "the root's key cannot be revoked")
	}
	return amendRules(tx, room, func(b *Rules) bool { return b.absorb(&Rules{RevokedKeys: []string{fingerprint}}) })
}

// keeps makes sure that definitions say what the room's root has signed. What
// only an admin has said need not last. Error: scope_mismatch.
func (b *Rules) keeps(definitions []ScopeDefinition) error {
	first, err := b.first()
	if err != nil {
		return err
	}
	return unchanged(first.Scopes, definitions)
}

// AdoptScopes takes up the scope definitions that the schema declares. Where a
// room has signed rules, these count before the schema, and take up what a newer
// build of the app declares. Else the definitions are stored. Error:
// scope_mismatch, unless there are several datasets.
func AdoptScopes(tx sqldb.Tx, s Declared) error {
	held, err := rooms.Held(tx)
	unsigned := len(held) == 0
	for _, room := range held {
		b, failed := LoadRules(tx, room)
		if err = failed; err == nil && b == nil {
			unsigned = true
		} else if err == nil {
			err = b.adopt(tx, s)
		}
		if len(held) > 1 { // one dataset keeps nobody from opening the others
			err = ignore(err, fault.ScopeMismatch)
		}
		if err != nil {
			return err
		}
	}
	if err == nil && unsigned {
		err = SaveDefinitions(tx, s.Profile, s.Scopes)
	}
	if err != nil {
		return err
	}
	return RefreshWriteScope(tx)
}

// adopt has a room's rules take up what the schema declares. Seldom: at most
// starts the rules have all of it. Error: scope_mismatch.
func (b *Rules) adopt(tx sqldb.Tx, s Declared) error {
	if err := b.keeps(s.Scopes); err != nil || !b.clone().extend(s) {
		return err
	}
	return Declare(tx, b.Room, s)
}

// Declare adds what the schema declares to a room's rules. Where no admin's key
// is here, or there is no room left, that is left to a device of another admin.
func Declare(tx sqldb.Tx, room string, s Declared) error {
	err := amendRules(tx, room, func(b *Rules) bool { return b.extend(s) })
	return ignore(ignore(err, fault.NoCertificate), fault.Limit)
}
