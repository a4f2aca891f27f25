package notes

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Answer takes an admin's notes in at a relay, and returns those that the admin
// lacks. message is the JSON of a [Message]. noRoom says why nothing can be
// stored, nil where it can. Errors: bad_request, outside_scope for a certificate
// that is no admin's.
func Answer(
	ctx context.Context, db sqldb.DB, room, certificate string, message []byte, noRoom error,
) (reply Reply, err error) {
	var m Message
	if err := json.Unmarshal(message, &m); err != nil {
		return reply, fault.Errorf(fault.BadRequest, "a message with notes that cannot be read: %v", err)
	}
	if len(m.Notes) > 0 {
		reply.Refused = fault.CodeOf(noRoom)
	}
	if noRoom == nil && len(m.Notes) > 0 {
		err := db.Update(ctx, func(tx sqldb.Tx) error { return m.store(tx, room, certificate) })
		if reply.Refused = fault.CodeOf(err); err != nil && !reply.Refused.Storage() {
			return reply, err
		}
	}
	err = db.View(ctx, func(tx sqldb.Tx) error {
		rules, err := trust.LoadRules(tx, room)
		if err != nil {
			return err
		}
		if !admins(rules, certificate) {
			return errNoAdmin
		}
		if reply.page, err = readPage(tx, room, m.Since); err != nil {
			return err
		}
		reply.Notes = slices.DeleteFunc(reply.Notes, func(s trust.SignedStatement) bool {
			return slices.Contains(m.Notes, s)
		})
		reply.Seen, err = seen.Among(tx, `SELECT certificate_id FROM amora_note WHERE room = ?1 AND n > ?2 AND n <= ?3`,
			room, m.Since, reply.Through)
		return err
	})
	return reply, err
}

var errNoAdmin = fault.Errorf(fault.OutsideScope, "notes are for the dataset's admins")

// store adds notes that verify to the log.
func (m Message) store(tx sqldb.Tx, room, certificate string) error {
	rules, err := trust.LoadRules(tx, room)
	if err != nil {
		return err
	}
	if !admins(rules, certificate) {
		return errNoAdmin
	}
	root, err := trust.LoadCertificate(tx, room)
	if err != nil {
		return err
	}
	if err := add(tx, room, valid(rules, root, m.Notes)); err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM amora_note WHERE n <= (SELECT max(n) FROM amora_note) - ?1", kept)
	return err
}
