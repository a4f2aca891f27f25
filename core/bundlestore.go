package core

// LoadBundle reads a room's signed bundle, nil where there is none.
func LoadBundle(tx Tx, room string) (*Bundle, error) {
	rows, err := tx.Query("SELECT text, signature FROM amora_bundle WHERE room = ?1", room)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return parseBundle(cellText(rows[0][0]), cellText(rows[0][1]))
}

// RoomRules is the room's bundle, or an unsigned one with the definitions
// that are stored here, for rooms that Morango peers began.
func RoomRules(tx Tx, room, profile string) (*Bundle, error) {
	b, err := LoadBundle(tx, room)
	if err != nil || b != nil {
		return b, err
	}
	definitions, err := loadDefinitions(tx, profile)
	return &Bundle{Room: room, Profile: profile, Scopes: definitions}, err
}

// saveBundle stores a bundle that openBundle or sign vouches for, unless a
// newer one is there, and returns the one that counts. Error: scope_mismatch
// where it says another thing about a definition than what is stored.
func saveBundle(tx Tx, b *Bundle) (*Bundle, error) {
	stored, err := LoadBundle(tx, b.Room)
	if err != nil {
		return nil, err
	}
	if stored != nil && !b.newerThan(stored) {
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

// ReceiveBundle takes a bundle from a peer: verified against the room's root,
// stored if it is newer. It returns the one that counts. What it forbids is
// forbidden at once: the own write scope follows.
func ReceiveBundle(tx Tx, root *Certificate, text, signature string) (*Bundle, error) {
	b, err := openBundle(root, text, signature)
	if err != nil {
		return nil, err
	}
	if b, err = uniteBundle(tx, b); err != nil {
		return nil, err
	}
	return b, refreshWriteScope(tx)
}

// uniteBundle is saveBundle that loses nothing where the root's key is: another
// copy of the key may have signed the one bundle without having seen the other.
// What the one that counts lacks, a revocation say, is added to it.
func uniteBundle(tx Tx, received *Bundle) (*Bundle, error) {
	stored, err := LoadBundle(tx, received.Room)
	if err != nil {
		return nil, err
	}
	counts, err := saveBundle(tx, received)
	if err != nil || stored == nil || stored.text == received.text {
		return counts, err
	}
	err = amendBundle(tx, received.Room, func(b *Bundle) bool {
		older := b.absorb(stored)
		return b.absorb(received) || older
	})
	switch CodeOf(err) {
	case "":
		return LoadBundle(tx, received.Room)
	case CodeNoCertificate:
		return counts, nil
	default:
		return nil, err
	}
}

// amendBundle changes a room's bundle and signs it anew, if change says that
// it changed something. Only the holder of the root's key can: others get
// no_certificate.
func amendBundle(tx Tx, room string, change func(*Bundle) bool) error {
	b, err := LoadBundle(tx, room)
	if err != nil {
		return err
	}
	root, err := loadCertificate(tx, room)
	if err != nil {
		return err
	}
	if b == nil || !root.Owned() {
		return Errorf(CodeNoCertificate, "the root key of room %s is not here", room)
	}
	if !change(b) {
		return nil
	}
	if err := b.sign(root); err != nil {
		return err
	}
	_, err = saveBundle(tx, b)
	return err
}

// AddRelayKey lists a relay's key, so that a chain in which it signs
// something is refused everywhere.
func AddRelayKey(tx Tx, room, publicKey string) error {
	key, err := canonicalPublicKey(publicKey)
	if err != nil {
		return err
	}
	return amendBundle(tx, room, func(b *Bundle) bool { return b.absorb(&Bundle{RelayKeys: []string{key}}) })
}

// revoke adds a certificate to those that no longer count, nor anything that
// was signed with them.
func revoke(tx Tx, room, certificate string) error {
	return amendBundle(tx, room, func(b *Bundle) bool { return b.absorb(&Bundle{Revoked: []string{certificate}}) })
}

// adoptScopes stores the schema's scope definitions. In a database that
// belongs to a dataset already, the room's bundle takes up what a newer build
// of the app declares; without the root's key that is another device's to do.
func adoptScopes(tx Tx, s Declared) error {
	if err := SaveDefinitions(tx, s.Profile, s.Scopes); err != nil {
		return err
	}
	room, err := localRoom(tx)
	if err != nil || room == "" {
		return err
	}
	err = amendBundle(tx, room, func(b *Bundle) bool { return b.extend(s) })
	if err != nil && CodeOf(err) != CodeNoCertificate {
		return err
	}
	return refreshWriteScope(tx)
}
