// Package seen keeps when a relay last saw the holders of certificates, and
// tells whoever let them in (PROTOCOL.md §4).
//
// It hides the table, which relays and devices have. Begin with [Note].
//
// It imports sqldb and value.
package seen

import (
	"time"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// most is how many certificates a relay tells of at once: those that it saw last.
const most = 500

// ForgetSQL keeps the table of a relay within bounds, whoever makes certificates
// for it to see.
const ForgetSQL = "DELETE FROM amora_seen WHERE certificate_id IN (SELECT certificate_id FROM amora_seen ORDER BY at DESC LIMIT -1 OFFSET 5000)"

// Note notes that the holders of certificates, which are stored, have proved
// themselves now. Within an hour it writes once.
func Note(tx sqldb.Tx, now string, certificates ...string) error {
	_, err := tx.Exec(`INSERT INTO amora_seen (certificate_id, parent_id, at)
SELECT c.id, ifnull(c.parent_id, ''), ?2 FROM json_each(?1) j CROSS JOIN morango_certificate c ON c.id = j.value WHERE true
ON CONFLICT (certificate_id) DO UPDATE SET at = excluded.at WHERE substr(at, 1, 13) < substr(excluded.at, 1, 13)`,
		sqldb.ToJSON(certificates), now)
	return err
}

// Enter notes a certificate as [Note] does, and returns when those were last seen
// that it has signed, by id; of an admin's everybody's.
func Enter(tx sqldb.Tx, now, certificate string, admin bool) (times map[string]string, err error) {
	if err = Note(tx, now, certificate); err != nil {
		return nil, err
	}
	err = sqldb.ReadJSON(tx, &times, `SELECT json_group_object(certificate_id, at) FROM
 (SELECT certificate_id, at FROM amora_seen WHERE parent_id = ?1 OR ?2 AND certificate_id <> ?1 ORDER BY at DESC LIMIT ?3)`,
		certificate, admin, most)
	return times, err
}

// Learn takes in what a relay tells of certificates that are here. A time that is
// none, or yet to come, is not taken.
func Learn(tx sqldb.Tx, told map[string]string, now string) error {
	believed := map[string]string{}
	for id, at := range told {
		if _, err := time.Parse(value.TimeFormat, at); err == nil && at <= now {
			believed[id] = at
		}
	}
	if len(believed) == 0 || len(believed) > most {
		return nil
	}
	_, err := tx.Exec(`INSERT INTO amora_seen (certificate_id, parent_id, at)
SELECT j.key, ifnull(c.parent_id, ''), j.value FROM json_each(?1) j CROSS JOIN morango_certificate c ON c.id = j.key WHERE true
ON CONFLICT (certificate_id) DO UPDATE SET at = excluded.at WHERE at < excluded.at`, sqldb.ToJSON(believed))
	return err
}

// Times is when certificates were last seen, by id, as far as it is known here.
func Times(tx sqldb.Tx) (times map[string]string, err error) {
	err = sqldb.ReadJSON(tx, &times, "SELECT json_group_object(certificate_id, at) FROM amora_seen")
	return times, err
}

// Among is [Times] of the certificates that a query selects, by their ids.
func Among(tx sqldb.Tx, query string, args ...any) (times map[string]string, err error) {
	err = sqldb.ReadJSON(tx, &times,
		"SELECT json_group_object(certificate_id, at) FROM amora_seen WHERE certificate_id IN ("+query+")", args...)
	return times, err
}

// Endorsed tells which of the certificates have endorsed a device before.
func Endorsed(tx sqldb.Tx, device string, certificates []string) (map[string]bool, error) {
	var ids []string
	err := sqldb.ReadJSON(tx, &ids, `SELECT json_group_array(certificate_id) FROM amora_endorsement
WHERE device = ?1 AND certificate_id IN (SELECT value FROM json_each(?2))`, device, sqldb.ToJSON(certificates))
	endorsed := map[string]bool{}
	for _, id := range ids {
		endorsed[id] = true
	}
	return endorsed, err
}
