package core

import "encoding/json"

// WireMessage is a message with its header as an object, for tests that
// tamper.
type WireMessage struct {
	Kind   Kind
	Header map[string]any
	Body   string
}

// DecodeWire and Encode are the codec, for tests.
func DecodeWire(data []byte) (WireMessage, error) {
	m, err := decodeMessage(data)
	if err != nil {
		return WireMessage{}, err
	}
	w := WireMessage{Kind: m.kind, Body: m.body}
	return w, json.Unmarshal(m.header, &w.Header)
}

func (w WireMessage) Encode() []byte { return encodeMessage(w.Kind, w.Header, w.Body) }
