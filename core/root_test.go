package core_test

import (
	"context"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// rootSchema has two scopes that can begin a dataset, one with a parameter.
const rootSchema = `{"profile": "roots",
 "scopes": [
  {"id": "all", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
  {"id": "part", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}:${part_id}"}],
 "models": [{"name": "note", "table": "note", "partition": "${dataset_id}:${part_id}", "source": null,
  "columns": {"dataset_id": "uuid", "part_id": "uuid", "text": "text"}}]}`

func newRoots(t *testing.T) *device { return newDevice(t, rootSchema) }

// CreateRoot twice at once, as two tabs or an effect that runs twice call it:
// both get the same certificate, and there is one dataset.
func TestFaultCreateRootTwiceAtOnce(t *testing.T) {
	schema, err := schema.Parse([]byte(rootSchema))
	if err != nil {
		t.Fatal(err)
	}
	const calls = 3
	var together sync.WaitGroup // all have found no dataset before the first is stored
	together.Add(calls)
	in, err := core.Open(t.Context(), memory(t), core.Options{Schema: schema, GenerateKey: func(ctx context.Context) (string, error) {
		together.Done()
		together.Wait()
		return coretest.Keys(ctx)
	}})
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]string, calls)
	var running sync.WaitGroup
	for i := range calls {
		running.Go(func() {
			root, err := in.CreateRoot(t.Context(), "all", nil)
			if err != nil {
				t.Error(err)
				return
			}
			ids[i] = root.ID
		})
	}
	running.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("%v", ids)
		}
	}
	d := &device{in, t}
	if got := d.rows("SELECT count(*), id FROM morango_certificate"); got != "1 "+ids[0] {
		t.Errorf("certificates: %s", got)
	}
}

func TestCreateRootAgain(t *testing.T) {
	part := map[string]string{"part_id": hexID("1")}
	for _, c := range []struct {
		name   string
		scope  string
		params map[string]string
		code   fault.Code
	}{
		{"the same", "part", part, ""},
		{"other parameters", "part", map[string]string{"part_id": hexID("2")}, fault.HasDataset},
		{"fewer parameters", "part", nil, fault.HasDataset},
		{"more parameters", "part", map[string]string{"part_id": hexID("1"), "more": hexID("3")}, fault.HasDataset},
		{"another scope", "all", nil, fault.HasDataset},
		{"another dataset's id", "part", map[string]string{"part_id": hexID("1"), "dataset_id": hexID("4")}, fault.HasDataset},
		{"no such scope", "none", nil, fault.BadRequest},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newRoots(t)
			first, err := d.CreateRoot(t.Context(), "part", part)
			d.must(err)
			second, err := d.CreateRoot(t.Context(), c.scope, c.params)
			checkCode(t, c.name, err, c.code)
			if c.code == "" && (second == nil || second.ID != first.ID || !second.Owned()) {
				t.Errorf("%+v", second)
			}
		})
	}
}

// Whoever joined a dataset has not begun it, whatever its own scope.
func TestCreateRootAfterJoin(t *testing.T) {
	owner, member := newRoots(t), newRoots(t)
	root, err := owner.CreateRoot(t.Context(), "all", nil)
	owner.must(err)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "all"})
	owner.must(err)
	joined, err := member.Join(t.Context(), invite)
	member.must(err)
	if joined.Room != root.ID {
		t.Fatal(joined)
	}
	_, err = member.CreateRoot(t.Context(), "all", nil)
	checkCode(t, "a member", err, fault.HasDataset)
}

// The receipt of the second call is its own, so that it can be repeated too.
func TestCreateRootAgainHasReceipt(t *testing.T) {
	d := newRoots(t)
	var receipts []core.OwnCertificate
	ctx := core.WithReceipt(t.Context(), func(_ sqldb.Tx, result any) error {
		receipts = append(receipts, result.(core.OwnCertificate))
		return nil
	})
	for range 2 {
		_, err := d.CreateRoot(ctx, "all", nil)
		d.must(err)
	}
	if len(receipts) != 2 || receipts[0].ID != receipts[1].ID || receipts[1].Scope != "all" {
		t.Errorf("%+v", receipts)
	}
}
