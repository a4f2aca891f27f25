package counter

import (
	"crypto/hmac"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/value"
)

// Receipt is what a relay signed when it took a token: proof, to the relay
// itself, of a state that it once had.
type Receipt struct {
	Sequence int64  `json:"sequence"` // of the tokens of the instance
	Token    string `json:"token"`    // that was taken
	Mark     string `json:"mark"`     // drawn by the relay, 8 hex digits (see [Agreed])
	MAC      string `json:"mac"`      // by the relay's key, hex
}

// Seal signs the receipt with the relay's private key: the relay saved as
// instance self when it gave the receipt to another instance of the room.
func (r *Receipt) Seal(key, room, self, instance string) {
	text := strings.Join([]string{room, self, instance, strconv.FormatInt(r.Sequence, 10), r.Token, r.Mark}, "\n")
	r.MAC = hex.EncodeToString(value.MAC("amora.v1 receipt", key, []byte(text)))
}

// OpenReceipt reads a receipt that a client shows. ok is false for one that the
// relay has not sealed as Seal does.
func OpenReceipt(shown json.RawMessage, key, room, self, instance string) (r Receipt, ok bool) {
	if json.Unmarshal(shown, &r) != nil {
		return r, false
	}
	sealed := r
	sealed.Seal(key, room, self, instance)
	return r, hmac.Equal([]byte(r.MAC), []byte(sealed.MAC))
}
