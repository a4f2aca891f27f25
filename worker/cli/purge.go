//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/purge"
)

var purgeCommand = &command{
	name:     "purge",
	synopsis: "FILE… [--older-than 90d] [--conflicts] [--dry-run]",
	summary:  "take away what was deleted long ago",
	details: `
Empties records that were deleted longer ago than that, in a device's database or in rooms of a relay, also
while it runs, and takes away replaced versions that were kept for merges by columns. What a deleted record
held is gone then; that it is deleted stays, so that no device, backup or file brings it back. Each database
is purged by itself, and nothing is sent. The space is used again; the file does not get smaller.

A deleted record with a conflict stays as it is until that is settled, and so does a row that moved.
--conflicts settles what nobody has settled for as long, in a device's database: the records stay as they
are there, and the values that lost go on all devices with the next syncs.

Examples:
  amora purge amora-data/*.db --older-than 90d
  amora purge school.db --older-than 365d --conflicts --dry-run`,
	prepare: func(flags *flag.FlagSet) action {
		o := purge.Options{OlderThan: 90 * day}
		flags.Var((*age)(&o.OlderThan), "older-than", "`time` since the deletion, such as 90d or 12h")
		flags.BoolVar(&o.Conflicts, "conflicts", false, "settle conflicts that are as old, too")
		flags.BoolVar(&o.DryRun, "dry-run", false, "count, and change nothing")
		asJSON := flags.Bool("json", false, "print JSON, a line for each FILE")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if len(args) == 0 {
				return 0, need(args, 1, flags)
			}
			for _, file := range args {
				if err := purgeFile(ctx, t, file, o, *asJSON); err != nil {
					return 0, err
				}
			}
			return ExitOK, nil
		}
	},
}

// purgeFile purges one database, and says what is gone.
func purgeFile(ctx context.Context, t *Terminal, file string, o purge.Options, asJSON bool) error {
	return withDatabase(ctx, file, "", func(d *database) error {
		done, err := purge.Run(ctx, d.Hub(), o)
		if err != nil {
			return err
		}
		verb := "purged"
		if o.DryRun {
			verb = "would purge"
		}
		text := fmt.Sprintf("%s: %s %d deleted records and %d versions, %s", file, verb, done.Deleted, done.Versions, size(done.Bytes))
		if o.Conflicts {
			text += fmt.Sprintf(", and settle %d conflicts", done.Conflicts)
		}
		return t.print(asJSON, purgedFile{file, done}, text)
	})
}

// purgedFile is what a program is told.
type purgedFile struct {
	File string `json:"file"`
	purge.Purged
}

const day = 24 * time.Hour

// age is a flag's value: a duration, which may be given in days.
type age time.Duration

// String is the age in days, where it is whole days.
func (a *age) String() string {
	if d := time.Duration(*a); d%day != 0 {
		return d.String()
	}
	return strconv.Itoa(int(time.Duration(*a)/day)) + "d"
}

// Set implements [flag.Value].
func (a *age) Set(text string) error {
	days, inDays := strings.CutSuffix(text, "d")
	d, err := time.ParseDuration(text)
	if inDays {
		var n uint64
		n, err = strconv.ParseUint(days, 10, 16)
		d = time.Duration(n) * day
	}
	if err != nil || d < 0 {
		return fault.Errorf(fault.BadRequest, "%q is no time", text).WithHint("such as 90d or 12h")
	}
	*a = age(d)
	return nil
}
