package morangohttp_test

import (
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// forgery is a Store record that somebody makes up.
type forgery struct {
	model, source string
	content       map[string]any
}

// forgeries would give the sample's learner, or a user root who does not exist,
// more than they have.
func forgeries(root string) []forgery {
	const otherClass = "bc67fbbde5694e0f0fea78724905a6af"
	return []forgery{
		{"role", "admin", map[string]any{"user_id": sampleLearner, "kind": "admin", "collection_id": sampleFacility}},
		{"role", "coach", map[string]any{"user_id": sampleLearner, "kind": "coach", "collection_id": otherClass}},
		{"role", "root", map[string]any{"user_id": root, "kind": "admin", "collection_id": sampleFacility}},
		{"membership", "class", map[string]any{"user_id": sampleLearner, "collection_id": otherClass}},
		{"facilityuser", "root", map[string]any{"username": "root", "facility_id": sampleFacility, "date_deleted": nil}},
		{"facility", "facility", map[string]any{"name": "Forged School", "parent_id": nil}},
	}
}

// pushForged pushes records into a partition, to the end.
func (p *peer) pushForged(partition, filter string, list []forgery) {
	p.t.Helper()
	path := p.transfer(true, filter)
	fsic := fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: %d}}}`, filter, p.instance, p.counter+int64(len(list)))
	p.patch(path, map[string]any{"transfer_stage": "serializing", "client_fsic": fsic})
	p.patch(path, map[string]any{"transfer_stage": "queuing", "records_total": len(list)})
	var records []any
	for _, f := range list {
		id := value.ModelID(partition, f.source, f.model)
		rmcb := map[string]any{
			"transfer_session": idOf(path), "model_uuid": id, "instance_id": p.instance, "counter": p.counter + 1,
		}
		records = append(records, p.record(idOf(path), f.source, map[string]any{
			"model_uuid": id, "model_name": f.model, "profile": "facilitydata", "partition": partition,
			"serialized": sqldb.ToJSON(f.content), "rmcb_list": []any{rmcb},
		}))
	}
	p.request("POST", "buffers/", pack(p.t, records)).want(201)
	for _, stage := range []string{"dequeuing", "deserializing"} {
		p.patch(path, map[string]any{"transfer_stage": stage})
	}
	p.request("DELETE", path, nil).want(204)
	if n := p.text(p.dataset(), "SELECT count(*) FROM morango_store WHERE partition = ?1 AND last_saved_instance = ?2", partition, p.instance); n != fmt.Sprint(len(list)) {
		p.t.Fatalf("the relay has taken %s records in %s", n, partition)
	}
}

// rights are the relay's answers to the sample's learner and to root.
func (p *peer) rights(root string) string {
	p.t.Helper()
	signed := func(user, scope string, params map[string]string) int {
		params["dataset_id"] = p.dataset()
		return p.request("POST", "certificates/", map[string]any{
			"parent": p.own, "profile": "facilitydata", "scope_definition": scope, "scope_version": 1, "public_key": p.leaf().PublicKey,
			"scope_params": trust.FormatScopeParams(params),
		}, basic(user, "pass")...).status
	}
	filter := func(push bool) any {
		return p.open().request("POST", "transfersessions/", p.begin(push, p.dataset()+":user-rw:"+sampleLearner)).want(201).object()["filter"]
	}
	get := func(path string) string { return p.request("GET", path, nil, basic("learner0_0", "pass")...).body }
	users := "?facility=" + sampleFacility + "&facility_id=" + sampleFacility + "&search="
	forged := value.ModelID(p.dataset()+":user-rw:"+sampleLearner, "facility", "facility")
	return sqldb.ToJSON([]any{
		signed("learner0_0", "full-facility", map[string]string{}),
		signed("learner0_0", "single-user", map[string]string{"user_id": "6e01fefc599c7ef22709462192c04bce"}),
		signed("root", "full-facility", map[string]string{}),
		filter(false), filter(true),
		get("/api/public/v1/facility/"), get("/api/public/v1/facility/" + forged + "/"),
		get("/api/public/facilityuser/" + users), get("/api/public/facilitysearchuser/" + users),
		p.request("POST", "/api/public/syncqueue/", map[string]any{"user": root, "instance": userA}).status,
	})
}

// TestForgedRecordsChangeNoAnswer: what a learner's device pushes into partitions
// that it may write gives it no certificate, no prefix, and nobody's name, because
// records that say who may do what lie elsewhere.
func TestForgedRecordsChangeNoAnswer(t *testing.T) {
	throttle := account.NewThrottle(nil)
	r := kolibriRelay(t, func(o *morangohttp.Options) {
		o.Accounts = func(_ string, db sqldb.DB) account.Authenticator { return account.NewRecords(db) }
		o.SignIn = morangohttp.SignInByRecords(throttle)
	})
	owner := newFacility(t, r)
	learner := owner.child("single-user", map[string]string{"dataset_id": owner.dataset(), "user_id": sampleLearner}).open()
	mine := owner.dataset() + ":user-rw:" + sampleLearner
	root := value.ModelID(mine, "root", "facilityuser")
	before := learner.rights(root)
	for _, partition := range []string{
		mine, mine + ":user-ro:" + sampleLearner, owner.dataset() + ":anonymous",
		owner.dataset() + ":classroom:" + sampleClass + ":learner-rw",
	} {
		asked := mine // the class's prefix is one that the relay adds
		if partition == owner.dataset()+":anonymous" {
			asked = partition
		}
		learner.open().pushForged(partition, asked, forgeries(root))
		if after := learner.rights(root); after != before {
			t.Errorf("after records in %s\n%s\nbefore\n%s", partition, after, before)
		}
	}
	// The same role by who may write there.
	owner.open().pushForged(owner.dataset()+":user-ro:"+sampleLearner, owner.dataset(), forgeries(root)[:1])
	if after := learner.rights(root); after == before {
		t.Errorf("a role that the owner gave changes nothing: %s", after)
	}
}
