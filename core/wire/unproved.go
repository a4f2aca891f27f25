package wire

import (
	"bytes"
	"encoding/json"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// The bounds of what a peer says before it has proved itself (PROTOCOL.md §1).
// They keep what anybody can make a server do at about a millisecond a message.
const (
	// MaxHelloBytes bounds a hello, in bytes.
	MaxHelloBytes = 256 << 10
	// MaxAuthBytes bounds an auth, in bytes, and every message of a peer that
	// has not proved itself.
	MaxAuthBytes = 320 << 10
	// MaxAskBytes bounds an ask, in bytes.
	MaxAskBytes = 8 << 10
	// MaxHellos bounds the hellos of one connection.
	MaxHellos = 4

	maxListEntries = 16      // of versions, and of capabilities
	maxListBytes   = 2 << 10 // likewise, in bytes of JSON
	maxLooseBytes  = 4 << 10 // outside of strings: brackets, commas, numbers, blanks
	maxOtherBytes  = 4 << 10 // of members that this version does not know
)

// memberBytes bounds the JSON of each member of a hello or an auth, in bytes.
var memberBytes = map[string]int{
	"versions": maxListBytes, "capabilities": maxListBytes, "instance": 64, "nonce": 64,
	"chain": 72 << 10, "bundle": 200 << 10,
	"certificate": 40 << 10, "identity": 8 << 10, "host": 2 << 10, "signature": 9 << 10,
}

// scanUnproved takes a header apart whose sender has not proved itself. Every
// member is bounded, also those that this version does not know.
func (m Message) scanUnproved() (map[string][]byte, error) {
	members, err := value.ScanObject(m.Header, maxLooseBytes)
	if err != nil {
		return nil, fault.Errorf(fault.BadRequest, "header of message kind %d is not what is expected before the proof", m.Kind)
	}
	others := 0
	for name, text := range members {
		most, known := memberBytes[name]
		if !known {
			others += len(name) + len(text)
		}
		if known && len(text) > most || others > maxOtherBytes {
			return nil, fault.Errorf(fault.Limit, "%.20q of message kind %d has %d bytes", name, m.Kind, len(text))
		}
	}
	return members, nil
}

// ReadHello reads the header of a hello, within the bounds of peers that have
// not proved themselves. known is the room's bundle as this side has it, in
// the form of [EncodeBundle], or nil: of a hello with the same bundle
// [Hello.Bundle] is nil, and same is true, so that the usual case takes a
// comparison. Errors: bad_request, limit.
func (m Message) ReadHello(known []byte) (h Hello, same bool, err error) {
	members, err := m.scanUnproved()
	if err != nil {
		return h, false, err
	}
	r := memberReader{members: members}
	readList(&r, "versions", &h.Versions)
	readList(&r, "capabilities", &h.Capabilities)
	h.Instance, h.Nonce = r.text("instance"), r.text("nonce")
	h.Chain = members["chain"]
	h.Bundle, same = r.bundle(known)
	return h, same, r.err
}

// ReadAuth is [Message.ReadHello] for an auth.
func (m Message) ReadAuth(known []byte) (h Auth, same bool, err error) {
	members, err := m.scanUnproved()
	if err != nil {
		return h, false, err
	}
	r := memberReader{members: members}
	h.Chain = members["chain"]
	h.Host, h.Signature = r.text("host"), r.text("signature")
	h.Bundle, same = r.bundle(known)
	r.json("certificate", &h.Certificate)
	r.json("identity", &h.Identity)
	return h, same, r.err
}

// EncodeBundle is a bundle as messages have it.
func EncodeBundle(rules *trust.SignedRules) []byte { return []byte(sqldb.ToJSON(rules)) }

// memberReader decodes members one by one and keeps the first error.
type memberReader struct {
	members map[string][]byte
	err     error
}

func (r *memberReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// there reports whether a member is there, and is not null.
func (r *memberReader) there(name string) bool {
	text := r.members[name]
	return len(text) > 0 && !bytes.Equal(text, []byte("null"))
}

func (r *memberReader) text(name string) string {
	if !r.there(name) {
		return ""
	}
	text, err := value.ScanText(r.members[name])
	if err != nil {
		r.fail(fault.Errorf(fault.BadRequest, "%q is not a text", name))
	}
	return text
}

func (r *memberReader) json(name string, into any) {
	if !r.there(name) {
		return
	}
	if err := json.Unmarshal(r.members[name], into); err != nil {
		r.fail(fault.Errorf(fault.BadRequest, "%q: %v", name, err))
	}
}

func readList[T any](r *memberReader, name string, into *[]T) {
	if !r.there(name) {
		return
	}
	list, err := value.ScanList[T](r.members[name], maxListEntries, maxListBytes)
	if err != nil {
		r.fail(err)
	}
	*into = list
}

// bundle reads a bundle, unless it is the known one.
func (r *memberReader) bundle(known []byte) (rules *trust.SignedRules, same bool) {
	if !r.there("bundle") {
		return nil, false
	}
	if bytes.Equal(r.members["bundle"], known) {
		return nil, true
	}
	members, err := value.ScanObject(r.members["bundle"], maxListBytes)
	if err != nil {
		r.fail(err)
		return nil, false
	}
	inner := memberReader{members: members}
	rules = &trust.SignedRules{Text: inner.text("text"), Signature: inner.text("signature")}
	if inner.err != nil {
		r.fail(inner.err)
	}
	return rules, false
}

// UnprovedLimit says how many bytes a message of this kind may have before its
// sender has proved itself, 0 if such a message is not taken then at all.
func UnprovedLimit(kind Kind) int {
	switch kind {
	case KindHello:
		return MaxHelloBytes
	case KindAuth:
		return MaxAuthBytes
	case KindAsk:
		return MaxAskBytes
	}
	return 0
}
