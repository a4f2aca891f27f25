//go:build !js

package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/sqldb"
)

var initCommand = &command{
	name:     "init",
	synopsis: "--db FILE --schema FILE --scope ID [--param k=v …]",
	summary:  "make a database and the root certificate of a new dataset",
	details: `
Makes a full native instance: the app tables of the schema, and a new dataset with this database at
its root. Prints the dataset's id, which is also its room on any relay. A database that is the root of
this dataset already stays as it is.

A file may be copied to other devices, as a golden image of a disk is: at its first sync each copy takes
an instance id of its own, so that no copy's changes pass for another's. Copies of this file all hold the
root key, which cannot be revoked: make images of a database that amora join has made (amora help join).

Example:
  amora init --db school.db --schema schema.json --scope full-dataset`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		schema := flags.String("schema", "", "the app's schema, a JSON `file`")
		scope := flags.String("scope", "", "`id` of the root's scope definition")
		params := paramsFlag(flags)
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 0, flags, "db", "schema", "scope"); err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, *db, *schema, func(d *database) error {
				root, err := d.CreateRoot(ctx, *scope, params)
				if err != nil {
					return err
				}
				return t.print(*asJSON, map[string]any{"room": root.ID, "instance": d.ID()},
					fmt.Sprintf("dataset %s in %s", root.ID, *db))
			})
		}
	},
}

var inviteCommand = &command{
	name:     "invite",
	synopsis: "--db FILE --scope ID [--param k=v …] [--relay URL [--short]]",
	summary:  "make an invite for another device",
	details: `
Makes a certificate for a part of the dataset and prints it, with its key, as one line of text. Whoever
has that line has the access it gives: send it as you would send a password. The certificate's id, by which
amora revoke takes the invite back, is shown on a terminal and with --json.

Examples:
  amora invite --db school.db --scope full-dataset --relay wss://sync.example.org
  amora invite --db school.db --scope user --param user_id=0123456789abcdef0123456789abcdef`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		scope := flags.String("scope", "", "`id` of the invite's scope definition")
		params := paramsFlag(flags)
		relay := flags.String("relay", "", "`URL` of the relay to sync with, ws:// or wss://")
		short := flags.Bool("short", false, "leave out what that relay can tell: short enough for a QR code")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 0, flags, "db", "scope"); err != nil {
				return 0, err
			}
			if *short && *relay == "" {
				return 0, fault.Errorf(fault.BadRequest, "--short leaves out what the relay can tell, and --relay is missing").
					WithHint("without --short the invite needs no relay")
			}
			if isMorango(*relay) {
				return 0, fault.Errorf(fault.Unsupported, "an invite names an amora relay, by ws:// or wss://")
			}
			return ExitOK, withDatabase(ctx, *db, "", func(d *database) error {
				invite, err := d.Invite(ctx, core.InviteRequest{Scope: *scope, Params: params, Relay: *relay, Short: *short})
				if err != nil {
					return err
				}
				certificate, err := invites.CertificateID(invite)
				if err != nil {
					return err
				}
				if t.Interactive && !*asJSON {
					fmt.Fprintf(t.Err, "amora revoke --db %s %s takes it back\n", *db, certificate)
				}
				return t.print(*asJSON, map[string]any{"invite": invite, "certificate": certificate}, invite)
			})
		}
	},
}

var cleanupCommand = &command{
	name:     "cleanup",
	synopsis: "FILE [--older-than 6h]",
	summary:  "end transfers that nobody will resume",
	details: `
Ends the transfers and sync sessions that have been idle for longer than that, and gives back the space
of what they had under way. A relay does this by itself.

Example:
  amora cleanup school.db --older-than 6h`,
	prepare: func(flags *flag.FlagSet) action {
		age := flags.Duration("older-than", 6*time.Hour, "idle `time`, such as 90m or 6h")
		return func(ctx context.Context, _ *Terminal, args []string) (int, error) {
			if err := need(args, 1, flags); err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, args[0], "", func(d *database) error {
				return d.DB().Update(ctx, func(tx sqldb.Tx) error { return d.Engine().Expire(tx, *age) })
			})
		}
	},
}

// withDatabase opens a database for one command.
func withDatabase(ctx context.Context, name, schemaFile string, do func(*database) error) (err error) {
	d, err := openDatabase(ctx, name, schemaFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return do(d)
}

// print writes a result for a program or for a person.
func (t *Terminal) print(asJSON bool, value any, text string) error {
	if asJSON {
		return json.NewEncoder(t.Out).Encode(value)
	}
	_, err := fmt.Fprintln(t.Out, text)
	return err
}
