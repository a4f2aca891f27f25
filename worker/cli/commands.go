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
	"github.com/amora-sync/amora/core/sqldb"
)

var initCommand = &command{
	name:     "init",
	synopsis: "--db FILE --schema FILE --scope ID [--param k=v …] [--another]",
	summary:  "make a database and the root certificate of a new dataset",
	details: `
Makes a full native instance: the app tables of the schema, and a new dataset with this database at
its root. Prints the dataset's id, which is also its room on any relay. A database that is the root of
this dataset already stays as it is; with --another it gets one more dataset.

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
		another := flags.Bool("another", false, "begin one more dataset in a database that has one")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 0, flags, "db", "schema", "scope"); err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, *db, *schema, func(d *database) error {
				root, err := core.CreateDataset(ctx, d.Instance, core.RootRequest{Scope: *scope, Params: params, Another: *another})
				if err != nil {
					return err
				}
				return t.print(*asJSON, map[string]any{"room": root.ID, "instance": d.ID()},
					fmt.Sprintf("dataset %s in %s", root.ID, *db))
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
