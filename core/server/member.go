package server

import (
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// memberReceipt is what a relay signed when it took a token: proof, to the
// relay itself, of a state that it once had.
type memberReceipt struct {
	Sequence int64  `json:"sequence"` // of the tokens of the instance
	Token    string `json:"token"`    // that was taken
	MAC      string `json:"mac"`
}

// seal signs a receipt of this side's instance for another with the relay's
// key.
func (s *Room) seal(r memberReceipt, self, instance string) string {
	text := strings.Join([]string{s.opts.Room, self, instance, strconv.FormatInt(r.Sequence, 10), r.Token}, "\n")
	return hex.EncodeToString(trust.MAC(wire.Subprotocol+" receipt", s.opts.Key, []byte(text)))
}

// newer reports whether a client shows a receipt of this side's instance that
// is newer than what is remembered.
func (s *Room) newer(h *wire.Identity, self string, known counter.Member) bool {
	var r memberReceipt
	if json.Unmarshal(h.Receipt, &r) != nil || !hmac.Equal([]byte(r.MAC), []byte(s.seal(r, self, h.Instance))) {
		return false
	}
	return r.Sequence > known.Sequence || r.Sequence == known.Sequence && r.Token != known.Token
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
func (s *Room) recognize(tx sqldb.Tx, h *wire.Identity, certificate string) (r memberReceipt, err error) {
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
	r = memberReceipt{Sequence: known.Sequence, Token: h.Next}
	if !again {
		r.Sequence++
	}
	r.MAC = s.seal(r, self, h.Instance)
	next := counter.Member{Sequence: r.Sequence, Token: h.Next, Process: h.Process}
	return r, next.Save(tx, h.Instance, certificate, known.Token == "")
}
