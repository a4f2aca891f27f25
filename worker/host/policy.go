package host

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// Policy says which rooms may be opened here. The zero value lets any room in.
type Policy struct {
	Listed func(room string) (bool, error) // nil: every room is
	Token  string                          // opens rooms that are not there yet
}

// minToken is the least length of a token, in bytes.
const minToken = 8

// TokenPolicy reads "token=…"; ok is false for anything else.
func TokenPolicy(value string) (p Policy, ok bool, err error) {
	token, ok := strings.CutPrefix(value, "token=")
	if ok && len(token) < minToken {
		return p, true, fault.Errorf(fault.BadRequest, "the token that opens rooms is shorter than %d characters", minToken)
	}
	if ok && strings.Contains(token, "/") {
		return p, true, fault.Errorf(fault.BadRequest, "the token that opens rooms holds a slash").
			WithHint("it is one part of the relay's address, /token/SECRET")
	}
	return Policy{Token: token}, ok, nil
}

// MayOpen reports, by a room_closed error, whether a peer that has proved
// itself may enter the room. exists: the room was opened before; token: what
// the peer brought with it, "" if nothing.
func (p Policy) MayOpen(room string, exists bool, token string) error {
	if p.Listed != nil {
		listed, err := p.Listed(room)
		if err != nil {
			return err
		}
		if !listed {
			return fault.Errorf(fault.RoomClosed, "room %s is not on this relay's list", room).
				WithHint("ask whoever runs the relay to add it")
		}
	}
	if p.Token != "" && !exists && !equal(p.Token, token) {
		return fault.Errorf(fault.RoomClosed, "opening a new room on this relay needs its token").
			WithHint("for the first sync add /token/SECRET to the relay's address")
	}
	return nil
}

// MayOpenSome reports whether a peer that brings this token, "" if none, may
// open some room: which, MayOpen says.
func (p Policy) MayOpenSome(token string) bool { return p.Token == "" || equal(p.Token, token) }

// IsOperator reports whether an Authorization header brings the operator's
// token, as "Bearer TOKEN". Where the operator has set none ("") nobody is.
func IsOperator(authorization, token string) bool {
	scheme, brought, _ := strings.Cut(authorization, " ")
	return token != "" && strings.EqualFold(scheme, "Bearer") && equal(brought, token)
}

// equal compares secrets in a time that says nothing about them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
