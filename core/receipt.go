package core

import (
	"context"

	"github.com/amora-sync/amora/core/sqldb"
)

// Receipt is given what a call is about to return, inside the call's own
// transaction: what it writes is committed with the call or not at all. An
// error rolls the call back.
type Receipt func(tx sqldb.Tx, result any) error

type receiptKey struct{}

// WithReceipt has the calls of [Instance] that must not be done twice ask for
// a receipt: Exec (its int64), Put ([]string), Transact (its result), Delete
// (struct{}) and Resolve (nil), CreateRoot ([OwnCertificate]), Invite (string) and [Adopt] (its result). Whoever stores results by
// the call's name can answer a call that is repeated because its answer was
// lost.
func WithReceipt(ctx context.Context, r Receipt) context.Context {
	return context.WithValue(ctx, receiptKey{}, r)
}

// receipt asks ctx's Receipt for one, if it has any.
func receipt(ctx context.Context, tx sqldb.Tx, result any) error {
	if r, ok := ctx.Value(receiptKey{}).(Receipt); ok {
		return r(tx, result)
	}
	return nil
}
