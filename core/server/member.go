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
func (s *Room) newer(h *wire.Identity, self string, known knownMember) bool {
	var r memberReceipt
	if json.Unmarshal(h.Receipt, &r) != nil || !hmac.Equal([]byte(r.MAC), []byte(s.seal(r, self, h.Instance))) {
		return false
	}
	return r.Sequence > known.Sequence || r.Sequence == known.Sequence && r.Token != known.Token
}

// knownMember is what is remembered of an instance that syncs with this side.
type knownMember struct {
	Own      int // 1: it is an instance of this database's own
	Sequence int64
	Token    string // "" for an instance that is not known
	Process  string // that proposed the token
}

// maxMemberIDs bounds the instances remembered for one certificate: each copy
// of a device makes one, and each relay that is put back one for each device.
const maxMemberIDs = 10_000

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
	known, err := readMember(tx, h.Instance)
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
	return r, remember(tx, h, certificate, r, known.Token == "")
}

func readMember(tx sqldb.Tx, instance string) (known knownMember, err error) {
	err = sqldb.ReadJSON(tx, &known, `SELECT json_object('Own', EXISTS (SELECT 1 FROM morango_instanceidmodel
 WHERE id = ?1),
 'Sequence', ifnull((SELECT sequence FROM amora_member WHERE instance_id = ?1), 0),
 'Token', ifnull((SELECT token FROM amora_member WHERE instance_id = ?1), ''),
 'Process', ifnull((SELECT process FROM amora_member WHERE instance_id = ?1), ''))`, instance)
	return known, err
}

// knownCounter is the highest counter of an instance that is known here.
func knownCounter(tx sqldb.Tx, instance string) (int64, error) {
	return sqldb.Int(tx, `SELECT max(ifnull((SELECT max(counter) FROM morango_databasemaxcounter
 WHERE instance_id = ?1), 0),
 ifnull((SELECT max(counter) FROM amora_recordmaxcounter WHERE instance_id = ?1), 0),
 ifnull((SELECT max(last_saved_counter) FROM morango_store WHERE last_saved_instance = ?1), 0))`, instance)
}

// remember stores what was agreed on with an instance. Error: limit.
func remember(tx sqldb.Tx, h *wire.Identity, certificate string, r memberReceipt, first bool) error {
	if first {
		n, err := sqldb.Int(tx, "SELECT count(*) FROM amora_member WHERE certificate_id = ?1", certificate)
		if err != nil {
			return err
		}
		if n >= maxMemberIDs {
			return fault.Errorf(fault.Limit, "%d instances have synced with this certificate", n).WithHint("give new devices certificates of their own")
		}
	}
	_, err := tx.Exec(`INSERT INTO amora_member (instance_id, certificate_id, sequence, token, process)
 VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (instance_id) DO UPDATE
 SET sequence = excluded.sequence, token = excluded.token, process = excluded.process`,
		h.Instance, certificate, r.Sequence, r.Token, h.Process)
	return err
}
