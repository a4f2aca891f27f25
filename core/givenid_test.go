package core_test

import (
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// givenSchema has parents and children whose ids an app may give.
const givenSchema = `{"profile": "lists",
 "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}],
 "models": [
  {"name": "list", "table": "list", "partition": "${dataset_id}:list:${id}", "source": null, "columns": {"dataset_id": "uuid", "name": "text"}},
  {"name": "item", "table": "item", "partition": "${dataset_id}:list:${list_id}", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid", "text": "text"}, "references": {"list_id": "list"}},
  {"name": "like", "table": "liked", "partition": "${dataset_id}", "source": "${item_id}", "columns": {"dataset_id": "uuid", "item_id": "uuid"}},
  {"name": "strict", "table": "strict", "partition": "${dataset_id}", "source": null, "id": "computed", "columns": {"dataset_id": "uuid"}}]}`

const (
	plainList  = "0190163d8694739baea5966c26f8ad91"
	hyphenList = "0190163d-8694-739b-aea5-966c26f8ad91"
	plainItem  = "f47ac10b58cc4372a5670e02b2c3d479"
	hyphenItem = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
)

// Ids that the app gives are the rows' ids, on all devices, in one form.
func TestGivenIDs(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, givenSchema), newDevice(t, givenSchema)
	dataset := enroll(t, relay, a, b)
	hyphened := fmt.Sprintf("%s-%s-%s-%s-%s", dataset[:8], dataset[8:12], dataset[12:16], dataset[16:20], dataset[20:])
	err := transact(a.fixture(), func(tx *core.Transaction) error { // the child first
		if _, err := tx.Put("item", fmt.Appendf(nil, `{"id": %q, "dataset_id": %q, "list_id": %q, "text": "milk"}`, hyphenItem, hyphened, hyphenList)); err != nil {
			return err
		}
		if _, err := tx.Put("like", fmt.Appendf(nil, `{"dataset_id": %q, "item_id": %q}`, dataset, hyphenItem)); err != nil {
			return err
		}
		_, err := tx.Put("list", fmt.Appendf(nil, `[{"id": %q, "dataset_id": %q, "name": "mine"}]`, hyphenList, dataset))
		return err
	})
	a.must(err)
	a.exec("INSERT INTO list (id, dataset_id, name) VALUES (?1, ?2, 'by SQL')", "11111111-1111-4111-8111-111111111111", dataset)
	a.put("list", map[string]any{"dataset_id": dataset, "name": "without"})
	a.sync(relay)
	b.sync(relay)
	const rows = "SELECT list.id, name, item.id, text FROM list LEFT JOIN item ON list_id = list.id ORDER BY name"
	if got, want := b.rows(rows), a.rows(rows); got != want || b.reasons() != "" {
		t.Errorf("b has\n%s\n%s\na has\n%s", got, b.reasons(), want)
	}
	if got := b.rows("SELECT item.id, list_id, item_id FROM item JOIN liked ON item_id = item.id"); got != plainItem+" "+plainList+" "+plainItem {
		t.Errorf("b has %s", got)
	}
	if got := b.rows("SELECT id FROM list WHERE name = 'by SQL'"); got != hexID("1")[:12]+"4111811111111111"+hexID("1")[:4] {
		t.Errorf("by SQL: %s", got)
	}
	// Changed, deleted and back, on the other side, by either form.
	b.put("item", map[string]any{"id": hyphenItem, "text": "bread"})
	b.must(b.Delete(t.Context(), "item", hyphenItem, false))
	b.sync(relay)
	b.put("item", map[string]any{"id": hyphenItem, "dataset_id": dataset, "list_id": plainList, "text": "back"})
	b.sync(relay)
	a.sync(relay)
	if got := a.rows("SELECT id, text FROM item"); got != plainItem+" back" {
		t.Errorf("a has %s", got)
	}
}

// A row whose id was made here comes back as the record that it was, too.
func TestGivenIDsOfDeletedRows(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, givenSchema), newDevice(t, givenSchema)
	dataset := enroll(t, relay, a, b)
	id := a.put("list", map[string]any{"dataset_id": dataset, "name": "made"})
	a.sync(relay)
	a.must(a.Delete(t.Context(), "list", id, false))
	a.sync(relay)
	a.put("list", map[string]any{"id": id, "dataset_id": dataset, "name": "back"})
	a.sync(relay)
	b.sync(relay)
	if got := b.rows("SELECT id, name FROM list"); got != id+" back" {
		t.Errorf("b has %s, %s", got, b.reasons())
	}
}

func TestGivenIDsRefused(t *testing.T) {
	relay := newRelay(t)
	d := newDevice(t, givenSchema)
	dataset := enroll(t, relay, d)
	list := func(id string) error {
		_, err := d.Put(t.Context(), "list", fmt.Appendf(nil, `{"id": %s, "dataset_id": %q, "name": "x"}`, id, dataset))
		return err
	}
	d.must(list(`"` + plainList + `"`))
	for _, id := range []string{`"x"`, `""`, `5`, `"` + plainItem + `0"`, `"F47AC10B-58CC-4372-A567-0E02B2C3D479"`, `"{` + hyphenItem + `}"`, `[1]`} {
		wantCode(t, list(id), fault.BadID, "hex digits")
	}
	put := func(model, row string) error {
		_, err := d.Put(t.Context(), model, fmt.Appendf(nil, row, dataset))
		return err
	}
	// An id names one record, whatever its model; others' ids follow.
	wantCode(t, put("item", `{"id": "`+plainList+`", "dataset_id": %q, "list_id": "`+plainList+`", "text": ""}`), fault.BadID, "another model")
	wantCode(t, put("like", `{"id": "`+plainItem+`", "dataset_id": %q, "item_id": "`+plainItem+`"}`), fault.BadID, "follow")
	wantCode(t, put("strict", `{"id": "`+plainItem+`", "dataset_id": %q}`), fault.BadID, "")
	if err := put("strict", `{"dataset_id": %q}`); err != nil {
		t.Error(err)
	}
	// An id that was in another partition.
	d.must(put("item", `{"id": "`+plainItem+`", "dataset_id": %q, "list_id": "`+plainList+`", "text": ""}`))
	other := d.put("list", map[string]any{"dataset_id": dataset, "name": "other"})
	d.sync(relay)
	d.must(d.Delete(t.Context(), "item", plainItem, false))
	d.sync(relay)
	wantCode(t, put("item", `{"id": "`+plainItem+`", "dataset_id": %q, "list_id": "`+other+`", "text": ""}`), fault.BadID, "there was a record")
}

// In a dataset whose rules know nothing of given ids they are refused, because
// its peers would refuse what comes with them.
func TestGivenIDsUndeclared(t *testing.T) {
	relay := newRelay(t)
	d := newDevice(t, givenSchema)
	dataset := enroll(t, relay, d)
	d.fixture().Engine("UPDATE amora_bundle SET text = json_remove(text, '$.id_rules.list')")
	_, err := d.Put(t.Context(), "list", fmt.Appendf(nil, `{"id": %q, "dataset_id": %q, "name": "x"}`, plainList, dataset))
	wantCode(t, err, fault.BadID, "that began it")
	d.put("list", map[string]any{"dataset_id": dataset, "name": "y"})
}
