package core_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// A certificate permits partitions and not models: a member can push, into the
// partition that it may write, a record whose values say that it belongs to
// another one. No device shows such a record as a row, because it would be taken
// for one that somebody with the right to has written there, and would become
// one as soon as the row is edited (PROTOCOL.md §10).

// forgedSchema has a model for each way in which ids and partitions follow.
const forgedSchema = `{"profile": "teams", "models": [
 {"name": "note", "table": "note", "partition": "${dataset_id}:${team}", "source": null,
  "columns": {"dataset_id": "uuid", "team": {"type": "text", "default": "all"}, "text": "text"}},
 {"name": "plan", "table": "plan", "partition": "${dataset_id}:${team}", "source": null, "id": "computed",
  "columns": {"dataset_id": "uuid", "team": "text", "text": "text"}},
 {"name": "seat", "table": "seat", "partition": "${dataset_id}:${team}", "source": "${text}",
  "columns": {"dataset_id": "uuid", "team": "text", "text": "text"}},
 {"name": "box", "table": "box", "partition": "${dataset_id}:${team}", "source": null, "id": "source",
  "columns": {"dataset_id": "uuid", "team": "text", "text": "text"}},
 {"name": "desk", "table": "desk", "partition": "${dataset_id}:${team}", "source": null,
  "columns": {"dataset_id": "uuid", "team": "text?", "text": "text"}},
 {"name": "log", "table": "log", "partition": ["${dataset_id}:${team}", "${dataset_id}:nobody"], "source": null,
  "columns": {"dataset_id": "uuid", "team": "text?", "text": "text"}}]}`

var forgedModels = []string{"note", "plan", "seat", "box", "desk", "log"}

// of is a record in the partition of a team whose values name a team, as JSON or
// "" to leave it out.
func of(model, lies, names, source string) wireRecord {
	r := honest(model, wireDataset+":"+lies, source, map[string]any{"text": source}).without("_morango_partition")
	if model == "box" {
		r = givenID(r, source)
	}
	if names != "" {
		r = r.field("team", names)
	}
	return r
}

// givenID is the record under an id that its source id is, too.
func givenID(r wireRecord, id string) wireRecord {
	return r.with(atID, quoted(id)).with(atSource, quoted(id)).field("id", quoted(id)).field("_morango_source_id", quoted(id))
}

// teams are the rows of all models, as model, the partition that they lie in and
// the one that follows.
func (d *device) teams() string {
	var list []string
	for _, model := range forgedModels {
		list = append(list, "SELECT '"+model+" ' || substr(_morango_partition, 34) || ' ' || "+
			"iif('"+model+"' = 'log', ifnull(team, 'nobody'), ifnull(team, 'NULL')) || ' ' || text AS line FROM "+model)
	}
	return d.rows("SELECT line FROM (" + strings.Join(list, " UNION ALL ") + ") ORDER BY line")
}

// misplaced counts the records that are in another partition than the rows
// that were made of them, or than their values say, and are not in quarantine.
func (d *device) misplaced() string {
	return d.rows("SELECT model_name, id, partition FROM morango_store WHERE deserialization_error = '' AND deleted = 0" +
		" AND partition <> '" + wireDataset + ":' || ifnull(serialized ->> 'team', CASE model_name WHEN 'log' THEN 'nobody' WHEN 'note' THEN 'all' END)")
}

// editAll changes each row, as an admin does, and saves what was changed.
func (d *device) editAll() {
	d.t.Helper()
	for _, model := range forgedModels {
		if model != "seat" {
			d.exec("UPDATE " + model + " SET text = text || '!'")
		}
	}
	d.save()
}

// save serializes what was changed.
func (d *device) save() {
	d.t.Helper()
	d.must(d.Engine().DB().Update(d.t.Context(), func(tx sqldb.Tx) error {
		_, err := d.Engine().Serialize(tx, value.Filter{wireDataset})
		return err
	}))
}

func TestForgedRows(t *testing.T) {
	tests := []struct{ model, lies, names, reason string }{
		{"note", "mine", `"mine"`, ""},
		{"note", "mine", `"boss"`, "bad_partition: partition"},
		{"note", "mine", `"MINE"`, "bad_partition: partition"},
		{"note", "mine", `"mine:"`, "bad_partition: partition"},
		{"note", "mine:", `"mine"`, "bad_partition: partition"},
		{"note", "", `"boss"`, "bad_partition: partition"},
		{"note", "all", "", ""}, // the default
		{"note", "mine", "", "bad_partition: partition"},
		{"note", "mine", "null", "required: team"},
		{"note", "mine", `["mine"]`, "bad_value: team"},
		{"plan", "mine", `"mine"`, ""},
		{"plan", "mine", `"boss"`, "bad_partition: partition"},
		{"seat", "mine", `"mine"`, ""},
		{"seat", "mine", `"boss"`, "bad_partition: partition"},
		{"box", "mine", `"mine"`, ""},
		{"box", "mine", `"boss"`, "bad_partition: partition"},
		{"desk", "mine", `"mine"`, ""},
		{"desk", "mine", `"boss"`, "bad_partition: partition"},
		{"desk", "mine", "null", "bad_partition: partition"},
		{"desk", "mine", "", "bad_partition: partition"},
		{"log", "mine", `"mine"`, ""},
		{"log", "mine", `"boss"`, "bad_partition: partition"},
		{"log", "nobody", "null", ""},
		{"log", "nobody", "", ""},
		{"log", "mine", "null", "bad_partition: partition"},
		{"log", "mine", "", "bad_partition: partition"},
	}
	for _, push := range []bool{false, true} {
		d := newDevice(t, forgedSchema)
		want := 0
		for i, test := range tests {
			r := of(test.model, test.lies, test.names, fmt.Sprintf("%032x", i+1))
			before := d.teams()
			got, err := d.receive(push, chunkText(r), 1)
			d.must(err)
			if test.reason == "" {
				want++
			} else if after := d.teams(); after != before || got.Applied.Quarantined == 0 {
				t.Errorf("%v, push %v: the rows are now\n%s", test, push, after)
			}
			if reason := d.store(r, "deserialization_error"); reason != test.reason {
				t.Errorf("%v, push %v: the reason is %q", test, push, reason)
			}
		}
		d.editAll()
		if rows := d.teams(); strings.Count(rows, "\n")+1 != want || d.misplaced() != "" {
			t.Errorf("push %v: the rows are\n%s\nand misplaced\n%s", push, rows, d.misplaced())
		}
	}
}

// Whatever comes, and in whatever order, each row lies where its values say, its
// record with it, and what was edited goes nowhere else.
func TestForgedRowsInAnyOrder(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 27))
		d := newDevice(t, forgedSchema)
		teams := []string{"mine", "boss", "nobody", "all"}
		for step := range 60 {
			model, id := forgedModels[r.IntN(len(forgedModels))], fmt.Sprintf("%032x", r.IntN(6))
			names := []string{"", "null", quoted(teams[r.IntN(4)]), quoted(teams[r.IntN(4)])}[r.IntN(4)]
			record := of(model, teams[r.IntN(4)], names, id).version([]string{aliceDevice, bobsDevice}[r.IntN(2)], step+1)
			switch r.IntN(8) {
			case 0:
				record = record.with(atDeleted, "1")
			case 1:
				record = record.counters(aliceDevice, step, bobsDevice, step)
			case 2:
				if model == "note" || model == "desk" || model == "log" {
					record = givenID(record, id)
				}
			}
			switch r.IntN(6) {
			case 0:
				d.editAll()
			case 1: // an id that others may have used
				_, err := d.Put(t.Context(), "box", []byte(`{"id": "`+id+`", "dataset_id": "`+wireDataset+`", "team": "boss", "text": "own"}`))
				_ = err // or it is refused
			default:
				_, err := d.receive(r.IntN(2) == 0, chunkText(record), 1)
				d.must(err)
			}
			for line := range strings.SplitSeq(d.teams(), "\n") {
				if f := strings.Fields(line); line != "" && f[1] != f[2] {
					t.Fatalf("seed %d, step %d: the row %s", seed, step, line)
				}
			}
		}
		d.editAll()
		if d.misplaced() != "" {
			t.Errorf("seed %d: misplaced\n%s", seed, d.misplaced())
		}
	}
}

// Of an id that is the source id anybody can make a record in a partition of its
// own, before the true one has come or after.
func TestForgedIDs(t *testing.T) {
	id := hexID("7")
	truth := of("box", "boss", `"boss"`, id)
	forged := map[string]wireRecord{
		"as of the other partition": of("box", "mine", `"boss"`, id).version(bobsDevice, 5),
		"as of its own":             of("box", "mine", `"mine"`, id).version(bobsDevice, 5),
		"deleted":                   of("box", "mine", `"mine"`, id).version(bobsDevice, 5).with(atDeleted, "1"),
		"as the successor":          of("box", "mine", `"boss"`, id).version(bobsDevice, 5).counters(aliceDevice, 900),
	}
	const stored = "SELECT substr(partition, 34), serialized ->> 'text' FROM morango_store"
	for name, r := range forged {
		d := newDevice(t, forgedSchema)
		d.pull(truth)
		d.pull(r)
		if d.teams() != "box boss boss "+id || d.reasons() != "identity_mismatch" || d.rows(stored) != "boss "+id {
			t.Errorf("%s, after the true one: %q, in quarantine %q, stored %q", name, d.teams(), d.reasons(), d.rows(stored))
		}

		d = newDevice(t, forgedSchema)
		_, err := d.Put(t.Context(), "box", []byte(`{"id": "`+id+`", "dataset_id": "`+wireDataset+`", "team": "boss", "text": "own"}`))
		d.must(err)
		d.pull(r)
		d.save()
		if d.teams() != "box boss boss own" || d.reasons() != "identity_mismatch" || d.rows(stored) != "boss own" {
			t.Errorf("%s, where a row was not saved yet: %q, in quarantine %q, stored %q", name, d.teams(), d.reasons(), d.rows(stored))
		}
	}
	for _, name := range []string{"as of the other partition", "as the successor"} {
		d := newDevice(t, forgedSchema)
		d.pull(forged[name])
		d.pull(truth)
		if d.teams() != "box boss boss "+id || d.reasons() != "" {
			t.Errorf("%s, before the true one: %q, in quarantine %q", name, d.teams(), d.reasons())
		}
		d.editAll()
		if d.misplaced() != "" {
			t.Errorf("%s: misplaced %s", name, d.misplaced())
		}
	}
}

// What a forged version leaves among the conflicts is not shown, because who
// settled for it would move the row.
func TestForgedConflicts(t *testing.T) {
	for _, model := range []string{"note", "plan", "desk", "log"} {
		id := hexID("5")
		good := of(model, "mine", `"mine"`, id)
		lost := func(r wireRecord) string { return r.textValue(atSerialized) }
		fair, partly := good.field("text", `"fair"`), good.field("text", `"no team"`).without("team")
		forged := []wireRecord{
			good.field("team", `"boss"`), good.field("team", `null`), good.field("_morango_partition", quoted(wireDataset+":boss")),
			good.field("team", `"boss"`).without("dataset_id"), good.field("dataset_id", quoted(hexID("e"))),
		}
		d := newDevice(t, forgedSchema)
		check := func(when string, want ...string) {
			t.Helper()
			var got []string
			for _, c := range d.conflicts() {
				for _, lost := range c.Lost {
					text, _, _ := strings.Cut(strings.SplitN(string(lost), `"text":"`, 2)[1], `"`)
					got = append(got, text)
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) || d.status().Conflicts != int64(min(1, len(want))) {
				t.Errorf("%s, %s: %q of %d conflicts, want %q", model, when, got, d.status().Conflicts, want)
			}
			if now := d.teams(); !strings.HasPrefix(now, model+" mine mine ") || strings.Contains(now, "\n") || d.misplaced() != "" {
				t.Errorf("%s, %s: %q, misplaced %q", model, when, now, d.misplaced())
			}
		}
		var lines []string
		for _, r := range forged {
			lines = append(lines, lost(r))
		}
		d.pull(good.with(atConflicts, quoted(strings.Join(lines, "\n"))))
		check("forged ones only")
		lines = append(lines, lost(fair), lost(partly))
		d.pull(good.version(aliceDevice, 2).with(atConflicts, quoted(strings.Join(lines, "\n"))))
		check("fair ones as well", "fair", "no team")
		d.must(d.Resolve(t.Context(), model, good.id(), d.conflicts()[0].Lost[0]))
		d.save()
		check("settled")

		d.pull(forged[0].version(aliceDevice, 3).counters(d.Engine().Identity().ID(), 1000))
		if d.reasons() != "bad_partition: partition (retried)" {
			t.Errorf("%s: in quarantine for %q", model, d.reasons())
		}
		check("a forged version waits")
		d.must(d.Resolve(t.Context(), model, good.id(), nil))
		d.save()
		check("not settled for the forged version")
		d.pull(forged[0].version(aliceDevice, 4).counters(d.Engine().Identity().ID(), 1000))
		d.editAll()
		check("edited over a forged version")
		if d.reasons() != "" {
			t.Errorf("%s: in quarantine for %q", model, d.reasons())
		}
	}
}

// TestForgedIDsInTheMiddleOfAPull: what arrives is shown before the pull's end,
// and takes no row along either that was not serialized yet.
func TestForgedIDsInTheMiddleOfAPull(t *testing.T) {
	id := hexID("7")
	for _, named := range []string{`"boss"`, `"mine"`} {
		d := newDevice(t, forgedSchema)
		_, err := d.Put(t.Context(), "box", []byte(`{"id": "`+id+`", "dataset_id": "`+wireDataset+`", "team": "boss", "text": "own secret"}`))
		d.must(err)
		forged := of("box", "mine", named, id).version(bobsDevice, 5)
		transfer := newTransfer(t)
		s := pipeline.Transfer{ID: transfer, SyncSession: transfer, Filter: value.Filter{wireDataset}}
		d.must(d.Engine().Advance(t.Context(), &s, func(tx sqldb.Tx, s pipeline.Transfer) (_ pipeline.Transfer, err error) {
			if s, err = d.Engine().Start(tx, s); err != nil {
				return s, err
			}
			fsic := fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: 1000}}}`, wireDataset, bobsDevice)
			s.ClientFSIC, s.ServerFSIC, s.RecordsTotal = fsic, fsic, 2
			if s, err = d.Engine().WriteChunk(tx, s, pipeline.Chunk{Count: 1, Records: chunkText(forged)}); err != nil {
				return s, err
			}
			return d.Engine().ApplyArrived(tx, s)
		}))
		if taken := d.rows("SELECT partition FROM morango_store WHERE serialized LIKE '%own secret%' AND partition NOT LIKE '%:boss'"); taken != "" {
			t.Errorf("a forged record for %s took the row to %s", named, taken)
		}
	}
}
