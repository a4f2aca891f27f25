//go:build !js

package cli

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/worker/host"
)

// reporter shows a sync's progress: a bar on a terminal, JSON lines for
// programs, nothing otherwise.
type reporter struct {
	t    *Terminal
	json *json.Encoder // nil: for people

	bar   *progressbar.ProgressBar // nil: none stands on the terminal
	stage string                   // of the bar
	total int64                    // of the bar
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

// progress shows one step.
func (r *reporter) progress(p core.Progress) {
	switch {
	case r.json != nil:
		r.json.Encode(progressEvent{"progress", p})
	case p.Revoked != "":
		r.endBar()
		fmt.Fprintf(r.t.Err, "amora: certificate %s is revoked; the sync goes on without it\n", host.Plain(p.Revoked))
	case r.t.Interactive:
		r.draw(p)
	}
}

// draw shows one step on the bar of its stage.
func (r *reporter) draw(p core.Progress) {
	stage := "offline, trying again"
	if !p.Offline {
		stage = fmt.Sprintf("%-4s %-13s", p.Direction, p.Stage)
	}
	text := stage
	if p.Bytes > 0 {
		text += "  " + size(p.Bytes)
	}
	if r.bar == nil || stage != r.stage || p.Total != r.total {
		r.endBar()
		r.bar, r.stage, r.total = newBar(r.t, text, p.Total), stage, p.Total
	} else {
		r.bar.Describe(text)
	}
	_ = r.bar.Set64(p.Records) // an error says that the bar is full
}

// redrawEvery keeps a fast transfer from flickering.
const redrawEvery = 50 * time.Millisecond

// newBar is a bar of so many records that draws itself over itself, and takes
// itself back once it is full. Of 0 records it is a spinner.
func newBar(t *Terminal, text string, records int64) *progressbar.ProgressBar {
	if records == 0 {
		records = -1
	}
	return progressbar.NewOptions64(records,
		progressbar.OptionSetWriter(t.Err),
		progressbar.OptionSetDescription(text),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionSetWidth(24),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "#", SaucerPadding: "·", BarStart: "[", BarEnd: "]"}),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(redrawEvery),
		progressbar.OptionClearOnFinish(),
	)
}

// done takes the bar back, and tells a program the result.
func (r *reporter) done(result core.SyncResult) {
	r.endBar()
	if r.json != nil {
		r.json.Encode(resultEvent{"result", result})
	}
}

// endBar takes the bar back.
func (r *reporter) endBar() {
	if r.bar != nil {
		_ = r.bar.Clear()
		r.bar = nil
	}
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
