//go:build !js

package main

import (
	"bufio"
	"crypto/sha256"
	"crypto/subtle"
	"os"
	"strings"

	"github.com/amora-sync/amora/core"
)

// policy says which rooms may be opened here (--rooms). The zero value lets
// any room in.
type policy struct {
	file  string // ids, one a line, read anew at each question
	token string // opens rooms that are not there yet
}

// parsePolicy reads the value of --rooms: "any", "token=…" or a file's name.
// Left empty it means any, which only a relay that listens on loopback alone
// may say without saying so.
func parsePolicy(value string, loopback bool) (policy, error) {
	switch token, isToken := strings.CutPrefix(value, "token="); {
	case value == "any", value == "" && loopback:
		return policy{}, nil
	case value == "":
		return policy{}, core.Errorf(core.CodeBadRequest, "this address can be reached from other machines, and nothing says who may open rooms").
			WithHint("add --rooms any, --rooms FILE with one room id a line, or --rooms token=SECRET")
	case isToken && len(token) < 8:
		return policy{}, core.Errorf(core.CodeBadRequest, "the token of --rooms is shorter than 8 characters")
	case isToken:
		return policy{token: token}, nil
	}
	p := policy{file: value}
	_, err := p.listed("")
	return p, err
}

// mayOpen reports, by a room_closed error, whether a peer that has proved
// itself may enter the room. exists: the room was opened before; token: what
// the peer brought with it, "" if nothing.
func (p policy) mayOpen(room string, exists bool, token string) error {
	switch {
	case p.file != "":
		listed, err := p.listed(room)
		if err != nil {
			return err
		}
		if !listed {
			return core.Errorf(core.CodeRoomClosed, "room %s is not on this relay's list", room).
				WithHint("ask whoever runs the relay to add it")
		}
	case p.token != "" && !exists && !equal(p.token, token):
		return core.Errorf(core.CodeRoomClosed, "opening a new room on this relay needs its token").
			WithHint("for the first sync add /token/SECRET to the relay's address")
	}
	return nil
}

// listed reports whether the file names the room. Empty lines and what
// follows # do not count.
func (p policy) listed(room string) (bool, error) {
	f, err := os.Open(p.file)
	if err != nil {
		return false, &core.Error{Code: core.CodeRoomClosed, Text: "the list of rooms cannot be read", Err: err}
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		id, _, _ := strings.Cut(lines.Text(), "#")
		if strings.TrimSpace(id) == room {
			return true, nil
		}
	}
	return false, lines.Err()
}

// equal compares secrets in a time that says nothing about them.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
