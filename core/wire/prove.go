package wire

import (
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

const (
	// MaxFurther bounds the certificates of a connection beside the first, which
	// the socket's state names.
	MaxFurther = 127
	// MaxEndorsements bounds the endorsements in one message: each costs an RSA
	// verification, and its chain others.
	MaxEndorsements = 32
	// MaxDevices bounds the devices that a certificate has endorsed here. The
	// device that was endorsed first goes first, and is endorsed again when it
	// comes back.
	MaxDevices = 100
	// MaxPermissionBytes bounds the prefixes of a connection's further
	// certificates, which the server remembers. Those past it get connections of
	// their own.
	MaxPermissionBytes = 64 << 10
)

// Check holds a proof against its bounds and verifies the device's signature.
// Errors: bad_request, limit, bad_signature.
func (h Prove) Check(handshake, certificate string) error {
	if handshake == "" {
		return fault.Errorf(fault.BadRequest, "certificates are not proved together on this connection")
	}
	if len(h.Certificates) > MaxFurther || len(h.Endorsements) > MaxEndorsements || len(h.Chains) > MaxEndorsements*trust.ChainLimit {
		return fault.Errorf(fault.Limit, "%d certificates with %d endorsements in one proof", len(h.Certificates), len(h.Endorsements))
	}
	if slices.Contains(h.Chains, nil) {
		return fault.Errorf(fault.BadRequest, "null among the certificates of a proof")
	}
	for i, id := range h.Certificates {
		if !value.IsID(id) || id == certificate || i > 0 && id <= h.Certificates[i-1] {
			return fault.Errorf(fault.BadRequest, "certificate %.40q in a proof of several", id)
		}
	}
	return trust.VerifyDevice(h.Device, Together(handshake, h.Device, h.Certificates), h.Signature)
}
