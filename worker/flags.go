//go:build !js

package main

import (
	"flag"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core"
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
		return core.Errorf(core.CodeBadRequest, "%q is not k=v", value)
	}
	p[k] = v
	return nil
}

// flags are those of `amora serve` that bound what peers may do.
func (l *limits) flags(flags *flag.FlagSet) {
	flags.Int64Var(&l.roomBytes, "max-bytes", 10_000_000_000, "`bytes` of a room, past which nothing more is taken in; 0: no bound")
	flags.Int64Var(&l.perMinute, "max-rate", 60_000, "`messages` of a peer a minute, after a burst of as many; 0 is no bound")
	flags.Int64Var(&l.roomCounters, "max-counters", core.DefaultRoomCounters,
		"`bytes` of a room's counters: 52 a device and partition, and its name")
	flags.Int64Var(&l.memberCounters, "max-member-counters", core.DefaultMemberCounters, "`bytes` of them that one member may bring")
}

// need checks that there are n arguments and that the flags were given.
func need(args []string, n int, flags *flag.FlagSet, names ...string) error {
	for _, name := range names {
		if flags.Lookup(name).Value.String() == "" {
			return core.Errorf(core.CodeBadRequest, "--%s is missing", name).WithHint("amora help " + flags.Name())
		}
	}
	if len(args) != n {
		return core.Errorf(core.CodeBadRequest, "%s takes %d arguments beside its flags, not %d", flags.Name(), n, len(args)).
			WithHint("amora help " + flags.Name())
	}
	return nil
}
