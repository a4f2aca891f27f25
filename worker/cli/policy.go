//go:build !js

package cli

import (
	"bufio"
	"os"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/host"
)

// parsePolicy reads the value of --rooms: "any", "token=…" or the name of a
// file with ids, one a line, which is read anew at each question. Left empty it
// means any, which only a relay that listens on loopback alone may say without
// saying so.
func parsePolicy(value string, loopback bool) (host.Policy, error) {
	if value == "any" || value == "" && loopback {
		return host.Policy{}, nil
	}
	if value == "" {
		return host.Policy{}, fault.Errorf(fault.BadRequest,
			"this address can be reached from other machines, and nothing says who may open rooms").
			WithHint("add --rooms any, --rooms FILE with one room id a line, or --rooms token=SECRET")
	}
	if p, ok, err := host.TokenPolicy(value); ok {
		return p, err
	}
	p := host.Policy{Listed: func(room string) (bool, error) { return listedIn(value, room) }}
	_, err := p.Listed("")
	return p, err
}

// listedIn reports whether the file names the room. Empty lines and what
// follows # do not count.
func listedIn(file, room string) (bool, error) {
	f, err := os.Open(file)
	if err != nil {
		return false, &fault.Error{Code: fault.RoomClosed, Text: "the list of rooms cannot be read", Err: err}
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
