package wire

import (
	"encoding/json"
	"slices"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// The headers, a struct for each kind of message. Keys are PROTOCOL.md's, which
// calls a room's rules a bundle.

// Hello is the client's first message: who it is (PROTOCOL.md §3).
type Hello struct {
	Versions     []int              `json:"versions"`     // of the protocol that the client speaks
	Capabilities []string           `json:"capabilities"` // optional features that it knows (PROTOCOL.md §2)
	Instance     string             `json:"instance"`     // id of its instance
	Nonce        string             `json:"nonce"`        // 32 random hex digits, for the server to sign
	Chain        json.RawMessage    `json:"chain"`        // of its certificate, a JSON list
	Bundle       *trust.SignedRules `json:"bundle"`       // the room's rules as it knows them, null if unsigned
}

// Challenge is the server's answer to [Hello]: who it is, and what to sign
// (PROTOCOL.md §3).
type Challenge struct {
	Version      int                `json:"version"`         // of the protocol, for this connection
	Capabilities []string           `json:"capabilities"`    // optional features that the server knows
	Instance     string             `json:"instance"`        // id of its instance, "" while it has no such room
	Nonce        string             `json:"nonce"`           // 32 random hex digits, for the client to sign
	PublicKey    string             `json:"public_key"`      // the relay's, in trust.EncodePublicKey's form
	Chain        json.RawMessage    `json:"chain,omitempty"` // of its certificate; absent where it asks for one
	Bundle       *trust.SignedRules `json:"bundle"`          // the room's rules as it knows them, null if unsigned
}

// Auth proves who the client is (PROTOCOL.md §4).
type Auth struct {
	Chain  json.RawMessage    `json:"chain"`  // of its certificate, a JSON list
	Bundle *trust.SignedRules `json:"bundle"` // the room's rules as it knows them, null if unsigned
	// Certificate is one for the server's key below the client's own, where the
	// server asked for it (Morango's certificate push, MORANGO.md §10).
	Certificate *trust.Certificate `json:"certificate,omitempty"`
	Identity    *Identity          `json:"identity,omitempty"` // for servers with [CapabilityIdentity]
	Host        string             `json:"host"`               // the server's, as the client dialled it
	Signature   string             `json:"signature"`          // of the [Transcript], by the certificate's key
}

// Identity is what a client says of the instance that it saves as with this
// relay (PROTOCOL.md §4; [counter.Pairing]).
type Identity struct {
	Instance string          `json:"instance"`          // id
	Token    string          `json:"token,omitempty"`   // agreed on last, 32 hex digits, "" at first
	Next     string          `json:"next"`              // proposed now, 32 hex digits
	Receipt  json.RawMessage `json:"receipt,omitempty"` // what the relay gave for Token
	Process  string          `json:"process"`           // names all that have this database open, 32 hex digits
	// Before are ids of the instances that the client was with this relay while
	// that was another instance.
	Before []string `json:"before,omitempty"`
}

// IdentityOf says to a relay who a process saves as.
func IdentityOf(p counter.Pairing, process string) *Identity {
	id := &Identity{Instance: p.Instance, Token: p.Token, Next: p.Next, Receipt: p.Receipt, Process: process}
	for _, former := range p.Former {
		id.Before = append(id.Before, former.Instance)
	}
	return id
}

// Check holds a peer's identity against its bounds. Error: bad_request.
func (h *Identity) Check() error {
	ids := value.IsID(h.Instance) && value.IsID(h.Next) && value.IsID(h.Process) && (h.Token == "" || value.IsID(h.Token))
	former := len(h.Before) <= counter.MaxFormer && !slices.ContainsFunc(h.Before, func(id string) bool { return !value.IsID(id) })
	if !ids || !former || len(h.Receipt) > counter.MaxReceiptBytes {
		return fault.Errorf(fault.BadRequest, "auth with an identity that is none")
	}
	return nil
}

// Ready opens the sync session and proves who the server is (PROTOCOL.md §4).
type Ready struct {
	SyncSession string          `json:"sync_session"`       // id, chosen by the server
	Signature   string          `json:"signature"`          // of the [Transcript], by the relay's key
	Receipt     json.RawMessage `json:"receipt,omitempty"`  // for the token that [Identity] proposed
	Counter     int64           `json:"counter,omitempty"`  // the highest known here of Identity's instance
	Instance    string          `json:"instance,omitempty"` // id of the server's
	// Bundle is the room's rules, where the client showed older ones.
	Bundle *trust.SignedRules `json:"bundle,omitempty"`
	// Seen is when the server last saw holders of certificates that the client's
	// has signed, by id; to an admin of everybody's.
	Seen map[string]string `json:"seen,omitempty"`
	// Notes is, for an admin, the number of the server's newest note.
	Notes int64 `json:"notes,omitempty"`
	// Agreed is what the server remembers of the instances of [Identity.Before].
	Agreed map[string]counter.Agreed `json:"agreed,omitempty"`
}

// Told is what the server says of the client's identity.
func (r Ready) Told() counter.Said {
	return counter.Said{Instance: r.Instance, Counter: r.Counter, Receipt: r.Receipt, Agreed: r.Agreed}
}

// NotesOf is the number of the newest note of a server that had sent this
// challenge, -1 if it keeps none.
func (r Ready) NotesOf(c Challenge) int64 {
	if !slices.Contains(c.Capabilities, CapabilityNotes) {
		return -1
	}
	return r.Notes
}

// Prove proves certificates beside that of the handshake (PROTOCOL.md §4,
// several certificates).
type Prove struct {
	Device       string      `json:"device"`           // its public key, in devicekey.Encode's form
	Certificates []string    `json:"certificates"`     // ids, sorted
	Signature    string      `json:"signature"`        // of [Together], by the device's key
	Chains       trust.Chain `json:"chains,omitempty"` // certificates that the server lacks, in any order
	// Endorsements are signatures of [Endorsement], by the certificates' keys,
	// by certificate.
	Endorsements map[string]string `json:"endorsements,omitempty"`
}

// Proved answers [Prove].
type Proved struct {
	// Missing are the ids of certificates that the server does not know, or
	// that have not endorsed the device.
	Missing []string              `json:"missing"`
	Refused map[string]fault.Code `json:"refused"` // why, of those that it does not take, by id
}

// Ask asks for a certificate by name and password, in place of a hello
// (PROTOCOL.md §4, name and password).
type Ask struct {
	Versions  []int             `json:"versions"`           // of the protocol that the client speaks
	User      string            `json:"user"`               // name
	Password  string            `json:"password"`           // as typed
	Facility  string            `json:"facility,omitempty"` // id of the facility that the user belongs to, "" for any
	Scope     string            `json:"scope"`              // id of a scope definition, of which the newest version counts
	Params    map[string]string `json:"params,omitempty"`   // parameters of the scope
	PublicKey string            `json:"public_key"`         // of the client, in trust.EncodePublicKey's form
}

// Granted answers [Ask].
type Granted struct {
	Chain  json.RawMessage    `json:"chain"`  // of the new certificate, a JSON list, root first
	Bundle *trust.SignedRules `json:"bundle"` // the room's rules, null if unsigned
}

// Open starts a transfer, or resumes it (PROTOCOL.md §5).
type Open struct {
	Transfer string          `json:"transfer"`           // id, chosen by the client
	Push     bool            `json:"push"`               // whether records go to the server
	Filter   []string        `json:"filter"`             // partition prefixes
	FSIC     json.RawMessage `json:"fsic,omitempty"`     // what the client has, a [counter.FSIC]
	Chunk    int             `json:"chunk"`              // records that a chunk of a pull may have
	Identity *Identity       `json:"identity,omitempty"` // of a pull, to agree on the next token
	Resume   bool            `json:"resume,omitempty"`   // whether the transfer was opened before
	Offset   int64           `json:"offset,omitempty"`   // records that the client has of a resumed pull
}

// Opened answers [Open].
type Opened struct {
	Transfer string          `json:"transfer"`          // id
	FSIC     json.RawMessage `json:"fsic"`              // what the server has, a [counter.FSIC]
	Total    int64           `json:"total"`             // records of a pull, -1 for a push that is new
	Offset   int64           `json:"offset"`            // records that the server has of a push
	Receipt  json.RawMessage `json:"receipt,omitempty"` // for the token that the open proposed
}

// Chunk comes before the records of a chunk, which are the body (PROTOCOL.md
// §6).
type Chunk struct {
	Transfer string `json:"transfer"` // id
	Offset   int64  `json:"offset"`   // records of the transfer before these
	Count    int64  `json:"count"`    // records in the body
	Total    int64  `json:"total"`    // records of the transfer
}

// Ack says that records are durable at the receiver (PROTOCOL.md §6).
type Ack struct {
	Transfer string `json:"transfer"` // id
	Offset   int64  `json:"offset"`   // how many, from the first on
}

// Done says that all records of a push were sent, or that those of a pull are
// in the client's Store (PROTOCOL.md §6).
type Done struct {
	Transfer string `json:"transfer"`        // id
	Total    int64  `json:"total"`           // records of the transfer
	Again    bool   `json:"again,omitempty"` // whether a push repeats what the server seemed to have
}

// Result says that a transfer is complete on the server's side.
type Result struct {
	Transfer    string `json:"transfer"`    // id
	Conflicts   int64  `json:"conflicts"`   // records that the server merged
	Quarantined int64  `json:"quarantined"` // records that the server could not take
}

// Changed tells a live client that there is something to pull (PROTOCOL.md §7).
type Changed struct{}

// Live asks the server to tell when something changes (PROTOCOL.md §7).
type Live struct{}

// Failure is the header of [KindError]. Without a transfer the socket closes
// after it (PROTOCOL.md §9).
type Failure struct {
	Transfer string     `json:"transfer,omitempty"` // id of the transfer that failed
	Code     fault.Code `json:"code"`               // what kind of failure it is
	Text     string     `json:"text"`               // what happened, for people
	Hint     string     `json:"hint,omitempty"`     // what to do about it
	// Bundle are the room's rules, where they have taken back a certificate of
	// the peer's.
	Bundle *trust.SignedRules `json:"bundle,omitempty"`
	// PutBack says of an instance collision that the server was put back to an
	// earlier state, and that the peer is no copy.
	PutBack bool `json:"put_back,omitempty"`
}
