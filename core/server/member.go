package server

import (
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// newer reports whether a client shows a receipt of this side's instance that
// is newer than what is remembered.
func (s *Room) newer(h *wire.Identity, self string, known counter.Member) bool {
	r, ok := counter.OpenReceipt(h.Receipt, s.opts.Key, s.opts.Room, self, h.Instance)
	return ok && (r.Sequence > known.Sequence || r.Sequence == known.Sequence && r.Token != known.Token)
}

// errPutBack: a client shows that this side was put back to an earlier state,
// or is served twice.
var errPutBack = fault.Errorf(fault.InstanceCollision, "this relay was put back to an earlier state, and takes a new identity").
	WithHint("connect again")

// putBack reports whether an error is errPutBack. errors.Is would compare the
// codes, and counter.ErrCopied has the same one.
func putBack(err error) bool {
	e, ok := fault.AsError(err)
	return ok && e == errPutBack
}

// recognize decides whether a client is the one bearer of the instance that it
// saves as, remembers the token that it proposes, and returns the receipt for
// it.
//
//   - A client that bears the token agreed on last is, and so is the process
//     that had proposed that token: of a copy that was made before the answer
//     came, another process would propose it, too.
//   - One that shows a receipt that is newer than what is remembered proves
//     that this side was put back: errPutBack.
//   - Anybody else bears a copy: counter.ErrCopied.
func (s *Room) recognize(tx sqldb.Tx, h *wire.Identity, certificate string) (r counter.Receipt, err error) {
	self, _, err := counter.Current(tx)
	if err != nil {
		return r, err
	}
	known, err := counter.ReadMember(tx, h.Instance)
	if err != nil {
		return r, err
	}
	again := h.Next == known.Token && h.Process == known.Process // the answer was lost
	switch {
	case known.Own != 0:
		return r, counter.ErrCopied
	case again || h.Token == known.Token && known.Token != "":
	case s.newer(h, self, known):
		return r, errPutBack
	case known.Token != "":
		return r, counter.ErrCopied
	}
	r = counter.Receipt{Sequence: known.Sequence, Token: h.Next}
	if !again {
		r.Sequence++
	}
	r.Seal(s.opts.Key, s.opts.Room, self, h.Instance)
	next := counter.Member{Sequence: r.Sequence, Token: h.Next, Process: h.Process}
	return r, next.Save(tx, h.Instance, certificate, known.Token == "")
}
