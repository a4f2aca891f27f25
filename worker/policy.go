package main

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"github.com/amora-sync/amora/core"
)

// policy says which rooms may be opened here. The zero value lets any room in.
type policy struct {
	listed func(room string) (bool, error) // nil: every room is
	token  string                          // opens rooms that are not there yet
}

// minToken is the least length of a token, in bytes.
const minToken = 8

// tokenPolicy reads "token=…"; ok is false for anything else.
func tokenPolicy(value string) (p policy, ok bool, err error) {
	token, ok := strings.CutPrefix(value, "token=")
	if ok && len(token) < minToken {
		return p, true, core.Errorf(core.CodeBadRequest, "the token that opens rooms is shorter than %d characters", minToken)
	}
	if ok && strings.Contains(token, "/") {
		return p, true, core.Errorf(core.CodeBadRequest, "the token that opens rooms holds a slash").
			WithHint("it is one part of the relay's address, /token/SECRET")
	}
	return policy{token: token}, ok, nil
}

// mayOpen reports, by a room_closed error, whether a peer that has proved
// itself may enter the room. exists: the room was opened before; token: what
// the peer brought with it, "" if nothing.
func (p policy) mayOpen(room string, exists bool, token string) error {
	if p.listed != nil {
		listed, err := p.listed(room)
		if err != nil {
			return err
		}
		if !listed {
			return core.Errorf(core.CodeRoomClosed, "room %s is not on this relay's list", room).
				WithHint("ask whoever runs the relay to add it")
		}
	}
	if p.token != "" && !exists && !equal(p.token, token) {
		return core.Errorf(core.CodeRoomClosed, "opening a new room on this relay needs its token").
			WithHint("for the first sync add /token/SECRET to the relay's address")
	}
	return nil
}

// forOperator lets those through who bring the operator's token; where there
// is none, nobody. what names the token for people.
func forOperator(token, what string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		brought, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if token == "" || !equal(brought, token) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "this is for the operator: Authorization: Bearer, with "+what, http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// equal compares secrets in a time that says nothing about them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
