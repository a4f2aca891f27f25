//go:build !js

package cli

import (
	"context"
	"flag"
	"fmt"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/relay"
)

var joinCommand = &command{
	name:     "join",
	synopsis: "--db FILE --schema FILE [--another] INVITE|@FILE|- | --relay URL --room ID --username NAME --scope ID",
	summary:  "make a database that takes part in a dataset",
	details: `
Makes a full native instance, or takes an existing one, and joins the dataset of the invite. The records
come with the first sync. A database that holds another dataset takes one more by --another.

Whoever sees the invite has the access it gives, and other users of a machine see command lines. So let
the invite be read: @FILE is the file's text, - what comes on stdin.

With --username a relay that allows it (amora serve --passwords) issues the certificate, for the password
of a Kolibri facility's user or of an account that amora user made. The password is asked for, or read:
--password @FILE or -, or $AMORA_PASSWORD. The room's id is the dataset's. On ws:// to another machine, where
whoever sits between reads the password, nothing is sent without --insecure; with wss:// TLS vouches for the
relay, whose key is not known before.

--schema facilitydata is the schema of Kolibri's profile, which is built in.

A golden image, a disk that is copied to many devices, may hold such a file, whether it has synced or not:
at its first sync each copy takes an instance id of its own, and nothing of any copy is lost. Two things
are better done otherwise:
  - Copies that have joined share one certificate: amora revoke can only take it back for all of them at
    once. Make the image before amora join, and give each device an invite of its own.
  - Rows that were not synced before the copying are saved, and sent, by every copy. Sync first.

Examples:
  amora join --db tablet.db --schema schema.json @invite.txt
  ssh school amora invite --db school.db --scope full-dataset | amora join --db tablet.db --schema schema.json -
  amora join --db class.db --schema facilitydata --relay wss://school.example \
    --room 0123456789abcdef0123456789abcdef --username ann --scope full-facility`,
	prepare: func(flags *flag.FlagSet) action {
		db := flags.String("db", "", "the database, a `file`")
		schema := flags.String("schema", "", "the app's schema, a JSON `file`")
		as := joinFlags{params: paramsFlag(flags)}
		as.register(flags)
		asJSON := flags.Bool("json", false, "print JSON")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			join, err := as.joiner(t, flags, args)
			if err != nil { // before a database is made
				return 0, err
			}
			return ExitOK, withDatabase(ctx, *db, *schema, func(d *database) error {
				joined, err := join(ctx, d)
				if err != nil {
					return err
				}
				next := host.Plain(joined.Relay)
				if next == "" {
					next = "URL"
				}
				return t.print(*asJSON, map[string]any{
					"room": joined.Room, "relay": joined.Relay, "certificate": joined.CertificateID, "admin": joined.Admin, "params": joined.Params,
				}, fmt.Sprintf("joined dataset %s\nnext: amora sync --db %s --peer %s", joined.Room, *db, next))
			})
		}
	},
}

// joinFlags are those of `amora join` by name and password.
type joinFlags struct {
	relay, room, username, password, facility, scope string
	params                                           params
	insecure, another                                bool
}

func (f *joinFlags) register(flags *flag.FlagSet) {
	flags.StringVar(&f.username, "username", "", "join by `name` and password, without an invite")
	flags.StringVar(&f.password, "password", "", "where the password is `read`: @FILE or - (default: $AMORA_PASSWORD, or a prompt)")
	flags.StringVar(&f.relay, "relay", "", "`URL` of the relay that issues the certificate, ws:// or wss://")
	flags.StringVar(&f.room, "room", "", "`id` of the dataset, which its room is named by")
	flags.StringVar(&f.scope, "scope", "", "`id` of the scope definition to have a certificate of")
	flags.StringVar(&f.facility, "facility", "", "`id` of the user's Kolibri facility, where several have users of one name")
	flags.BoolVar(&f.another, "another", false, "join one more dataset, beside those that the database holds")
	flags.BoolVar(&f.insecure, "insecure", false, "let the password go over ws:// to another machine, where others can read it")
}

// joiner looks at the arguments, reads what is secret among them, and returns
// what joins.
func (f *joinFlags) joiner(t *Terminal, flags *flag.FlagSet, args []string) (
	join func(context.Context, *database) (*core.Joined, error), err error,
) {
	if f.username == "" {
		if err := need(args, 1, flags, "db", "schema"); err != nil {
			return nil, err
		}
		invite, err := t.secret(args[0])
		if err == nil {
			_, err = invites.CertificateID(invite)
		}
		return func(ctx context.Context, d *database) (*core.Joined, error) {
			return core.JoinBy(ctx, d.Instance, invite, f.another, relay.Dial)
		}, err
	}
	if err := need(args, 0, flags, "db", "schema", "relay", "room", "scope"); err != nil {
		return nil, err
	}
	password, err := t.password(f.password, "password of "+host.Plain(f.username), false)
	request := core.JoinRequest{
		Relay: f.relay, Room: f.room, Username: f.username, Password: password, Facility: f.facility,
		Scope: f.scope, Params: f.params, Insecure: f.insecure, Another: f.another,
	}
	return func(ctx context.Context, d *database) (*core.Joined, error) {
		return d.JoinAs(ctx, request, relay.Dial)
	}, err
}
