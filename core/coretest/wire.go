package coretest

import (
	"encoding/json"

	"github.com/amora-sync/amora/core/wire"
)

// WireMessage is a message with its header as an object, for tests that
// tamper.
type WireMessage struct {
	Kind   wire.Kind
	Header map[string]any
	Body   string
}

// DecodeWire and Encode are the codec, for tests.
func DecodeWire(data []byte) (WireMessage, error) {
	m, err := wire.Decode(data)
	if err != nil {
		return WireMessage{}, err
	}
	w := WireMessage{Kind: m.Kind, Body: m.Body}
	return w, json.Unmarshal(m.Header, &w.Header)
}

func (w WireMessage) Encode() []byte { return wire.Encode(w.Kind, w.Header, w.Body) }
