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
	"github.com/amora-sync/amora/worker/host"
)

// revokeFlags are the flags of `amora revoke`.
type revokeFlags struct {
	db           string
	keys         list   // fingerprints of relays' keys
	room         string // of the relay that is taken back
	list, relays bool
	json         bool
}

var revokeCommand = &command{
	name:     "revoke",
	synopsis: "--db FILE [--list|--relays] [CERTIFICATE…] [--relay FINGERPRINT…]",
	summary:  "take an invite, a device's access or a relay's key back",
	details: `
Declares that certificates, and whatever was signed with them, no longer count. It takes an admin: the
database that began the dataset, or one that joined by an admin's invite or a recovery text. The relay, and
by it the other devices, get to know with that database's next sync, and whoever is still connected is sent
away. What a device has received before it keeps. An admin cannot revoke the root, or an admin that was made
before it.

Prints the certificates it took back; --list shows all that this database has signed, for invites and for
relays, and an admin's also what other admins have, as of its last sync. One that a member has signed is
taken back as well, but not known here: be sure of its id.

--relay takes a relay's key back, for ever: the relay serves the dataset no more, and can no longer sync it
as a member. Every certificate that the relay was given counts no more, whoever gave it. So does a
relay's certificate by its id. --relays shows the relays of the dataset.

Examples:
  amora revoke --db school.db --list
  amora revoke --db school.db 0123456789abcdef0123456789abcdef && amora sync --db school.db --peer wss://sync.example.org
  amora revoke --db school.db --relay 0f1e…                    a relay that is gone, or whose key was lost`,
	prepare: func(flags *flag.FlagSet) action {
		var f revokeFlags
		flags.StringVar(&f.db, "db", "", "the database, a `file`")
		flags.Var(&f.keys, "relay", "`fingerprint` of a relay's key to take back; may be repeated")
		flags.StringVar(&f.room, "room", "", "with --relay: `id` of the dataset, of several")
		flags.BoolVar(&f.list, "list", false, "show what this database and other admins have signed")
		flags.BoolVar(&f.relays, "relays", false, "show the relays of the dataset")
		flags.BoolVar(&f.json, "json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, ids []string) (int, error) {
			if err := need(nil, 0, flags, "db"); err != nil {
				return 0, err
			}
			if len(ids)+len(f.keys) == 0 && !f.list && !f.relays {
				return 0, fault.Errorf(fault.BadRequest, "which certificate?").WithHint("amora revoke --db " + f.db + " --list")
			}
			return ExitOK, withDatabase(ctx, f.db, "", func(d *database) error { return revoke(ctx, t, d, f, ids) })
		}
	},
}

// revoke takes certificates and relays' keys back, and prints what it took back
// or what was asked for.
func revoke(ctx context.Context, t *Terminal, d *database, f revokeFlags, ids []string) error {
	for _, id := range ids {
		if err := d.Revoke(ctx, id); err != nil {
			return err
		}
	}
	for _, key := range f.keys {
		if err := core.RevokeRelayIn(ctx, d.Instance, f.room, key); err != nil {
			return err
		}
	}
	if len(f.keys) > 0 || f.relays {
		if err := printRelays(ctx, t, d, f); err != nil || len(ids) == 0 && !f.list {
			return err
		}
	}
	issued, err := d.Issued(ctx)
	if err != nil {
		return err
	}
	warnOfUnknown(t, issued, ids)
	if !f.list {
		issued = slices.DeleteFunc(issued, func(c core.IssuedCertificate) bool { return !slices.Contains(ids, c.ID) })
	}
	return printIssued(t, issued, f.json)
}

// warnOfUnknown says of which certificates this database cannot tell whether
// they exist: it knows what it and other admins have signed, not what members have.
func warnOfUnknown(t *Terminal, issued []core.IssuedCertificate, ids []string) {
	for _, id := range ids {
		if !slices.ContainsFunc(issued, func(c core.IssuedCertificate) bool { return c.ID == id }) {
			fmt.Fprintf(t.Err, "amora: %s is taken back, but is not known here: is it the right one? "+
				"(amora inspect on its device shows it)\n", id)
		}
	}
}

// printIssued prints certificates that the database has signed, one a line.
func printIssued(t *Terminal, issued []core.IssuedCertificate, asJSON bool) error {
	var lines []string
	for _, c := range issued {
		line := orNone(c.ID) + "  " + orNone(c.Scope) + pairs(c.Params)
		if c.Label != "" {
			line += "  " + host.Plain(c.Label)
		}
		if c.Admin {
			line += "  (admin)"
		}
		if c.Seen != "" {
			line += "  seen " + host.Plain(c.Seen)
		}
		if c.Expires != "" {
			line += "  until " + host.Plain(c.Expires)
		}
		if c.Relay != nil {
			line += "  for the relay " + host.Plain(c.Relay.Fingerprint) + " at " + host.Plain(c.Relay.Address)
		}
		lines = append(lines, line+revokedMark(c.Revoked))
	}
	return printLines(t, lines, issued, asJSON)
}

// printRelays prints the relays of the dataset, one a line: all, or those that
// were named.
func printRelays(ctx context.Context, t *Terminal, d *database, f revokeFlags) error {
	relays, err := d.Relays(ctx)
	if err != nil {
		return err
	}
	if !f.relays {
		relays = slices.DeleteFunc(relays, func(r core.RelayKey) bool { return !slices.Contains(f.keys, r.Fingerprint) })
	}
	var lines []string
	for _, r := range relays {
		lines = append(lines, host.Plain(r.Fingerprint)+"  "+orNone(strings.Join(r.Addresses, " "))+revokedMark(r.Revoked))
	}
	return printLines(t, lines, relays, f.json)
}

func revokedMark(revoked bool) string {
	if revoked {
		return "  (revoked)"
	}
	return ""
}

// printLines prints a list: its lines, if there are any, or as JSON.
func printLines(t *Terminal, lines []string, list any, asJSON bool) error {
	if len(lines) == 0 && !asJSON {
		return nil
	}
	return t.print(asJSON, list, strings.Join(lines, "\n"))
}
