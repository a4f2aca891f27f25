package wire

import (
	"encoding/binary"
	"encoding/json"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Subprotocol is the WebSocket subprotocol of PROTOCOL.md.
const Subprotocol = "amora.v1"

// ProtocolVersion is the version spoken here (PROTOCOL.md §2).
const ProtocolVersion = 1

// CapabilityPing is that of a relay which answers [Ping] (PROTOCOL.md §2 and §7).
const CapabilityPing = "ping"

// MaxMessageBytes bounds one message: a chunk of a single record whose texts
// are escaped throughout, with room for its envelope.
const MaxMessageBytes = 2 << 20

// CapabilityCertificates is the optional feature of proving several
// certificates on one connection (PROTOCOL.md §2).
const CapabilityCertificates = "certificates"

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
	KindDelta     Kind = 14 // either: a few records, without a transfer around them
	KindProve     Kind = 15 // client: more certificates of mine
	KindProved    Kind = 16 // server: which of them are missing or refused
)

// Message is one WebSocket message: its kind (1 byte), the length of its
// header (4 bytes, big-endian), the header (a JSON object), and a body, which
// only those with records have (PROTOCOL.md §1).
type Message struct {
	Kind   Kind
	Header []byte
	Body   string
}

const EnvelopeBytes = 5

// Encode writes a message. The header is one of the structs below.
func Encode(k Kind, header any, body string) []byte {
	h := sqldb.ToJSON(header)
	out := make([]byte, 0, EnvelopeBytes+len(h)+len(body))
	out = append(out, byte(k))
	out = binary.BigEndian.AppendUint32(out, uint32(len(h)))
	out = append(out, h...)
	return append(out, body...)
}

// Decode splits a message without looking into header or body. Error:
// bad_request.
func Decode(data []byte) (Message, error) {
	if len(data) > MaxMessageBytes {
		return Message{}, fault.Errorf(fault.Limit, "message of %d bytes, at most %d", len(data), MaxMessageBytes)
	}
	if len(data) < EnvelopeBytes {
		return Message{}, fault.Errorf(fault.BadRequest, "message of %d bytes", len(data))
	}
	n := binary.BigEndian.Uint32(data[1:EnvelopeBytes])
	if uint64(n) > uint64(len(data)-EnvelopeBytes) {
		return Message{}, fault.Errorf(fault.BadRequest, "header of %d bytes in a message of %d", n, len(data))
	}
	m := Message{Kind: Kind(data[0]), Header: data[EnvelopeBytes : EnvelopeBytes+n], Body: string(data[EnvelopeBytes+n:])}
	if m.Kind != KindChunk && m.Kind != KindDelta && m.Body != "" {
		return Message{}, fault.Errorf(fault.BadRequest, "message of kind %d with a body", m.Kind)
	}
	return m, nil
}

// Read decodes the header. Unknown keys are left alone: later versions may
// add some.
func (m Message) Read(header any) error {
	if err := json.Unmarshal(m.Header, header); err != nil {
		return fault.Errorf(fault.BadRequest, "header of message kind %d: %v", m.Kind, err)
	}
	return nil
}

// ReadTransfer decodes the header of a message about a transfer, whose id
// ends up at id, and checks the id.
func (m Message) ReadTransfer(header any, id *string) error {
	if err := m.Read(header); err != nil {
		return err
	}
	if !value.IsID(*id) {
		return fault.Errorf(fault.BadRequest, "transfer id %.40q", *id)
	}
	return nil
}

// Hello opens the conversation (PROTOCOL.md §3).
type Hello struct {
	Versions     []int              `json:"versions"`
	Capabilities []string           `json:"capabilities"`
	Instance     string             `json:"instance"`
	Nonce        string             `json:"nonce"`
	Chain        json.RawMessage    `json:"chain"`
	Bundle       *trust.SignedRules `json:"bundle"`
}

// Challenge: Chain is missing where the server lacks a certificate that
// would let it serve the client; PublicKey is the key to certify then.
type Challenge struct {
	Version      int                `json:"version"`
	Capabilities []string           `json:"capabilities"`
	Instance     string             `json:"instance"`
	Nonce        string             `json:"nonce"`
	PublicKey    string             `json:"public_key"`
	Chain        json.RawMessage    `json:"chain,omitempty"`
	Bundle       *trust.SignedRules `json:"bundle"`
}

// Auth: Certificate is one made for the server's key below the client's
// own, where the server asked for it (Morango's certificate push). Identity is
// for servers with CapabilityIdentity.
type Auth struct {
	Chain       json.RawMessage    `json:"chain"`
	Bundle      *trust.SignedRules `json:"bundle"`
	Certificate *trust.Certificate `json:"certificate,omitempty"`
	Identity    *Identity          `json:"identity,omitempty"`
	Host        string             `json:"host"`
	Signature   string             `json:"signature"`
}

// Ready: Receipt answers the identity of auth, Counter is the highest
// that the server knows of its instance. Instance is the server's.
type Ready struct {
	SyncSession string          `json:"sync_session"`
	Signature   string          `json:"signature"`
	Receipt     json.RawMessage `json:"receipt,omitempty"`
	Counter     int64           `json:"counter,omitempty"`
	Instance    string          `json:"instance,omitempty"`
}

// Prove proves certificates beside that of the handshake. Chains are
// certificates that the server lacks, in any order, Endorsements the signatures
// by which certificates let the device use them.
type Prove struct {
	Device       string            `json:"device"`
	Certificates []string          `json:"certificates"` // ids, sorted
	Signature    string            `json:"signature"`
	Chains       trust.Chain       `json:"chains,omitempty"`
	Endorsements map[string]string `json:"endorsements,omitempty"`
}

// Proved: Missing are the ids of certificates that the server does not
// know, or without an endorsement of the device, Refused the codes of those
// that it does not take.
type Proved struct {
	Missing []string              `json:"missing"`
	Refused map[string]fault.Code `json:"refused"`
}

// Open starts a transfer, or resumes it where Resume is set: Offset is
// then the number of records that a pulling client has (PROTOCOL.md §5).
type Open struct {
	Transfer string          `json:"transfer"`
	Push     bool            `json:"push"`
	Filter   []string        `json:"filter"`
	FSIC     json.RawMessage `json:"fsic,omitempty"`
	Chunk    int             `json:"chunk"`
	Identity *Identity       `json:"identity,omitempty"` // of a pull, to agree on the next token
	Resume   bool            `json:"resume,omitempty"`
	Offset   int64           `json:"offset,omitempty"`
}

// Opened: Total is the number of records of a pull, Offset the number
// that the server has of a push.
type Opened struct {
	Transfer string          `json:"transfer"`
	FSIC     json.RawMessage `json:"fsic"`
	Total    int64           `json:"total"`
	Offset   int64           `json:"offset"`
	Receipt  json.RawMessage `json:"receipt,omitempty"` // for the token of the open
}

// Chunk comes before the records (PROTOCOL.md §6).
type Chunk struct {
	Transfer string `json:"transfer"`
	Offset   int64  `json:"offset"`
	Count    int64  `json:"count"`
	Total    int64  `json:"total"`
}

// Ack: the first Offset records are durable at the receiver.
type Ack struct {
	Transfer string `json:"transfer"`
	Offset   int64  `json:"offset"`
}

// Done: Again: a push repeats what the server seemed to have.
type Done struct {
	Transfer string `json:"transfer"`
	Total    int64  `json:"total"`
	Again    bool   `json:"again,omitempty"`
}

type Result struct {
	Transfer    string `json:"transfer"`
	Conflicts   int64  `json:"conflicts"`
	Quarantined int64  `json:"quarantined"`
}

type Changed struct{}

type Live struct{}

// Failure: without a transfer the socket closes after it (PROTOCOL.md §9).
type Failure struct {
	Transfer string     `json:"transfer,omitempty"`
	Code     fault.Code `json:"code"`
	Text     string     `json:"text"`
	Hint     string     `json:"hint,omitempty"`
}

// RelayError is a failure that the relay reported.
type RelayError struct{ failure *fault.Error }

// Error is the failure's text.
func (e RelayError) Error() string { return e.failure.Error() }

// Unwrap returns the failure.
func (e RelayError) Unwrap() error { return e.failure }

// Err is the failure that the relay reported. Where it is of the relay's own
// making the text says so: here nothing is full, or broken.
func (h Failure) Err() error {
	e := &fault.Error{Code: h.Code, Text: h.Text, Hint: h.Hint}
	if h.Code.OwnFault() {
		e.Text = strings.TrimSuffix("the relay failed: "+h.Text, ": ")
	}
	return RelayError{e}
}

// ErrorFor describes err to the peer. Failures of this side's own machinery
// go out as a code alone.
func ErrorFor(transfer string, err error) Failure {
	h := Failure{Transfer: transfer, Code: fault.CodeOf(err)}
	if e, ok := fault.AsError(err); ok {
		h.Text, h.Hint = e.Text, e.Hint
	}
	return h
}

// ErrorMessage is the message that ends a connection (PROTOCOL.md §9), for what a
// host refuses before the room's server sees it.
func ErrorMessage(err error) []byte { return Encode(KindError, ErrorFor("", err), "") }
