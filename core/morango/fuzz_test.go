package morango_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

const (
	transfer = "11111111111111111111111111111111"
	instance = "22222222222222222222222222222222"
)

// record is a record as a Morango peer writes it, with one value replaced, or
// one more key.
func record(key, value string) string {
	fields := map[string]json.RawMessage{
		"serialized": []byte(`"{\"id\": 1}"`), "deleted": []byte("false"), "last_saved_instance": []byte(`"` + instance + `"`),
		"last_saved_counter": []byte("3"), "hard_deleted": []byte("false"), "partition": []byte(`"p"`), "source_id": []byte(`"s"`),
		"model_name": []byte(`"m"`), "conflicting_serialized_data": []byte(`""`), "model_uuid": []byte(`"` + instance + `"`),
		"transfer_session": []byte(`"` + transfer + `"`), "profile": []byte(`"school"`), "_self_ref_fk": []byte(`""`),
		"rmcb_list": []byte(`[{"transfer_session": "` + transfer + `", "model_uuid": "` + instance + `", "instance_id": "` + instance + `", "counter": 3}]`),
	}
	if key != "" {
		fields[key] = []byte(value)
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return value // no JSON: it stands for the whole record
	}
	return string(text)
}

// FuzzTakeRecords: of three records of a peer, whatever the second one holds,
// the first and the third become what they are, or all are refused. SQLite reads
// the same values of a record in a chunk as it read before, and those that are
// given to a peer are what was taken.
func FuzzTakeRecords(f *testing.F) {
	fuzzing.Start(f)
	for key, value := range map[string]string{
		"": `{}`, "serialized": `"\ud800"`, "deleted": "1", "last_saved_counter": "1e999", "model_uuid": "null",
		"rmcb_list": `[{"instance_id": null}, 1]`, "transfer_session": `"x"`, "more": "[[[]]]", "partition": `"\u0000"`, "hard_deleted": `"true"`,
		"source_id": `"a\\"`, "model_name": `"\"}],[{\\\""`, "last_saved_instance": `"\u0061"`,
	} {
		f.Add(key, value)
	}
	f.Add("serialized", "}, {")
	f.Add("rmcb_list", `{"counter": [1]}`)
	f.Add("rmcb_list", "nul")
	f.Add("rmcb_list", `[{"transfer_session": "`+transfer+`", "model_uuid": "`+instance+`", "instance_id": "a", "counter": 3, "counter": 4}]`)
	db, err := sqlitedb.Open(f.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	good := taken(f, "["+record("", "")+"]")
	f.Fuzz(func(t *testing.T, key, value string) {
		second := record(key, value)
		records := "[" + record("", "") + "," + second + "," + record("", "") + "]"
		if !json.Valid([]byte(records)) {
			return
		}
		chunk := taken(t, records)
		if chunk == nil {
			return
		}
		if len(chunk) < 3 || string(chunk[0]) != string(good[0]) || string(chunk[len(chunk)-1]) != string(good[0]) {
			t.Fatalf("%s beside %s", chunk, good)
		}
		if len(chunk) == 3 && string(chunk[1]) != "[]" {
			readAlike(t, db, second, string(chunk[1]))
		}
	})
}

// taken is the chunk of some records, nil if they are refused.
func taken(t testing.TB, records string) (chunk []json.RawMessage) {
	t.Helper()
	got, err := morango.TakeRecords(records, transfer)
	if code := fault.CodeOf(err); err != nil && code != fault.BadRecord {
		t.Fatalf("%v: %s", err, records)
	}
	if err != nil {
		return nil
	}
	if err := json.Unmarshal([]byte(got.Records), &chunk); err != nil {
		t.Fatalf("%v: %s", err, got.Records)
	}
	var ids []any
	if err := json.Unmarshal([]byte(got.IDs), &ids); err != nil || len(ids) != len(chunk) || got.Count != int64(len(ids)) {
		t.Fatalf("%v: %d records, the ids %s, the chunk %s", err, got.Count, got.IDs, got.Records)
	}
	return chunk
}

// readAlike holds what SQLite reads of a record as a peer has written it against
// what it reads in a chunk, and in what is given to another peer.
func readAlike(t *testing.T, db sqldb.DB, record, chunk string) {
	t.Helper()
	if whole(t, chunk) {
		given := morango.GiveRecords("["+chunk+"]", transfer, "school")
		if again := taken(t, given); len(again) != 1 || string(again[0]) != chunk {
			t.Fatalf("given %s, and taken again %s: was %s", given, again, chunk)
		}
	}
	var pairs []string
	for i, key := range strings.Fields("model_uuid source_id model_name partition _self_ref_fk last_saved_instance" +
		" last_saved_counter deleted hard_deleted rmcb_list serialized conflicting_serialized_data") {
		if key == "rmcb_list" {
			continue
		}
		pairs = append(pairs, fmt.Sprintf(`(json_type(?1, '$.%[1]s') NOT IN ('text', 'integer', 'real', 'true', 'false')
 OR ?1 ->> '$.%[1]s' IS ?2 ->> %[2]d OR ?2 ->> %[2]d IS NULL)`, key, i))
	}
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		alike, err := sqldb.Int(tx, "SELECT json_valid(?2) AND "+strings.Join(pairs, " AND "), record, chunk)
		if err == nil && alike != 1 {
			t.Errorf("%s became %s", record, chunk)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// whole reports whether a chunk's record has all that it needs to come into the
// Buffer.
func whole(t *testing.T, chunk string) bool {
	t.Helper()
	var values []json.RawMessage
	if err := json.Unmarshal([]byte(chunk), &values); err != nil || len(values) != 12 {
		t.Fatalf("%v: %s", err, chunk)
	}
	for i, v := range values {
		if missing := string(v) == "null"; missing && i != 9 || i == 9 && v[0] == '"' {
			return false
		}
	}
	return true
}
