package core

import (
	"encoding/binary"
	"encoding/json"
	"strings"
)

// Subprotocol is the WebSocket subprotocol of PROTOCOL.md.
const Subprotocol = "amora.v1"

// ProtocolVersion is the version spoken here (PROTOCOL.md §2).
const ProtocolVersion = 1

// capabilityPing is that of a relay which answers [Ping] (PROTOCOL.md §2 and §7).
const capabilityPing = "ping"

// MaxMessageBytes bounds one message: a chunk of a single record whose texts
// are escaped throughout, with room for its envelope.
const MaxMessageBytes = 2 << 20

// capabilityCertificates is the optional feature of proving several
// certificates on one connection (PROTOCOL.md §2).
const capabilityCertificates = "certificates"

// Kind tells messages apart (PROTOCOL.md §1).
type Kind byte

const (
	KindHello     Kind = 1  // client: who I am
	KindChallenge Kind = 2  // server: who I am, prove yourself
	KindAuth      Kind = 3  // client: proof
	KindReady     Kind = 4  // server: proof, the sync session is open
	KindOpen      Kind = 5  // client: start or resume a transfer
	KindOpened    Kind = 6  // server: it is open
	KindChunk     Kind = 7  // records, either way
	KindAck       Kind = 8  // records are durable
	KindDone      Kind = 9  // client: all records have gone, or are in the Store
	KindResult    Kind = 10 // server: the transfer is complete
	KindChanged   Kind = 11 // server: another instance brought something
	KindLive      Kind = 12 // client: tell me when something changes
	KindError     Kind = 13 // either: a transfer, or the socket, has failed
	KindCarry     Kind = 14 // either: a few records, without a transfer around them
	KindProve     Kind = 15 // client: more certificates of mine
	KindProved    Kind = 16 // server: which of them are missing or refused
)

// message is one WebSocket message: its kind (1 byte), the length of its
// header (4 bytes, big-endian), the header (a JSON object), and a body, which
// only those with records have (PROTOCOL.md §1).
type message struct {
	kind   Kind
	header []byte
	body   string
}

const envelopeBytes = 5

// encodeMessage writes a message. The header is one of the structs below.
func encodeMessage(k Kind, header any, body string) []byte {
	h := toJSON(header)
	out := make([]byte, 0, envelopeBytes+len(h)+len(body))
	out = append(out, byte(k))
	out = binary.BigEndian.AppendUint32(out, uint32(len(h)))
	out = append(out, h...)
	return append(out, body...)
}

// decodeMessage splits a message without looking into header or body. Error:
// bad_request.
func decodeMessage(data []byte) (message, error) {
	if len(data) > MaxMessageBytes {
		return message{}, Errorf(CodeLimit, "message of %d bytes, at most %d", len(data), MaxMessageBytes)
	}
	if len(data) < envelopeBytes {
		return message{}, Errorf(CodeBadRequest, "message of %d bytes", len(data))
	}
	n := binary.BigEndian.Uint32(data[1:envelopeBytes])
	if uint64(n) > uint64(len(data)-envelopeBytes) {
		return message{}, Errorf(CodeBadRequest, "header of %d bytes in a message of %d", n, len(data))
	}
	m := message{kind: Kind(data[0]), header: data[envelopeBytes : envelopeBytes+n], body: string(data[envelopeBytes+n:])}
	if m.kind != KindChunk && m.kind != KindCarry && m.body != "" {
		return message{}, Errorf(CodeBadRequest, "message of kind %d with a body", m.kind)
	}
	return m, nil
}

// read decodes the header. Unknown keys are left alone: later versions may
// add some.
func (m message) read(header any) error {
	if err := json.Unmarshal(m.header, header); err != nil {
		return Errorf(CodeBadRequest, "header of message kind %d: %v", m.kind, err)
	}
	return nil
}

// readTransfer decodes the header of a message about a transfer, whose id
// ends up at id, and checks the id.
func (m message) readTransfer(header any, id *string) error {
	if err := m.read(header); err != nil {
		return err
	}
	if !isID(*id) {
		return Errorf(CodeBadRequest, "transfer id %.40q", *id)
	}
	return nil
}

// helloHeader opens the conversation (PROTOCOL.md §3).
type helloHeader struct {
	Versions     []int           `json:"versions"`
	Capabilities []string        `json:"capabilities"`
	Instance     string          `json:"instance"`
	Nonce        string          `json:"nonce"`
	Chain        json.RawMessage `json:"chain"`
	Bundle       *signedBundle   `json:"bundle"`
}

// signedBundle is a room's bundle as its root signed it.
type signedBundle struct {
	Text      string `json:"text"`
	Signature string `json:"signature"`
}

// challengeHeader: Chain is missing where the server lacks a certificate that
// would let it serve the client; PublicKey is the key to certify then.
type challengeHeader struct {
	Version      int             `json:"version"`
	Capabilities []string        `json:"capabilities"`
	Instance     string          `json:"instance"`
	Nonce        string          `json:"nonce"`
	PublicKey    string          `json:"public_key"`
	Chain        json.RawMessage `json:"chain,omitempty"`
	Bundle       *signedBundle   `json:"bundle"`
}

// authHeader: Certificate is one made for the server's key below the client's
// own, where the server asked for it (Morango's certificate push). Identity is
// for servers with capabilityIdentity.
type authHeader struct {
	Chain       json.RawMessage `json:"chain"`
	Bundle      *signedBundle   `json:"bundle"`
	Certificate *Certificate    `json:"certificate,omitempty"`
	Identity    *identityHeader `json:"identity,omitempty"`
	Host        string          `json:"host"`
	Signature   string          `json:"signature"`
}

// readyHeader: Receipt answers the identity of auth, Counter is the highest
// that the server knows of its instance. Instance is the server's.
type readyHeader struct {
	SyncSession string          `json:"sync_session"`
	Signature   string          `json:"signature"`
	Receipt     json.RawMessage `json:"receipt,omitempty"`
	Counter     int64           `json:"counter,omitempty"`
	Instance    string          `json:"instance,omitempty"`
}

// proveHeader proves certificates beside that of the handshake. Chains are
// certificates that the server lacks, in any order, Endorsements the signatures
// by which certificates let the device use them.
type proveHeader struct {
	Device       string            `json:"device"`
	Certificates []string          `json:"certificates"` // ids, sorted
	Signature    string            `json:"signature"`
	Chains       Chain             `json:"chains,omitempty"`
	Endorsements map[string]string `json:"endorsements,omitempty"`
}

// provedHeader: Missing are the ids of certificates that the server does not
// know, or without an endorsement of the device, Refused the codes of those
// that it does not take.
type provedHeader struct {
	Missing []string        `json:"missing"`
	Refused map[string]Code `json:"refused"`
}

// openHeader starts a transfer, or resumes it where Resume is set: Offset is
// then the number of records that a pulling client has (PROTOCOL.md §5).
type openHeader struct {
	Transfer string          `json:"transfer"`
	Push     bool            `json:"push"`
	Filter   []string        `json:"filter"`
	FSIC     json.RawMessage `json:"fsic,omitempty"`
	Chunk    int             `json:"chunk"`
	Identity *identityHeader `json:"identity,omitempty"` // of a pull, to agree on the next token
	Resume   bool            `json:"resume,omitempty"`
	Offset   int64           `json:"offset,omitempty"`
}

// openedHeader: Total is the number of records of a pull, Offset the number
// that the server has of a push.
type openedHeader struct {
	Transfer string          `json:"transfer"`
	FSIC     json.RawMessage `json:"fsic"`
	Total    int64           `json:"total"`
	Offset   int64           `json:"offset"`
	Receipt  json.RawMessage `json:"receipt,omitempty"` // for the token of the open
}

// chunkHeader comes before the records (PROTOCOL.md §6).
type chunkHeader struct {
	Transfer string `json:"transfer"`
	Offset   int64  `json:"offset"`
	Count    int64  `json:"count"`
	Total    int64  `json:"total"`
}

// ackHeader: the first Offset records are durable at the receiver.
type ackHeader struct {
	Transfer string `json:"transfer"`
	Offset   int64  `json:"offset"`
}

// doneHeader: Again: a push repeats what the server seemed to have.
type doneHeader struct {
	Transfer string `json:"transfer"`
	Total    int64  `json:"total"`
	Again    bool   `json:"again,omitempty"`
}

type resultHeader struct {
	Transfer    string `json:"transfer"`
	Conflicts   int64  `json:"conflicts"`
	Quarantined int64  `json:"quarantined"`
}

type changedHeader struct{}

type liveHeader struct{}

// errorHeader: without a transfer the socket closes after it (PROTOCOL.md §9).
type errorHeader struct {
	Transfer string `json:"transfer,omitempty"`
	Code     Code   `json:"code"`
	Text     string `json:"text"`
	Hint     string `json:"hint,omitempty"`
}

// relayError is a failure that the relay reported.
type relayError struct{ failure *Error }

// Error is the failure's text.
func (e relayError) Error() string { return e.failure.Error() }

// Unwrap returns the failure.
func (e relayError) Unwrap() error { return e.failure }

// err is the failure that the relay reported. Where it is of the relay's own
// making the text says so: here nothing is full, or broken.
func (h errorHeader) err() error {
	e := &Error{Code: h.Code, Text: h.Text, Hint: h.Hint}
	if h.Code.ownFault() {
		e.Text = strings.TrimSuffix("the relay failed: "+h.Text, ": ")
	}
	return relayError{e}
}

// errorFor describes err to the peer. Failures of this side's own machinery
// go out as a code alone.
func errorFor(transfer string, err error) errorHeader {
	h := errorHeader{Transfer: transfer, Code: CodeOf(err)}
	if e, ok := asError(err); ok {
		h.Text, h.Hint = e.Text, e.Hint
	}
	return h
}

// ErrorMessage is the message that ends a connection (PROTOCOL.md §9), for what a
// host refuses before the room's [Server] sees it.
func ErrorMessage(err error) []byte { return encodeMessage(KindError, errorFor("", err), "") }
