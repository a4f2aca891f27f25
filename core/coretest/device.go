package coretest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// RelayURL is an address for tests with one relay, whose Dial takes any. Each
// [Relay] has one of its own besides.
const RelayURL = "ws://relay"

// Device is an instance with an app, in a test. Its methods fail the test at
// once where the instance returns an error; a test that expects an error calls
// the Instance's method.
type Device struct {
	// Instance is what the device runs.
	Instance *core.Instance
	// T is the test that the device's methods fail.
	T testing.TB
}

// NewDevice opens an instance on db with the app's schema, in its JSON form.
// Private keys are those of [Keys].
func NewDevice(t testing.TB, db core.DB, app string) *Device {
	t.Helper()
	s, err := schema.Parse([]byte(app))
	if err != nil {
		t.Fatal(err)
	}
	return OpenDevice(t, db, core.Options{Schema: s, GenerateKey: Keys})
}

// OpenDevice is NewDevice with options of the caller's.
func OpenDevice(t testing.TB, db core.DB, opts core.Options) *Device {
	t.Helper()
	in, err := core.Open(t.Context(), db, opts)
	if err != nil {
		t.Fatal(err)
	}
	return DeviceOf(t, in)
}

// DeviceOf is a device that runs an instance which is open already.
func DeviceOf(t testing.TB, in *core.Instance) *Device { return &Device{Instance: in, T: t} }

// Put puts one row, a JSON object of columns or what json.Marshal makes one of,
// and returns its id.
func (d *Device) Put(model string, row any) (id string) {
	d.T.Helper()
	text, ok := row.(string)
	if !ok {
		made, err := json.Marshal(row)
		d.must(err)
		text = string(made)
	}
	ids, err := d.Instance.Put(d.T.Context(), model, []byte(text))
	if err != nil || len(ids) != 1 {
		d.T.Fatalf("put %s %.1000s: ids %q, %v", model, text, ids, err)
	}
	return ids[0]
}

// Delete deletes one row.
func (d *Device) Delete(model, id string) {
	d.T.Helper()
	d.must(d.Instance.Delete(d.T.Context(), model, id, false))
}

// Exec runs one statement of the app's and returns the number of rows changed.
func (d *Device) Exec(sql string, args ...any) (changes int64) {
	d.T.Helper()
	changes, err := d.Instance.Exec(d.T.Context(), sql, args...)
	if err != nil {
		d.T.Fatalf("%s\n%v", sql, err)
	}
	return changes
}

// Engine runs one statement as the engine would: it may write the engine's
// tables, which an app may only read.
func (d *Device) Engine(sql string, args ...any) {
	d.T.Helper()
	err := d.Instance.DB().Update(d.T.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(sql, args...)
		return err
	})
	if err != nil {
		d.T.Fatalf("%s\n%v", sql, err)
	}
}

// Rows renders a query's result: one line a row, cells apart by a space, NULL
// as <nil>.
func (d *Device) Rows(sql string, args ...any) string {
	d.T.Helper()
	var lines []string
	d.must(d.view(func(tx sqldb.Tx) error {
		rows, err := tx.Query(sql, args...)
		for _, row := range rows {
			lines = append(lines, strings.TrimSpace(fmt.Sprintln(row...)))
		}
		return err
	}))
	return strings.Join(lines, "\n")
}

// Sync pulls, then pushes. Options limit it to one direction, or say more.
func (d *Device) Sync(r *Relay, opts ...core.SyncOptions) core.SyncResult {
	d.T.Helper()
	result, err := d.Instance.Sync(d.T.Context(), r.URL(), r.Dial, slices.Concat(opts, []core.SyncOptions{{}})[0])
	d.must(err)
	return result
}

// Admit admits a relay to the dataset that the device began, or accepts it at an
// address that had another one, and syncs with it.
func (d *Device) Admit(r *Relay) core.SyncResult {
	d.T.Helper()
	return d.Sync(r, core.SyncOptions{Admit: r.Fingerprint()})
}

// Enroll begins a dataset on the device, for a scope definition of the schema,
// and lets the others join it with a certificate of the same scope. It returns
// the dataset's id.
func (d *Device) Enroll(r *Relay, scope string, others ...*Device) (dataset string) {
	d.T.Helper()
	root, err := d.Instance.CreateRoot(d.T.Context(), scope, nil)
	d.must(err)
	d.Sync(r)
	for _, other := range others {
		d.LetIn(other, core.InviteRequest{Scope: scope, Relay: r.URL()})
	}
	return root.ID
}

// LetIn lets a guest join the device's dataset, by an invite. It returns the id of
// the guest's certificate.
func (d *Device) LetIn(guest *Device, request core.InviteRequest) (certificate string) {
	d.T.Helper()
	invite, err := d.Instance.Invite(d.T.Context(), request)
	d.must(err)
	joined, err := core.JoinAnother(d.T.Context(), guest.Instance, invite, nil)
	guest.must(err)
	return joined.CertificateID
}

// StoredRecord is a record as it lies in a device's Store (MORANGO.md §1).
type StoredRecord struct {
	Model      string `json:"model"`
	Partition  string `json:"partition"`
	Serialized string `json:"serialized"` // a JSON object; "" or "{}" after a hard delete
	// Conflicts are the serialized forms that lost in merges, newest first.
	Conflicts   []string `json:"-"`
	Deleted     bool     `json:"deleted"`
	HardDeleted bool     `json:"hardDeleted"`
	// Instance and Counter are the version: who saved the record last, and when.
	Instance string `json:"instance"`
	Counter  int64  `json:"counter"`
	// Counters are the record's RecordMaxCounters, the last saver's among them.
	Counters map[string]int64 `json:"counters"`
	// Reason is why the record has no app row, "" where it has been applied.
	Reason string `json:"reason"`
}

// Store looks a record up in the device's Store. ok: it is there. Local changes
// are in the Store after the next sync only.
func (d *Device) Store(id string) (record StoredRecord, ok bool) {
	d.T.Helper()
	d.must(d.view(func(tx sqldb.Tx) error {
		text, err := tx.Text(readRecord, id)
		if err != nil || text == "" {
			return err
		}
		ok = true
		stored := struct {
			*StoredRecord
			Lost string `json:"lost"` // one a line
		}{StoredRecord: &record}
		err = json.Unmarshal([]byte(text), &stored)
		record.Conflicts = strings.FieldsFunc(stored.Lost, func(r rune) bool { return r == '\n' })
		return err
	}))
	return record, ok
}

// readRecord reads record ?1 as JSON.
const readRecord = `SELECT json_object('model', model_name, 'partition', partition, 'serialized', serialized,
 'lost', conflicting_serialized_data,
 'deleted', json(iif(deleted, 'true', 'false')), 'hardDeleted', json(iif(hard_deleted, 'true', 'false')),
 'instance', last_saved_instance, 'counter', last_saved_counter,
 'counters', (SELECT json_group_object(instance_id, counter) FROM morango_recordmaxcounter WHERE store_model_id = s.id),
 'reason', deserialization_error)
FROM morango_store s WHERE id = ?1`

func (d *Device) view(fn func(sqldb.Tx) error) error {
	return d.Instance.DB().View(d.T.Context(), fn)
}

func (d *Device) must(err error) {
	d.T.Helper()
	if err != nil {
		d.T.Fatal(err)
	}
}
