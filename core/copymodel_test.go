package core_test

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// The second version of the app: the column title of topic has become names, a
// JSON. The old model stays.
const (
	secondTopic = `{"name": "topic2", "table": "topic2", "partition": "${dataset_id}:shared", "source": null,
   "columns": {"dataset_id": "uuid", "names": "json"}}]}`
	secondTopicWithOldID = `{"name": "topic2", "table": "topic2", "partition": "${dataset_id}:shared", "source": "${old_id}",
   "columns": {"dataset_id": "uuid", "old_id": "uuid", "names": "json"}}]}`
)

func addModel(model string) string { return strings.TrimSuffix(classSchema, "]}") + ", " + model }

// upgrade opens the device's database with a later version of the app.
func (d *device) upgrade(app string) {
	d.t.Helper()
	s, err := schema.Parse([]byte(app))
	d.must(err)
	d.Instance, err = core.Open(d.t.Context(), d.DB(), core.Options{Schema: s})
	d.must(err)
}

// The advice that schema_changed gives, followed on each device: the old model
// stays, the new one's rows follow from the old rows' ids. Every row is there
// once, whoever copies when.
func TestFaultAdviceAfterSchemaChanged(t *testing.T) {
	const copied = "WHERE id NOT IN (SELECT source_id FROM morango_store WHERE model_name = 'topic2')"
	for _, c := range []struct{ name, model, copying string }{
		{"source id", secondTopic, "INSERT INTO topic2 (_morango_source_id, dataset_id, names) SELECT id, dataset_id, json_array(title) FROM topic " + copied},
		{"source template", secondTopicWithOldID, "INSERT INTO topic2 (old_id, dataset_id, names) SELECT id, dataset_id, json_array(title) FROM topic " + copied},
	} {
		t.Run(c.name, func(t *testing.T) {
			relay := newRelay(t)
			a, b, late := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
			dataset := enroll(t, relay, a, b, late)
			for _, title := range []string{"one", "two", "three"} {
				a.put("topic", map[string]any{"dataset_id": dataset, "title": title})
			}
			devices := []*device{a, b, late}
			settle := func() {
				t.Helper()
				for range 2 {
					for _, d := range devices {
						d.sync(relay)
					}
				}
			}
			settle()
			for _, d := range devices[:2] { // both before they sync
				d.upgrade(addModel(c.model))
				d.exec(c.copying)
			}
			settle()
			b.exec("DELETE FROM topic2 WHERE names ->> 0 = 'two'")
			settle()
			late.upgrade(addModel(c.model)) // has the rows of the others already
			late.exec(c.copying)
			settle()
			for _, d := range devices {
				d.exec(c.copying) // as at every start
				if got := d.rows("SELECT names ->> 0 FROM topic2 ORDER BY 1"); got != "one\nthree" {
					t.Errorf("rows %q", got)
				}
				if got := d.rows("SELECT count(DISTINCT id) FROM topic2"); got != "2" {
					t.Errorf("%s ids", got)
				}
				d.wantLost(0)
				if list, err := d.Quarantine(t.Context()); err != nil || len(list) != 0 {
					t.Error(list, err)
				}
			}
			settle()
			if got := a.sync(relay); got.Pushed+got.Pulled != 0 {
				t.Errorf("syncs go on: %+v", got)
			}
		})
	}
}

// An id names one record, whatever its model. A model whose ids are given takes
// none that a row of another model has, synced or not: that record would be
// lost under the new one.
func TestFaultOldIDUnderNewModel(t *testing.T) {
	relay := newRelay(t)
	a := newDevice(t, classSchema)
	dataset := enroll(t, relay, a)
	synced := a.put("topic", map[string]any{"dataset_id": dataset, "title": "synced"})
	gone := a.put("topic", map[string]any{"dataset_id": dataset, "title": "gone"})
	a.sync(relay)
	saved := a.put("topic", map[string]any{"dataset_id": dataset, "title": "saved"})
	a.exec("DELETE FROM topic WHERE id = ?1", gone)
	a.upgrade(addModel(strings.Replace(secondTopic, `"source": null,`, `"source": null, "id": "source",`, 1)))
	for _, id := range []string{synced, saved, gone} {
		_, err := a.Exec(t.Context(), "INSERT INTO topic2 (id, dataset_id, names) VALUES (?1, ?2, '[]')", id, dataset)
		checkCode(t, "by SQL", err, fault.BadID)
		_, err = a.Put(t.Context(), "topic2", []byte(`{"id": "`+id+`", "dataset_id": "`+dataset+`", "names": []}`))
		checkCode(t, "by put", err, fault.BadID)
	}
	a.put("topic2", map[string]any{"id": hexID("7"), "dataset_id": dataset, "names": []string{"free"}})
	a.sync(relay)
	if list, err := a.Quarantine(t.Context()); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
}
