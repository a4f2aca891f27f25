package notes

import (
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// The bounds of a message, and of what a relay keeps: the newest notes.
const (
	pageNotes = 64
	pageBytes = 512 << 10
	kept      = 5000
)

// page is a part of a log.
type page struct {
	Notes   []trust.SignedStatement `json:"notes"`
	Through int64                   `json:"through"` // number of the last note
	More    bool                    `json:"more"`    // whether there are others
}

// readPage reads the notes of a room after a number, as many as a message takes.
func readPage(tx sqldb.Tx, room string, after int64) (p page, err error) {
	p.Notes, p.Through = []trust.SignedStatement{}, after
	err = sqldb.ReadJSON(tx, &p, `WITH page AS (SELECT n, text, signature, chain,
 sum(length(text) + length(signature) + length(chain)) OVER (ORDER BY n) AS bytes
 FROM (SELECT * FROM amora_note WHERE room = ?1 AND n > ?2 ORDER BY n LIMIT ?3)),
taken AS (SELECT * FROM page WHERE bytes <= ?4 OR n = (SELECT min(n) FROM page))
SELECT json_object('notes', (SELECT json_group_array(json_object(
  'text', text, 'signature', signature, 'chain', chain)) FROM (SELECT * FROM taken ORDER BY n)),
 'through', (SELECT ifnull(max(n), ?2) FROM taken),
 'more', json(iif(
  EXISTS (SELECT 1 FROM amora_note WHERE room = ?1 AND n > (SELECT max(n) FROM taken)), 'true', 'false')))`,
		room, after, pageNotes, pageBytes)
	return p, err
}

// NewestFor is the number of a room's newest note for an admin, and 0 for
// everybody else.
func NewestFor(tx sqldb.Tx, room string, admin bool) (int64, error) {
	if !admin {
		return 0, nil
	}
	return newest(tx, room)
}

// newest is the number of a room's newest note, 0 where there is none.
func newest(tx sqldb.Tx, room string) (int64, error) {
	return sqldb.Int(tx, "SELECT ifnull(max(n), 0) FROM amora_note WHERE room = ?1", room)
}

// add adds notes to the log. A certificate that has a note keeps it.
func add(tx sqldb.Tx, room string, list []verified) error {
	if len(list) == 0 {
		return nil
	}
	type row struct {
		ID string `json:"id"`
		trust.SignedStatement
	}
	rows := make([]row, len(list))
	for i, v := range list {
		rows[i] = row{v.Certificate, v.signed}
	}
	_, err := tx.Exec(`INSERT INTO amora_note (n, room, certificate_id, text, signature, chain)
SELECT (SELECT ifnull(max(n), 0) FROM amora_note) + 1 + j.key, ?1, j.value ->> 'id', j.value ->> 'text',
 j.value ->> 'signature', j.value ->> 'chain' FROM json_each(?2) j WHERE true
ON CONFLICT (certificate_id) DO NOTHING`, room, sqldb.ToJSON(rows))
	return err
}
