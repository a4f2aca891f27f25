package edge

import (
	"slices"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/worker/host"
)

// config is what the operator set, in wrangler.jsonc or by `wrangler secret
// put`: README.md lists the variables.
type config struct {
	rooms      host.Policy
	hosts      []string // as in server.Options
	maxSockets int      // in a room; 0 is no bound
	handshakes int64    // likewise, a minute
	limits     host.Limits
	idle       time.Duration    // after which a transfer is forgotten
	issuers    []string         // invites, by whose certificates the relay issues others in their rooms
	profiles   []trust.Declared // whose rooms Morango peers may begin, beside Kolibri's
	passwords  bool             // users of a Kolibri facility may join by name and password
	admin      string           // token for metrics, export and import; "": nobody may
	err        error            // room_closed: what is missing or wrong
}

const (
	defaultMaxSockets = 1000
	defaultMaxBytes   = 1_000_000_000
	defaultRate       = 6000 // messages of a socket a minute
	defaultHandshakes = 3000 // of a room a minute: half of its time
	defaultIdle       = 6 * time.Hour
)

// readConfig reads the Worker's variables. What is wrong with them every peer
// is told, and the log: there is nobody else to tell.
func readConfig(env js.Value) config {
	get := func(name string) string {
		if v := env.Get(name); v.Type() == js.TypeString {
			return strings.TrimSpace(v.String())
		}
		return ""
	}
	c := config{
		maxSockets: defaultMaxSockets, handshakes: defaultHandshakes, idle: defaultIdle, admin: get("AMORA_ADMIN"),
		limits: host.Limits{RoomBytes: defaultMaxBytes, PerMinute: defaultRate},
	}
	fail := func(name, hint string) {
		if c.err == nil {
			c.err = fault.Errorf(fault.RoomClosed, "this relay is not set up: %s", name).WithHint(hint)
		}
	}
	number := func(name string, value int64) int64 {
		if text := get(name); text != "" {
			n, err := strconv.ParseInt(text, 10, 64)
			if err == nil && n >= 0 {
				return n
			}
			fail(name, "a number is expected")
		}
		return value
	}
	var err error
	if c.rooms, err = roomsPolicy(get("AMORA_ROOMS")); err != nil {
		fail("AMORA_ROOMS", err.Error())
	}
	switch c.hosts = words(strings.ToLower(get("AMORA_HOSTS"))); {
	case len(c.hosts) == 0:
		fail("AMORA_HOSTS", "whoever runs it has to name the hosts that clients dial, or any on loopback")
	case slices.Contains(c.hosts, "any"):
		c.hosts = nil
	}
	switch get("AMORA_PASSWORDS") {
	case "", "no":
	case "yes":
		c.passwords = true
	default:
		fail("AMORA_PASSWORDS", "it is yes or no")
	}
	c.issuers = words(get("AMORA_ISSUER"))
	if text := get("AMORA_SCHEMA"); text != "" {
		s, err := schema.Parse([]byte(text))
		if err != nil {
			fail("AMORA_SCHEMA", err.Error())
		} else {
			c.profiles = []trust.Declared{s.Declared()}
		}
	}
	c.maxSockets = int(number("AMORA_MAX_SOCKETS", int64(c.maxSockets)))
	c.limits.RoomBytes = number("AMORA_MAX_BYTES", c.limits.RoomBytes)
	c.limits.PerMinute = number("AMORA_MAX_RATE", c.limits.PerMinute)
	c.handshakes = number("AMORA_MAX_HANDSHAKES", c.handshakes)
	c.limits.RoomCounters = number("AMORA_MAX_COUNTERS", 0)
	c.limits.MemberCounters = number("AMORA_MAX_MEMBER_COUNTERS", 0)
	if text := get("AMORA_IDLE"); text != "" {
		if c.idle, err = time.ParseDuration(text); err != nil || c.idle <= 0 {
			fail("AMORA_IDLE", "a duration is expected, such as 6h")
		}
	}
	return c
}

// roomsPolicy reads AMORA_ROOMS: "any", "token=…" or room ids. A relay that
// anybody can reach does not open rooms without being told whose.
func roomsPolicy(value string) (host.Policy, error) {
	switch value {
	case "":
		return host.Policy{}, fault.Errorf(fault.RoomClosed,
			"whoever runs it has to say who may open rooms: any, token=SECRET, or room ids")
	case "any":
		return host.Policy{}, nil
	}
	if p, ok, err := host.TokenPolicy(value); ok {
		return p, err
	}
	ids := words(value)
	return host.Policy{Listed: func(room string) (bool, error) { return slices.Contains(ids, room), nil }}, nil
}

// words splits at commas and white space.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' })
}
