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
	u, err := url.Parse(relay)
	if err != nil {
		return "", "", fault.Errorf(fault.BadRequest, "relay URL: %v", err)
	}
	switch u.Scheme {
	case "ws", "wss":
	case "http":
		u.Scheme = "ws"
	case "https":
		u.Scheme = "wss"
	default:
		return "", "", errBadURL(relay)
	}
	if u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", "", errBadURL(relay)
	}
	u.Path = fmt.Sprintf("%s/sync/%s", strings.TrimSuffix(u.Path, "/"), room)
	return u.String(), strings.ToLower(u.Host), nil
}

func errBadURL(relay string) error {
	return fault.Errorf(fault.BadRequest, "relay URL %q", relay).
		WithHint("expected ws://host[:port] or wss://host[:port]")
}
