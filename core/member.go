package core

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// identityHeader is what a client says of the instance that it saves as with
// this relay (PROTOCOL.md §4; see pairing).
type identityHeader struct {
	Instance string          `json:"instance"`
	Token    string          `json:"token,omitempty"`
	Next     string          `json:"next"`
	Receipt  json.RawMessage `json:"receipt,omitempty"`
	Process  string          `json:"process"`
}

// check holds a peer's header against its bounds. Error: bad_request.
func (h *identityHeader) check() error {
	if !isID(h.Instance) || !isID(h.Next) || !isID(h.Process) || h.Token != "" && !isID(h.Token) ||
		len(h.Receipt) > maxReceiptBytes {
		return Errorf(CodeBadRequest, "auth with an identity that is none")
	}
	return nil
}

// memberReceipt is what a relay signed when it took a token: proof, to the relay
// itself, of a state that it once had.
type memberReceipt struct {
	Sequence  int64    `json:"sequence"`  // of the tokens of the instance
	Token     string   `json:"token"`     // that was taken
	Instances []string `json:"instances"` // the relay's own, the present one first
	MAC       string   `json:"mac"`
}

const (
	maxReceiptBytes     = 2 << 10
	maxReceiptInstances = 16
)

// seal signs a receipt for an instance with the relay's key.
func (s *Server) seal(r memberReceipt, instance string) string {
	key := sha256.Sum256([]byte(Subprotocol + " receipt\n" + s.opts.Key))
	mac := hmac.New(sha256.New, key[:])
	mac.Write([]byte(strings.Join(append([]string{s.opts.Room, instance, strconv.FormatInt(r.Sequence, 10), r.Token}, r.Instances...), "\n")))
	return hex.EncodeToString(mac.Sum(nil))
}

// readReceipt returns the receipt that a client shows, nil if it has none of
// this relay's for this room and instance.
func (s *Server) readReceipt(h *identityHeader) *memberReceipt {
	var r memberReceipt
	if json.Unmarshal(h.Receipt, &r) != nil || len(r.Instances) > maxReceiptInstances {
		return nil
	}
	if !hmac.Equal([]byte(r.MAC), []byte(s.seal(r, h.Instance))) {
		return nil
	}
	return &r
}

// knownMember is what is remembered of an instance that syncs with this side.
type knownMember struct {
	Sequence int64
	Token    string
}

// maxMemberIDs bounds the instances remembered for one certificate: each copy
// of a device makes one, and each relay that is put back one for each device.
const maxMemberIDs = 10_000

// recognize decides whether a client is the one bearer of the instance that it
// saves as, remembers the token that it proposes, and returns the receipt for
// it.
//
//   - A client that bears the token agreed on last, or had proposed it, is.
//   - One that shows a receipt that is newer than what is remembered proves
//     that this side was put back to an earlier state, or is served twice. It
//     repeats everything once, since others may count on what is lost here.
//   - Anybody else bears a copy: instance_collision, upon which it takes
//     another instance.
func (s *Server) recognize(tx Tx, in *Instance, h *identityHeader, certificate string) (r memberReceipt, err error) {
	var known knownMember
	err = readJSON(tx, &known, "SELECT json_object('Sequence', sequence, 'Token', token) FROM amora_member WHERE instance_id = ?1", h.Instance)
	if err != nil {
		return r, err
	}
	shown := s.readReceipt(h)
	late := shown != nil && (shown.Sequence > known.Sequence || shown.Sequence == known.Sequence && shown.Token != known.Token)
	again := h.Next == known.Token // the answer was lost
	if known.Token != "" && !again && h.Token != known.Token && !late {
		return r, errMetItself
	}
	own, err := integer(tx, "SELECT EXISTS (SELECT 1 FROM morango_instanceidmodel WHERE id = ?1)", h.Instance)
	if err == nil && own != 0 {
		err = errMetItself
	}
	if err != nil {
		return r, err
	}
	if late {
		if err := in.wasPutBack(tx, shown); err != nil {
			return r, err
		}
	}
	r = memberReceipt{Sequence: known.Sequence, Token: h.Next}
	if !again {
		r.Sequence++
		if shown != nil {
			r.Sequence = max(r.Sequence, shown.Sequence+1)
		}
	}
	if err := remember(tx, h.Instance, certificate, r, known.Token == "", late); err != nil {
		return r, err
	}
	if r.Instances, err = instances(tx); err == nil {
		r.MAC = s.seal(r, h.Instance)
	}
	return r, err
}

// knownCounter is the highest counter of an instance that is known here.
func knownCounter(tx Tx, instance string) (int64, error) {
	return integer(tx, `SELECT max(ifnull((SELECT max(counter) FROM morango_databasemaxcounter WHERE instance_id = ?1), 0),
 ifnull((SELECT max(last_saved_counter) FROM morango_store WHERE last_saved_instance = ?1), 0))`, instance)
}

// wasPutBack takes note of a proof that this side was put back or is served
// twice. Where its present instance may have been used by the other copy, it
// takes another.
func (in *Instance) wasPutBack(tx Tx, shown *memberReceipt) error {
	self, _, err := current(tx)
	if err != nil || !slices.Contains(shown.Instances, self) {
		return err
	}
	return in.renewServer(tx)
}

// remember stores what was agreed on with an instance. late: it repeats
// everything. Error: limit.
func remember(tx Tx, instance, certificate string, r memberReceipt, first, late bool) error {
	if first {
		n, err := integer(tx, "SELECT count(*) FROM amora_member WHERE certificate_id = ?1", certificate)
		if err != nil {
			return err
		}
		if n >= maxMemberIDs {
			return Errorf(CodeLimit, "%d instances have synced with this certificate", n).WithHint("give new devices certificates of their own")
		}
	}
	_, err := tx.Exec(`INSERT INTO amora_member (instance_id, certificate_id, sequence, token, pull_all, push_all) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
ON CONFLICT (instance_id) DO UPDATE SET sequence = excluded.sequence, token = excluded.token,
 pull_all = max(pull_all, excluded.pull_all), push_all = max(push_all, excluded.push_all)`, instance, certificate, r.Sequence, r.Token, late)
	return err
}

// instances lists the ids that this database has had as a relay, the present
// one first, at most maxReceiptInstances.
func instances(tx Tx) (ids []string, err error) {
	err = readJSON(tx, &ids, `SELECT json_group_array(id) FROM (SELECT i.id FROM morango_instanceidmodel i
 JOIN morango_databaseidmodel d ON d.initial_instance_id = i.id ORDER BY i.current DESC, d.date_generated DESC, i.id LIMIT ?1)`, maxReceiptInstances)
	return ids, err
}

// repeats reports whether the client has to repeat everything in one
// direction.
func (c *serverCall) repeats(tx Tx, push bool) (bool, error) {
	n, err := integer(tx, "SELECT iif(?2, push_all, pull_all) FROM amora_member WHERE instance_id = ?1", c.state.Writer, push)
	return n != 0, err
}

// repeated notes that a transfer of all that the client may push, or pull, has
// arrived whole.
func (c *serverCall) repeated(tx Tx, s *TransferSession) error {
	column, all := "pull_all", c.state.Read
	if s.Push {
		column, all = "push_all", c.state.Write
	}
	if s.receiverFSIC() != noCounters || !all.Within(s.Filter) {
		return nil
	}
	_, err := tx.Exec("UPDATE amora_member SET "+column+" = 0 WHERE instance_id = ?1 AND "+column+" = 1", c.state.Writer)
	return err
}
