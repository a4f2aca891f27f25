//go:build !js

package main

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/worker/relay"
)

// djangoPassword is a password as Kolibri keeps it, with few rounds.
func djangoPassword(t *testing.T, password string) string {
	t.Helper()
	sum, err := pbkdf2.Key(sha256.New, password, []byte("salt"), 1000, sha256.Size)
	if err != nil {
		t.Fatal(err)
	}
	return "pbkdf2_sha256$1000$salt$" + base64.StdEncoding.EncodeToString(sum)
}

// row puts one row and returns its id.
func (m *member) row(model string, row map[string]any) string {
	m.t.Helper()
	text, err := json.Marshal(row)
	m.must(err)
	ids, err := m.Put(m.t.Context(), model, text)
	m.must(err)
	return ids[0]
}

// newFacility is a device with a Kolibri facility of two users.
func newFacility(t *testing.T) (owner *member, dataset, admin, learner string) {
	owner = newMember(t, kolibri.Text())
	root, err := owner.CreateRoot(t.Context(), "full-facility", nil)
	owner.must(err)
	facility := owner.row("facility", map[string]any{"dataset_id": root.ID, "name": "Maple School"})
	user := func(name string) string {
		return owner.row("facilityuser", map[string]any{
			"dataset_id": root.ID, "facility_id": facility, "username": name, "password": djangoPassword(t, name+" secret"),
		})
	}
	admin, learner = user("admin"), user("learner")
	owner.row("role", map[string]any{"dataset_id": root.ID, "user_id": admin, "collection_id": facility, "kind": "admin"})
	return owner, root.ID, admin, learner
}

// On every host users of a Kolibri facility join by their own names and
// passwords, and get what Kolibri would give them.
func TestUsersOfAFacilityJoinByPassword(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		owner, dataset, admin, learner := newFacility(t)
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full-facility"})
		owner.must(err)
		served := start(relayConfig{passwords: true, issuer: invite})
		owner.sync(served.ws)
		join := func(name, password, scope string) (*member, *core.Joined, error) {
			m := newMember(t, kolibri.Text())
			joined, err := m.JoinAs(t.Context(), core.JoinRequest{Relay: served.ws, Room: dataset, Username: name, Password: password, Scope: scope}, dial)
			return m, joined, err
		}
		for _, c := range []struct {
			name, password, scope string
			want                  fault.Code
		}{
			{"admin", "learner secret", "full-facility", fault.BadCredentials},
			{"nobody", "admin secret", "full-facility", fault.BadCredentials},
			{"learner", "learner secret", "full-facility", fault.OutsideScope},
		} {
			if _, _, err := join(c.name, c.password, c.scope); fault.CodeOf(err) != c.want {
				t.Errorf("%s, %s for %s: %v", c.name, c.password, c.scope, err)
			}
		}
		all, joined, err := join("Admin", "admin secret", "full-facility")
		owner.must(err)
		if joined.Room != dataset {
			t.Errorf("%+v", joined)
		}
		all.sync(served.ws)
		if n := all.text("SELECT count(*) FROM facilityuser"); n != "2" {
			t.Errorf("an administrator sees %s users", n)
		}
		own, joined, err := join("learner", "learner secret", "single-user")
		owner.must(err)
		if joined.Params["user_id"] != learner {
			t.Errorf("%+v", joined)
		}
		own.sync(served.ws)
		if users := own.text("SELECT group_concat(id) FROM facilityuser"); users != learner {
			t.Errorf("a learner sees %s, admin is %s", users, admin)
		}
		own.row("usersessionlog", map[string]any{"dataset_id": dataset, "user_id": learner})
		own.sync(served.ws)
		owner.sync(served.ws)
		if n := owner.text("SELECT count(*) FROM usersessionlog"); n != "1" {
			t.Errorf("of the learner's logs %s arrived", n)
		}
		checkFacilityUsers(t, served.http+"/"+dataset, learner)
	})
}

// On every host a role that a learner writes where it may gives the learner
// nothing, and is taken in as any record is.
func TestRolesThatLearnersWriteDoNotCount(t *testing.T) {
	const role = `{"name": "role", "table": "role",
   "partition": "${dataset_id}:user-r`
	forged := strings.Replace(kolibri.Text(), role+"o", role+"w", 1)
	if forged == kolibri.Text() {
		t.Fatal("the schema's role is written otherwise")
	}
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		owner, dataset, _, learner := newFacility(t)
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full-facility"})
		owner.must(err)
		served := start(relayConfig{passwords: true, issuer: invite})
		owner.sync(served.ws)
		m := newMember(t, forged)
		join := func(m *member, scope string) error {
			_, err := m.JoinAs(t.Context(), core.JoinRequest{
				Relay: served.ws, Room: dataset, Username: "learner", Password: "learner secret", Scope: scope,
			}, dial)
			return err
		}
		m.must(join(m, "single-user"))
		m.sync(served.ws)
		facility := m.text("SELECT facility_id FROM facilityuser")
		m.row("role", map[string]any{"dataset_id": dataset, "user_id": learner, "collection_id": facility, "kind": "admin"})
		m.sync(served.ws)
		owner.sync(served.ws)
		if n := owner.text("SELECT count(*) FROM morango_store WHERE model_name = 'role' AND partition GLOB '*:user-rw:*'"); n != "1" {
			t.Fatalf("%s of the learner's roles came by the relay", n)
		}
		if err := join(newMember(t, kolibri.Text()), "full-facility"); fault.CodeOf(err) != fault.OutsideScope {
			t.Errorf("the whole facility: %v", err)
		}
	})
}

// checkFacilityUsers asks what a Kolibri asks beside Morango's protocol: a learner
// is shown, by name and password, and nobody else.
func checkFacilityUsers(t *testing.T, url, learner string) {
	t.Helper()
	var facilities []struct{ ID string }
	ask(t, url+"/api/public/v1/facility/", "", "", http.StatusOK, &facilities)
	if len(facilities) != 1 {
		t.Fatalf("the relay has the facilities %v", facilities)
	}
	users := url + "/api/public/facilityuser/?facility_id=" + facilities[0].ID
	ask(t, users, "learner", "admin secret", http.StatusUnauthorized, nil)
	var shown []struct{ ID string }
	ask(t, users, "username=learner&facility="+facilities[0].ID, "learner secret", http.StatusOK, &shown)
	if len(shown) != 1 || shown[0].ID != learner {
		t.Errorf("a learner sees %v, is %s", shown, learner)
	}
}

// ask gets a JSON answer with Basic authentication.
func ask(t *testing.T, url, user, password string, status int, into any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if user != "" {
		r.SetBasicAuth(user, password)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != status {
		t.Fatalf("%s: status %d, want %d", url, answer.StatusCode, status)
	}
	if into != nil {
		if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
			t.Fatal(err)
		}
	}
}

// A relay that is not told so issues nothing.
func TestNobodyJoinsByPasswordUnasked(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		owner, dataset, _, _ := newFacility(t)
		served := start(relayConfig{})
		owner.sync(served.ws)
		m := newMember(t, kolibri.Text())
		_, err := m.JoinAs(t.Context(), core.JoinRequest{
			Relay: served.ws, Room: dataset, Username: "admin", Password: "admin secret", Scope: "full-facility",
		}, dial)
		if fault.CodeOf(err) != fault.RoomClosed {
			t.Error(err)
		}
	})
}

// A dataset that stock Morango began: a device joins it by name and password
// over amora.v1, and edits travel both ways.
func TestDeviceJoinsAMorangoDataset(t *testing.T) {
	a := newMorangoPeer(t, "a")
	data := t.TempDir()
	served := startServe(t, "--data", data, "--schema", "testdata/morango/schema.json", "--passwords")
	url := served.http + "/"
	var dataset string
	a.do("root", args{}, &dataset)
	a.do("put", args{"dataset": dataset, "pupils": 2, "answers": 3}, nil)
	a.sync(url, dataset, dataset, nil)
	text, err := os.ReadFile("testdata/morango/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := relay.FolderAccounts(data).Add(dataset, "ann", "ann secret", relay.Account{Scope: "full"}); err != nil {
		t.Fatal(err)
	}
	d := newMember(t, string(text))
	_, err = d.JoinAs(t.Context(), core.JoinRequest{Relay: served.ws, Room: dataset, Username: "ann", Password: "ann secret", Scope: "full"}, dial)
	d.must(err)
	if got := d.sync(served.ws); got.Pulled != 8 || got.Quarantined != 0 {
		t.Errorf("the device pulled %+v", got)
	}
	if _, err := d.Exec(t.Context(), "UPDATE answer SET text = 'of the device'"); err != nil {
		t.Fatal(err)
	}
	d.row("pupil", map[string]any{"dataset_id": dataset, "name": "of the device"})
	d.sync(served.ws)
	if m := a.sync(url, dataset, dataset, nil); m.Pulled != 7 {
		t.Errorf("Morango pulled %+v", m)
	}
	var names []string
	a.do("run", args{"code": "result = sorted(p.name for p in Pupil.objects.all()) + sorted({a.text for a in Answer.objects.all()})"}, &names)
	if len(names) != 4 || names[0] != "of the device" || names[3] != "of the device" {
		t.Errorf("Morango has %q", names)
	}
	a.do("run", args{"code": "Pupil.objects.first().delete()"}, nil)
	a.sync(url, dataset, dataset, nil)
	d.sync(served.ws)
	if n := d.text("SELECT count(*) FROM pupil"); n != "2" {
		t.Errorf("the device has %s pupils", n)
	}
}
