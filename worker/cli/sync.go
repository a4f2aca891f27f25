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
	join             morangoFlags
}

var syncCommand = &command{
	name:     "sync",
	synopsis: "--db FILE --peer URL [--push|--pull] [--filter PREFIX …] [--live]",
	summary:  "exchange records with a relay, or with a server of Morango's or Kolibri's",
	details: `
Pulls what the relay has and this database may read, then pushes what is new here. A transfer that was
cut off goes on where it stopped. Exit status 3 says that something could not be applied, in this sync or
an earlier one, and is in quarantine: amora inspect shows what and why.

The first relay of a new dataset is admitted by the sync. Another one gets nothing (relay_not_admitted), and so
does one that shows another key than the relay that was at its address before (relay_changed), until
--admit names its key's fingerprint: ask whoever runs the relay for it, amora serve prints it. To admit a
relay to the dataset takes the database that began it; the others take its word with their next sync.

With --peer http:// or https:// the other side is a server of Morango's own protocol, such as a stock Kolibri.
A database without a dataset gets its certificate from the server by --username, with the password of a user
there; --schema makes the database where there is none. The password is asked for, or read: --password @FILE
or -, or $AMORA_PASSWORD. A database that has a certificate needs none of these. A server that has no
certificate of the dataset is given one, where it takes some. There is no --live.

A database may hold several datasets (amora join, amora init --another). Those are synced that live at the
relay: by the invite that they were joined with, or by an earlier sync. --room syncs one of them, there too
where it was not before. A dataset that fails does not stop the others.

An address with a token in it, wss://HOST/token/SECRET, is better read than typed, since other users of a
machine see command lines: --peer @FILE is the file's text, --peer - what comes on stdin.

With --json each line on stdout is an event: {"event": "progress", …}, at the end {"event": "result", …}.

Examples:
  amora sync --db tablet.db --peer wss://sync.example.org
  amora sync --db school.db --peer wss://new.example.org --admit 0f1e…  another relay, by its key's fingerprint
  amora sync --db tablet.db --peer ws://127.0.0.1:8787 --live      until interrupted
  amora sync --db tablet.db --peer ws://127.0.0.1:8787 --pull --filter 0123456789abcdef0123456789abcdef:user
  amora sync --db class.db --schema facilitydata --peer https://kolibri.example.org --username admin`,
	prepare: func(flags *flag.FlagSet) action {
		var f syncFlags
		flags.StringVar(&f.db, "db", "", "the database, a `file`")
		flags.StringVar(&f.peer, "peer", "", "`URL` of the relay (ws, wss) or of a Morango server (http, https); @FILE or - to read it")
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
		f.join.register(flags)
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

// options are what the flags say of the sync itself.
func (f syncFlags) options(progress func(core.Progress)) core.SyncOptions {
	return core.SyncOptions{
		Room: f.join.dataset, Push: f.push, Pull: f.pull, Filter: f.filter, ChunkSize: f.chunk, Admit: f.admit, Live: f.live, Progress: progress,
	}
}

// syncer is what syncs the database, by the address's protocol. It reads the
// password first.
func (f syncFlags) syncer(t *Terminal) (func(context.Context, *database, core.SyncOptions) (core.SyncResult, error), error) {
	if isMorango(f.peer) {
		return f.join.syncer(t, f.peer)
	}
	if f.join.given() {
		return nil, fault.Errorf(fault.BadRequest, "--username and what goes with it are for http:// and https://").
			WithHint("amora join --username gets a certificate from a relay")
	}
	return func(ctx context.Context, d *database, opts core.SyncOptions) (core.SyncResult, error) {
		return d.Sync(ctx, f.peer, relay.Dial, opts)
	}, nil
}

// syncOnce syncs a database with a relay; with --live until ctx is done,
// which is then no failure.
func syncOnce(ctx context.Context, t *Terminal, f syncFlags) (exit int, err error) {
	if f.peer, err = t.secret(f.peer); err != nil {
		return 0, err
	}
	sync, err := f.syncer(t)
	if err != nil {
		return 0, err
	}
	var result core.SyncResult
	var quarantined int64
	err = withDatabase(ctx, f.db, f.join.schema, func(d *database) error {
		r := newReporter(t, f.json)
		var err error
		result, err = sync(ctx, d, f.options(r.progress))
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

// isMorango reports whether an address is that of a server of Morango's own
// protocol.
func isMorango(peer string) bool {
	scheme, _, _ := strings.Cut(peer, "://")
	return strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")
}
