package morango

import (
	"slices"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// Records lie in the Buffer as package pipeline writes them: in chunks, JSON
// arrays of records that are arrays themselves (PROTOCOL.md §6). In Morango's
// protocol each is an object (MORANGO.md §12). One becomes the other by putting
// its values in another order, each as it is written: SQLite alone reads what
// they mean, when they come into the Buffer.

// recordKeys are the keys of a record, in Morango's order (Morango's
// api/serializers.py, BufferSerializer), which writers keep to.
var recordKeys = []string{
	`"serialized"`, `"deleted"`, `"last_saved_instance"`, `"last_saved_counter"`, `"hard_deleted"`, `"partition"`,
	`"source_id"`, `"model_name"`, `"conflicting_serialized_data"`, `"model_uuid"`, `"transfer_session"`, `"profile"`,
	`"rmcb_list"`, `"_self_ref_fk"`,
}

// The places of keys in recordKeys.
const (
	serialized = iota
	deleted
	lastSavedInstance
	lastSavedCounter
	hardDeleted
	partition
	sourceID
	modelName
	conflictingData
	modelID
	transferSession
	profileName
	rmcbList
	selfReference
	recordFields
)

// record has the values of a record as they are written, by recordKeys.
type record [recordFields]string

// readRecord finds the values of a record. ok is false where it has other keys,
// or one twice: of these SQLite would read the first, others the last.
func readRecord(text string) (r record, ok bool) {
	if text[0] != '{' {
		return r, false
	}
	n := 0
	for key, value := range members(text) {
		at := n
		if at >= recordFields || recordKeys[at] != key {
			at = slices.Index(recordKeys, key)
		}
		if at < 0 || r[at] != "" {
			return r, false
		}
		r[at] = value
		n++
	}
	return r, n == recordFields
}

// Taken are the records of a peer.
type Taken struct {
	Count   int64  // how many they are
	Records string // as a [pipeline.Chunk] has them
	IDs     string // a JSON array
}

// At is the chunk of the records, which are those of a transfer from an offset
// on.
func (t Taken) At(offset int64) pipeline.Chunk {
	return pipeline.Chunk{Offset: offset, Count: t.Count, Records: t.Records}
}

// TakeRecords turns records of a transfer, a JSON array, into a chunk's. The
// caller has seen that it is valid JSON. A record with other keys becomes an
// empty array, one whose counters are another record's or transfer's gets
// counters that are none: both are refused as they come into the Buffer. Error:
// bad_record where the text is not UTF-8.
func TakeRecords(records, transfer string) (t Taken, err error) {
	if !utf8.ValidString(records) {
		return t, fault.Errorf(fault.BadRecord, "the records are not UTF-8")
	}
	session := sqldb.ToJSON(transfer)
	chunk, ids := make([]byte, 0, len(records)), make([]byte, 0, len(records)/20)
	for text := range elements(records) {
		separator := "[,"[min(t.Count, 1)]
		chunk, ids = append(chunk, separator), append(ids, separator)
		t.Count++
		r, ok := readRecord(text)
		if ok = ok && r[transferSession] == session; !ok {
			chunk, ids = append(chunk, "[]"...), append(ids, "null"...)
			continue
		}
		chunk, ids = r.appendTo(chunk), append(ids, textOrNull(r[modelID])...)
	}
	if t.Count == 0 {
		return Taken{Records: "[]", IDs: "[]"}, nil
	}
	t.Records, t.IDs = string(append(chunk, ']')), string(append(ids, ']'))
	return t, nil
}

// appendTo appends the record as a chunk has it. A value of another type than
// its key's becomes null, which is refused.
func (r *record) appendTo(b []byte) []byte {
	for i, value := range [...]string{
		textOrNull(r[modelID]), textOrNull(r[sourceID]), textOrNull(r[modelName]), textOrNull(r[partition]),
		textOrNull(r[selfReference]), textOrNull(r[lastSavedInstance]), numberOrNull(r[lastSavedCounter]),
		flagOrNull(r[deleted]), flagOrNull(r[hardDeleted]), r.counters(),
		textOrNull(r[serialized]), textOrNull(r[conflictingData]),
	} {
		b = append(append(b, "[,"[min(i, 1)]), value...)
	}
	return append(b, ']')
}

// counters are those beside the record's own version, as an object, or null.
func (r *record) counters() string {
	if r[rmcbList][0] != '[' {
		return `""`
	}
	b := []byte{}
	for text := range elements(r[rmcbList]) {
		if text[0] != '{' {
			return `""`
		}
		c := readCounter(text)
		if c.model != r[modelID] || c.session != r[transferSession] {
			return `""`
		}
		if c.instance == r[lastSavedInstance] && c.counter == r[lastSavedCounter] {
			continue // it stands beside them
		}
		if !isString(c.instance) {
			c.instance = `""`
		}
		b = append(append(b, "{,"[min(len(b), 1)]), c.instance+":"+numberOrNull(c.counter)...)
	}
	if len(b) == 0 {
		return "null"
	}
	return string(append(b, '}'))
}

// recordCounter has the values of a record's counter as they are written.
type recordCounter struct{ session, model, instance, counter string }

// readCounter finds the values of a counter: of a key that is there twice the
// first one, as SQLite reads it.
func readCounter(text string) (c recordCounter) {
	for key, value := range members(text) {
		if field := c.field(key); field != nil && *field == "" {
			*field = value
		}
	}
	return c
}

func (c *recordCounter) field(key string) *string {
	switch key {
	case `"transfer_session"`:
		return &c.session
	case `"model_uuid"`:
		return &c.model
	case `"instance_id"`:
		return &c.instance
	case `"counter"`:
		return &c.counter
	}
	return nil
}

func textOrNull(value string) string {
	if isString(value) {
		return value
	}
	return "null"
}

func numberOrNull(value string) string {
	if isNumber(value) {
		return value
	}
	return "null"
}

func flagOrNull(value string) string {
	switch value {
	case "true":
		return "1"
	case "false":
		return "0"
	}
	return "null"
}

// GiveRecords turns a chunk's records, as [pipeline.Engine.ReadChunk] returns
// them, into those that a peer takes.
func GiveRecords(chunk, transfer, profile string) string {
	session, profile := sqldb.ToJSON(transfer), sqldb.ToJSON(profile)
	b, counters := make([]byte, 0, 3*len(chunk)), []byte(nil)
	for text := range elements(chunk) {
		c := readChunked(text)
		counters = c.appendCounters(counters[:0], session)
		r := record{
			c[10], flag(c[7]), c[5], c[6], flag(c[8]), c[3], c[1], c[2], c[11], c[0], session, profile, string(counters), c[4],
		}
		b = r.appendObject(append(b, "[,"[min(len(b), 1)]))
	}
	if len(b) == 0 {
		return "[]"
	}
	return string(append(b, ']'))
}

// chunked has the values of a chunk's record as they are written (PROTOCOL.md
// §6).
type chunked [12]string

func readChunked(text string) (c chunked) {
	i := 0
	for value := range elements(text) {
		c[i] = value
		i++
	}
	return c
}

// appendCounters appends the rmcb_list of a record: its own version, and the
// counters beside it.
func (c *chunked) appendCounters(b []byte, session string) []byte {
	add := func(instance, counter string) {
		b = append(b, "[,"[min(len(b), 1)])
		b = append(append(b, `{"transfer_session":`...), session...)
		b = append(append(b, `,"model_uuid":`...), c[0]...)
		b = append(append(b, `,"instance_id":`...), instance...)
		b = append(append(append(b, `,"counter":`...), counter...), '}')
	}
	add(c[5], c[6])
	if c[9] != "null" {
		for instance, counter := range members(c[9]) {
			add(instance, counter)
		}
	}
	return append(b, ']')
}

// appendObject appends the record as Morango has it.
func (r *record) appendObject(b []byte) []byte {
	for i, key := range recordKeys {
		b = append(append(append(append(b, "{,"[min(i, 1)]), key...), ':'), r[i]...)
	}
	return append(b, '}')
}

// flag is a chunk's 0 or 1 as a truth value.
func flag(value string) string {
	if value == "0" {
		return "false"
	}
	return "true"
}
