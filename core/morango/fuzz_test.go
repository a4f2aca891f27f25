package morango_test

import (
	"context"
	"encoding/json"
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
// the first and the third become what they are, or all are refused. What is
// given to a peer can be taken.
func FuzzTakeRecords(f *testing.F) {
	fuzzing.Start(f)
	for key, value := range map[string]string{
		"": `{}`, "serialized": `"\ud800"`, "deleted": "1", "last_saved_counter": "1e999", "model_uuid": "null",
		"rmcb_list": `[{"instance_id": null}, 1]`, "transfer_session": `"x"`, "more": "[[[]]]", "partition": `"\u0000"`, "hard_deleted": `"true"`,
	} {
		f.Add(key, value)
	}
	f.Add("serialized", "}, {")
	f.Add("rmcb_list", `{"counter": [1]}`)
	f.Add("rmcb_list", "nul")
	db, err := sqlitedb.Open(f.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	good := taken(f, db, "["+record("", "")+"]")
	f.Fuzz(func(t *testing.T, key, value string) {
		records := "[" + record("", "") + "," + record(key, value) + "," + record("", "") + "]"
		if !json.Valid([]byte(records)) {
			return
		}
		chunk := taken(t, db, records)
		if chunk == nil {
			return
		}
		if len(chunk) < 3 || string(chunk[0]) != string(good[0]) || string(chunk[len(chunk)-1]) != string(good[0]) {
			t.Fatalf("%s beside %s", chunk, good)
		}
	})
}

// taken is the chunk of some records, nil if they are refused.
func taken(t testing.TB, db sqldb.DB, records string) (chunk []json.RawMessage) {
	t.Helper()
	err := db.View(context.Background(), func(tx sqldb.Tx) error {
		text, err := morango.TakeRecords(tx, records, transfer)
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(text), &chunk); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		given, err := morango.GiveRecords(tx, text, transfer, "school")
		if err != nil {
			return err
		}
		if _, err = morango.TakeRecords(tx, given, transfer); err != nil {
			t.Fatalf("%v: what is given cannot be taken: %s", err, given)
		}
		return nil
	})
	if code := fault.CodeOf(err); err != nil && code != fault.BadRecord {
		t.Fatalf("%v: %s", err, records)
	}
	return chunk
}
