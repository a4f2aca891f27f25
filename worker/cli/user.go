//go:build !js

package cli

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/relay"
)

var userCommand = &command{
	name:     "user",
	synopsis: "add|remove|list|issuer [NAME|INVITE] --data DIR [--room ID] [--scope ID] [--param k=v …]",
	summary:  "keep accounts, by which people join rooms of a relay",
	details: `
People join a room by name and password (amora join --username, db.join in a page) where the relay runs
with --passwords. Users of a Kolibri facility need nothing else: their names, passwords and roles come as
records. For other data this command keeps accounts in the relay's folder, while the relay runs or not:

  add NAME      makes an account for a room: who has its password gets a certificate of that scope.
                Parameters of the scope, but for the dataset's id, are the account's own.
  remove NAME   takes an account away. Certificates that it got stay good until amora revoke.
  list          shows the accounts of a room, without passwords.
  issuer INVITE lets the relay issue certificates in the invite's room, within the invite's scope. A relay
                may not do so by itself: the dataset's owner makes an invite for it (amora invite), and takes
                it back by amora revoke. Rooms that Morango or Kolibri began need no issuer.

The password is asked for, or read: --password @FILE is the file's text, - what comes on stdin, and
$AMORA_PASSWORD stands for the flag. It never stands on the command line, which other users see. Kept is its
argon2id hash, in accounts.json, which its owner alone can read.

Examples:
  amora invite --db school.db --scope full-dataset > issuer.txt
  amora user issuer @issuer.txt --data rooms
  amora user add ann --data rooms --room 0123456789abcdef0123456789abcdef --scope user --param user_id=…
  amora user list --data rooms --room 0123456789abcdef0123456789abcdef`,
	prepare: func(flags *flag.FlagSet) action {
		var f userFlags
		flags.StringVar(&f.data, "data", "amora-data", "the relay's `folder`")
		flags.StringVar(&f.room, "room", "", "`id` of the dataset, which its room is named by")
		flags.StringVar(&f.scope, "scope", "", "`id` of the scope definition that the account may have a certificate of")
		f.params = paramsFlag(flags)
		flags.StringVar(&f.password, "password", "", "where the password is `read`: @FILE or - (default: $AMORA_PASSWORD, or a prompt)")
		asJSON := flags.Bool("json", false, "print JSON")
		return func(_ context.Context, t *Terminal, args []string) (int, error) {
			if len(args) == 0 {
				return 0, fault.Errorf(fault.BadRequest, "user takes add, remove, list or issuer").WithHint("amora help user")
			}
			do := map[string]func(*Terminal, *flag.FlagSet, []string, bool) error{
				"add": f.add, "remove": f.remove, "list": f.list, "issuer": f.issuer,
			}[args[0]]
			if do == nil {
				return 0, fault.Errorf(fault.BadRequest, "user takes add, remove, list or issuer, not %q", args[0]).WithHint("amora help user")
			}
			return ExitOK, do(t, flags, args[1:], *asJSON)
		}
	},
}

// userFlags are the flags of `amora user`.
type userFlags struct {
	data, room, scope, password string
	params                      params
}

func (f *userFlags) add(t *Terminal, flags *flag.FlagSet, args []string, asJSON bool) error {
	if err := need(args, 1, flags, "data", "room", "scope"); err != nil {
		return err
	}
	password, err := t.password(f.password, "password for "+args[0], true)
	if err != nil {
		return err
	}
	may := relay.Account{Scope: f.scope, Params: f.params}
	if err := relay.FolderAccounts(f.data).Add(f.room, args[0], password, may); err != nil {
		return err
	}
	return t.print(asJSON, map[string]any{"user": args[0], "room": f.room}, fmt.Sprintf("user %s of room %s", host.Plain(args[0]), f.room))
}

func (f *userFlags) remove(t *Terminal, flags *flag.FlagSet, args []string, asJSON bool) error {
	if err := need(args, 1, flags, "data", "room"); err != nil {
		return err
	}
	if err := relay.FolderAccounts(f.data).Remove(f.room, args[0]); err != nil {
		return err
	}
	return t.print(asJSON, map[string]any{"removed": args[0], "room": f.room}, "removed "+host.Plain(args[0]))
}

func (f *userFlags) list(t *Terminal, flags *flag.FlagSet, args []string, asJSON bool) error {
	if err := need(args, 0, flags, "data", "room"); err != nil {
		return err
	}
	users, err := relay.FolderAccounts(f.data).List(f.room)
	if err != nil {
		return err
	}
	lines := []string{}
	for _, name := range slices.Sorted(maps.Keys(users)) {
		line := host.Plain(name) + "  " + users[name].Scope
		for _, param := range slices.Sorted(maps.Keys(users[name].Params)) {
			line += " " + param + "=" + users[name].Params[param]
		}
		lines = append(lines, line)
	}
	return t.print(asJSON, users, cmp.Or(strings.Join(lines, "\n"), "no accounts in this room"))
}

func (f *userFlags) issuer(t *Terminal, flags *flag.FlagSet, args []string, asJSON bool) error {
	if err := need(args, 1, flags, "data"); err != nil {
		return err
	}
	invite, err := t.secret(args[0])
	if err != nil {
		return err
	}
	room, err := relay.FolderAccounts(f.data).SetIssuer(invite)
	if err != nil {
		return err
	}
	return t.print(asJSON, map[string]any{"room": room}, "the relay issues certificates in room "+room)
}

// passwordVariable, in the environment, stands for --password.
const passwordVariable = "AMORA_PASSWORD"

// password is what a flag says of a password: @FILE, - for stdin, or nothing,
// upon which the environment or a prompt has it; twice asks again for a new
// one. A password on the command line is refused, where others see it. Error:
// bad_request.
func (t *Terminal) password(arg, prompt string, twice bool) (string, error) {
	switch {
	case arg == "-" || strings.HasPrefix(arg, "@"):
		return t.secret(arg)
	case arg != "":
		return "", fault.Errorf(fault.BadRequest, "other users of this machine see what stands on the command line").
			WithHint("--password @FILE or -, $" + passwordVariable + ", or wait to be asked")
	}
	if password := os.Getenv(passwordVariable); password != "" {
		return password, nil
	}
	if t.Ask == nil {
		return "", fault.Errorf(fault.BadRequest, "there is no terminal to ask for the password").
			WithHint("--password @FILE or -, or $" + passwordVariable)
	}
	password, err := t.Ask(prompt + ": ")
	if err != nil || !twice {
		return password, err
	}
	again, err := t.Ask(prompt + ", again: ")
	if err == nil && again != password {
		err = fault.Errorf(fault.BadRequest, "the two passwords differ")
	}
	return password, err
}
