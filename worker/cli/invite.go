//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
)

// inviteFlags are those of invite and recovery.
type inviteFlags struct {
	db      string
	request core.InviteRequest
	json    bool
}

func (f *inviteFlags) register(flags *flag.FlagSet) {
	flags.StringVar(&f.db, "db", "", "the database, a `file`")
	flags.StringVar(&f.request.Relay, "relay", "", "`URL` of the relay to sync with, ws:// or wss://")
	flags.StringVar(&f.request.Room, "room", "", "`id` of the dataset, of several")
	flags.BoolVar(&f.request.Short, "short", false, "leave out what that relay can tell: short enough for a QR code")
	flags.StringVar(&f.request.Label, "label", f.request.Label, "what amora revoke --list calls it: a `text` that stays here")
	flags.BoolVar(&f.json, "json", false, "print JSON")
}

var inviteCommand = &command{
	name:     "invite",
	synopsis: "--db FILE --scope ID [--param k=v …] [--relay URL [--short]] [--admin]",
	summary:  "make an invite for another device",
	details: `
Makes a certificate for a part of the dataset and prints it, with its key, as one line of text. Whoever
has that line has the access it gives: send it as you would send a password. The certificate's id, by which
amora revoke takes the invite back, is shown on a terminal and with --json.

--admin gives the rights of the database that began the dataset: to revoke, to admit relays, to publish
scopes, and to make others admins. The scope has to permit all that the root's does.

Examples:
  amora invite --db school.db --scope full-dataset --relay wss://sync.example.org
  amora invite --db school.db --scope full-dataset --admin --label "the principal's phone"
  amora invite --db school.db --scope user --param user_id=0123456789abcdef0123456789abcdef`,
	prepare: func(flags *flag.FlagSet) action {
		var f inviteFlags
		f.register(flags)
		flags.StringVar(&f.request.Scope, "scope", "", "`id` of the invite's scope definition")
		flags.BoolVar(&f.request.Admin, "admin", false, "make the device an admin of the dataset")
		flags.StringVar(&f.request.Expires, "expires", "", "until when it counts: a `time` as 2030-01-31T12:00:00Z")
		f.request.Params = paramsFlag(flags)
		return f.action(flags, "invite", "db", "scope")
	},
}

var recoveryCommand = &command{
	name:     "recovery",
	synopsis: "--db FILE [--relay URL [--short]]",
	summary:  "make a recovery text, should all devices be lost",
	details: `
Prints a text by which amora join, or join in an app, makes any device an owner of the dataset: an invite
with the rights of the database that began it, which is bound to no device. Whoever has it can do what you
can: print it, or put it where your passwords are. It takes an admin.

Make it before you make others admins: they cannot revoke what was made before them. A lost text is taken
back as any invite (amora revoke).

Example:
  (umask 077; amora recovery --db school.db --relay wss://sync.example.org > recovery.txt)
  amora join --db new.db --schema school.json @recovery.txt`,
	prepare: func(flags *flag.FlagSet) action {
		f := inviteFlags{request: core.Recovery("")}
		f.register(flags)
		return f.action(flags, "recovery", "db")
	},
}

// action prints the invite, as the value of name in JSON.
func (f *inviteFlags) action(flags *flag.FlagSet, name string, needed ...string) action {
	return func(ctx context.Context, t *Terminal, args []string) (int, error) {
		if err := need(args, 0, flags, needed...); err != nil {
			return 0, err
		}
		if f.request.Short && f.request.Relay == "" {
			return 0, fault.Errorf(fault.BadRequest, "--short leaves out what the relay can tell, and --relay is missing").
				WithHint("without --short the " + name + " needs no relay")
		}
		if isMorango(f.request.Relay) {
			return 0, fault.Errorf(fault.Unsupported, "an invite names an amora relay, by ws:// or wss://")
		}
		return ExitOK, withDatabase(ctx, f.db, "", func(d *database) error { return f.print(ctx, t, d, name) })
	}
}

func (f *inviteFlags) print(ctx context.Context, t *Terminal, d *database, name string) error {
	text, err := d.Invite(ctx, f.request)
	if err != nil {
		return err
	}
	certificate, err := invites.CertificateID(text)
	if err != nil {
		return err
	}
	if t.Interactive && !f.json {
		fmt.Fprintf(t.Err, "amora revoke --db %s %s takes it back\n", f.db, certificate)
	}
	return t.print(f.json, map[string]any{name: text, "certificate": certificate}, text)
}
