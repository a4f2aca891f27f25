package core_test

import (
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
)

// seenBy is when the certificate was last seen, by what the device has issued.
func seenBy(d *coretest.Device, certificate string) string {
	d.T.Helper()
	list, err := d.Instance.Issued(d.T.Context())
	must(d.T, err)
	for _, c := range list {
		if c.ID == certificate {
			return c.Seen
		}
	}
	d.T.Fatalf("%s was not issued here", certificate)
	return ""
}

// Whoever has let others in learns from the relay when it saw them last, by each of
// their certificates, and of nobody else. An admin learns it of everybody.
func TestSeen(t *testing.T) {
	owner, relay, dataset := listOwner(t)
	guest, admin, other := newLists(t), newLists(t), newLists(t)
	first := owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}})
	second := owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listB}})
	never := owner.LetIn(other, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listC}})
	appointed := owner.LetIn(admin, core.InviteRequest{Scope: "owner", Admin: true})
	owner.Sync(relay)
	for _, certificate := range []string{first, second, never, appointed} {
		if got := seenBy(owner, certificate); got != "" {
			t.Errorf("before anybody came, one was seen at %q", got)
		}
	}
	before := time.Now().Add(-time.Minute)
	guest.Put("item", map[string]any{"dataset_id": dataset, "list_id": listA, "text": "milk"})
	guest.Sync(relay)
	owner.Sync(relay)
	for _, certificate := range []string{first, second} {
		if at, err := time.Parse(time.RFC3339, seenBy(owner, certificate)); err != nil || at.Before(before) || at.After(time.Now()) {
			t.Errorf("seen at %v, %v", at, err)
		}
	}
	if got := seenBy(owner, never); got != "" {
		t.Errorf("who never came was seen at %q", got)
	}
	wantCells(guest, "SELECT count(*) FROM amora_seen", "0")

	below := guest.LetIn(other, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}})
	invited := admin.LetIn(other, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listB}})
	admin.Sync(relay)
	other.Sync(relay)
	for range 2 { // the guest's certificates take turns
		guest.Sync(relay)
	}
	admin.Sync(relay)
	owner.Sync(relay)
	if got := seenBy(admin, invited); got == "" {
		t.Error("the admin does not know that its guest came")
	}
	wantCells(guest, "SELECT count(*) FROM amora_seen WHERE certificate_id <> ?1", "0", below)
	if got := seenBy(owner, appointed); got == "" {
		t.Error("the owner does not know that the admin came")
	}
}

// A relay's word for when somebody was seen is bounded: by the certificates that
// are here, and by now.
func TestSeenIsNotBelievedBeyondBounds(t *testing.T) {
	owner, relay, _ := listOwner(t)
	guest := newLists(t)
	certificate := owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}})
	guest.Sync(relay)
	status, err := owner.Instance.Status(t.Context())
	must(t, err)
	for _, at := range []string{"9999-01-01T00:00:00.000000Z", "yesterday", ""} {
		must(t, relay.Room(status.Room).DB().Update(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Exec("UPDATE amora_seen SET at = ?2 WHERE certificate_id = ?1", certificate, at)
			return err
		}))
		owner.Sync(relay)
		if got := seenBy(owner, certificate); got != "" {
			t.Errorf("seen at %q", got)
		}
	}
}
