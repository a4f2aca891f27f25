package host

import (
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// WebSocket close codes beside core's (RFC 6455, 7.4.1 and its registry).
const (
	CloseUnsupported = 1003
	CloseTryAgain    = 1013
)

// CloseCode says how a failed message closes the socket: by the peer's fault
// or by ours.
func CloseCode(err error) int {
	switch fault.CodeOf(err) {
	case fault.Internal, fault.StorageFull, fault.StorageFailed:
		return wire.CloseInternal
	case fault.Closed, fault.Unavailable:
		return CloseTryAgain
	}
	return wire.ClosePolicy
}

// Clip cuts text to at most n bytes of whole characters.
func Clip(text string, n int) string {
	return strings.ToValidUTF8(text[:min(n, len(text))], "")
}
