//go:build !js

package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
)

// On a terminal the bar is drawn over itself and gone at the end, also where
// the sync ends before it is full.
func TestProgressOnATerminal(t *testing.T) {
	for _, records := range []int64{1, 2} {
		var screen bytes.Buffer
		r := newReporter(&Terminal{Err: &screen, Interactive: true}, false)
		r.progress(core.Progress{Direction: "pull", Stage: "queuing"})
		r.progress(core.Progress{Direction: "pull", Stage: "transferring", Records: 1, Total: 2, Bytes: 1_234_567})
		if got := screen.String(); !strings.Contains(got, "pull transferring   1.2 MB  50% [############············] (1/2") {
			t.Errorf("half of it: %q", got)
		}
		r.progress(core.Progress{Direction: "pull", Stage: "transferring", Records: records, Total: 2})
		r.done(core.SyncResult{})
		if got := screen.String(); strings.Contains(got, "\n") || !strings.HasSuffix(got, "\x1b[2K\r") {
			t.Errorf("%q", got)
		}
	}
}

// What has to stay on the terminal is written on a line of its own.
func TestProgressOfARevokedCertificate(t *testing.T) {
	var screen bytes.Buffer
	r := newReporter(&Terminal{Err: &screen, Interactive: true}, false)
	r.progress(core.Progress{Direction: "pull", Stage: "transferring", Records: 1, Total: 2})
	r.progress(core.Progress{Revoked: "1234"})
	if got := screen.String(); !strings.Contains(got, "\x1b[2K\ramora: certificate 1234 is revoked") || !strings.HasSuffix(got, "\n") {
		t.Errorf("%q", got)
	}
}
