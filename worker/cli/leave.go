//go:build !js

package cli

import (
	"cmp"
	"context"
	"flag"
	"fmt"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/datasets"
)

var leaveCommand = &command{
	name:     "leave",
	synopsis: "--db FILE --room ID [--into ID [--set COLUMN=VALUE …]] [--force]",
	summary:  "delete one dataset from a database, or move its rows into another one",
	details: `
Deletes the dataset's rows, records, certificates and keys from the database. Others that hold it keep it, and
an invite brings it back. What no relay has yet is named and refused (not_synced), and so is a dataset that no
other admin of is known (last_admin: make one, or a recovery text, first), unless --force says that it may be lost.

With --into the dataset's rows first move into another dataset of the same database, all or none, with what
refers to them; --set gives columns that partitions follow from another value there. A dataset that others know
then stays until it has synced: call this once more.

Examples:
  amora leave --db tablet.db --room 0123456789abcdef0123456789abcdef
  amora leave --db tablet.db --room 0123… --into fedc… --set user_id=89ab…`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		room := flags.String("room", "", "`id` of the dataset")
		a := datasets.Adoption{Set: params{}}
		flags.StringVar(&a.Into, "into", "", "`id` of the dataset that the rows move to")
		flags.Var(params(a.Set), "set", "`COLUMN=VALUE` in all rows that move; may be repeated")
		force := flags.Bool("force", false, "leave also what no relay has yet, and with the only admin's key")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(args, 0, flags, "db", "room"); err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, *db, "", func(d *database) error {
				if a.Into != "" {
					a.From = *room
					done, err := core.Adopt(ctx, d.Instance, a)
					if err != nil || done.Rows > 0 || done.Left {
						return cmp.Or(err, t.print(false, nil, fmt.Sprintf("moved %d rows into dataset %s", done.Rows, a.Into)))
					}
				}
				if err := core.Leave(ctx, d.Instance, *room, *force); err != nil {
					return err
				}
				return t.print(false, nil, fmt.Sprintf("left dataset %s", *room))
			})
		}
	},
}
