//go:build !js

package main

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/schema"
)

// Two devices with different versions of an app's schema go on with each other.
func TestSkewThroughEachHost(t *testing.T) {
	later := strings.NewReplacer(`"profile":`, `"version": 2, "profile":`, `"table": "log"`, `"table": "logs"`,
		`"content": "text"`, `"body": {"type": "text", "was": "content"}, "rank": {"type": "integer", "backfill": 7}`,
		`"progress": {"type": "real", "default": 0}`, `"progress": {"type": "text", "from": "real", "default": "0"}`)
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoomOf(t, testSchema)
		owner.write(room, testUser, 0, 3)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		tablet.sync(relay.ws)
		tablet.goOn(later.Replace(tablet.schema))
		run := func(m *member, sql string) {
			_, err := m.Exec(t.Context(), sql)
			m.must(err)
		}
		run(owner, "UPDATE log SET progress = 0.5")
		owner.sync(relay.ws)
		tablet.sync(relay.ws)
		if got := tablet.text("SELECT group_concat(DISTINCT progress || ' ' || rank) FROM logs"); got != "0.5 7" {
			t.Error(got)
		}
		run(tablet, "UPDATE logs SET body = 'tablet', rank = 8")
		tablet.sync(relay.ws)
		owner.sync(relay.ws)
		if got := owner.text("SELECT group_concat(DISTINCT content || ' ' || progress) FROM log"); got != "tablet 0.5" {
			t.Error(got)
		}
		run(owner, "UPDATE log SET content = 'owner'")
		owner.sync(relay.ws)
		tablet.sync(relay.ws)
		owner.goOn(later.Replace(owner.schema))
		for _, m := range []*member{owner, tablet} {
			if got := m.text("SELECT group_concat(DISTINCT body || ' ' || progress || ' ' || rank) FROM logs"); got != "owner 0.5 8" {
				t.Error(got)
			}
			if got := m.sync(relay.ws); got.Pushed != 0 {
				t.Errorf("%+v", got)
			}
		}
	})
}

// goOn opens the member's database with another version of the app.
func (m *member) goOn(app string) {
	s, err := schema.Parse([]byte(app))
	m.must(err)
	m.Instance, err = core.Open(m.t.Context(), m.DB(), core.Options{Schema: s})
	m.must(err)
}
