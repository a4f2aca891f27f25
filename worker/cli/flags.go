//go:build !js

package cli

import (
	"flag"
	"maps"
	"net"
	"path"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/worker/host"
)

// list is a flag that may be repeated or hold several values, comma-separated.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(value string) error {
	for v := range strings.SplitSeq(value, ",") {
		if v = strings.TrimSpace(v); v != "" {
			*l = append(*l, v)
		}
	}
	return nil
}

// params is the flag --param k=v, which may be repeated.
type params map[string]string

func paramsFlag(flags *flag.FlagSet) params {
	p := params{}
	flags.Var(p, "param", "a scope parameter, `k=v`; may be repeated")
	return p
}

func (p params) String() string { return strings.Join(slices.Sorted(maps.Keys(p)), ",") }

func (p params) Set(value string) error {
	k, v, ok := strings.Cut(value, "=")
	if !ok || k == "" {
		return fault.Errorf(fault.BadRequest, "%q is not k=v", value)
	}
	p[k] = v
	return nil
}

// limitFlags are those of `amora serve` that bound what peers may do.
func limitFlags(flags *flag.FlagSet, l *host.Limits) {
	flags.Int64Var(&l.RoomBytes, "max-bytes", 10_000_000_000, "`bytes` of a room, past which nothing more is taken in; 0: no bound")
	flags.Int64Var(&l.PerMinute, "max-rate", 60_000, "`messages` of a peer a minute, an open for 16, and as many at once; 0 is no bound")
	flags.Int64Var(&l.RoomCounters, "max-counters", quota.DefaultRoom,
		"`bytes` of a room's counters: 52 a device and partition, and its name")
	flags.Int64Var(&l.MemberCounters, "max-member-counters", quota.DefaultMember, "`bytes` of them that one member may bring")
}

// check refuses settings with which the relay would start, and then serve
// nobody.
func (f serveFlags) check() error {
	if _, _, err := net.SplitHostPort(f.listen); err != nil {
		return fault.Errorf(fault.BadRequest, "--listen %s: not HOST:PORT", f.listen).
			WithHint("such as 127.0.0.1:8787, :8787 or [::1]:8787; port 0 picks a free one")
	}
	for _, host := range f.publicHosts {
		if strings.ContainsAny(host, "/ *?#@") {
			return fault.Errorf(fault.BadRequest, "--public-host %s: not a host's name", host).
				WithHint("a name such as sync.example.org, with :PORT if clients dial one")
		}
	}
	for _, origin := range f.origins {
		_, host, found := strings.Cut(origin, "://")
		if !found {
			host = origin
		}
		if _, err := path.Match(origin, ""); err != nil || strings.Contains(host, "/") {
			return fault.Errorf(fault.BadRequest, "--origins %s: not a web origin", origin).
				WithHint("https://app.example.org, without a path or a slash at the end; * stands for a part of the name")
		}
	}
	if min(int64(f.maxSockets), f.maxRooms, f.maxTotalBytes, f.limits.RoomBytes, f.limits.PerMinute,
		f.limits.RoomCounters, f.limits.MemberCounters) < 0 {
		return fault.Errorf(fault.BadRequest, "a bound cannot be negative").WithHint("amora help serve")
	}
	return nil
}

// need checks that there are n arguments and that the flags were given.
func need(args []string, n int, flags *flag.FlagSet, names ...string) error {
	for _, name := range names {
		if flags.Lookup(name).Value.String() == "" {
			return fault.Errorf(fault.BadRequest, "--%s is missing", name).WithHint("amora help " + flags.Name())
		}
	}
	if len(args) != n {
		return fault.Errorf(fault.BadRequest, "%s takes %d arguments beside its flags, not %d", flags.Name(), n, len(args)).
			WithHint("amora help " + flags.Name())
	}
	return nil
}
