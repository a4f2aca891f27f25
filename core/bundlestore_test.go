package core_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangokey"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/trust"
)

func TestBundleExchange(t *testing.T) {
	a, b := openClinic(t, clinicSchema), openClinic(t, clinicSchema)
	root := a.root()
	b.join(a.invite("all", nil))
	key := relayKey(t)
	addKey := func(tx sqldb.Tx) error { return trust.AddRelayKey(tx, root.ID, key) }
	first := a.bundle(root.ID).Signed()
	a.update(addKey)
	a.update(addKey)
	second := a.bundle(root.ID)
	if second.Sequence != 2 || !slices.Equal(second.RelayKeys, []string{key}) {
		t.Errorf("%+v", second)
	}
	checkCode(t, "without the root key", b.DB().Update(t.Context(), addKey), fault.NoCertificate)

	receive := func(text, signature string) error {
		return b.DB().Update(t.Context(), func(tx sqldb.Tx) error {
			got, err := trust.ReceiveRules(tx, root, text, signature)
			if err == nil && got.Sequence != 2 {
				t.Errorf("sequence %d counts", got.Sequence)
			}
			return err
		})
	}
	text, signature := second.Signed().Text, second.Signed().Signature
	checkCode(t, "newer", receive(text, signature), "")
	checkCode(t, "the same", receive(text, signature), "")
	checkCode(t, "older", receive(first.Text, first.Signature), "")
	checkCode(t, "altered", receive(strings.Replace(text, `"sequence":2`, `"sequence":3`, 1), signature), fault.BadSignature)
	if b.bundle(root.ID).Sequence != 2 {
		t.Error("the older bundle replaced the newer one")
	}

	forged := strings.Replace(strings.Replace(text, `"sequence":2`, `"sequence":3`, 1), ":shared", "", 1)
	forgedSignature, err := root.Sign("amora bundle v1\n" + forged)
	if err != nil {
		t.Fatal(err)
	}
	checkCode(t, "a definition with another text", receive(forged, forgedSignature), fault.ScopeMismatch)
}

func relayKey(t testing.TB) string {
	t.Helper()
	relay := openClinic(t, "")
	private, err := coretest.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	relay.update(func(tx sqldb.Tx) error { return morangokey.SaveSharedKey(tx, private) })
	return relay.text("SELECT public_key FROM morango_sharedkey")
}

// A newer build of the app adds definitions; where the root's key is, they
// reach the room's bundle as the database is opened.
func TestNewerSchemaExtendsBundle(t *testing.T) {
	db, err := sqlitedb.Open(context.Background(), ":memory:", sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := openClinicIn(t, db, clinicSchema)
	root := a.root()
	b := openClinic(t, clinicSchema)
	b.join(a.invite("all", nil))

	newer := strings.Replace(clinicSchema, `"scopes": [`, `"scopes": [
  {"id": "nurse", "version": 2, "read_write_filter_template": "${clinic_id}:nurse:${nurse_id}"},`, 1)
	a = openClinicIn(t, db, newer)
	bundle := a.bundle(root.ID)
	if bundle.Sequence != 2 || len(bundle.Scopes) != 4 {
		t.Errorf("%+v", bundle)
	}
	if a = openClinicIn(t, db, newer); a.bundle(root.ID).Sequence != 2 {
		t.Error("opened again, signed again")
	}
	invite := a.invite("nurse", map[string]string{"nurse_id": nurseA})
	c := openClinic(t, newer)
	joined := c.join(invite)
	if v := c.text("SELECT scope_version FROM morango_certificate WHERE id = ?1", joined.CertificateID); v != "2" {
		t.Errorf("invited with version %s", v)
	}

	openClinicIn(t, b.DB(), newer)
	if b.bundle(root.ID).Sequence != 1 {
		t.Error("a bundle changed without the root's key")
	}
	_, err = core.Open(t.Context(), b.DB(), core.Options{Schema: mustSchema(t, strings.Replace(newer, ":shared", ":common", 1))})
	checkCode(t, "a definition with another text", err, fault.ScopeMismatch)
}

func mustSchema(t testing.TB, text string) *schema.Schema {
	t.Helper()
	s, err := schema.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A room that Morango peers began has no bundle; the stored definitions hold.
func TestRoomWithoutBundle(t *testing.T) {
	a, b := openClinic(t, clinicSchema), openClinic(t, clinicSchema)
	root := a.root()
	a.update(func(tx sqldb.Tx) error {
		if _, err := tx.Exec("DELETE FROM amora_bundle"); err != nil {
			return err
		}
		rules, err := trust.RoomRules(tx, root.ID, root.Profile)
		if err == nil && (rules.Sequence != 0 || len(rules.Scopes) != 3 || rules.Scopes[2].Params["ward"] != "text") {
			t.Errorf("%+v", rules)
		}
		return err
	})
	b.join(a.invite("nurse", map[string]string{"nurse_id": nurseA}))
	if b.bundle(root.ID) != nil || b.writeScope() != root.ID+":nurse:"+nurseA {
		t.Errorf("write scope %q", b.writeScope())
	}
}

func TestSaveDefinitions(t *testing.T) {
	a := openClinic(t, clinicSchema)
	scopes := slices.Clone(mustSchema(t, clinicSchema).Scopes)
	save := func() error {
		return a.DB().Update(t.Context(), func(tx sqldb.Tx) error { return trust.SaveDefinitions(tx, "clinic", scopes) })
	}
	checkCode(t, "the same", save(), "")
	scopes[0].Version = 7
	checkCode(t, "a new version", save(), "")
	scopes[0].Description = "other"
	checkCode(t, "another text", save(), fault.ScopeMismatch)
}

// Where the root's key lies in two copies of a database, each signs without
// having seen what the other did: nothing of it is lost, and it comes to rest.
func TestCopiesOfTheRootKeyUniteTheirBundles(t *testing.T) {
	relay, other := newRelay(t), newRelay(t)
	a := newDevice(t, classSchema)
	enroll(t, relay, a)
	member := func() (*device, string) {
		d, certificate := joins(t, a, core.InviteRequest{Scope: "full", Relay: relay.URL()})
		d.sync(relay)
		return d, certificate
	}
	one, oneCertificate := member()
	two, twoCertificate := member()
	b := a.copied(t)
	a.must(a.Revoke(t.Context(), oneCertificate))
	b.must(b.Revoke(t.Context(), twoCertificate))
	b.admit(other)
	a.sync(relay)
	b.sync(relay)
	a.sync(relay)
	b.sync(relay)
	const bundle = "SELECT sequence, json_extract(text, '$.revoked'), json_array_length(text, '$.relay_keys') FROM amora_bundle"
	got := a.rows(bundle)
	for _, in := range []*device{b, room(t, relay, a.rows("SELECT room FROM amora_bundle"))} {
		if there := in.rows(bundle); there != got {
			t.Errorf("%s and %s", got, there)
		}
	}
	for _, id := range []string{oneCertificate, twoCertificate} {
		if !strings.Contains(got, id) {
			t.Errorf("the revocation of %s is lost: %s", id, got)
		}
	}
	for _, d := range []*device{one, two} {
		_, err := d.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{})
		checkCode(t, "a revoked member", err, fault.Revoked)
	}
	a.sync(relay)
	b.sync(relay)
	if again := a.rows(bundle); again != got {
		t.Errorf("signed anew without need: %s", again)
	}
}

// A member's app may be newer than the owner's: what the room has no id rule
// for waits, and keeps nothing else from leaving.
func TestModelThatTheRoomDoesNotKnowYet(t *testing.T) {
	newer := strings.Replace(classSchema, `"models": [`, `"models": [
  {"name": "tag", "table": "tag", "partition": "${dataset_id}:shared", "source": null, "id": "source", "columns": {"dataset_id": "uuid", "name": "text"}},`, 1)
	relay, owner, member := newRelay(t), newDevice(t, classSchema), newDevice(t, newer)
	dataset := enroll(t, relay, owner, member)
	member.put("topic", map[string]any{"dataset_id": dataset, "title": "of the old model"})
	member.put("tag", map[string]any{"dataset_id": dataset, "name": "new"})
	if r := member.sync(relay); r.Pushed != 1 {
		t.Errorf("%+v", r)
	}
	in, err := core.Open(t.Context(), owner.DB(), core.Options{Schema: mustSchema(t, newer), GenerateKey: coretest.Keys})
	owner.must(err)
	upgraded := &device{in, t}
	upgraded.sync(relay)
	member.sync(relay)
	upgraded.sync(relay)
	if got := upgraded.rows("SELECT (SELECT count(*) FROM topic), (SELECT count(*) FROM tag)"); got != "1 1" {
		t.Errorf("%s topics and tags have arrived", got)
	}
}
