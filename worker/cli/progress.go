//go:build !js

package cli

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/amora-sync/amora/core"
)

// reporter shows a sync's progress: a line drawn again and again on a
// terminal, JSON lines for programs, nothing otherwise.
type reporter struct {
	t      *Terminal
	json   *json.Encoder // nil: for people
	drawn  time.Time
	stage  string
	since  time.Time // when the stage began
	active bool      // a line stands unfinished on the terminal
}

func newReporter(t *Terminal, asJSON bool) *reporter {
	r := &reporter{t: t}
	if asJSON {
		r.json = json.NewEncoder(t.Out)
	}
	return r
}

// progressEvent and resultEvent are the lines of --json.
type progressEvent struct {
	Event string `json:"event"` // progress
	core.Progress
}

type resultEvent struct {
	Event string `json:"event"` // result
	core.SyncResult
}

// redrawEvery keeps a fast transfer from flickering.
const redrawEvery = 50 * time.Millisecond

// progress shows one step.
func (r *reporter) progress(p core.Progress) {
	if r.json != nil {
		r.json.Encode(progressEvent{"progress", p})
		return
	}
	if p.Revoked != "" {
		r.endLine()
		fmt.Fprintf(r.t.Err, "amora: certificate %s is revoked; the sync goes on without it\n", p.Revoked)
		return
	}
	if !r.t.Interactive {
		return
	}
	now := time.Now()
	stage := p.Direction + " " + string(p.Stage)
	if stage != r.stage {
		r.stage, r.since = stage, now
	} else if now.Sub(r.drawn) < redrawEvery && p.Records < p.Total {
		return
	}
	r.drawn, r.active = now, true
	fmt.Fprintf(r.t.Err, "\r\x1b[K%s", progressLine(p, now.Sub(r.since)))
}

// done ends the line, and tells a program the result.
func (r *reporter) done(result core.SyncResult) {
	r.endLine()
	if r.json != nil {
		r.json.Encode(resultEvent{"result", result})
	}
}

// endLine takes back the unfinished line.
func (r *reporter) endLine() {
	if r.active {
		fmt.Fprint(r.t.Err, "\r\x1b[K")
		r.active = false
	}
}

// progressLine is one step in at most 80 characters.
func progressLine(p core.Progress, took time.Duration) string {
	if p.Offline {
		return "offline, trying again"
	}
	const width = 24
	line := fmt.Sprintf("%-4s %-13s ", p.Direction, p.Stage)
	if p.Total > 0 {
		full := int(width * min(p.Records, p.Total) / p.Total)
		line += "[" + strings.Repeat("#", full) + strings.Repeat("·", width-full) + "] "
	}
	line += fmt.Sprintf("%d/%d  %s", p.Records, p.Total, size(p.Bytes))
	if s := took.Seconds(); s > 0.5 && p.Records > 0 {
		line += fmt.Sprintf("  %.0f/s", float64(p.Records)/s)
	}
	return line
}

// size is a number of bytes for people.
func size(bytes int64) string {
	switch {
	case bytes >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1e3:
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
