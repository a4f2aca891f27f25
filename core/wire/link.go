package wire

import (
	"context"
	"errors"

	"github.com/amora-sync/amora/core/fault"
)

// ConnectionError gives the failure of a connection its code: unavailable, so
// that callers may try again. A code that the connection gave stands as long as
// the relay has not been met: it may say that there is none at this address.
// Once it has, whatever stands in its place now will pass: a login page, a proxy
// whose relay restarts, bytes that are no messages.
func ConnectionError(err error, met bool) error {
	if e, coded := fault.AsError(err); errors.Is(err, context.Canceled) || coded && (!met || e.Code == fault.Unavailable) {
		return err
	}
	return &fault.Error{Code: fault.Unavailable, Text: "the connection to the relay is lost", Err: err}
}
