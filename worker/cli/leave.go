//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"

	"github.com/amora-sync/amora/core"
)

var leaveCommand = &command{
	name:     "leave",
	synopsis: "--db FILE --room ID [--force]",
	summary:  "delete one dataset from a database",
	details: `
Deletes the dataset's rows, records, certificates and keys from the database. Others that hold it keep it, and
an invite brings it back. What no relay has yet is named and refused (not_synced), unless --force says that it
may be lost.

Example:
  amora leave --db tablet.db --room 0123456789abcdef0123456789abcdef`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		room := flags.String("room", "", "`id` of the dataset")
		force := flags.Bool("force", false, "leave also what no relay has yet")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 0, flags, "db", "room"); err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, *db, "", func(d *database) error {
				if err := core.Leave(ctx, d.Instance, *room, *force); err != nil {
					return err
				}
				return t.print(false, nil, fmt.Sprintf("left dataset %s", *room))
			})
		}
	},
}
