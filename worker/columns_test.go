//go:build !js

package main

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/client"
)

// Two devices push what they changed without having seen each other's change.
// The relay merges by columns what the room's rules name.
func TestColumnsMergedByEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoomOf(t, strings.NewReplacer(`"source": null,`, `"source": null, "merge": "columns",`,
			`"content": "text",`, `"content": "text", "seen": {"type": "integer", "default": 0, "merge": "add"},`).Replace(testSchema))
		owner.write(room, testUser, 0, 3)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		tablet.sync(relay.ws)
		change := func(m *member, sql string) {
			_, err := m.Exec(t.Context(), sql)
			m.must(err)
			_, err = m.Sync(t.Context(), relay.ws, dial, client.Options{Push: true})
			m.must(err)
		}
		change(owner, "UPDATE log SET progress = 0.5, seen = seen + 2")
		change(tablet, "UPDATE log SET content = 'tablet', seen = seen + 3")
		for _, m := range []*member{tablet, owner} {
			if got := m.sync(relay.ws); got.Pulled != 3 || got.Pushed != 0 || got.Conflicts != 0 {
				t.Errorf("%+v", got)
			}
			if got := m.text("SELECT group_concat(DISTINCT progress || content || seen) FROM log"); got != "0.5tablet5" {
				t.Error(got)
			}
		}
		list, err := owner.Conflicts(t.Context())
		owner.must(err)
		if len(list) > 0 {
			t.Errorf("conflicts %+v", list)
		}
	})
}
