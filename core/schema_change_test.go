package core_test

import (
	"context"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

const firstModels = `[
 {"name": "user", "table": "user", "partition": "p", "source": null, "columns": {"name": "text"}},
 {"name": "log", "table": "log", "partition": "p:${user_id}", "source": "${user_id}:${content}",
  "columns": {"user_id": "uuid", "content": "text", "n": {"type": "integer", "default": 1}}, "references": {"user_id": "user"}}]`

// register gives the database another schema, as an upgraded app does.
func register(a *coretest.Device, models string) error {
	s, err := schema.Parse([]byte(`{"profile": "test", "models": ` + models + `}`))
	if err != nil {
		a.T.Fatal(err)
	}
	return a.Instance.DB().Update(context.Background(), func(tx sqldb.Tx) error {
		_, err := apptable.Register(tx, s, nil)
		return err
	})
}

func TestSchemaSameAgain(t *testing.T) {
	a := newAppDevice(t, firstModels)
	const everything = "SELECT group_concat(name || sql || rootpage) FROM sqlite_schema"
	before := cells(a, everything)
	if err := register(a, strings.ReplaceAll(firstModels, ": ", ":  ")); err != nil {
		t.Fatal(err)
	}
	wantCells(a, everything, before)
	wantCells(a, "PRAGMA schema_version", cells(a, "PRAGMA schema_version"))
}

// Triggers that another build wrote are written anew.
func TestSchemaTriggersOfAnotherBuild(t *testing.T) {
	a := newAppDevice(t, firstModels)
	want := cells(a, "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name)")
	err := a.Instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		for _, sql := range []string{
			`DROP TRIGGER "amora_user_insert"`,
			`CREATE TRIGGER "amora_user_insert" AFTER INSERT ON user BEGIN SELECT 1; END`,
			"UPDATE amora_meta SET value = 'older' WHERE key = 'triggers'",
		} {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := register(a, firstModels); err != nil {
		t.Fatal(err)
	}
	wantCells(a, "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name)", want)
}

func TestSchemaChangeRefused(t *testing.T) {
	tests := []struct{ name, old, new string }{
		{"partition", `"partition": "p:${user_id}"`, `"partition": "q:${user_id}"`},
		{"source", `"source": "${user_id}:${content}"`, `"source": null`},
		{"id rule", `"source": null,`, `"source": null, "id": "source",`},
		{"another type", `"name": "text"`, `"name": "date"`},
		{"a narrower type", `"n": {"type": "integer", "default": 1}`, `"n": {"type": "boolean", "default": true}`},
		{"a wider type that is not named", `"n": {"type": "integer", "default": 1}`, `"n": {"type": "real", "default": 1}`},
		{"type of a key", `"content": "text"`, `"content": "uuid"`},
		{"null in a key", `"content": "text"`, `"content": "text?"`},
		{"reference of a column that had none", `"name": "text"}`, `"name": "text", "friend": "uuid?"}, "references": {"friend": "user"}`},
		{"reference to another model", `"references": {"user_id": "user"}`, `"references": {"user_id": "log"}`},
		{"required column", `"name": "text"`, `"name": "text", "age": "integer"`},
		{"a column of now", `"name": "text"`, `"name": "text", "at": {"type": "datetime", "default": "now"}`},
		{"the second name", `"name": "text"`, `"called": {"type": "text", "was": "title"}`},
		{"the first name forgotten", `"name": "text"`, `"title": "text"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := firstModels
			switch test.name {
			case "reference of a column that had none":
				before = strings.Replace(firstModels, `"name": "text"`, `"name": "text", "friend": "uuid?"`, 1)
				test.old = `"name": "text", "friend": "uuid?"}`
			case "the second name", "the first name forgotten":
				before = strings.Replace(firstModels, `"name": "text"`, `"title": {"type": "text", "was": "name"}`, 1)
				test.old = `"title": {"type": "text", "was": "name"}`
			case "reference to another model":
				test.new = `"references": {"user_id": "other"}`
				before = strings.TrimSuffix(firstModels, "]") + `, {"name": "other", "table": "other", "partition": "p", "source": null, "columns": {"a": "text"}}]`
			}
			a := newAppDevice(t, before)
			tables := cells(a, "SELECT group_concat(sql) FROM sqlite_schema")
			err := register(a, strings.Replace(before, test.old, test.new, 1))
			if e, _ := fault.AsError(err); e == nil || e.Code != fault.SchemaChanged || e.Hint == "" {
				t.Fatalf("error %v, want schema_changed with what to do", err)
			}
			wantCells(a, "SELECT group_concat(sql) FROM sqlite_schema", tables)
		})
	}
	a := newAppDevice(t, firstModels)
	a.Exec("CREATE TABLE taken (x)")
	wantCode(t, register(a, strings.TrimSuffix(firstModels, "]")+`, {"name": "t", "table": "taken", "partition": "p", "source": null, "columns": {"a": "text"}}]`),
		fault.SchemaChanged, "in the way")
}

// storeOlder puts a record into the Store as if a peer had sent it and it had been
// deserialized by an older build.
func storeOlder(a *coretest.Device, id, model, serialized string) {
	a.T.Helper()
	a.Engine(`INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance, last_saved_counter, serialized)
	 VALUES (?1, 's', ?2, 'test', 'p', 'i', 1, ?3) ON CONFLICT (id) DO UPDATE SET serialized = excluded.serialized`, id, model, serialized)
}

func TestSchemaNewColumns(t *testing.T) {
	a := newAppDevice(t, firstModels)
	users := putRows(a, "user", `[{"name": "old"}, {"name": "carried"}, {"name": "wrong"}, {"name": "partly"}, {"name": "never serialized"}]`)
	storeOlder(a, users[0], "user", `{"name": "old"}`)
	storeOlder(a, users[1], "user", `{"name": "carried", "age": 36, "born": "2024-01-02T03:04:05.500Z", "active": false, "friend_id": "`+users[0]+`"}`)
	storeOlder(a, users[2], "user", `{"name": "wrong", "age": "old", "active": null, "friend_id": "`+hexID("9")+`"}`)
	storeOlder(a, users[3], "user", `{"name": "partly", "age": null, "born": "never", "active": true}`)
	storeOlder(a, hexID("f"), "user", `{"name": "of nobody", "age": 1}`)
	forgetDirty(a)
	err := register(a, strings.Replace(firstModels, `"name": "text"}`,
		`"age": "integer?", "name": "text", "born": "datetime?", "active": {"type": "boolean", "default": true}, "friend_id": "uuid?"}, "references": {"friend_id": "user"}`, 1))
	if err != nil {
		t.Fatal(err)
	}
	wantCells(a, "SELECT name, age, born, active, friend_id FROM user ORDER BY _rowid_", strings.Join([]string{
		"old|NULL|NULL|1|NULL",
		"carried|36|2024-01-02 03:04:05.500000|0|" + users[0],
		"wrong|NULL|NULL|1|NULL",
		"partly|NULL|NULL|1|NULL",
		"never serialized|NULL|NULL|1|NULL",
	}, "\n"))
	wantCells(a, `SELECT count(*) FROM "amora_dirty_user"`, "0")
	// Deserialize will say what is wrong with these.
	wantCells(a, "SELECT model_name, s.serialized ->> 'name' FROM amora_store_dirty JOIN morango_store s USING (id, model_name) ORDER BY 2", "user|partly\nuser|wrong")

	// The new columns are tracked, checked, and referred by.
	a.Exec("UPDATE user SET age = 1 WHERE name = 'old'")
	wantCells(a, `SELECT id FROM "amora_dirty_user"`, users[0])
	wantCode(t, tryExec(a, "UPDATE user SET born = 'x'"), fault.BadValue, "born")
	a.Exec("DELETE FROM user WHERE name = 'old'")
	wantCells(a, "SELECT count(*) FROM user WHERE name = 'carried'", "0")
}

func TestSchemaNewModel(t *testing.T) {
	a := newAppDevice(t, firstModels)
	storeOlder(a, hexID("1"), "page", `{"title": "came before"}`)
	storeOlder(a, hexID("2"), "other", `{}`)
	err := register(a, strings.TrimSuffix(firstModels, "]")+
		`, {"name": "page", "table": "page", "partition": "p", "source": null, "columns": {"title": "text", "log_id": "uuid?"}, "references": {"log_id": "log"}}]`)
	if err != nil {
		t.Fatal(err)
	}
	wantCells(a, "SELECT * FROM amora_store_dirty", "page|"+hexID("1"))
	a.Exec("INSERT INTO page (title) VALUES ('new')")
	wantCells(a, `SELECT count(*) FROM "amora_dirty_page"`, "1")
}

// A schema that came from a file of any layout registers once and for all.
func TestSchemaSurvivesReopening(t *testing.T) {
	a := newAppDevice(t, firstModels)
	putRows(a, "user", `{"name": "x"}`)
	again, err := core.Open(t.Context(), a.Instance.DB(), core.Options{Schema: a.Instance.Schema()})
	if err != nil {
		t.Fatal(err)
	}
	if again.ID() != a.Instance.ID() {
		t.Error("another instance")
	}
	wantCells(a, "SELECT name FROM user", "x")
	_, err = core.Open(t.Context(), a.Instance.DB(), core.Options{Schema: &schema.Schema{Profile: "another"}})
	wantCode(t, err, fault.SchemaChanged, "profile")
}

// TestProfileChangeWithScopes: the scopes, which are stored already, are not
// what is said to be wrong.
func TestProfileChangeWithScopes(t *testing.T) {
	a := openClinic(t, clinicSchema)
	schema, err := schema.Parse([]byte(strings.Replace(clinicSchema, `"profile": "clinic"`, `"profile": "hospital"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = core.Open(t.Context(), a.DB(), core.Options{Schema: schema})
	wantCode(t, err, fault.SchemaChanged, `"clinic"`)
}
