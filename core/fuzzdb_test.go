package core_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// errUndo rolls back what one fuzz input has done.
var errUndo = errors.New("undo")

// FuzzChunk: whatever a chunk holds, it is refused with a code or taken. What
// is taken keeps to the rules, can be dequeued and applied, and another
// instance takes it in turn.
//
// The text is one value of a record that is right otherwise, between two
// that are, or, where at is no place in a record, the whole chunk.
func FuzzChunk(f *testing.F) {
	fuzzing.Start(f)
	good := wireAnswer("odd", "text")
	odd := good.field("score", `1e999`).counters(bobsDevice, 3).with(atConflicts, `"{}\n"`)
	for at, value := range good {
		f.Add(byte(at), value, at%2 == 0)
	}
	f.Add(byte(atSerialized), strings.ReplaceAll(good[atSerialized], "text", `\u005c\u0075\u0064800\u0000`), false)
	f.Add(byte(atSerialized), strings.ReplaceAll(good[atSerialized], "text", `\\ud83c\\udf89`), true)
	f.Add(byte(atSerialized), `"{\n\"text\": null, \"id\": {}}"`, false)
	f.Add(byte(atConflicts), `"\n{}\n{\"a\":1}"`, true)
	f.Add(byte(atCounters), `{"`+bobsDevice+`": 9007199254740992}`, false)
	f.Add(byte(atDeleted), "1", false)
	const whole = 12
	f.Add(byte(whole), chunkText(wireAnswer("1", "x"), wireTopic("t", ""), odd), false)
	f.Add(byte(whole), chunkText(wireAnswer("1", "x").with(atDeleted, "1"), wireTopic("t", hexID("1"))), true)
	f.Add(byte(whole), chunkText[fmt.Stringer](raw("[]"), raw("null"), raw(`"text"`), raw("{a:1}"), wireAnswer("1", "\u2028")), false)
	f.Add(byte(whole), "[[]", true)
	f.Add(byte(whole), "{}", true)
	first, second := newDevice(f, classSchema), newDevice(f, classSchema)
	f.Fuzz(func(t *testing.T, at byte, text string, push bool) {
		records := text
		if at < whole {
			records = chunkText(wireAnswer("1", "x"), good.with(int(at), text), wireTopic("t", ""))
		}
		first, second := &device{first.Instance, t}, &device{second.Instance, t}
		err := first.DB().Update(context.Background(), func(tx sqldb.Tx) error {
			n, err := tx.Text("SELECT CASE WHEN json_valid(?1, 2) THEN json_array_length(?1) END", strings.ToValidUTF8(records, ""))
			if err != nil {
				return err
			}
			count, _ := strconv.ParseInt(n, 10, 64)
			in := fuzzSession(push)
			in.RecordsTotal = max(count, 1)
			in, err = first.Engine().Start(tx, in)
			first.must(err)
			if in, err = first.Engine().WriteChunk(tx, in, pipeline.Chunk{Count: in.RecordsTotal, Records: records}); err != nil {
				return err
			}
			checkBuffered(t, tx)
			in, err = first.Engine().Dequeue(tx, in)
			first.must(err)
			_, err = first.Engine().Deserialize(tx, in.Filter)
			first.must(err)
			if rows, err := tx.Query("PRAGMA foreign_key_check"); err != nil || len(rows) > 0 {
				t.Fatalf("dangling references: %v %v", rows, err)
			}
			passOn(t, first, tx, second)
			return errUndo
		})
		switch fault.CodeOf(err) {
		case fault.BadRecord, fault.BadRequest:
		case fault.NotWritable:
			if !push {
				t.Fatal(err)
			}
		default:
			if !errors.Is(err, errUndo) {
				t.Fatal(err)
			}
		}
	})
}

func fuzzSession(push bool) pipeline.Transfer {
	fsic := fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: 9007199254740992}}}`, wireDataset, aliceDevice)
	return pipeline.Transfer{ID: hexID("1"), SyncSession: hexID("1"), Push: push, Server: push, Filter: value.Filter{wireDataset}, ClientFSIC: fsic, ServerFSIC: fsic}
}

// checkBuffered holds the rows that a chunk left, and that carry no error,
// against PROTOCOL.md §6.
func checkBuffered(t *testing.T, tx sqldb.Tx) {
	t.Helper()
	rows, err := tx.Query(`SELECT model_uuid, source_id, model_name, partition, _self_ref_fk, last_saved_instance, serialized, conflicting_serialized_data,
 last_saved_counter, deleted, hard_deleted, rmcb FROM morango_buffer WHERE error IS NULL`)
	if err != nil {
		t.Fatal(err)
	}
	isID := func(s string) bool { return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == "" }
	isCounter := func(n int64) bool { return n >= 0 && n <= value.MaxCounter }
	for _, row := range rows {
		text := make([]string, 8)
		for i := range text {
			text[i] = row[i].(string)
			if !utf8.ValidString(text[i]) {
				t.Fatalf("%q is not UTF-8", text[i])
			}
		}
		id, source, model, partition, self, instance, serialized, conflicts := text[0], text[1], text[2], text[3], text[4], text[5], text[6], text[7]
		counters := map[string]int64{}
		if row[11] != nil {
			if err := json.Unmarshal([]byte(row[11].(string)), &counters); err != nil {
				t.Fatalf("counters %s: %v", row[11], err)
			}
		}
		var object map[string]any
		err := json.Unmarshal([]byte(serialized), &object)
		switch {
		case !isID(id) || id != value.ModelID(strings.ReplaceAll(partition, id, "${id}"), source, model):
			t.Fatalf("id %q of %q, %q, %q", id, partition, source, model)
		case !strings.HasPrefix(partition, wireDataset):
			t.Fatalf("partition %q", partition)
		case self != "" && !isID(self), !isID(instance):
			t.Fatalf("parent %q, instance %q", self, instance)
		case !isCounter(row[8].(int64)), row[9].(int64)&^1 != 0, row[10].(int64)&^1 != 0:
			t.Fatalf("counter %v, deleted %v, %v", row[8], row[9], row[10])
		case err != nil || object == nil || strings.Contains(serialized, "\x00"):
			t.Fatalf("serialized %q: %v", serialized, err)
		case len(serialized)+len(conflicts) > value.MaxRecordBytes:
			t.Fatalf("%d and %d bytes", len(serialized), len(conflicts))
		}
		for instance, n := range counters {
			if !isID(instance) || !isCounter(n) {
				t.Fatalf("counter %d of %q", n, instance)
			}
		}
		for line := range strings.Lines(conflicts) {
			if strings.Trim(line, " \t\r\n") != "" && !json.Valid([]byte(line)) {
				t.Fatalf("conflict %q", line)
			}
		}
	}
}

// passOn sends all that from has, in its open transaction, to another
// instance, which must find nothing wrong with it.
func passOn(t *testing.T, from *device, tx sqldb.Tx, to *device) {
	t.Helper()
	out := fuzzSession(true)
	out.ID, out.Server = hexID("2"), false
	client, server := out.ClientFSIC, `{"super": {}, "sub": {}}`
	out, err := from.Engine().Start(tx, out)
	from.must(err)
	out.ClientFSIC, out.ServerFSIC = client, server
	out, err = from.Engine().Queue(tx, out)
	from.must(err)
	err = to.DB().Update(context.Background(), func(there sqldb.Tx) error {
		in, err := to.Engine().Start(there, fuzzSession(true))
		to.must(err)
		in.RecordsTotal = out.RecordsTotal
		for in.RecordsTransferred < in.RecordsTotal {
			c, err := from.Engine().ReadChunk(tx, out, in.RecordsTransferred, 2)
			from.must(err)
			m, err := coretest.DecodeWire(coretest.WireMessage{Kind: wire.KindChunk, Header: map[string]any{}, Body: c.Records}.Encode())
			from.must(err)
			if in, err = to.Engine().WriteChunk(there, in, pipeline.Chunk{Offset: c.Offset, Count: c.Count, Records: m.Body}); err != nil {
				t.Fatalf("taken here, refused there: %v\n%s", err, c.Records)
			}
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Fatal(err)
	}
}

// fuzzSocket is a peer that has proved itself.
type fuzzSocket struct {
	state []byte
	sent  [][]byte
}

func (s *fuzzSocket) Send(msg []byte) error { s.sent = append(s.sent, msg); return nil }
func (s *fuzzSocket) Close(int, string)     {}
func (s *fuzzSocket) State() []byte         { return s.state }
func (s *fuzzSocket) SetState(state []byte) { s.state = state }

// FuzzServer: a member says whatever it likes. The relay never fails on its
// own side, and keeps the member to its partitions.
//
// A script is messages, parted by empty lines: the kind, a space and the
// header in the first line, then the body.
func FuzzServer(f *testing.F) {
	fuzzing.Start(f)
	const nothing = `"fsic": {"super": {}, "sub": {}}`
	id, own := quoted(hexID("1")), quoted(wireDataset+":user:"+testUser)
	fsic := `"fsic": {"super": {}, "sub": {` + own + `: {"` + aliceDevice + `": 5}}}`
	chunk := `7 {"transfer": ` + id + `, "offset": 0, "count": 1, "total": 1}` + "\n" + chunkText(wireAnswer("1", "x"))
	for _, script := range []string{
		`5 {"transfer": ` + id + `, "push": true, "filter": [` + own + `], ` + fsic + `, "chunk": 1}` + "\n\n" + chunk + "\n\n" + chunk + "\n\n" + `9 {"transfer": ` + id + `, "total": 1}`,
		`5 {"transfer": ` + id + `, "filter": [` + own + `], ` + nothing + `, "chunk": 1}` + "\n\n" + `8 {"transfer": ` + id + `, "offset": 1}` + "\n\n" + `9 {"transfer": ` + id + `}`,
		`5 {"transfer": ` + id + `, "filter": ["` + wireDataset + `:shared"], "resume": true, "offset": -1, ` + nothing + `}`,
		`5 {"transfer": ` + id + `, "push": true, "filter": [""], ` + nothing + `}` + "\n\n" + `12 {}` + "\n\n" + `13 {}` + "\n\n" + `4 {}`,
		`14 {"transfer": ` + id + `, "filter": [` + own + `], "claims": [[` + own + `, "` + aliceDevice + `", 0, 5]], "count": 1}` + "\n" + chunkText(wireAnswer("1", "x")),
		`14 {"transfer": ` + id + `, "filter": ["` + wireDataset + `"], "claims": [["", "x", 5, 0]], "count": -1}` + "\n[]",
		`1 {"versions": [1], "instance": ` + id + `, "nonce": ` + id + `, "chain": []}`,
		`3 {"chain": [], "signature": ""}`,
	} {
		f.Add(script)
	}
	db := &coretest.UndoneDB{DB: memory(f)}
	in, err := core.Open(context.Background(), db, core.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, script string) {
		d := &device{in, t}
		db.Undone(t, func() { serveScript(t, d, script) })
	})
}

// serveScript serves one script of FuzzServer.
func serveScript(t *testing.T, d *device, script string) {
	in := d.Instance
	write := value.Filter{wireDataset + ":user:" + testUser}
	d.engine(`INSERT INTO morango_syncsession (id, start_timestamp, last_activity_timestamp, is_server, client_certificate_id, server_certificate_id, profile,
 client_instance_id, server_instance_id) VALUES (?1, '9999', '9999', 1, ?1, ?1, 'school', ?1, ?1)`, hexID("c"))
	state, err := json.Marshal(map[string]any{"sync_session": hexID("c"), "certificate": hexID("c"), "profile": "school",
		"read": append(slices.Clone(write), wireDataset+":shared"), "write": write})
	d.must(err)
	sock := &fuzzSocket{state: state}
	server := server.New(server.Options{Room: hexID("d"), Sockets: func() []server.Socket { return []server.Socket{sock} },
		Open: func(context.Context, bool) (*pipeline.Engine, error) { return in.Engine(), nil }})
	for block := range strings.SplitSeq(script, "\n\n") {
		line, body, _ := strings.Cut(block, "\n")
		kind, header, _ := strings.Cut(line, " ")
		n, _ := strconv.ParseUint(kind, 10, 8)
		msg := append([]byte{byte(n), 0, 0, byte(len(header) >> 8), byte(len(header))}, header...)
		if err := server.Message(context.Background(), sock, append(msg, body...)); fault.CodeOf(err) == fault.Internal {
			t.Fatal(err)
		}
	}
	for _, msg := range sock.sent {
		m, err := coretest.DecodeWire(msg)
		d.must(err)
		if m.Header["code"] == string(fault.Internal) {
			t.Fatalf("an internal error: %v", m.Header)
		}
	}
	if got := d.rows("SELECT partition FROM morango_store UNION SELECT partition FROM morango_databasemaxcounter"); got != "" {
		for partition := range strings.SplitSeq(got, "\n") {
			if !write.Contains(partition) && !strings.HasPrefix(partition, wireDataset+":shared") {
				t.Fatalf("the member has reached %q", partition)
			}
		}
	}
	if got := d.rows("SELECT count(*) FROM morango_databasemaxcounter WHERE counter NOT BETWEEN 0 AND 9007199254740992"); got != "0" {
		t.Fatalf("%s counters are out of range", got)
	}
}
