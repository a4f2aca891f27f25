package client

import (
	"context"
	"slices"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Choose picks the certificates to sync by:
//   - for a filter, the first one that permits it;
//   - else those that permit something that no other one does.
//
// Errors: no_certificate; revoked or expired, if what is asked for was permitted
// by certificates alone that count no more.
func Choose(c trust.Credentials, opts Options) ([]string, error) {
	if opts.Filter == nil {
		if len(c.Usable) == 0 {
			return nil, c.None()
		}
		return trust.CertificateIDs(widestOf(c.Usable)), nil
	}
	if i := slices.IndexFunc(c.Usable, opts.permittedBy); i >= 0 {
		return []string{c.Usable[i].ID}, nil
	}
	lost := slices.DeleteFunc(slices.Clone(c.Revoked), func(o trust.Own) bool { return !opts.permittedBy(o) })
	if len(lost) > 0 {
		return nil, c.LostError(trust.CertificateIDs(lost)...)
	}
	if len(c.Usable) == 0 {
		return nil, c.None()
	}
	return []string{c.Usable[0].ID}, nil // the relay will say why not
}

// permittedBy reports whether a certificate permits all that the options ask
// for.
func (o Options) permittedBy(c trust.Own) bool {
	return (!o.Pull || o.Filter.Within(c.Scope.Read)) && (!o.Push || o.Filter.Within(c.Scope.Write))
}

// widestOf leaves out the certificates that permit nothing beyond another one.
func widestOf(own []trust.Own) []trust.Own {
	var out []trust.Own
	for _, c := range own {
		if slices.ContainsFunc(out, func(w trust.Own) bool { return c.Scope.Within(w.Scope) }) {
			continue
		}
		out = slices.DeleteFunc(out, func(w trust.Own) bool { return w.Scope.Within(c.Scope) })
		out = append(out, c)
	}
	return out
}

// credentials reads the own certificates of a room.
func (h *Hub) credentials(ctx context.Context, room string) (c trust.Credentials, err error) {
	err = h.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		c, err = trust.RoomCredentials(tx, room)
		return err
	})
	return c, err
}
