//go:build !js

package main

import (
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
)

// Every host passes on to admins, and to nobody else, what an admin has issued,
// after a restart as well: the second device revokes what the first one, which
// is lost, had let in.
func TestEachHostTellsAdminsWhatWasIssued(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		config := relayConfig{data: t.TempDir()}
		relay := start(config)
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		guest, phone := owner.labelled(core.InviteRequest{Scope: "full-facility", Label: "Bia"}), owner.labelled(core.InviteRequest{Admin: true})
		owner.sync(relay.ws)
		guest.sync(relay.ws)
		relay.kill()
		relay = start(config)
		phone.sync(relay.ws)
		guest.sync(relay.ws)
		if list := guest.issuedAs("Bia"); len(list) != 0 {
			t.Errorf("a guest is told what the owner has issued: %+v", list)
		}
		list := phone.issuedAs("Bia")
		if len(list) != 1 || list[0].Created == "" || list[0].Seen == "" {
			t.Fatalf("the second device lists %+v", list)
		}
		phone.must(phone.Revoke(t.Context(), list[0].ID))
		phone.sync(relay.ws)
		if _, err := guest.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.Revoked {
			t.Errorf("the guest's sync: %v", err)
		}
	})
}

// labelled is a member that has joined by an invite.
func (m *member) labelled(r core.InviteRequest) *member {
	m.t.Helper()
	text, err := m.Invite(m.t.Context(), r)
	m.must(err)
	d := newMember(m.t, m.schema)
	_, err = d.Join(m.t.Context(), text)
	d.must(err)
	return d
}

// issuedAs lists what was issued under a label, as far as the member knows.
func (m *member) issuedAs(label string) (list []core.IssuedCertificate) {
	m.t.Helper()
	all, err := m.Issued(m.t.Context())
	m.must(err)
	for _, c := range all {
		if c.Label == label {
			list = append(list, c)
		}
	}
	return list
}

// Through every host a member hears the owner's signed word that its certificate
// was taken back, and removes what it may no longer see, once what the relay
// lacks is put aside. Let in again, it gets back what the relay has.
func TestEachHostsMemberRemovesWhatItLost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		guest := owner.labelled(core.InviteRequest{Scope: "full-facility", Label: "guest"})
		owner.sync(relay.ws)
		guest.must(datasets.Choose(t.Context(), guest.Hub(), datasets.Remove))
		guest.sync(relay.ws)
		guest.write(room, testUser, 1, 2)
		owner.must(owner.Revoke(t.Context(), owner.issuedAs("guest")[0].ID))
		owner.sync(relay.ws)
		if _, err := guest.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.Revoked {
			t.Errorf("the guest's sync: %v", err)
		}
		status, err := guest.Status(t.Context())
		guest.must(err)
		if status.Records != 0 || status.Rescued == 0 {
			t.Errorf("after it was removed: %+v", status)
		}
		text, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full-facility"})
		owner.must(err)
		_, err = guest.Join(t.Context(), text)
		guest.must(err)
		guest.sync(relay.ws)
		all, err := owner.Status(t.Context())
		owner.must(err)
		if status, err = guest.Status(t.Context()); err != nil || status.Records != all.Records {
			t.Errorf("let in again it has %d of %d records, %v", status.Records, all.Records, err)
		}
	})
}

// Through every host an adopted dataset's rows reach the members of the one that
// they have moved to, and those of the first one learn that they are gone.
func TestEachHostTakesAdoptedRows(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, account := newRoom(t)
		owner.write(account, testUser, 0, 1)
		owner.sync(relay.ws)
		d := newMember(t, owner.schema)
		root, err := d.CreateRoot(t.Context(), "full-facility", nil)
		d.must(err)
		first := root.ID
		d.write(first, testUser, 0, 5)
		d.sync(relay.ws)
		member := d.labelled(core.InviteRequest{Scope: "full-facility"})
		member.sync(relay.ws)
		text, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full-facility", Relay: relay.ws})
		owner.must(err)
		_, err = core.JoinAnother(t.Context(), d.Instance, text, dial)
		d.must(err)
		done, err := core.Adopt(t.Context(), d.Instance, datasets.Adoption{From: first, Into: account})
		d.must(err)
		if done.Rows != 5 || done.Left {
			t.Errorf("adopted: %+v", done)
		}
		d.sync(relay.ws)
		owner.sync(relay.ws)
		member.sync(relay.ws)
		if got := owner.text("SELECT count(*) FROM log WHERE facility_id = '" + account + "'"); got != "6" {
			t.Errorf("the owner of the account has %s rows", got)
		}
		if got := member.text("SELECT count(*) FROM log"); got != "0" {
			t.Errorf("a member of the first dataset has %s rows", got)
		}
	})
}
