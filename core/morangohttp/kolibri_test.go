package morangohttp_test

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// The records of ../kolibri/testdata/store_samples.json, of a real Kolibri.
const (
	sampleDataset  = "7154d193e8ea67fd6e78069122448b9f"
	sampleFacility = "ccff11d5875198e18d29e643e5e5c774"
	sampleLearner  = "c8534535899f3042bf7667ec2721a8c3"
	sampleClass    = "36d567261c6f69fb5eb027d6669c79ff"
)

// newFacility makes a room of Kolibri's profile, with the sample's records put
// into its own dataset.
func newFacility(t *testing.T, r *relay) *peer {
	t.Helper()
	profile := kolibri.Schema().Declared()
	root, err := trust.NewRoot(profile.Profile, profile.Scopes[0], nil, r.newKey())
	if err != nil {
		t.Fatal(err)
	}
	p := &peer{relay: r, instance: r.newID(), chain: trust.Chain{root}}
	p.own = p.push()
	text, err := os.ReadFile("../kolibri/testdata/store_samples.json")
	if err != nil {
		t.Fatal(err)
	}
	var samples map[string][]json.RawMessage
	whole := strings.ReplaceAll(string(text), sampleDataset, p.dataset())
	if err := json.Unmarshal([]byte(whole), &samples); err != nil {
		t.Fatal(err)
	}
	err = r.rooms[p.dataset()].instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		for _, list := range samples {
			for _, s := range list {
				if _, err := tx.Exec(`INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance,
 last_saved_counter, serialized) SELECT value ->> 'id', value ->> 'source_id', value ->> 'model_name', value ->> 'profile', value ->> 'partition',
 value ->> 'last_saved_instance', value ->> 'last_saved_counter', value ->> 'serialized' FROM (SELECT ?1 AS value)`, string(s)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// kolibriRelay is a relay that Kolibris may use. changes alter its options.
func kolibriRelay(t *testing.T, changes ...func(*morangohttp.Options)) *relay {
	return newRelay(t, append([]func(*morangohttp.Options){func(o *morangohttp.Options) {
		o.Profiles = append(o.Profiles, kolibri.Schema().Declared())
		o.Info = map[string]string{"kolibri": kolibri.Version}
		o.Widen = morangohttp.WidenForLearners
		o.SignIn = func(_ context.Context, _ string, _ sqldb.DB, q account.Request) (account.User, error) {
			if q.Password != "good" {
				return account.User{}, fault.Errorf(fault.BadCredentials, "no")
			}
			return account.User{ID: sampleLearner, Admin: q.User == "admin"}, nil
		}
	}}, changes...)...)
}

// TestKolibriAsks: what a Kolibri asks before it syncs, as it was recorded of a
// stock one.
func TestKolibriAsks(t *testing.T) {
	r := kolibriRelay(t)
	p := newFacility(t, r)
	info := r.request("GET", "/api/public/info/?v=3", nil).want(200).object()
	if len(info) != 7 || info["application"] != "kolibri" || info["min_content_schema_version"] != "5" || info["subset_of_users_device"] != false {
		t.Errorf("%v", info)
	}
	if id := r.request("GET", "morangoinfo/1/", nil).object()["instance_id"]; id != info["instance_id"] {
		t.Errorf("instance %v, and %v", id, info["instance_id"])
	}
	for version, fields := range map[string]int{"1": 5, "2": 6, "99": 7} {
		if got := r.request("GET", "/api/public/info/?v="+version, nil).object(); len(got) != fields {
			t.Errorf("v=%s: %v", version, got)
		}
	}
	want := `{"id":"` + sampleFacility + `","dataset":"` + p.dataset() + `","name":"Maple School","learner_can_login_with_no_password":true,` +
		`"learner_can_sign_up":false,"on_my_own_setup":false,"picture_password_settings":null}`
	if got := r.request("GET", "/api/public/v1/facility/", nil).want(200); got.body != "["+want+"]" {
		t.Errorf("%s\nwant [%s]", got.body, want)
	}
	if got := r.request("GET", "/api/public/v1/facility/"+sampleFacility+"/", nil).want(200); got.body != want {
		t.Error(got.body)
	}
	r.request("GET", "/api/public/v1/facility/"+userA+"/", nil).want(404)
	if got := r.request("GET", "/"+userA+"/api/public/v1/facility/", nil).want(200); got.body != "[]" {
		t.Errorf("of another room: %s", got.body)
	}
	if got := r.request("GET", "/api/public/v1/channels", nil).want(200); got.body != "[]" {
		t.Error(got.body)
	}
}

// TestKolibriUsers: who may see whom.
func TestKolibriUsers(t *testing.T) {
	r := kolibriRelay(t)
	newFacility(t, r)
	path := "/api/public/facilityuser/?facility_id=" + sampleFacility
	r.request("GET", path, nil).want(401)
	r.request("GET", path, nil, basic("admin", "bad")...).want(401)
	if got := r.request("GET", path, nil, basic("admin", "good")...).want(200).list(); len(got) != 2 {
		t.Errorf("%v", got)
	}
	got := r.request("GET", path, nil, basic("username=learner0_0&facility="+sampleFacility, "good")...).want(200)
	want := `[{"id":"` + sampleLearner + `","username":"learner0_0","full_name":"Edited on server","facility":"` + sampleFacility +
		`","id_number":"","gender":"FEMALE","birth_year":"2014","is_superuser":false,"roles":[]}]`
	if got.body != want {
		t.Errorf("%s\nwant %s", got.body, want)
	}
	r.request("GET", "/api/public/facilitysearchuser/?search=x", nil).want(412)
	search := "/api/public/facilitysearchuser/?facility=" + sampleFacility
	if got := r.request("GET", search+"&search=LEARNER0", nil).want(200); got.body != `[{"id":"`+sampleLearner+`","username":"learner0_0"}]` {
		t.Error(got.body)
	}
	queue := func(user string) answer {
		return r.request("POST", "/api/public/syncqueue/", map[string]any{"user": user, "instance": userA})
	}
	if got := queue(sampleLearner).want(200).object(); got["status"] != "READY" || got["keep_alive"] == nil || len(got["id"].(string)) != 32 {
		t.Errorf("%v", got)
	}
	queue(userA).want(404)
	queue("x").want(404)
}

// TestKolibriWidensFilters: a learner's device gets the prefixes of its classes
// on top, and may not ask for one itself.
func TestKolibriWidensFilters(t *testing.T) {
	r := kolibriRelay(t)
	owner := newFacility(t, r)
	learner := owner.child("single-user", map[string]string{"dataset_id": owner.dataset(), "user_id": sampleLearner}).open()
	mine := owner.dataset() + ":user-rw:" + sampleLearner
	class := owner.dataset() + ":classroom:" + sampleClass
	for push, want := range map[bool]string{false: mine + "\n" + class, true: mine + "\n" + class + ":learner-rw"} {
		got := r.request("POST", "transfersessions/", learner.begin(push, mine)).want(201).object()
		if got["filter"] != want {
			t.Errorf("push %v: filter %q, want %q", push, got["filter"], want)
		}
	}
	learner.open()
	r.request("POST", "transfersessions/", learner.begin(false, class)).want(403)
	owner.open()
	if got := r.request("POST", "transfersessions/", owner.begin(false)).want(201).object(); got["filter"] != owner.dataset() {
		t.Errorf("the owner's: %v", got["filter"])
	}
}
