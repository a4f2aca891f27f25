package core_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// issuedTo is what a device has issued by this label, as far as it knows.
func issuedTo(d *coretest.Device, label string) (list []core.IssuedCertificate) {
	d.T.Helper()
	all, err := d.Instance.Issued(d.T.Context())
	must(d.T, err)
	return slices.DeleteFunc(all, func(c core.IssuedCertificate) bool { return c.Label != label || c.Relay != nil })
}

// An admin lists what any other admin has issued, with labels, dates and when it
// was seen last, also invites that nobody has taken yet, and revokes it: a lost
// first device is no end.
func TestAdminFindsWhatOthersIssued(t *testing.T) {
	owner, relay, dataset := listOwner(t)
	guest, phone := newLists(t), newLists(t)
	taken := owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}, Label: "Bia, phone"})
	_, err := owner.Instance.Invite(t.Context(), core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listB}, Label: "nobody yet"})
	must(t, err)
	owner.LetIn(phone, core.InviteRequest{Admin: true, Label: "phone"})
	owner.Sync(relay)
	guest.Put("item", map[string]any{"dataset_id": dataset, "list_id": listA, "text": "milk"})
	guest.Sync(relay)
	phone.Sync(relay)
	// The first device is lost.
	for _, label := range []string{"Bia, phone", "nobody yet"} {
		here, there := issuedTo(owner, label), issuedTo(phone, label)
		if len(here) != 1 || len(there) != 1 || here[0].ID != there[0].ID || here[0].Created != there[0].Created || there[0].Created == "" ||
			there[0].Parent != dataset {
			t.Fatalf("%s: the first device has %+v, the second one %+v", label, here, there)
		}
	}
	if bia := issuedTo(phone, "Bia, phone")[0]; bia.Seen == "" || bia.ID != taken {
		t.Errorf("the second device does not know when Bia was seen: %+v", bia)
	}
	if list, _ := phone.Instance.Issued(t.Context()); !slices.ContainsFunc(list, func(c core.IssuedCertificate) bool { return c.Relay != nil }) {
		t.Error("the second device does not know which relay was given a certificate")
	}
	must(t, phone.Instance.Revoke(t.Context(), taken))
	phone.Sync(relay)
	_, err = guest.Instance.Sync(t.Context(), relay.URL(), relay.Dial, core.SyncOptions{})
	checkCode(t, "the guest's sync", err, fault.Revoked)
}

// What the second device issues the first one learns, and a third one, appointed
// by the second, learns both; a relay that comes later gets all of it from
// whichever admin comes first.
func TestNotesGoAllWays(t *testing.T) {
	owner, relay, _ := listOwner(t)
	second, third := newLists(t), newLists(t)
	invite := func(d *coretest.Device, label string) {
		t.Helper()
		_, err := d.Instance.Invite(t.Context(), core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}, Label: label})
		must(t, err)
	}
	invite(owner, "by the first")
	owner.LetIn(second, core.InviteRequest{Admin: true, Label: "second"})
	owner.Sync(relay)
	second.Sync(relay)
	invite(second, "by the second")
	second.LetIn(third, core.InviteRequest{Admin: true, Label: "third"})
	second.Sync(relay)
	owner.Sync(relay)
	third.Sync(relay)
	invite(third, "by the third")
	other := newRelay(t)
	third.Sync(other, core.SyncOptions{Admit: other.Fingerprint()})
	fourth := newLists(t)
	third.LetIn(fourth, core.InviteRequest{Admin: true, Label: "fourth"})
	fourth.Sync(other)
	for _, label := range []string{"by the first", "by the second"} {
		for i, d := range []*coretest.Device{owner, second, third, fourth} {
			if len(issuedTo(d, label)) != 1 {
				t.Errorf("device %d does not know what was issued %s", i, label)
			}
		}
	}
	if len(issuedTo(fourth, "by the third")) != 1 || len(issuedTo(owner, "by the third")) != 0 {
		t.Error("what the third issued has not gone by the other relay alone")
	}
}

// Nobody but admins learns what is issued: no member, however much it may read,
// is told notes, and one that asks for them is refused.
func TestNotesAreForAdmins(t *testing.T) {
	owner, relay, _ := listOwner(t)
	member, admin := newLists(t), newLists(t)
	owner.LetIn(member, core.InviteRequest{Scope: "owner", Label: "sees all records"})
	owner.LetIn(admin, core.InviteRequest{Admin: true})
	owner.Sync(relay)
	member.LetIn(newLists(t), core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}, Label: "a member's"})
	member.Sync(relay)
	admin.Sync(relay)
	wantCells(member, "SELECT count(*) FROM amora_note", "0")
	if len(issuedTo(member, "a member's")) != 1 {
		t.Error("a member does not list what it has issued itself")
	}
	if len(issuedTo(admin, "a member's")) != 0 {
		t.Error("what a member calls its guests has left its device")
	}
	peer, err := coretest.NewRawPeer(t.Context(), member.Instance, relay.Dial)
	must(t, err)
	for _, brings := range []any{[]any{}, []any{map[string]any{"text": "{}", "signature": "", "chain": "[]"}}} {
		must(t, peer.Say(t.Context(), wire.KindNotes, map[string]any{"since": 0, "notes": brings}, ""))
		answer, err := peer.Hear(t.Context())
		must(t, err)
		if answer.Kind != wire.KindError || answer.Header["code"] != string(fault.OutsideScope) {
			t.Errorf("a member that asks for notes is answered %+v", answer)
		}
		peer, err = coretest.NewRawPeer(t.Context(), member.Instance, relay.Dial)
		must(t, err)
	}
}

// A relay cannot change what an admin calls somebody, nor can it or a member make
// up what an admin has issued. What follows arrives all the same.
func TestNotesAreSigned(t *testing.T) {
	for name, forge := range map[string]string{
		"another label": "UPDATE amora_note SET text = replace(text, 'Bia', 'Eve')",
		"no signature":  "UPDATE amora_note SET signature = '' WHERE text LIKE '%Bia%'",
		"no chain":      "UPDATE amora_note SET chain = '[]' WHERE text LIKE '%Bia%'",
		"other chain":   "UPDATE amora_note SET chain = (SELECT chain FROM amora_note WHERE text LIKE '%Cid%') WHERE text LIKE '%Bia%'",
		"no JSON":       "UPDATE amora_note SET text = 'Bia' WHERE text LIKE '%Bia%'",
	} {
		t.Run(name, func(t *testing.T) {
			owner, relay, dataset := listOwner(t)
			admin := newLists(t)
			for _, label := range []string{"Bia", "Cid"} {
				_, err := owner.Instance.Invite(t.Context(), core.InviteRequest{
					Scope: "editor", Params: map[string]string{"list_id": listA}, Label: label,
				})
				must(t, err)
			}
			owner.LetIn(admin, core.InviteRequest{Admin: true})
			owner.Sync(relay)
			must(t, relay.Room(dataset).DB().Update(t.Context(), func(tx sqldb.Tx) error {
				_, err := tx.Exec(forge)
				return err
			}))
			admin.Sync(relay)
			if len(issuedTo(admin, "Cid")) != 1 || len(issuedTo(admin, "Bia")) != 0 || len(issuedTo(admin, "Eve")) != 0 {
				list, err := admin.Instance.Issued(t.Context())
				t.Errorf("the other admin lists %+v, %v", list, err)
			}
		})
	}
}

// What an admin who was revoked has issued is listed as revoked with it, because
// nothing that descends from it counts.
func TestRevokedAdminsGuests(t *testing.T) {
	owner, relay, _ := listOwner(t)
	admin := newLists(t)
	certificate := owner.LetIn(admin, core.InviteRequest{Admin: true})
	owner.Sync(relay)
	_, err := admin.Instance.Invite(t.Context(), core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}, Label: "Bia"})
	must(t, err)
	admin.Sync(relay)
	owner.Sync(relay)
	if bia := issuedTo(owner, "Bia"); len(bia) != 1 || bia[0].Revoked || bia[0].Parent != certificate {
		t.Fatalf("the owner lists %+v", bia)
	}
	must(t, owner.Instance.Revoke(t.Context(), certificate))
	if bia := issuedTo(owner, "Bia"); len(bia) != 1 || !bia[0].Revoked {
		t.Errorf("after its admin was revoked: %+v", bia)
	}
}

// Many notes take several messages, and a device without news asks nothing.
func TestManyNotes(t *testing.T) {
	owner, relay, _ := listOwner(t)
	admin := newLists(t)
	const guests = 150
	for range guests {
		_, err := owner.Instance.Invite(t.Context(), core.InviteRequest{
			Scope: "editor", Params: map[string]string{"list_id": listA}, Label: strings.Repeat("é", 200),
		})
		must(t, err)
	}
	owner.LetIn(admin, core.InviteRequest{Admin: true})
	owner.Sync(relay)
	admin.Sync(relay)
	if got := len(issuedTo(admin, strings.Repeat("é", 200))); got != guests {
		t.Errorf("%d of %d invites are known to the other admin", got, guests)
	}
	for _, d := range []*coretest.Device{owner, admin} {
		d.Sync(relay)
		before := d.Rows("SELECT sum(notes_sent), sum(notes_got) FROM amora_relay")
		if result := d.Sync(relay); result.BytesSent > 20<<10 {
			t.Errorf("a sync without news sends %d bytes", result.BytesSent)
		}
		if after := d.Rows("SELECT sum(notes_sent), sum(notes_got) FROM amora_relay"); after != before {
			t.Errorf("a sync without news went from %s to %s", before, after)
		}
	}
}
