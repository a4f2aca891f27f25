package counter

import (
	"encoding/json"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Bearer is who a client says it is, as wire.Identity has it.
type Bearer struct {
	Instance string          // id
	Token    string          // agreed on last
	Next     string          // proposed now
	Receipt  json.RawMessage // what the relay gave for Token
	Process  string          // names all that have the database open
	Before   []string        // ids of its instances with this relay as another instance
}

// Recognize decides whether a client is the one bearer of the instance that it
// saves as, remembers the token that it proposes, and returns the receipt for
// it, which is sealed with the relay's key for a room.
//
//   - A client that bears the token agreed on last is, and so is the process
//     that had proposed that token: of a copy that was made before the answer
//     came, another process would propose it, too.
//   - One that shows a receipt that this side cannot have given in the history
//     that it remembers proves that this side was put back: [ErrPutBack].
//   - Anybody else bears a copy: [ErrCopied].
func (i *Identity) Recognize(tx sqldb.Tx, key, room string, b Bearer, certificate string) (r Receipt, err error) {
	self, _, err := Current(tx)
	if err != nil {
		return r, err
	}
	known, err := ReadMember(tx, b.Instance)
	if err != nil {
		return r, err
	}
	again := b.Next == known.Token && b.Process == known.Process // the answer was lost
	switch {
	case known.Own != 0:
		return r, ErrCopied
	case again || b.Token == known.Token && known.Token != "":
	default:
		shown, ok := OpenReceipt(b.Receipt, key, room, self, b.Instance)
		if ok {
			if ok, err = i.denies(tx, shown, b.Instance); err != nil {
				return r, err
			}
		}
		if ok {
			return r, ErrPutBack
		}
		if known.Token != "" {
			return r, ErrCopied
		}
	}
	r = Receipt{Sequence: known.Sequence, Token: b.Next, Mark: known.Mark}
	if !again {
		r.Sequence++
		if r.Mark, err = i.newMark(); err != nil {
			return r, err
		}
	}
	r.Seal(key, room, self, b.Instance)
	next := Member{Sequence: r.Sequence, Token: b.Next, Process: b.Process, Mark: r.Mark}
	return r, next.Save(tx, b.Instance, certificate, known.Token == "")
}

// denies reports whether this side, as far as it remembers, did not give a
// receipt that bears its seal. One from before the marks that are remembered
// may be another history's, too, and counts as one, but not within a day of
// this side's last new identity. Otherwise a member that keeps old receipts
// could have the whole room transfer everything, as often as it likes.
func (i *Identity) denies(tx sqldb.Tx, r Receipt, instance string) (bool, error) {
	remembered, err := ReadAgreed(tx, instance)
	if err != nil {
		return false, err
	}
	switch own := remembered.at(r.Sequence); {
	case r.Sequence > remembered.Sequence:
		return true, nil
	case own != "":
		return own != r.Mark, nil
	}
	since, err := tx.Text("SELECT date_generated FROM morango_databaseidmodel WHERE current = 1")
	return since < value.FormatTime(i.clock().Add(-24*time.Hour)), err
}

func (i *Identity) newMark() (string, error) {
	id, err := i.NewID()
	return id[:min(markChars, len(id))], err
}

// ErrPutBack: a client shows that this side was put back to an earlier state,
// or is served twice.
var ErrPutBack = fault.Errorf(fault.InstanceCollision, "this relay was put back to an earlier state, and takes a new identity").
	WithHint("connect again")

// IsPutBack reports whether an error is [ErrPutBack]. errors.Is would compare
// the codes, and [ErrCopied] has the same one.
func IsPutBack(err error) bool {
	e, ok := fault.AsError(err)
	return ok && e == ErrPutBack
}
