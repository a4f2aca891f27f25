package wire

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// SyncURL is a room's URL at a relay, and the relay's host in small letters,
// which both sides' signatures cover. http and https stand for ws and wss.
// Error: bad_request.
func SyncURL(relay, room string) (address, host string, err error) {
	u, err := parseRelay(relay)
	if err != nil {
		return "", "", err
	}
	u.Path = fmt.Sprintf("%s/sync/%s", strings.TrimSuffix(u.Path, "/"), room)
	return u.String(), strings.ToLower(u.Host), nil
}

// RelayAddress is host:port of a relay's URL in one form, by which the relay's
// key is remembered: in lower case, without the dot that may end a name, with
// the port that the scheme stands for. The path does not count: a host with
// one port is one relay. Error: bad_request.
func RelayAddress(relay string) (string, error) {
	u, err := parseRelay(relay)
	if err != nil {
		return "", err
	}
	port := strings.TrimLeft(u.Port(), "0")
	switch {
	case port != "":
	case u.Scheme == "wss":
		port = "443"
	default:
		port = "80"
	}
	name := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	return name + ":" + port, nil
}

// parseRelay reads a relay's URL; its scheme is ws or wss then. Error:
// bad_request.
func parseRelay(relay string) (*url.URL, error) {
	u, err := url.Parse(relay)
	if err != nil {
		return nil, fault.Errorf(fault.BadRequest, "relay URL: %v", err)
	}
	switch u.Scheme {
	case "ws", "wss":
	case "http":
		u.Scheme = "ws"
	case "https":
		u.Scheme = "wss"
	default:
		return nil, errBadURL(relay)
	}
	if u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errBadURL(relay)
	}
	return u, nil
}

func errBadURL(relay string) error {
	return fault.Errorf(fault.BadRequest, "relay URL %q", relay).
		WithHint("expected ws://host[:port] or wss://host[:port]")
}
