package wire

import (
	"github.com/amora-sync/amora/core/devicekey"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// The bounds of proving several certificates on one connection.
const (
	// MaxFurther bounds the certificates of a connection beside that of the
	// handshake. The socket's state names all of them.
	MaxFurther = 127
	// MaxEndorsements bounds the endorsements in one message, because each
	// costs an RSA verification, and its chain others.
	MaxEndorsements = 32
	// MaxDevices bounds the devices whose endorsements by one certificate a
	// server keeps. The one endorsed longest ago is forgotten first, and is
	// endorsed again when its device comes back.
	MaxDevices = 100
	// MaxPermissionBytes bounds the prefixes of a connection's further
	// certificates, which the server remembers, in bytes. Certificates past it
	// get connections of their own.
	MaxPermissionBytes = 64 << 10
)

// Check holds a proof against its bounds and verifies the device's signature.
// handshake is the connection's [Transcript.Digest], certificate the id of the
// handshake's certificate. Errors: bad_request, limit, bad_signature.
func (h Prove) Check(handshake, certificate string) error {
	if handshake == "" {
		return fault.Errorf(fault.BadRequest, "certificates are not proved together on this connection")
	}
	if len(h.Certificates) > MaxFurther || len(h.Endorsements) > MaxEndorsements ||
		len(h.Chains) > MaxEndorsements*trust.ChainLimit {
		return fault.Errorf(fault.Limit,
			"%d certificates with %d endorsements in one proof", len(h.Certificates), len(h.Endorsements))
	}
	if slices.Contains(h.Chains, nil) {
		return fault.Errorf(fault.BadRequest, "null among the certificates of a proof")
	}
	for i, id := range h.Certificates {
		if !value.IsID(id) || id == certificate || i > 0 && id <= h.Certificates[i-1] {
			return fault.Errorf(fault.BadRequest, "certificate %.40q in a proof of several", id)
		}
	}
	return devicekey.Verify(h.Device, Together(handshake, h.Device, h.Certificates), h.Signature)
}
