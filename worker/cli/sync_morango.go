//go:build !js

package cli

import (
	"context"
	"flag"
	"slices"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/relay"
)

// morangoFlags are those of `amora sync` by which a database gets a certificate
// from a server of Morango's protocol.
type morangoFlags struct {
	schema, dataset, username, password, facility, scope string
	params                                               params
	insecure                                             bool
}

func (f *morangoFlags) register(flags *flag.FlagSet) {
	f.params = paramsFlag(flags)
	flags.StringVar(&f.schema, "schema", "", "the app's schema, a JSON `file`, or facilitydata: makes the database where there is none")
	flags.StringVar(&f.username, "username", "", "get a certificate from Morango's server by `name` and password")
	flags.StringVar(&f.password, "password", "", "where the password is `read`: @FILE or - (default: $AMORA_PASSWORD, or a prompt)")
	flags.StringVar(&f.dataset, "room", "", "`id` of the dataset to sync, of several; with --username the one to join")
	flags.StringVar(&f.scope, "scope", "", "`id` of the scope definition to have a certificate of (default: as the server's own)")
	flags.StringVar(&f.facility, "facility", "", "`id` of the user's Kolibri facility, where several have users of one name")
	flags.BoolVar(&f.insecure, "insecure", false, "let the password go over http:// to another machine, where others can read it")
}

// given reports whether a flag was given that is for joining by name.
func (f morangoFlags) given() bool {
	return f.username != "" || f.password != "" || f.scope != "" || f.facility != "" || len(f.params) > 0 || f.insecure
}

// syncer is what syncs a database with a server, and before gets it a
// certificate if it has none. It reads the password first.
func (f morangoFlags) syncer(t *Terminal, peer string) (
	func(context.Context, *database, core.SyncOptions) (core.SyncResult, error), error,
) {
	request := morangoclient.JoinRequest{
		Dataset: f.dataset, Username: f.username, Facility: f.facility, Scope: f.scope, Params: f.params, Insecure: f.insecure,
	}
	if f.username != "" {
		var err error
		if request.Password, err = t.password(f.password, "password of "+host.Plain(f.username), false); err != nil {
			return nil, err
		}
	} else if f.given() {
		return nil, fault.Errorf(fault.BadRequest, "without --username there is nobody to get a certificate for")
	}
	return func(ctx context.Context, d *database, opts core.SyncOptions) (core.SyncResult, error) {
		c, err := morangoclient.Connect(ctx, d.Hub(), relay.HTTP, peer, morangoclient.Options{})
		if err != nil {
			return core.SyncResult{}, err
		}
		if err := joinFirst(ctx, d, c, request); err != nil {
			return core.SyncResult{}, err
		}
		return c.Sync(ctx, opts)
	}, nil
}

// joinFirst gets a database a certificate of the dataset that is asked for, or of
// any, if it has none.
func joinFirst(ctx context.Context, d *database, c *morangoclient.Connection, request morangoclient.JoinRequest) error {
	var held []string
	err := d.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		held, err = rooms.Held(tx)
		return err
	})
	switch {
	case err != nil:
		return err
	case request.Username != "":
		if len(held) > 0 && (request.Dataset == "" || slices.Contains(held, request.Dataset)) {
			return nil
		}
		_, err := c.Join(ctx, request)
		return err
	case len(held) == 0:
		return fault.Errorf(fault.NoCertificate, "this database belongs to no dataset").
			WithHint("--username gets it a certificate from the server")
	}
	return nil
}
