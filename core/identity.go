package core

import (
	"encoding/hex"
	"fmt"
	"io"
	"sync/atomic"
	"time"
)

// Identity is who a database saves as: its present instance id and that
// instance's counter (Morango's InstanceIDModel, models/core.py).
type Identity struct {
	id    atomic.Pointer[string]
	clock func() time.Time
	rand  io.Reader
}

func newIdentity(clock func() time.Time, rand io.Reader) *Identity {
	return &Identity{clock: clock, rand: rand}
}

// ID is the instance id that this database saved as last, 32 hex digits.
func (i *Identity) ID() string { return *i.id.Load() }

// Time is the clock's.
func (i *Identity) Time() time.Time { return i.clock() }

// Rand is where random ids come from.
func (i *Identity) Rand() io.Reader { return i.rand }

// load reads the current instance id; if there is none, or it is not
// to be used again, it makes a database id and an instance id (MORANGO.md §1).
// A database has no hardware here: system and node id are empty, the random
// database id alone makes the instance unique.
func (i *Identity) load(tx Tx, renew bool) error {
	id, err := tx.Text("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	if err != nil || id != "" && !renew {
		i.id.Store(&id)
		return err
	}
	return i.renew(tx, MaxCounter)
}

// renew gives the database a fresh database id and instance id, as a
// copied or restored file needs before it may use a counter.
//
// It has all that it wrote under the earlier ones, up to the counter known and
// whatever the filters it serialized with: else what no filter's
// DatabaseMaxCounter covers yet would never leave it. The transfers under way
// end, as the other sides may have gone on with them without this copy. What
// was agreed on with relays is forgotten: another copy may go on with it.
func (i *Identity) renew(tx Tx, known int64) error {
	database, err := i.newID()
	if err != nil {
		return err
	}
	id := sha2UUID(database, "", "")
	i.id.Store(&id)
	return execAll(tx,
		statement{`INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT '', id, min(counter, ?1) FROM morango_instanceidmodel WHERE min(counter, ?1) > 0
 AND (current = 1 OR id IN (SELECT instance_id FROM amora_relay))
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`, []any{known}},
		statement{"DELETE FROM morango_buffer", nil},
		statement{"UPDATE morango_transfersession SET active = 0, transfer_stage_status = 'errored', buffer_first = NULL WHERE active = 1", nil},
		statement{"DELETE FROM amora_relay", nil},
		statement{"UPDATE morango_databaseidmodel SET current = 0", nil},
		statement{"UPDATE morango_instanceidmodel SET current = 0", nil},
		statement{"INSERT INTO morango_databaseidmodel (id, current, date_generated, initial_instance_id) VALUES (?1, 1, ?2, ?3)",
			[]any{database, i.now(), id}},
		statement{"INSERT INTO morango_instanceidmodel (id, database_id, current) VALUES (?1, ?2, 1)", []any{id, database}},
	)
}

// Version names what an instance saved in one go.
type Version struct {
	Instance string // id
	Counter  int64  // of the instance
}

// nextVersion adds one to the counter of the current instance, inside the
// transaction that uses it (models/core.py,
// get_current_instance_and_increment_counter).
func (i *Identity) nextVersion(tx Tx) (v Version, err error) {
	err = readJSON(tx, &v, `UPDATE morango_instanceidmodel SET counter = counter + 1 WHERE current = 1
RETURNING json_object('Instance', id, 'Counter', counter)`)
	return v, err
}

// current reads the instance that the database saves as, and its counter.
func current(tx Tx) (id string, counter int64, err error) {
	var v Version
	err = readJSON(tx, &v, "SELECT json_object('Instance', id, 'Counter', counter) FROM morango_instanceidmodel WHERE current = 1")
	return v.Instance, v.Counter, err
}

// newID makes 32 random hex digits, a uuid4 in Morango's spelling.
func (i *Identity) newID() (string, error) { return randomID(i.rand) }

func randomID(rand io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return "", fmt.Errorf("random id: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// timeFormat sorts as text and matches Morango's in responses (MORANGO.md §9).
const timeFormat = "2006-01-02T15:04:05.000000Z"

func (i *Identity) now() string { return formatTime(i.clock()) }

// formatTime writes a time as the engine's tables hold it.
func formatTime(t time.Time) string { return t.UTC().Format(timeFormat) }

// Nonces are those of this database.
func (i *Identity) Nonces() Nonces { return Nonces{Clock: i.clock, Rand: i.rand} }
