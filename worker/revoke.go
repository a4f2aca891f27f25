//go:build !js

package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core"
)

var revokeCommand = &command{
	name:     "revoke",
	synopsis: "--db FILE [--list] [CERTIFICATE…]",
	summary:  "take an invite, or a device's access, back",
	details: `
Declares that certificates, and whatever was signed with them, no longer count. It takes the database
that began the dataset, whose root key signs the revocation; the relay, and by it the other devices, get
to know with that database's next sync, and whoever is still connected is sent away. What a device has
received before it keeps.

--list shows the certificates that this database has signed.

Examples:
  amora revoke --db school.db --list
  amora revoke --db school.db 0123456789abcdef0123456789abcdef && amora sync --db school.db --peer wss://sync.example.org`,
	prepare: func(flags *flag.FlagSet) func(context.Context, *terminal, []string) (int, error) {
		db := flags.String("db", "", "the database, a `file`")
		list := flags.Bool("list", false, "show what this database has signed")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *terminal, ids []string) (int, error) {
			if err := need(nil, 0, flags, "db"); err != nil {
				return 0, err
			}
			if len(ids) == 0 && !*list {
				return 0, core.Errorf(core.CodeBadRequest, "which certificate?").WithHint("amora revoke --db " + *db + " --list")
			}
			return exitOK, withDatabase(ctx, *db, "", func(d *database) error {
				for _, id := range ids {
					if err := d.Revoke(ctx, id); err != nil {
						return err
					}
				}
				if !*list {
					return nil
				}
				return listIssued(ctx, t, d, *asJSON)
			})
		}
	},
}

// listIssued prints what the database has signed, one certificate a line.
func listIssued(ctx context.Context, t *terminal, d *database, asJSON bool) error {
	issued, err := d.Issued(ctx)
	if err != nil {
		return err
	}
	var lines []string
	for _, c := range issued {
		line := c.ID + "  " + c.Scope
		for _, name := range slices.Sorted(maps.Keys(c.Params)) {
			line += fmt.Sprintf(" %s=%s", name, c.Params[name])
		}
		if c.Revoked {
			line += "  (revoked)"
		}
		lines = append(lines, line)
	}
	return t.print(asJSON, issued, strings.Join(lines, "\n"))
}
