//go:build !js

package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/relay"
)

// syncFlags are the flags of `amora sync`.
type syncFlags struct {
	db, peer         string
	push, pull, live bool
	filter           value.Filter
	chunk            int
	admit            string
	json             bool
}

var syncCommand = &command{
	name:     "sync",
	synopsis: "--db FILE --peer URL [--push|--pull] [--filter PREFIX …] [--live]",
	summary:  "exchange records with a relay",
	details: `
Pulls what the relay has and this database may read, then pushes what is new here. A transfer that was
cut off goes on where it stopped. Exit status 3 says that something could not be applied, in this sync or
an earlier one, and is in quarantine: amora inspect shows what and why.

The first relay of a new dataset is admitted by the sync. Another one gets nothing (relay_not_admitted), and so
does one that shows another key than the relay that was at its address before (relay_changed), until
--admit names its key's fingerprint: ask whoever runs the relay for it, amora serve prints it. To admit a
relay to the dataset takes the database that began it; the others take its word with their next sync.

An address with a token in it, wss://HOST/token/SECRET, is better read than typed, since other users of a
machine see command lines: --peer @FILE is the file's text, --peer - what comes on stdin.

With --json each line on stdout is an event: {"event": "progress", …}, at the end {"event": "result", …}.

Examples:
  amora sync --db tablet.db --peer wss://sync.example.org
  amora sync --db school.db --peer wss://new.example.org --admit 0f1e…  another relay, by its key's fingerprint
  amora sync --db tablet.db --peer ws://127.0.0.1:8787 --live      until interrupted
  amora sync --db tablet.db --peer ws://127.0.0.1:8787 --pull --filter 0123456789abcdef0123456789abcdef:user`,
	prepare: func(flags *flag.FlagSet) action {
		var f syncFlags
		flags.StringVar(&f.db, "db", "", "the database, a `file`")
		flags.StringVar(&f.peer, "peer", "", "the relay's `URL`, ws:// or wss://; @FILE or - to read it")
		flags.BoolVar(&f.push, "push", false, "send only")
		flags.BoolVar(&f.pull, "pull", false, "fetch only")
		flags.Func("filter", "partition `prefix`; may be repeated (default: all that the certificate allows)", func(prefix string) error {
			f.filter = append(f.filter, strings.Fields(prefix)...)
			return nil
		})
		flags.IntVar(&f.chunk, "chunk", 500, "`records` a message")
		flags.StringVar(&f.admit, "admit", "", "`fingerprint` of the relay's key, to admit it: 64 hex digits")
		flags.BoolVar(&f.live, "live", false, "go on with the relay's changes until interrupted; others' writes to FILE go with the next sync")
		flags.BoolVar(&f.json, "json", false, "print JSON lines")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 0, flags, "db", "peer"); err != nil {
				return 0, err
			}
			if f.push && f.pull {
				return 0, fault.Errorf(fault.BadRequest, "--push and --pull exclude each other").WithHint("without either, both are done")
			}
			if f.chunk < 1 {
				return 0, fault.Errorf(fault.BadRequest, "--chunk %d: 1 to %d are possible", f.chunk, pipeline.MaxChunkRecords)
			}
			return syncOnce(ctx, t, f)
		}
	},
}

// syncOnce syncs a database with a relay; with --live until ctx is done,
// which is then no failure.
func syncOnce(ctx context.Context, t *Terminal, f syncFlags) (exit int, err error) {
	if f.peer, err = t.secret(f.peer); err != nil {
		return 0, err
	}
	if err := refuseMorango(f.peer); err != nil {
		return 0, err
	}
	var result core.SyncResult
	var quarantined int64
	err = withDatabase(ctx, f.db, "", func(d *database) error {
		r := newReporter(t, f.json)
		var err error
		result, err = d.Sync(ctx, f.peer, relay.Dial, core.SyncOptions{
			Push: f.push, Pull: f.pull, Filter: f.filter, ChunkSize: f.chunk, Admit: f.admit, Live: f.live, Progress: r.progress,
		})
		if f.live && errors.Is(err, context.Canceled) {
			err = nil
		}
		if err != nil {
			return err
		}
		r.done(result)
		status, err := d.Status(context.WithoutCancel(ctx))
		// What the relay could not apply is in the result alone.
		quarantined = max(status.Quarantined, result.Quarantined)
		return err
	})
	if err != nil {
		return 0, err
	}
	if !f.json {
		fmt.Fprintf(t.Out, "pulled %d, pushed %d, %d conflicts, %d in quarantine, %s received, %s sent\n",
			result.Pulled, result.Pushed, result.Conflicts, quarantined, size(result.BytesReceived), size(result.BytesSent))
	}
	for _, id := range result.Revoked {
		fmt.Fprintf(t.Err, "amora: certificate %s is revoked, nothing is synced by it\n", host.Plain(id))
	}
	if quarantined > 0 {
		fmt.Fprintf(t.Err, "amora: %d records could not be applied (amora inspect %s)\n", quarantined, f.db)
		return ExitQuarantined, nil
	}
	return ExitOK, nil
}

// refuseMorango keeps http:// and https:// for Morango's servers.
func refuseMorango(peer string) error {
	if scheme, _, _ := strings.Cut(peer, "://"); scheme == "http" || scheme == "https" {
		return fault.Errorf(fault.Unsupported, "Morango's protocol (%s://) is not spoken by this build yet", scheme).
			WithHint("an amora relay is named by ws:// or wss://")
	}
	return nil
}
