package main

import (
	"strings"

	"github.com/amora-sync/amora/core"
)

// WebSocket close codes beside core's (RFC 6455, 7.4.1 and its registry).
const (
	closeUnsupported = 1003
	closeTryAgain    = 1013
)

// closeCodeOf says how a failed message closes the socket: by the peer's fault
// or by ours.
func closeCodeOf(err error) int {
	switch core.CodeOf(err) {
	case core.CodeInternal, core.CodeStorageFull, core.CodeStorageFailed:
		return core.CloseInternal
	case core.CodeClosed, core.CodeUnavailable:
		return closeTryAgain
	}
	return core.ClosePolicy
}

// clip cuts text to at most n bytes of whole characters.
func clip(text string, n int) string {
	return strings.ToValidUTF8(text[:min(n, len(text))], "")
}
