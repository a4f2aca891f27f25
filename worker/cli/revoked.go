//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"
	"strconv"

	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/host"
)

var revokedCommand = &command{
	name:     "revoked",
	synopsis: "--db FILE [--choose freeze|keep|remove] [--discard] [N…]",
	summary:  "what becomes of rows whose access was taken back, and what was saved of them",
	details: `
Where an owner takes back what this database may see, its rows stay: frozen, so that they can be read and not
written. --choose says what is to become of them, now and from now on:

  freeze  they stay, and cannot be written
  keep    they stay, and can be written: here alone, since nothing of them is synced any more
  remove  they are deleted here. What no relay has is put aside first

Rows that another certificate permits, or of another dataset, are not concerned. The database remembers the
choice; amora sync goes by it.

Prints what was put aside, with a number each; --discard forgets the records whose numbers are given.

Examples:
  amora revoked --db tablet.db --choose remove
  amora revoked --db tablet.db --json > saved.json
  amora revoked --db tablet.db --discard 1 2`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		choice := flags.String("choose", "", "`freeze`, keep or remove")
		discard := flags.Bool("discard", false, "forget the records whose numbers are given")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if err := need(nil, 0, flags, "db"); err != nil {
				return 0, err
			}
			numbers, err := rescuedNumbers(args, *discard)
			if err != nil {
				return 0, err
			}
			return ExitOK, withDatabase(ctx, *db, "", func(d *database) error {
				if err := datasets.Choose(ctx, d.Hub(), datasets.OnRevoked(*choice)); err != nil {
					return err
				}
				if *discard {
					if err := datasets.DiscardRescued(ctx, d.Hub(), numbers...); err != nil {
						return err
					}
				}
				return printRescued(ctx, t, d, *asJSON)
			})
		}
	},
}

// rescuedNumbers reads the numbers of records that are to be forgotten. Error:
// bad_request.
func rescuedNumbers(args []string, discard bool) (numbers []int64, err error) {
	if discard != (len(args) > 0) {
		return nil, fault.Errorf(fault.BadRequest, "--discard and the numbers of records belong together")
	}
	for _, arg := range args {
		n, err := strconv.ParseInt(arg, 10, 64)
		if err != nil {
			return nil, fault.Errorf(fault.BadRequest, "%.40q is no record's number", arg)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// printRescued prints the records that were put aside, one a line.
func printRescued(ctx context.Context, t *Terminal, d *database, asJSON bool) error {
	list, err := datasets.Rescued(ctx, d.Hub())
	if err != nil {
		return err
	}
	var lines []string
	for _, r := range list {
		line := fmt.Sprintf("%d  %s  %s  %s", r.N, host.Plain(r.Model), host.Plain(r.ID), host.Plain(string(r.Values)))
		if r.Deleted {
			line += "  (deleted)"
		}
		lines = append(lines, line)
	}
	return printLines(t, lines, list, asJSON)
}
