package kolibri_test

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// sample is a Store row of a Kolibri 0.19.5.
type sample struct {
	ID         string `json:"id"`
	SourceID   string `json:"source_id"`
	Model      string `json:"model_name"`
	Partition  string `json:"partition"`
	SelfRef    string `json:"_self_ref_fk"`
	Serialized string `json:"serialized"`
	Deleted    int    `json:"deleted"`
}

// readSamples reads the rows, and adds those that they refer to and that are
// not among them: copies of others of the model.
func readSamples(t *testing.T) []sample {
	t.Helper()
	text, err := os.ReadFile("testdata/store_samples.json")
	if err != nil {
		t.Fatal(err)
	}
	var byModel map[string][]sample
	if err := json.Unmarshal(text, &byModel); err != nil {
		t.Fatal(err)
	}
	var list []sample
	there := map[string]bool{}
	for _, model := range slices.Sorted(maps.Keys(byModel)) {
		for _, s := range byModel[model] {
			there[s.ID] = true
			list = append(list, s)
		}
	}
	for i := 0; i < len(list); i++ {
		m := kolibri.Schema().Model(list[i].Model)
		row := decode(t, list[i].Serialized)
		for column, r := range m.References {
			id, _ := row[column].(string)
			if id == "" || there[id] || r.Optional {
				continue
			}
			there[id] = true
			list = append(list, standIn(t, byModel[r.Models[0]][0], id))
		}
	}
	return list
}

// standIn is a row like another one, with another id.
func standIn(t *testing.T, of sample, id string) sample {
	row := decode(t, of.Serialized)
	row["id"] = id
	if of.Model == "facilityuser" {
		of.Partition = row["dataset_id"].(string) + ":user-ro:" + id
		row["_morango_partition"] = of.Partition
	}
	of.ID, of.Serialized = id, sqldb.ToJSON(row)
	return of
}

func decode(t *testing.T, text string) (row map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &row); err != nil {
		t.Fatal(err)
	}
	return row
}

// facility is a device on which a Kolibri's records have arrived.
func facility(t *testing.T, samples []sample) *core.Instance {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	in, err := core.Open(t.Context(), db, core.Options{Schema: kolibri.Schema(), GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	receive(t, in, samples...)
	return in
}

// receive takes records in as a transfer does, and applies them.
func receive(t *testing.T, in *core.Instance, samples ...sample) {
	t.Helper()
	update(t, in, func(tx sqldb.Tx) error {
		for _, s := range samples {
			err := sqldb.ExecAll(tx,
				sqldb.Statement{SQL: `INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk, last_saved_instance,
 last_saved_counter, deleted, serialized) VALUES (?1, ?2, ?3, 'facilitydata', ?4, ?5, ?6, 1, ?7, ?8)
ON CONFLICT (id) DO UPDATE SET deleted = excluded.deleted, serialized = excluded.serialized`,
					Args: []any{s.ID, s.SourceID, s.Model, s.Partition, s.SelfRef, "56e83f690fbd58b2590c05097b627ea9", s.Deleted, s.Serialized}},
				sqldb.Statement{SQL: "INSERT INTO amora_store_dirty (model_name, id) VALUES (?1, ?2) ON CONFLICT DO NOTHING", Args: []any{s.Model, s.ID}})
			if err != nil {
				return err
			}
		}
		_, err := in.Engine().Deserialize(tx, value.Filter{""})
		return err
	})
}

func update(t *testing.T, in *core.Instance, fn func(tx sqldb.Tx) error) {
	t.Helper()
	if err := in.DB().Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// A Kolibri's records of all models have rows, and leave the tables as they
// came.
func TestRecordsOfAllModelsComeBackUnchanged(t *testing.T) {
	samples := readSamples(t)
	in := facility(t, samples)
	quarantined, err := in.Quarantine(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quarantined {
		t.Errorf("%s %s: %s\n%s", q.Model, q.ID, q.Reason, q.Record)
	}
	update(t, in, func(tx sqldb.Tx) error {
		for _, m := range kolibri.Schema().Models {
			_, err := tx.Exec("INSERT INTO " + m.DirtyTable() + " (id) SELECT id FROM " + sqldb.Quote(m.Table) + " AS a WHERE true" + m.Rows("a"))
			if err != nil {
				return err
			}
		}
		if _, err := tx.Exec("UPDATE morango_store SET serialized = '{}', _self_ref_fk = 'x'"); err != nil {
			return err
		}
		_, err := in.Engine().Serialize(tx, value.Filter{""})
		return err
	})
	models := map[string]bool{}
	for _, want := range samples {
		models[want.Model] = true
		var got sample
		err := in.DB().View(t.Context(), func(tx sqldb.Tx) error {
			return sqldb.ReadJSON(tx, &got, `SELECT json_object('id', id, 'source_id', source_id, 'partition', partition, '_self_ref_fk', _self_ref_fk,
 'serialized', serialized, 'model_name', model_name) FROM morango_store WHERE id = ?1`, want.ID)
		})
		if err != nil {
			t.Fatal(err)
		}
		if got.SelfRef != want.SelfRef || got.Partition != want.Partition || got.SourceID != want.SourceID {
			t.Errorf("%s: %+v, want %+v", want.Model, got, want)
		}
		if a, b := decode(t, got.Serialized), decode(t, want.Serialized); !reflect.DeepEqual(a, b) {
			t.Errorf("%s\n got %v\nwant %v", want.Model, a, b)
		}
	}
	if len(models) != 28 {
		t.Errorf("of %d models", len(models))
	}
}
