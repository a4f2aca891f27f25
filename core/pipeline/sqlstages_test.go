package pipeline_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// sqlScene is some devices whose statements are noted, and what they do.
type sqlScene struct {
	t       *testing.T
	log     *sqlLog
	schema  *schema.Schema
	dataset string
	moved   int
}

// stages takes every way through the stages that has a statement of its own.
func stages(t *testing.T, log *sqlLog) {
	text, err := os.ReadFile("../coretest/testdata/schemas/class.json")
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := schema.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	s := &sqlScene{t: t, log: log, schema: parsed}
	a, b, c := s.device(), s.device(), s.device()
	relay := coretest.NewRelay(t, s.database)
	s.dataset = a.Enroll(relay, "full", b)
	s.joinLearner(a, c)
	if a.Instance.ID() > b.Instance.ID() {
		a, b = b, a // of two alike versions that of the greater id is taken
	}
	for _, d := range []*coretest.Device{a, b, c} {
		s.raise(d)
	}
	log.instance = a.Instance
	printTriggers(t, log, a.Instance)
	s.first(a, b, c)
	s.conflicts(a, b, c)
	s.filters(a, b)
	s.deletions(a, b)
	s.deepTree(a, b)
	s.refusals(a, b)
	s.repeats(a, b)
}

// joinLearner makes d a member that may not write topics.
func (s *sqlScene) joinLearner(owner, d *coretest.Device) {
	owner.LetIn(d, core.InviteRequest{Scope: "learner", Relay: coretest.RelayURL,
		Params: map[string]string{"dataset_id": s.dataset, "user_id": s.dataset}})
}

func (s *sqlScene) database() core.DB {
	db, err := sqlitedb.Open(s.t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { db.Close() })
	return db
}

func (s *sqlScene) device() *coretest.Device {
	return coretest.OpenDevice(s.t, loggedDB{s.database(), s.log}, core.Options{Schema: s.schema, GenerateKey: coretest.Keys})
}

// raise makes the numbers of a device's rows so high that they tell what they
// are.
func (s *sqlScene) raise(d *coretest.Device) {
	d.Engine("UPDATE morango_instanceidmodel SET counter = ?1 WHERE current = 1", firstCounter)
	d.Engine(`INSERT INTO morango_transfersession (seq, id, sync_session_id, is_server, push, profile, filter, fsic_version,
 start_timestamp, last_activity_timestamp, active) VALUES (?1, 'none', 'none', 0, 0, '', '', 2, '', '', 0)`, firstSession)
}

// plant makes the next row of the Buffer a high one.
func (s *sqlScene) plant(d *coretest.Device) {
	d.Engine(`INSERT OR IGNORE INTO morango_buffer (seq, transfer_session_id, incoming, model_uuid, source_id, model_name, profile, partition,
 _self_ref_fk, last_saved_instance, last_saved_counter, deleted, hard_deleted, serialized, conflicting_serialized_data)
VALUES (?1, ?2, 0, '', '', '', '', '', '', '', 0, 0, 0, '', '')`, firstBuffered, firstSession)
}

// in runs fn with its statements noted under a stage.
func (s *sqlScene) in(d *coretest.Device, stage string, fn func() error) {
	s.t.Helper()
	s.log.instance, s.log.stage = d.Instance, stage
	err := fn()
	s.log.stage = ""
	if err != nil {
		s.t.Fatalf("%s: %v", stage, err)
	}
}

func (s *sqlScene) put(d *coretest.Device, model, key, name, more string) {
	s.t.Helper()
	row := fmt.Sprintf(`{"dataset_id": %q, %q: %q%s}`, s.dataset, key, name, more)
	s.in(d, "put", func() error {
		_, err := d.Instance.Put(s.t.Context(), model, []byte(row))
		return err
	})
}

func (s *sqlScene) topic(d *coretest.Device, name, more string) {
	s.put(d, "topic", "name", name, more)
}

func (s *sqlScene) answer(d *coretest.Device, name, text, more string) {
	s.put(d, "answer", "question", name, fmt.Sprintf(`, "user_id": %q, "text": %q%s`, s.dataset, text, more))
}

func (s *sqlScene) id(model, name string) string {
	partition := s.dataset + ":shared"
	if model == "answer" {
		partition = s.dataset + ":user:" + s.dataset
	}
	return value.ModelID(partition, name, model)
}

func (s *sqlScene) delete(d *coretest.Device, model, name string, hard bool) {
	s.t.Helper()
	s.in(d, "put", func() error { return d.Instance.Delete(s.t.Context(), model, s.id(model, name), hard) })
}

func (s *sqlScene) refers(column, name string) string {
	return fmt.Sprintf(`, %q: %q`, column, s.id("topic", name))
}

// sqlMove is one transfer. Its functions change what the receiver gets.
type sqlMove struct {
	from, to *coretest.Device
	again    bool
	all      bool // as if the receiver had nothing
	bad      bool // with a record that is none
	waits    bool // it is not deserialized
	parts    []string
}

func (s *sqlScene) move(m sqlMove) {
	s.t.Helper()
	s.moved++
	id := value.SHA2UUID("transfer", fmt.Sprint(s.moved))
	filter := value.Filter{s.dataset}
	if m.parts != nil {
		filter = nil
	}
	for _, part := range m.parts {
		filter = append(filter, s.dataset+":"+part)
	}
	out := pipeline.Transfer{ID: id, SyncSession: id, Push: true, Filter: filter}
	in := pipeline.Transfer{ID: id, SyncSession: id, Filter: filter, Again: m.again}
	s.log.names = map[any]string{id: "the transfer's id", value.FilterArg(filter): "the filter, JSON", s.schema.Profile: "the profile",
		filter.String(): "the filter", s.dataset: "a partition"}
	type stage = func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)
	advance := func(d *coretest.Device, t *pipeline.Transfer, name string, fn stage) {
		s.t.Helper()
		s.in(d, name, func() error { return d.Instance.Engine().Advance(s.t.Context(), t, fn) })
	}
	run := func(d *coretest.Device, name string, fn func(sqldb.Tx) error) {
		s.t.Helper()
		s.in(d, name, func() error { return d.Instance.DB().Update(s.t.Context(), fn) })
	}
	sender, receiver := m.from.Instance.Engine(), m.to.Instance.Engine()
	s.plant(m.from)
	s.plant(m.to)
	advance(m.from, &out, "", sender.Start)
	advance(m.to, &in, "", receiver.Start)
	run(m.from, "serialize", func(tx sqldb.Tx) error { _, err := sender.Serialize(tx, filter); return err })
	var has, wants string
	run(m.from, "queue", func(tx sqldb.Tx) (err error) { has, err = sender.FSIC(tx, filter, 2, true); return err })
	run(m.to, "", func(tx sqldb.Tx) (err error) { wants, err = receiver.FSIC(tx, filter, 2, false); return err })
	if m.all {
		wants = `{"super": {}, "sub": {}}`
	}
	out.ClientFSIC, out.ServerFSIC, in.ClientFSIC, in.ServerFSIC = has, wants, wants, has
	advance(m.from, &out, "queue", sender.Queue)
	var chunk pipeline.Chunk
	run(m.from, "chunk", func(tx sqldb.Tx) (err error) { chunk, err = sender.ReadChunk(tx, out, 0, 2_000); return err })
	if m.bad {
		chunk.Records, chunk.Count = `["none",`+chunk.Records[1:], chunk.Count+1
	}
	in.RecordsTotal = chunk.Count
	if chunk.Count > 0 {
		advance(m.to, &in, "chunk", func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
			return receiver.WriteChunk(tx, in, chunk)
		})
	}
	advance(m.to, &in, "dequeue", receiver.Dequeue)
	if !m.waits {
		run(m.to, "deserialize", func(tx sqldb.Tx) error { _, err := receiver.Deserialize(tx, filter); return err })
	}
	advance(m.from, &out, "", sender.Cleanup)
	advance(m.to, &in, "", receiver.Cleanup)
}

func (s *sqlScene) serialize(d *coretest.Device) {
	s.t.Helper()
	s.in(d, "serialize", func() error {
		return d.Instance.DB().Update(s.t.Context(), func(tx sqldb.Tx) error {
			_, err := d.Instance.Engine().Serialize(tx, value.Filter{s.dataset})
			return err
		})
	})
}

func (s *sqlScene) first(a, b, c *coretest.Device) {
	s.topic(a, "root", "")
	s.topic(a, "child", s.refers("parent_id", "root"))
	for _, name := range []string{"edited", "merged", "kept", "moved"} {
		s.answer(a, name, "old", s.refers("topic_id", "child"))
	}
	s.answer(a, "free", "old", "")
	s.move(sqlMove{from: a, to: b})
	s.move(sqlMove{from: a, to: c, parts: []string{"shared", "user"}})
	s.answer(a, "edited", "new", "")
	s.answer(a, "free", "new", "")
	s.move(sqlMove{from: a, to: b, parts: []string{"shared", "user"}})
}

// conflicts has a version meet another one, where the device may write the
// record and where it may not; merges of the same edits; a resolution.
func (s *sqlScene) conflicts(a, b, c *coretest.Device) {
	d := s.device()
	s.raise(d)
	s.topic(a, "root", `, "title": "of a"`)
	s.topic(b, "root", `, "title": "of b"`)
	s.answer(a, "merged", "of a", "")
	s.answer(b, "merged", "of b", "")
	s.serialize(b)
	s.move(sqlMove{from: a, to: c})
	s.move(sqlMove{from: b, to: d})
	s.move(sqlMove{from: b, to: c}) // c may not merge topics
	s.move(sqlMove{from: a, to: b})
	s.move(sqlMove{from: d, to: a})
	s.move(sqlMove{from: a, to: b, parts: []string{"shared"}}) // of two that are alike b's is kept
	s.move(sqlMove{from: b, to: a, all: true})                 // and here taken
	for _, device := range []*coretest.Device{a, b} {
		id := s.id("answer", "merged")
		if err := device.Instance.Resolve(s.t.Context(), "answer", id, []byte(`{"text": "both"}`)); err != nil {
			s.t.Fatal(err)
		}
	}
	s.move(sqlMove{from: a, to: b})
	s.move(sqlMove{from: b, to: a})
}

// filters has rows that lie outside a transfer's filter, on both sides.
func (s *sqlScene) filters(a, b *coretest.Device) {
	s.topic(a, "outside", "")
	s.answer(a, "outside", "x", "")
	s.move(sqlMove{from: a, to: b, parts: []string{"shared"}, waits: true})
	s.topic(a, "later", "")
	s.move(sqlMove{from: a, to: b, parts: []string{"user"}})
	s.move(sqlMove{from: a, to: b})
}

// deepTree has a tree deleted of more levels than SQLite's triggers go down.
func (s *sqlScene) deepTree(a, b *coretest.Device) {
	a.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
INSERT INTO topic (dataset_id, name) SELECT ?1, 'deep' || i FROM n`, s.dataset)
	a.Exec(`UPDATE topic SET parent_id = (SELECT p.id FROM topic p WHERE p.name = 'deep' || (substr(topic.name, 5) - 1))
WHERE name LIKE 'deep%'`)
	s.move(sqlMove{from: a, to: b})
	a.Exec("UPDATE topic SET parent_id = NULL WHERE name = 'deep2'")
	a.Exec("DELETE FROM topic WHERE name = 'deep1'")
	s.move(sqlMove{from: a, to: b})
}

// deletions has records follow deleted ones, and come back.
func (s *sqlScene) deletions(a, b *coretest.Device) {
	s.topic(a, "soft", "")
	s.topic(a, "hard", "")
	s.move(sqlMove{from: a, to: b})
	s.delete(a, "topic", "soft", false)
	s.delete(a, "topic", "hard", true)
	s.topic(b, "below", s.refers("parent_id", "soft"))
	s.topic(b, "further", s.refers("parent_id", "below"))
	s.answer(b, "orphan", "x", s.refers("topic_id", "soft"))
	s.answer(b, "wiped", "x", s.refers("topic_id", "hard"))
	s.serialize(a)
	s.move(sqlMove{from: b, to: a})
	s.topic(b, "soft", "")
	s.move(sqlMove{from: a, to: b})
	s.move(sqlMove{from: b, to: a})
	s.delete(a, "answer", "moved", false)
	s.move(sqlMove{from: a, to: b})
}

// refusals has rules of the app's own refuse rows and deletions.
func (s *sqlScene) refusals(a, b *coretest.Device) {
	b.Exec("CREATE UNIQUE INDEX each_title_once ON topic (title)")
	b.Exec("CREATE UNIQUE INDEX each_text_once ON answer (text) WHERE text LIKE 'same%'")
	b.Exec(`CREATE TRIGGER stays BEFORE DELETE ON answer WHEN old.question = 'free'
BEGIN SELECT RAISE(ABORT, 'it stays'); END`)
	b.Exec(`CREATE TRIGGER topic_stays BEFORE DELETE ON topic WHEN old.name = 'child'
BEGIN SELECT RAISE(ABORT, 'it stays'); END`)
	for _, name := range []string{"one", "two"} {
		s.topic(a, name, `, "title": "same"`)
		s.answer(a, name, "same", "")
	}
	s.delete(a, "answer", "free", false)
	s.delete(a, "topic", "child", false)
	s.move(sqlMove{from: a, to: b})
	s.topic(a, "two", `, "title": "other"`)
	s.answer(a, "two", "other", "")
	s.move(sqlMove{from: a, to: b})
}

// repeats brings what is known already, and what contradicts it.
func (s *sqlScene) repeats(a, b *coretest.Device) {
	b.Engine("UPDATE morango_store SET source_id = 'x' WHERE source_id = 'root'")
	s.topic(a, "root", `, "title": "new"`)
	s.move(sqlMove{from: a, to: b, bad: true})
	s.answer(a, "edited", "newest", "")
	s.move(sqlMove{from: a, to: b, all: true, again: true})
	s.move(sqlMove{from: b, to: a, all: true, again: true})
}
