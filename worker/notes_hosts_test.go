//go:build !js

package main

import (
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
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
