package core_test

import (
	"errors"
	"fmt"
	"runtime"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
)

// TestSyncSurvivesLostConnections cuts the connection before every message in
// turn. However it is cut, the next syncs complete it: nothing is lost,
// nothing doubled, and no chunk that was acknowledged is sent again.
func TestSyncSurvivesLostConnections(t *testing.T) {
	step := 1
	if runtime.GOARCH == "wasm" {
		step = 3 // natively each message is cut; here every third, as this takes ten times as long
	}
	for cut := 1; ; cut += step {
		if done := t.Run(fmt.Sprint("message ", cut), func(t *testing.T) { cutAt(t, cut) }); !done {
			return
		}
		if cutsSeen < cut {
			break
		}
	}
	if cutsSeen < 20 {
		t.Fatalf("only %d messages were cut: the test does not reach the transfer", cutsSeen)
	}
}

// cutsSeen is the highest cut that came about.
var cutsSeen int

func cutAt(t *testing.T, cut int) {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	a.exec(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, 'x' FROM n`, dataset)

	messages, chunks := 0, 0
	relay.Lose = func(fromClient bool, msg []byte) bool {
		messages++
		if messages == cut {
			cutsSeen = max(cutsSeen, cut)
			return true
		}
		if fromClient && msg[0] == 7 {
			chunks++
		}
		return false
	}
	sync := func(d *device) {
		t.Helper()
		for range 3 {
			_, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{ChunkSize: 10})
			if err == nil {
				return
			}
			if !errors.Is(err, &fault.Error{Code: fault.Unavailable}) {
				t.Fatal(err)
			}
		}
		t.Fatal("three syncs did not complete")
	}
	sync(a)
	if chunks > 6+4 { // 6 chunks, at most a window of them twice
		t.Errorf("%d chunks of 10 records were sent for 60", chunks)
	}
	sync(b)
	sync(a)
	const all = "SELECT id, text FROM answer ORDER BY id"
	if x, y := a.rows(all), b.rows(all); x != y {
		t.Fatalf("a has\n%s\nb has\n%s", x, y)
	}
	if got := b.rows("SELECT count(*) FROM answer"); got != "60" {
		t.Fatalf("%s of 60 answers arrived", got)
	}
	for _, d := range []*device{a, b, {Instance: relay.Room(dataset), t: t}} {
		if got := d.rows("SELECT count(*) FROM morango_buffer WHERE transfer_session_id IN (SELECT seq FROM morango_transfersession WHERE active = 0)"); got != "0" {
			t.Errorf("%s buffered records of ended transfers are left", got)
		}
	}
}
