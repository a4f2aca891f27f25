package account_test

import (
	"testing"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// writable are the partitions that those without a full-facility certificate can
// write, and some that only look like those of Kolibri's.
var writable = []string{
	dataset + ":user-rw:" + learner,
	dataset + ":user-rw:" + learner + ":user-ro:" + learner,
	dataset + ":user-rw:" + learner + ":allusers-ro",
	dataset + ":anonymous",
	dataset + ":anonymous:allusers-ro",
	dataset + ":classroom:" + class1 + ":learner-rw",
	dataset + ":classroom:" + class1 + ":coach-rw",
	dataset + ":classroom:" + class1 + ":coach-rw:user-ro:" + learner,
	dataset,
	dataset + ":allusers-ro:",
	dataset + ":user-ro:",
	dataset + ":user-ro:" + learner + "0",
	dataset + ":user-ro:" + unusable,
	elsewhere + ":allusers-ro",
	elsewhere + ":user-ro:" + learner,
}

// record is a record that somebody forges.
type record struct {
	model, id string
	content   map[string]any
}

func forgedRole(user, kind, collection string) record {
	return record{"role", value.ModelID("", user+kind+collection, "role"), map[string]any{
		"user_id": user, "kind": kind, "collection_id": collection,
	}}
}

// A record counts only in the partition that Kolibri keeps it in. In another one
// it may be of anybody who can write there, and changes nothing.
func TestForgedRecordsGiveNoRights(t *testing.T) {
	const full, single = "full-facility", "single-user"
	ghost := value.ModelID("", "ghost", "learnergroup")
	invented := value.ModelID("", "root", "facilityuser")
	for _, c := range []struct {
		about         string
		before        func(*room)
		forged        []record
		request       account.Request
		without, with fault.Code
	}{
		{
			"a learner makes itself an administrator, for all", nil, []record{forgedRole(learner, "admin", facility)},
			ask("Zoë", "Zoë secret", full, ""), fault.OutsideScope, "",
		},
		{
			"a learner makes itself an administrator, for another one", nil, []record{forgedRole(learner, "admin", facility)},
			ask("Zoë", "Zoë secret", single, other), fault.OutsideScope, "",
		},
		{
			"a learner makes itself a class's administrator", nil, []record{forgedRole(learner, "admin", class2)},
			ask("Zoë", "Zoë secret", single, other), fault.OutsideScope, "",
		},
		{
			"an administrator is invented", nil, []record{forgedRole(invented, "admin", facility), {"facilityuser", invented, map[string]any{
				"username": "root", "password": django("x"), "facility_id": facility, "date_deleted": nil,
			}}},
			ask("root", "x", full, ""), fault.BadCredentials, "",
		},
		{
			"a user's record is forged, for an administrator of its facility", func(r *room) { r.forget(other) },
			[]record{{"facilityuser", other, map[string]any{"username": "other", "facility_id": facility, "date_deleted": nil}}},
			ask("admin", "admin secret", single, other), fault.OutsideScope, "",
		},
		{
			"a class's administrator makes somebody a member", nil, []record{
				{"membership", value.ModelID("", "m", "membership"), map[string]any{"user_id": other, "collection_id": class1}},
			},
			ask("class_admin", "class_admin secret", single, other), fault.OutsideScope, "",
		},
		{
			"a class's administrator makes a group its own", func(r *room) { r.member(other, ghost) },
			[]record{{"learnergroup", ghost, map[string]any{"parent_id": class1}}},
			ask("class_admin", "class_admin secret", single, other), fault.OutsideScope, "",
		},
		{
			"a class's administrator makes a class its own", func(r *room) { r.member(other, ghost) },
			[]record{{"classroom", ghost, map[string]any{"parent_id": class1}}},
			ask("class_admin", "class_admin secret", single, other), fault.OutsideScope, "",
		},
		{
			"learners need no password any more", func(r *room) { r.forget(dataset) },
			[]record{{"facilitydataset", dataset, map[string]any{"learner_can_login_with_no_password": true}}},
			ask("other", "", single, other), fault.BadCredentials, "",
		},
		{
			"a learner without a password needs one", func(r *room) {
				r.put("facilitydataset", dataset, map[string]any{"learner_can_login_with_no_password": true})
			},
			[]record{forgedRole(other, "coach", class2)},
			ask("other", "", single, other), "", fault.BadCredentials,
		},
	} {
		t.Run(c.about, func(t *testing.T) {
			r := newRoom(t)
			if c.before != nil {
				c.before(r)
			}
			r.expect(c.without, "before", c.request)
			for _, partition := range writable {
				for _, f := range c.forged {
					r.putIn(partition, f.model, f.id, f.content)
				}
				r.expect(c.without, "in "+partition, c.request)
			}
			for _, f := range c.forged {
				r.put(f.model, f.id, f.content)
			}
			r.expect(c.with, "where Kolibri keeps them", c.request)
		})
	}
}
