//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
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

Prints the certificates it took back; --list shows all that this database has signed. One that another
device has signed is taken back as well, but not known here: be sure of its id.

Examples:
  amora revoke --db school.db --list
  amora revoke --db school.db 0123456789abcdef0123456789abcdef && amora sync --db school.db --peer wss://sync.example.org`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		list := flags.Bool("list", false, "show what this database has signed")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, ids []string) (int, error) {
			if err := need(nil, 0, flags, "db"); err != nil {
				return 0, err
			}
			if len(ids) == 0 && !*list {
				return 0, fault.Errorf(fault.BadRequest, "which certificate?").WithHint("amora revoke --db " + *db + " --list")
			}
			return ExitOK, withDatabase(ctx, *db, "", func(d *database) error {
				for _, id := range ids {
					if err := d.Revoke(ctx, id); err != nil {
						return err
					}
				}
				issued, err := d.Issued(ctx)
				if err != nil {
					return err
				}
				warnOfUnknown(t, issued, ids)
				if !*list {
					issued = slices.DeleteFunc(issued, func(c core.IssuedCertificate) bool { return !slices.Contains(ids, c.ID) })
				}
				return printIssued(t, issued, *asJSON)
			})
		}
	},
}

// warnOfUnknown says of which certificates this database cannot tell whether
// they exist: it knows what it has signed itself, not what was signed below.
func warnOfUnknown(t *Terminal, issued []core.IssuedCertificate, ids []string) {
	for _, id := range ids {
		if !slices.ContainsFunc(issued, func(c core.IssuedCertificate) bool { return c.ID == id }) {
			fmt.Fprintf(t.Err, "amora: %s is taken back, but was not signed here: is it the right one? "+
				"(amora inspect on its device shows it)\n", id)
		}
	}
}

// printIssued prints certificates that the database has signed, one a line.
func printIssued(t *Terminal, issued []core.IssuedCertificate, asJSON bool) error {
	var lines []string
	for _, c := range issued {
		line := orNone(c.ID) + "  " + orNone(c.Scope) + pairs(c.Params)
		if c.Revoked {
			line += "  (revoked)"
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 && !asJSON {
		return nil
	}
	return t.print(asJSON, issued, strings.Join(lines, "\n"))
}
