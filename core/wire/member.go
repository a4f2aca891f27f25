package wire

import (
	"encoding/json"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// Identity is what a client says of the instance that it saves as with
// this relay (PROTOCOL.md §4; see pairing).
type Identity struct {
	Instance string          `json:"instance"`
	Token    string          `json:"token,omitempty"`
	Next     string          `json:"next"`
	Receipt  json.RawMessage `json:"receipt,omitempty"`
	Process  string          `json:"process"`
}

// Check holds a peer's header against its bounds. Error: bad_request.
func (h *Identity) Check() error {
	if !value.IsID(h.Instance) || !value.IsID(h.Next) || !value.IsID(h.Process) || h.Token != "" && !value.IsID(h.Token) ||
		len(h.Receipt) > counter.MaxReceiptBytes {
		return fault.Errorf(fault.BadRequest, "auth with an identity that is none")
	}
	return nil
}
