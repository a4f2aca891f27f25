//go:build !js

package main

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Every host goes by what admins have signed, after the device that began the
// dataset is lost: two that revoke at once lose nothing, and whoever is refused
// is frozen by the relay's word for it.
func TestEachHostGoesByAdmins(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		owner.sync(relay.ws)
		join := func(by *member, r core.InviteRequest) *member {
			text, err := by.Invite(t.Context(), r)
			by.must(err)
			d := newMember(t, by.schema)
			_, err = d.Join(t.Context(), text)
			d.must(err)
			d.sync(relay.ws)
			return d
		}
		one, two := owner.invited("full-facility", nil), owner.invited("full-facility", nil)
		one.sync(relay.ws)
		two.sync(relay.ws)
		first := join(owner, core.Recovery(relay.ws))
		second := join(first, core.InviteRequest{Admin: true})
		for by, goes := range map[*member]*member{first: one, second: two} {
			status, err := goes.Status(t.Context())
			goes.must(err)
			by.must(by.Revoke(t.Context(), status.Certificates[0].ID))
		}
		first.sync(relay.ws)
		second.sync(relay.ws)
		first.sync(relay.ws)
		for _, d := range []*member{one, two} {
			if _, err := d.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.Revoked {
				t.Errorf("a revoked member: %v", err)
			}
			status, err := d.Status(t.Context())
			d.must(err)
			if len(status.Certificates) != 0 || len(status.Write) != 0 {
				t.Errorf("it does not know: %+v", status)
			}
		}
		if one, two := first.bundle(), second.bundle(); one != two || strings.Count(one, "/") != 2 {
			t.Errorf("not one bundle: %s and %s", one, two)
		}
	})
}

// bundle is what a member has of the room's rules: the revoked certificates, and
// by whom statements are.
func (m *member) bundle() string {
	m.t.Helper()
	var text string
	m.must(m.DB().View(m.t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(`SELECT json_extract(text, '$.revoked') || (SELECT group_concat('/' || json_extract(s.value ->> 'text', '$.signer'), '')
 FROM json_each(text, '$.statements') s) FROM amora_bundle`)
		return err
	}))
	return text
}
