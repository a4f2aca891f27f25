package core_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// blobSchema has a model whose column data is of that type.
func blobSchema(column string) string {
	return `{"profile": "photos",
 "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}],
 "models": [{"name": "photo", "table": "photo", "partition": "${dataset_id}", "source": null,
  "columns": {"dataset_id": "uuid", "name": "text", "data": ` + column + `}}]}`
}

// Bytes are the same on all devices, however they were written, and travel as
// base64.
func TestBlobs(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, blobSchema(`"blob?"`)), newDevice(t, blobSchema(`"blob?"`))
	dataset := enroll(t, relay, a, b)
	var all [256]byte
	for i := range all {
		all[i] = byte(i)
	}
	values := [][]byte{nil, {}, {0}, {0, 1}, all[:], bytes.Repeat(all[:], 1000)}
	for i, data := range values {
		var text any // of put
		if data != nil {
			text = base64.StdEncoding.EncodeToString(data)
		}
		a.put("photo", map[string]any{"dataset_id": dataset, "name": fmt.Sprint("put ", i), "data": text})
		var arg any
		if data != nil {
			arg = data
		}
		a.exec("INSERT INTO photo (dataset_id, name, data) VALUES (?1, ?2, ?3)", dataset, fmt.Sprint("exec ", i), arg)
	}
	a.sync(relay)
	b.sync(relay)
	const hashed = "SELECT name, typeof(data), length(data), hex(substr(data, 1, 300)) FROM photo ORDER BY name"
	if got, want := b.rows(hashed), a.rows(hashed); got != want {
		t.Errorf("b has\n%.2000s\na has\n%.2000s", got, want)
	}
	for i, data := range values {
		kind := "blob"
		if data == nil {
			kind = "null"
		}
		for _, how := range []string{"put", "exec"} {
			want := kind + " " + fmt.Sprint(len(data))
			if got := b.fixture().Rows("SELECT typeof(data), ifnull(length(data), 0) FROM photo WHERE name = ?1", fmt.Sprint(how, " ", i)); got != want {
				t.Errorf("%s %d: %s, want %s", how, i, got, want)
			}
		}
	}
	if got := b.rows("SELECT serialized ->> 'data' FROM morango_store WHERE serialized ->> 'name' IN ('put 3', 'exec 3')"); got != "AAE=\nAAE=" {
		t.Errorf("serialized: %s", got)
	}
	// A row that was read as JSON has it goes back as it is.
	b.exec("UPDATE photo SET name = 'renamed' WHERE name = 'put 4'")
	b.sync(relay)
	a.sync(relay)
	if got := a.rows("SELECT length(data) FROM photo WHERE name = 'renamed'"); got != "256" {
		t.Errorf("renamed: %s bytes", got)
	}
}

// What is no base64, or another form of it, is not a value of the column.
func TestBlobsRefused(t *testing.T) {
	relay := newRelay(t)
	other, d := newDevice(t, blobSchema(`"text"`)), newDevice(t, blobSchema(`"blob"`))
	dataset := enroll(t, relay, other, d)
	for i, text := range []string{"AAE=", "", "AAE", "AAE=\n", "AAF=", "AA_-", "A A=", "<b>", "é", "[1]", "AAE=\x00"} {
		row := map[string]any{"dataset_id": dataset, "name": fmt.Sprint(i), "data": text}
		other.put("photo", row)
		_, err := d.Put(t.Context(), "photo", []byte(sqldb.ToJSON(row)))
		if code := fault.CodeOf(err); (i < 2) != (code == "") || err != nil && code != fault.BadValue {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, number := range []string{"5", "true", "[1]", "{}", "1.5"} {
		_, err := d.Put(t.Context(), "photo", []byte(`{"dataset_id": "`+dataset+`", "name": "n", "data": `+number+`}`))
		wantCode(t, err, fault.BadValue, "data")
	}
	_, err := d.Exec(t.Context(), "INSERT INTO photo (dataset_id, name, data) VALUES (?1, 'x', 'AAE=')", dataset)
	wantCode(t, err, fault.BadValue, "")
	other.sync(relay)
	d.exec("DELETE FROM photo")
	d.sync(relay)
	if got := d.rows("SELECT name FROM photo ORDER BY name"); got != "0\n1" {
		t.Errorf("applied: %s", got)
	}
	if got := strings.Count(d.reasons(), "bad_value: data"); got != 9 {
		t.Errorf("%d in quarantine: %s", got, d.reasons())
	}
}

// The bound of a record holds for its serialized form.
func TestBlobsTooLarge(t *testing.T) {
	d := newDevice(t, blobSchema(`{"type": "blob", "default": "AAE="}`))
	insert := func(n int) error {
		_, err := d.Exec(t.Context(), "INSERT INTO photo (dataset_id, name, data) VALUES (?1, 'x', zeroblob(?2))", hexID("1"), n)
		return err
	}
	if err := insert(value.MaxRecordBytes * 3 / 4); fault.CodeOf(err) != fault.RecordTooLarge {
		t.Errorf("over the bound: %v", err)
	}
	d.must(insert(value.MaxRecordBytes*3/4 - 1000))
	d.put("photo", map[string]any{"dataset_id": hexID("1"), "name": "default"})
	if got := d.rows("SELECT hex(data) FROM photo WHERE name = 'default'"); got != "0001" {
		t.Errorf("the default: %s", got)
	}
}
