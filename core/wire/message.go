package wire

import (
	"encoding/binary"
	"encoding/json"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Subprotocol is the WebSocket subprotocol of PROTOCOL.md.
const Subprotocol = "amora.v1"

// ProtocolVersion is the version spoken here (PROTOCOL.md §2).
const ProtocolVersion = 1

// The optional features that both sides list (PROTOCOL.md §2).
const (
	// CapabilityIdentity says that a side knows the identity in [Auth] and the
	// receipt in [Ready].
	CapabilityIdentity = "identity"
	// CapabilityPing says that a relay answers [Ping] (PROTOCOL.md §7).
	CapabilityPing = "ping"
	// CapabilityCertificates says that several certificates may be proved on
	// one connection.
	CapabilityCertificates = "certificates"
	// CapabilityNotes says that a relay keeps the notes of admins
	// (PROTOCOL.md §8).
	CapabilityNotes = "notes"
)

// Capabilities are those of this build.
func Capabilities() []string {
	return []string{CapabilityIdentity, CapabilityPing, CapabilityCertificates, CapabilityNotes}
}

// MaxMessageBytes bounds one message: a chunk of a single record whose texts
// are escaped throughout, with room for its envelope.
const MaxMessageBytes = 2 << 20

// ServerWindow is the number of chunks that a server sends to a peer without an
// acknowledgement (PROTOCOL.md §6).
const ServerWindow = 4

// Kind tells messages apart (PROTOCOL.md §1).
type Kind byte

// The kinds of messages. Each has a header in header.go, but for [KindDelta],
// the carry of PROTOCOL.md, whose header is delta.Header, and those of notes.
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
	KindDelta     Kind = 14 // either: a few records without a transfer (PROTOCOL.md: carry)
	KindProve     Kind = 15 // client: more certificates of mine
	KindProved    Kind = 16 // server: which of them are missing or refused
	KindAsk       Kind = 17 // client: a certificate, by name and password
	KindGranted   Kind = 18 // server: the certificate
	KindNotes     Kind = 19 // client: what admins say of issued certificates (notes.Message)
	KindNoted     Kind = 20 // server: likewise (notes.Reply)
)

// Message is one WebSocket message: its kind (1 byte), the length of its
// header (4 bytes, big-endian), the header (a JSON object), and a body, which
// only those with records have (PROTOCOL.md §1).
type Message struct {
	Kind   Kind   // which struct the header is
	Header []byte // JSON
	Body   string // records, a JSON array; "" for all other kinds
}

// EnvelopeBytes is the size of what stands before the header: the kind and the
// header's length.
const EnvelopeBytes = 5

// Encode writes a message. The header is one of the structs of header.go, or a
// delta.Header.
func Encode(k Kind, header any, body string) []byte {
	h := sqldb.ToJSON(header)
	out := make([]byte, 0, EnvelopeBytes+len(h)+len(body))
	out = append(out, byte(k))
	out = binary.BigEndian.AppendUint32(out, uint32(len(h)))
	out = append(out, h...)
	return append(out, body...)
}

// Decode splits a message without looking into header or body. Errors:
// bad_request, limit.
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
	m := Message{
		Kind: Kind(data[0]), Header: data[EnvelopeBytes : EnvelopeBytes+n], Body: string(data[EnvelopeBytes+n:]),
	}
	if m.Kind != KindChunk && m.Kind != KindDelta && m.Body != "" {
		return Message{}, fault.Errorf(fault.BadRequest, "message of kind %d with a body", m.Kind)
	}
	return m, nil
}

// Read decodes the header into a struct of its kind. It ignores unknown keys,
// because later versions may add some. Error: bad_request.
func (m Message) Read(header any) error {
	if err := json.Unmarshal(m.Header, header); err != nil {
		return fault.Errorf(fault.BadRequest, "header of message kind %d: %v", m.Kind, err)
	}
	return nil
}

// ReadTransfer decodes the header of a message about a transfer, and checks the
// transfer's id, which is the header's field at id. Error: bad_request.
func (m Message) ReadTransfer(header any, id *string) error {
	if err := m.Read(header); err != nil {
		return err
	}
	if !value.IsID(*id) {
		return fault.Errorf(fault.BadRequest, "transfer id %.40q", *id)
	}
	return nil
}
