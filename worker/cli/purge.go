//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"

	"github.com/amora-sync/amora/core/purge"
)

var purgeCommand = &command{
	name:     "purge",
	synopsis: "FILE… [--older-than 90d] [--conflicts] [--dry-run]",
	summary:  "take away what was deleted long ago",
	details: `
Empties records that were deleted longer ago than that, in a device's database or in rooms of a relay, also
while it runs, and takes away replaced versions that were kept for merges by columns. That the records are
deleted stays, so that no device, backup or file brings them back. A deleted record with a conflict stays as
it is until that is settled, and so does a row that moved. Nothing is sent, and no file gets smaller: SQLite
uses the space again. With --conflicts, in a device's database, the records stay as they are there, and the
values that lost go on all devices with the next syncs.

Example:
  amora purge amora-data/*.db --older-than 90d --dry-run`,
	prepare: func(flags *flag.FlagSet) action {
		o := purge.Options{OlderThan: purge.DefaultAge}
		flags.Func("older-than", "`time` since the deletion, such as 12h or 90d, the default", func(text string) (err error) {
			o.OlderThan, err = purge.ParseAge(text)
			return err
		})
		flags.BoolVar(&o.Conflicts, "conflicts", false, "settle conflicts that are as old, too")
		flags.BoolVar(&o.DryRun, "dry-run", false, "count, and change nothing")
		asJSON := flags.Bool("json", false, "print JSON, a line for each FILE")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			for _, file := range args {
				if err := withDatabase(ctx, file, "", func(d *database) error {
					return d.purge(ctx, t, file, o, *asJSON)
				}); err != nil {
					return 0, err
				}
			}
			return ExitOK, need(args, max(1, len(args)), flags)
		}
	},
}

// purge purges the database of a file, and says what is gone.
func (d *database) purge(ctx context.Context, t *Terminal, file string, o purge.Options, asJSON bool) error {
	done, err := purge.Run(ctx, d.Hub(), o)
	if err != nil {
		return err
	}
	verb := "purged"
	if o.DryRun {
		verb = "would purge"
	}
	const what = "%s: %s %d deleted records and %d versions, %s, and %d conflicts"
	text := fmt.Sprintf(what, file, verb, done.Deleted, done.Versions, size(done.Bytes), done.Conflicts)
	return t.print(asJSON, struct {
		File string `json:"file"`
		purge.Purged
	}{file, done}, text)
}
