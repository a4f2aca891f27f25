package core_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/trust"
)

const clinicSchema = `{
 "profile": "clinic",
 "scopes": [
  {"id": "all", "version": 1, "primary_scope_param_key": "clinic_id", "read_write_filter_template": "${clinic_id}"},
  {"id": "nurse", "version": 1, "read_filter_template": "${clinic_id}:shared", "read_write_filter_template": "${clinic_id}:nurse:${nurse_id}"},
  {"id": "ward", "version": 1, "read_write_filter_template": "${clinic_id}:${ward}", "params": {"ward": "text"}}],
 "models": [
  {"name": "visit", "table": "visit", "partition": "${clinic_id}:nurse:${nurse_id}", "source": null,
   "columns": {"clinic_id": "uuid", "nurse_id": "uuid", "note": "text"}},
  {"name": "nurse", "table": "nurse", "partition": "${clinic_id}:shared", "source": null, "id": "source",
   "columns": {"clinic_id": "uuid", "name": "text"}}]}`

const (
	nurseA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	nurseB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
)

// clinic is an instance of the clinic app in memory.
type clinic struct {
	*core.Instance
	t testing.TB
}

func openClinic(t testing.TB, schema string, change ...func(*core.Options)) clinic {
	t.Helper()
	db, err := sqlitedb.Open(context.Background(), ":memory:", sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return openClinicIn(t, db, schema, change...)
}

func openClinicIn(t testing.TB, db sqldb.DB, app string, change ...func(*core.Options)) clinic {
	t.Helper()
	opts := core.Options{GenerateKey: coretest.Keys}
	if app != "" {
		s, err := schema.Parse([]byte(app))
		if err != nil {
			t.Fatal(err)
		}
		opts.Schema = s
	}
	for _, f := range change {
		f(&opts)
	}
	in, err := core.Open(t.Context(), db, opts)
	if err != nil {
		t.Fatal(err)
	}
	return clinic{in, t}
}

func (c clinic) root() *trust.Certificate {
	c.t.Helper()
	root, err := c.CreateRoot(c.t.Context(), "all", nil)
	if err != nil {
		c.t.Fatal(err)
	}
	return root
}

func (c clinic) invite(scope string, params map[string]string) string {
	c.t.Helper()
	text, err := c.Invite(c.t.Context(), core.InviteRequest{Scope: scope, Params: params, Relay: "ws://relay.example:8787"})
	if err != nil {
		c.t.Fatal(err)
	}
	return text
}

func (c clinic) join(invite string) *core.Joined {
	c.t.Helper()
	joined, err := c.Join(c.t.Context(), invite)
	if err != nil {
		c.t.Fatal(err)
	}
	return joined
}

func (c clinic) update(fn func(sqldb.Tx) error) {
	c.t.Helper()
	if err := c.DB().Update(c.t.Context(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c clinic) text(sql string, args ...any) (text string) {
	c.t.Helper()
	err := c.DB().View(c.t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(sql, args...)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return text
}

func (c clinic) bundle(room string) (b *trust.Rules) {
	c.t.Helper()
	c.update(func(tx sqldb.Tx) (err error) {
		b, err = trust.LoadRules(tx, room)
		return err
	})
	return b
}

// writeScope is what the app's tables may be written under.
func (c clinic) writeScope() string {
	return c.text("SELECT ifnull(group_concat(prefix, ' '), '') FROM (SELECT prefix FROM amora_write_scope WHERE prefix <> char(10) ORDER BY prefix)")
}

func (c clinic) visit(room, nurse string) error {
	_, err := c.Exec(c.t.Context(), "INSERT INTO visit (clinic_id, nurse_id, note) VALUES (?1, ?2, 'x')", room, nurse)
	return err
}

func checkCode(t testing.TB, what string, err error, code fault.Code) {
	t.Helper()
	if fault.CodeOf(err) != code {
		t.Errorf("%s: %v, want code %q", what, err, code)
	}
}

func TestCreateRoot(t *testing.T) {
	a := openClinic(t, clinicSchema)
	if _, err := a.CreateRoot(t.Context(), "nurse", nil); fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("a scope without a primary parameter: %v", err)
	}
	if _, err := a.CreateRoot(t.Context(), "nobody", nil); fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("an unknown scope: %v", err)
	}
	root := a.root()
	if root.Parent != "" || root.Params()["clinic_id"] != root.ID || !root.Owned() {
		t.Errorf("%+v", root)
	}
	if got := a.writeScope(); got != root.ID {
		t.Errorf("write scope %q", got)
	}
	b := a.bundle(root.ID)
	if b.Sequence != 1 || len(b.Scopes) != 3 || b.IDRules["nurse"] != "source" || b.IDRules["visit"] != "given" || len(b.IDRules) != 2 {
		t.Errorf("%+v", b)
	}
	if err := a.visit(root.ID, nurseA); err != nil {
		t.Error(err)
	}
	checkCode(t, "another dataset's row", a.visit(nurseB, nurseA), fault.NotWritable)

	relay := openClinic(t, "")
	_, err := relay.CreateRoot(t.Context(), "all", nil)
	checkCode(t, "without a schema", err, fault.BadRequest)
}

func TestInviteAndJoin(t *testing.T) {
	a, b, c := openClinic(t, clinicSchema), openClinic(t, clinicSchema), openClinic(t, clinicSchema)
	root := a.root()
	invite := a.invite("nurse", map[string]string{"nurse_id": nurseA})
	joined := b.join(invite)
	if joined.Room != root.ID || joined.Relay != "ws://relay.example:8787" || joined.Params["nurse_id"] != nurseA || joined.Params["clinic_id"] != root.ID {
		t.Errorf("%+v", joined)
	}
	if got := b.writeScope(); got != root.ID+":nurse:"+nurseA {
		t.Errorf("write scope %q", got)
	}
	if err := b.visit(root.ID, nurseA); err != nil {
		t.Error(err)
	}
	checkCode(t, "another nurse's row", b.visit(root.ID, nurseB), fault.NotWritable)

	if again := b.join("https://clinic.example/#" + invite); again.CertificateID != joined.CertificateID {
		t.Errorf("joined again as %s", again.CertificateID)
	}
	if n := b.text("SELECT count(*) FROM morango_certificate"); n != "2" {
		t.Errorf("%s certificates", n)
	}
	b.update(func(tx sqldb.Tx) error {
		chain, err := trust.LoadChain(tx, joined.CertificateID)
		if err == nil && (len(chain) != 2 || chain.Root().Owned() || !chain.Leaf().Owned()) {
			t.Errorf("%v", chain)
		}
		return err
	})
	if key := a.text("SELECT ifnull(private_key, 'none') FROM morango_certificate WHERE id = ?1", joined.CertificateID); key != "none" {
		t.Error("the inviting device keeps the invited one's key")
	}

	next := c.join(b.invite("nurse", nil)) // a second device of the same nurse
	c.update(func(tx sqldb.Tx) error {
		chain, err := trust.LoadChain(tx, next.CertificateID)
		if err == nil && len(chain) != 3 {
			t.Errorf("a chain of %d", len(chain))
		}
		return err
	})
	if c.writeScope() != b.writeScope() {
		t.Errorf("write scope %q", c.writeScope())
	}
}

func TestInviteRefused(t *testing.T) {
	a, b := openClinic(t, clinicSchema), openClinic(t, clinicSchema)
	_, err := a.Invite(t.Context(), core.InviteRequest{Scope: "nurse"})
	checkCode(t, "before there is a dataset", err, fault.NoCertificate)
	a.root()
	b.join(a.invite("nurse", map[string]string{"nurse_id": nurseA}))
	for _, c := range []struct {
		name   string
		from   clinic
		scope  string
		params map[string]string
		code   fault.Code
	}{
		{"unknown scope", a, "nobody", nil, fault.BadRequest},
		{"a parameter missing", a, "nurse", nil, fault.BadValue},
		{"not an id", a, "nurse", map[string]string{"nurse_id": "F1"}, fault.BadValue},
		{"empty text", a, "ward", map[string]string{"ward": ""}, fault.BadValue},
		{"another dataset", a, "nurse", map[string]string{"nurse_id": nurseA, "clinic_id": nurseB}, fault.OutsideScope},
		{"a wider scope", b, "all", nil, fault.OutsideScope},
		{"a neighbour", b, "nurse", map[string]string{"nurse_id": nurseB}, fault.OutsideScope},
	} {
		_, err := c.from.Invite(t.Context(), core.InviteRequest{Scope: c.scope, Params: c.params})
		checkCode(t, c.name, err, c.code)
	}
	a.invite("ward", map[string]string{"ward": "north"})
	for _, relay := range []string{"not a url", "nonsense", "ws://", "ftp://relay", "ws://relay/?room=1"} {
		_, err := a.Invite(t.Context(), core.InviteRequest{Scope: "all", Relay: relay})
		checkCode(t, relay, err, fault.BadRequest)
	}
}

func TestJoinRefused(t *testing.T) {
	a := openClinic(t, clinicSchema)
	a.root()
	invite := a.invite("all", nil)
	for _, c := range []struct {
		name, old, new string
		code           fault.Code
	}{
		{"another app", `"profile": "clinic"`, `"profile": "school"`, fault.ScopeMismatch},
		{"another template", `${clinic_id}:shared", "read_write`, `${clinic_id}", "read_write`, fault.ScopeMismatch},
		{"other ids", `"id": "source",`, ``, fault.ScopeMismatch},
		{"a newer app", `"nurse", "version": 1`, `"nurse", "version": 2`, ""},
	} {
		schema := strings.Replace(clinicSchema, c.old, c.new, 1)
		if schema == clinicSchema {
			t.Fatal(c.name)
		}
		b := openClinic(t, schema)
		_, err := b.Join(t.Context(), invite)
		checkCode(t, c.name, err, c.code)
		if c.code != "" && b.text("SELECT count(*) FROM morango_certificate") != "0" {
			t.Errorf("%s: left something behind", c.name)
		}
	}
	b := openClinic(t, clinicSchema)
	_, err := b.Join(t.Context(), invite[:len(invite)-10])
	checkCode(t, "cut short", err, fault.BadInvite)
}

func TestRevoke(t *testing.T) {
	a, b := openClinic(t, clinicSchema), openClinic(t, clinicSchema)
	root := a.root()
	invite := a.invite("nurse", map[string]string{"nurse_id": nurseA})
	joined := b.join(invite)
	checkCode(t, "without the root key", b.Revoke(t.Context(), joined.CertificateID), fault.NoCertificate)
	checkCode(t, "the root", a.Revoke(t.Context(), root.ID), fault.BadValue)
	checkCode(t, "no id", a.Revoke(t.Context(), "x"), fault.BadValue)
	for range 2 {
		if err := a.Revoke(t.Context(), joined.CertificateID); err != nil {
			t.Fatal(err)
		}
	}
	bundle := a.bundle(root.ID)
	if bundle.Sequence != 2 || !slices.Equal(bundle.Revoked, []string{joined.CertificateID}) {
		t.Errorf("%+v", bundle)
	}
	text, signature := bundle.Signed().Text, bundle.Signed().Signature
	b.update(func(tx sqldb.Tx) error {
		chain, err := trust.LoadChain(tx, root.ID)
		if err != nil {
			return err
		}
		_, err = trust.ReceiveRules(tx, chain.Root(), text, signature)
		return err
	})
	checkCode(t, "a write after revocation", b.visit(root.ID, nurseA), fault.NotWritable)
	_, err := b.Invite(t.Context(), core.InviteRequest{Scope: "nurse"})
	checkCode(t, "an invite after revocation", err, fault.NoCertificate)
	_, err = b.Join(t.Context(), invite)
	checkCode(t, "the same invite again", err, fault.BadInvite)
}

// TestInvitesCanBeUsed: an invite is refused when it is made, or its holder can
// sync.
func TestInvitesCanBeUsed(t *testing.T) {
	r := newRelay(t)
	owner := coretest.NewDevice(t, memory(t), clinicSchema)
	owner.Enroll(r, "all")
	invited := func(ward string) error {
		invite, err := owner.Instance.Invite(t.Context(), core.InviteRequest{Scope: "ward", Params: map[string]string{"ward": ward}})
		if err != nil {
			return err
		}
		member := coretest.NewDevice(t, memory(t), clinicSchema)
		if _, err := member.Instance.Join(t.Context(), invite); err != nil {
			t.Fatalf("%q: %v", ward, err)
		}
		if _, err := member.Instance.Sync(t.Context(), coretest.RelayURL, r.Dial, core.SyncOptions{}); err != nil {
			t.Errorf("%q: the member cannot sync: %v", ward, err)
		}
		return nil
	}
	for _, ward := range []string{"north", "日本", "a\u00adb", "\u200b", "\ufffe", "'\"\\", strings.Repeat("x", 900)} {
		wantCode(t, invited(ward), "", "")
	}
	for _, ward := range []string{"a b", "a\x1cb", "a\u0080b", "a\u0085b", "a\u009fb", "a\u2003b", "a\xffb", "\ufffd"} {
		wantCode(t, invited(ward), fault.BadValue, "")
	}
	wantCode(t, invited(strings.Repeat("x", 1000)), fault.Limit, "")
}
