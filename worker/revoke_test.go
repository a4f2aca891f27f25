//go:build !js

package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/worker/cli"
)

// Who is revoked is sent away by every host, from a live sync as well, and is
// let in no more.
func TestEachHostSendsTheRevokedAway(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 1)
		owner.sync(relay.ws)
		goes, stays := owner.invited("full-facility", nil), owner.invited("full-facility", nil)
		stays.sync(relay.ws)
		idle, ended := make(chan struct{}, 100), make(chan error, 1)
		go func() {
			_, err := goes.Sync(t.Context(), relay.ws, dial, client.Options{Live: true, Progress: func(p client.Progress) {
				if p.Direction == "" {
					idle <- struct{}{}
				}
			}})
			ended <- err
		}()
		select {
		case <-idle:
		case err := <-ended:
			t.Fatalf("the live sync ended at once: %v", err)
		}
		status, err := goes.Status(t.Context())
		goes.must(err)
		owner.must(owner.Revoke(t.Context(), status.Certificates[0].ID))
		owner.sync(relay.ws)
		if err := <-ended; fault.CodeOf(err) != fault.Revoked {
			t.Errorf("the live sync ended with %v", err)
		}
		if _, err := goes.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.Revoked {
			t.Errorf("the next sync: %v", err)
		}
		stays.sync(relay.ws)
	})
}

// An invite says by which certificate it is taken back: to a program, and to a
// person where only the invite goes into a file.
func TestRevokeOfAnInvite(t *testing.T) {
	owner, _, _ := school(t, t.TempDir(), 0)
	invite := fields(t, mustAmora(t, "invite", "--db", owner, "--scope", "full-facility", "--json"))
	certificate, _ := invite["certificate"].(string)
	if got := mustAmora(t, "revoke", "--db", owner, certificate); !strings.HasPrefix(got, certificate+"  full-facility") {
		t.Errorf("said %q", got)
	}
	var file, screen bytes.Buffer
	exit := cli.Run(t.Context(), &cli.Terminal{Out: &file, Err: &screen, Interactive: true}, []string{"invite", "--db", owner, "--scope", "full-facility"})
	certificate, err := invites.CertificateID(file.String())
	if exit != cli.ExitOK || err != nil || strings.Count(file.String(), "\n") != 1 || !strings.Contains(screen.String(), certificate) {
		t.Errorf("exit status %d, %v, %s", exit, err, &screen)
	}
}
