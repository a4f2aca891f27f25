package counter

import (
	"encoding/json"
	"strconv"

	"github.com/amora-sync/amora/core/sqldb"
)

// With each token that a relay takes it draws a mark, which stands in the
// receipt. Both sides remember the marks, the latest maxMarks of an instance, and
// find out by them up to which token they have one history (PROTOCOL.md §4). The
// tokens themselves would not do: a copy that was made while an answer was missing
// proposes the same one. Marks are kept in a text, the latest last; a client keeps
// its counter with each, eight hex digits as well.
const (
	maxMarks     = 256
	markChars    = 8
	counterChars = 8
	maxCounter   = 1<<32 - 1 // a higher one is kept as this, and tells nothing
)

// Agreed is what a relay remembers of the tokens of an instance.
type Agreed struct {
	Sequence int64  `json:"sequence"` // of the latest, 0 for an instance that is not known
	Marks    string `json:"marks"`    // the latest ones
}

// at is the mark of the token with a sequence, "" where it is not remembered.
func (a Agreed) at(sequence int64) string { return entry(a.Marks, markChars, a.Sequence-sequence) }

// entry is the one behind which come so many later ones in a text of entries of
// a size, "" where there is none.
func entry(text string, size int, later int64) string {
	n := int64(len(text) / size)
	if later < 0 || later >= n {
		return ""
	}
	return text[(n-later-1)*int64(size):][:size]
}

// Said is what a relay says of a pairing when it takes a token.
type Said struct {
	Instance string            // the relay's
	Counter  int64             // the highest that the relay knows of the pairing's instance
	Receipt  json.RawMessage   // for the token
	Agreed   map[string]Agreed // what it remembers of the instances before
}

// ReadAgreed reads what this side, as a relay, remembers of an instance.
func ReadAgreed(tx sqldb.Tx, instance string) (a Agreed, err error) {
	err = sqldb.ReadJSON(tx, &a, `SELECT json_object('Sequence', sequence, 'Marks', marks)
FROM amora_member WHERE instance_id = ?1`, instance)
	return a, err
}

// ReadAgreedAs is [ReadAgreed] for several instances that the holder of a
// certificate says it was, by id. Of others' it tells nothing: they have -1 for
// a sequence.
func ReadAgreedAs(tx sqldb.Tx, certificate string, instances []string) (by map[string]Agreed, err error) {
	if len(instances) == 0 {
		return nil, nil
	}
	err = sqldb.ReadJSON(tx, &by, `SELECT json_group_object(f.value, CASE WHEN m.instance_id IS NULL
  THEN json_object('Sequence', 0) WHEN m.certificate_id <> ?2 THEN json_object('Sequence', -1)
  ELSE json_object('Sequence', m.sequence, 'Marks', m.marks) END)
FROM json_each(?1) f LEFT JOIN amora_member m ON m.instance_id = f.value`, sqldb.ToJSON(instances), certificate)
	return by, err
}

// Former is an instance that this database was with a relay before the relay
// became another instance.
type Former struct {
	Instance string // id
	Sequence int64  // of the latest token
	Marks    string // each with the counter of Instance when the token was proposed
}

// MaxFormer is the most instances that a client says it was with one relay.
const MaxFormer = 64

// readFormer reads what this database was in a room with the relay of a name, as
// other instances of it.
func readFormer(tx sqldb.Tx, room, relay string) (list []Former, err error) {
	err = sqldb.ReadJSON(tx, &list, `SELECT json_group_array(json_object('Instance', instance_id,
 'Sequence', CAST(CASE WHEN json_valid(receipt) THEN receipt ->> 'sequence' END AS INTEGER), 'Marks', marks))
FROM (SELECT * FROM amora_relay
 WHERE room = ?1 AND substr(relay, 1, 65) = substr(?2, 1, 65) AND relay <> ?2 LIMIT ?3)`, room, relay, MaxFormer)
	return list, err
}

// Shared is the counter up to which all copies of this database hold the same
// saves of the instance, by what the relay remembers. all says that nobody else
// has gone on with the relay as this instance: all are this database's own.
func (f Former) Shared(relay Agreed) (shared int64, all bool) {
	if relay.Sequence == 0 {
		return 0, true
	}
	const size = markChars + counterChars
	for later := range int64(len(f.Marks) / size) {
		own, sequence := entry(f.Marks, size, later), f.Sequence-later
		if own[:markChars] != relay.at(sequence) {
			continue
		}
		shared, err := strconv.ParseInt(own[markChars:], 16, 64)
		if err != nil || shared == maxCounter {
			return 0, false
		}
		return shared, sequence == relay.Sequence
	}
	return 0, false
}

// mark is the mark in a receipt, "" if there is none.
func mark(receipt json.RawMessage) string {
	var r Receipt
	if json.Unmarshal(receipt, &r) != nil || len(r.Mark) != markChars {
		return ""
	}
	if _, err := strconv.ParseUint(r.Mark, 16, 32); err != nil {
		return ""
	}
	return r.Mark
}
