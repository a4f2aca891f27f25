//go:build !js

package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
)

func TestProgressLine(t *testing.T) {
	for _, c := range []struct {
		p    core.Progress
		took time.Duration
		want string
	}{
		{core.Progress{Direction: "pull", Stage: "transferring", Records: 5000, Total: 10_000, Bytes: 1_234_567}, time.Second,
			"pull transferring  [############············] 5000/10000  1.2 MB  5000/s"},
		{core.Progress{Direction: "push", Stage: "serializing"}, 0, "push serializing   0/0  0 bytes"},
		{core.Progress{Direction: "pull", Stage: "cleanup", Records: 3, Total: 3, Bytes: 2048}, 0,
			"pull cleanup       [########################] 3/3  2 kB"},
	} {
		if got := progressLine(c.p, c.took); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// On a terminal the progress line is drawn over itself and gone at the end.
func TestProgressOnATerminal(t *testing.T) {
	var screen bytes.Buffer
	r := newReporter(&Terminal{Err: &screen, Interactive: true}, false)
	r.progress(core.Progress{Direction: "pull", Stage: "transferring", Records: 1, Total: 2})
	r.progress(core.Progress{Direction: "pull", Stage: "transferring", Records: 2, Total: 2})
	r.done(core.SyncResult{})
	if got := screen.String(); strings.Contains(got, "\n") || strings.Count(got, "\r\x1b[K") != 3 || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("%q", got)
	}
}
