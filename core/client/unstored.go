package client

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/delta"
	"github.com/amora-sync/amora/core/sqldb"
)

// storeWithin is how long after they are shown deltas are made durable, where
// that is not part of the commit: in a tab it takes longer than all the rest of
// a live change. The relay has them too, so a tab that is killed in between
// pulls them again.
const storeWithin = time.Second

// maxUnstored bounds the claims that are kept until then.
const maxUnstored = 1000

// unstored is what deltas have brought that may not be durable yet. The zero
// value is nothing.
type unstored struct {
	claims []counter.Claim
	since  time.Time
}

func (u *unstored) add(claims []counter.Claim) {
	if len(u.claims) == 0 {
		u.since = time.Now()
	}
	u.claims = append(u.claims, claims...)
}

// due reports whether it is time to store them.
func (u *unstored) due() bool {
	return len(u.claims) > maxUnstored || len(u.claims) > 0 && time.Since(u.since) >= storeWithin
}

// wake tells when it is; nil, which never does, if there is nothing.
func (u *unstored) wake() <-chan time.Time {
	if len(u.claims) == 0 {
		return nil
	}
	return time.After(time.Until(u.since.Add(storeWithin)))
}

// storeDeltas makes durable what deltas have brought. It reports false if some
// of it is gone, because it could not be stored: a pull brings it again.
func (s *session) storeDeltas(ctx context.Context) (stored bool, err error) {
	claims := s.unstored.claims
	s.unstored = unstored{}
	// A commit of its own, of nothing: it makes durable whatever came before.
	err = s.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		stored, err = delta.Applied(tx, claims)
		return err
	})
	return stored, err
}
