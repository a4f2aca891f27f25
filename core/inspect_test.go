package core_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	granted "github.com/amora-sync/amora/core/members"
)

// What is looked into names every certificate that is here, with its place in
// the tree, and no key.
func TestInspectCertificates(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	look := func(d *device) (byID map[string]granted.Known) {
		t.Helper()
		found, err := d.Inspect(t.Context())
		d.must(err)
		text, err := json.Marshal(found)
		d.must(err)
		if strings.Contains(string(text), "PRIVATE") || strings.Contains(string(text), `"certificates":null`) {
			t.Errorf("looked into: %s", text)
		}
		byID = map[string]granted.Known{}
		for _, c := range found.Certificates {
			byID[c.ID] = c
		}
		return byID
	}
	if got := look(owner); len(got) != 0 {
		t.Errorf("before there is a dataset: %v", got)
	}
	room := enroll(t, relay, owner)
	expires := time.Now().Add(time.Hour).UTC().Format(time.RFC3339)
	guest, certificate := joins(t, owner, core.InviteRequest{Scope: "full", Relay: relay.URL(), Label: "laptop", Expires: expires})
	guest.sync(relay)

	root, issued := look(owner)[room], look(owner)[certificate]
	if root.Parent != "" || !root.Own || !slices.Equal(root.Read, []string{room}) {
		t.Errorf("the root at its owner: %+v", root)
	}
	if issued.Parent != room || issued.Own || issued.Label != "laptop" || issued.Created == "" || issued.Expires != expires {
		t.Errorf("the invite's at who made it: %+v", issued)
	}
	root, own := look(guest)[room], look(guest)[certificate]
	if root.Own || !own.Own || own.Parent != room || own.Label != "" || own.Revoked {
		t.Errorf("at the guest: root %+v, own %+v", root, own)
	}

	owner.must(owner.Revoke(t.Context(), certificate))
	owner.sync(relay)
	if err := guest.trySync(relay); err == nil {
		t.Error("a revoked guest has synced")
	}
	if own := look(guest)[certificate]; !own.Revoked {
		t.Errorf("taken back: %+v", own)
	}
}

// A sync session names both instances, also the first one of a room, which the
// relay makes in its course.
func TestSessionNamesTheRelay(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	enroll(t, relay, owner)
	owner.sync(relay)
	owner.sync(relay)
	if got := owner.rows("SELECT count(DISTINCT server_instance_id) FROM morango_syncsession"); got != "1" {
		t.Errorf("%s instances of one relay", got)
	}
	if got := owner.rows("SELECT count(*) FROM morango_syncsession WHERE server_instance_id = ''"); got != "0" {
		t.Errorf("%s sessions with nobody", got)
	}
}
