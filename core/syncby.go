package core

import (
	"context"
	"slices"
)

// choose picks the certificates to sync by:
//   - for a filter, the first one that permits it;
//   - else those that permit something that no other one does.
//
// Errors: no_certificate; revoked, if what is asked for was permitted by
// certificates alone that the room's owner has taken back.
func choose(c credentials, opts SyncOptions) ([]string, error) {
	if opts.Filter == nil {
		if len(c.usable) == 0 {
			return nil, c.none()
		}
		return certificateIDs(widestOf(c.usable)), nil
	}
	if i := slices.IndexFunc(c.usable, opts.permittedBy); i >= 0 {
		return []string{c.usable[i].ID}, nil
	}
	if i := slices.IndexFunc(c.revoked, opts.permittedBy); i >= 0 {
		return nil, errRevoked(c.revoked[i].ID)
	}
	if len(c.usable) == 0 {
		return nil, c.none()
	}
	return []string{c.usable[0].ID}, nil // the relay will say why not
}

// permittedBy reports whether a certificate permits all that the options ask for.
func (o SyncOptions) permittedBy(c ownCertificate) bool {
	return (!o.Pull || o.Filter.Within(c.scope.Read)) && (!o.Push || o.Filter.Within(c.scope.Write))
}

// widestOf leaves out the certificates that permit nothing beyond another one.
func widestOf(own []ownCertificate) []ownCertificate {
	var out []ownCertificate
	for _, c := range own {
		if slices.ContainsFunc(out, func(w ownCertificate) bool { return c.scope.Within(w.scope) }) {
			continue
		}
		out = slices.DeleteFunc(out, func(w ownCertificate) bool { return w.scope.Within(c.scope) })
		out = append(out, c)
	}
	return out
}

// credentials reads the own certificates.
func (h *Hub) credentials(ctx context.Context) (c credentials, err error) {
	err = h.engine.db.View(ctx, func(tx Tx) error {
		c, err = ownCredentials(tx)
		return err
	})
	return c, err
}
