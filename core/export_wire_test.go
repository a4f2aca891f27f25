package core

import "encoding/json"

// WireMessage is a message with its header as an object, for tests that
// tamper.
type WireMessage struct {
	Kind   byte
	Header map[string]any
	Body   string
}

// Kinds of messages, for tests.
const (
	KindHello = byte(kindHello)
	KindAuth  = byte(kindAuth)
	KindOpen  = byte(kindOpen)
	KindChunk = byte(kindChunk)
	KindReady = byte(kindReady)
	KindCarry = byte(kindCarry)

	KindChallenge = byte(kindChallenge)
	KindProve     = byte(kindProve)
	KindProved    = byte(kindProved)
)

// DecodeWire and Encode are the codec, for tests.
func DecodeWire(data []byte) (WireMessage, error) {
	m, err := decodeMessage(data)
	if err != nil {
		return WireMessage{}, err
	}
	w := WireMessage{Kind: byte(m.kind), Body: m.body}
	return w, json.Unmarshal(m.header, &w.Header)
}

func (w WireMessage) Encode() []byte { return encodeMessage(kind(w.Kind), w.Header, w.Body) }
