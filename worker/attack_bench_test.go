//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

// BenchmarkAttack: what others can make a relay do, on both hosts: the CPU time
// of each message before its sender has proved itself, and of the costliest
// messages of a member; what a member notices of a flood of strangers; and how
// long silent sockets keep others out. SECURITY.md has figures of it.
func BenchmarkAttack(b *testing.B) {
	for _, m := range []struct {
		name    string
		measure func(b *testing.B, relay *hosted)
	}{
		{"stranger", attackStrangers},
		{"member", attackMembers},
		{"flood-of-16", attackFlood},
		{"silent-1000", attackSilent},
	} {
		for _, h := range hosts {
			b.Run(m.name+"/"+h.name, func(b *testing.B) {
				c := relayConfig{maxSockets: 1000, env: []string{"AMORA_MAX_RATE=0"}}
				relay := launch(b, h.command(b, c.withDefaults(b)))
				relay.edge = h.name == "edge"
				m.measure(b, relay)
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// attackTimes is how often each message is sent: the kernel counts CPU time in
// hundredths of a second.
const attackTimes = 50

// processCPU is the CPU time that a relay's process has taken.
func processCPU(b testing.TB, relay *hosted) time.Duration {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", relay.cmd.Process.Pid))
	if err != nil {
		b.Fatal(err)
	}
	const user, system = 11, 12 // fields after the name, proc(5)
	fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
	var ticks [2]time.Duration
	for i, at := range []int{user, system} {
		if _, err := fmt.Sscan(fields[at], &ticks[i]); err != nil {
			b.Fatal(err)
		}
	}
	return (ticks[0] + ticks[1]) * 10 * time.Millisecond
}

// perUnit reports the CPU time of a relay for each of attackTimes runs of fn.
func perUnit(b *testing.B, relay *hosted, fn func(i int)) {
	b.Helper()
	before := processCPU(b, relay)
	for i := range attackTimes {
		fn(i)
	}
	b.ReportMetric(float64((processCPU(b, relay)-before).Microseconds())/1000/attackTimes, "ms-CPU")
	b.ReportMetric(0, "ns/op")
}

// attacked is a room with a member, its owner, and what strangers may say there.
func attacked(b *testing.B, relay *hosted) (owner *member, room string, attacks []coretest.Attack) {
	b.Helper()
	owner, room = newRoom(b)
	owner.sync(relay.ws)
	guest := owner.invited("full-facility", nil)
	guest.sync(relay.ws)
	attacks, err := coretest.Attacks(b.Context(), guest.Instance)
	owner.must(err)
	return owner, room, attacks
}

// attackStrangers: a socket for each message, as whoever attacks would have to.
// What the socket itself costs is printed first, and is in the other figures.
func attackStrangers(b *testing.B, relay *hosted) {
	_, room, attacks := attacked(b, relay)
	for _, a := range slices.Concat([]coretest.Attack{{Name: "a socket alone"}}, attacks) {
		b.Run(a.Name, func(b *testing.B) {
			perUnit(b, relay, func(int) { strike(b.Context(), relay, room, a.Message) })
		})
	}
}

// strike sends messages on a socket of their own, each after the answer to the
// one before, and stops when the relay has closed it.
func strike(ctx context.Context, relay *hosted, room string, messages ...[]byte) {
	c, err := dial(ctx, relay.ws+"/sync/"+room)
	if err != nil {
		return // no place, in a flood
	}
	defer c.Close(wire.CloseNormal, "")
	for _, m := range messages {
		if len(m) == 0 || c.Send(ctx, m) != nil {
			return
		}
		if _, err := c.Receive(ctx); err != nil {
			return
		}
	}
}

// attackMembers: transfers that are costly to open.
func attackMembers(b *testing.B, relay *hosted) {
	owner, room := newRoom(b)
	fillCounters(owner, room)
	owner.sync(relay.ws)
	var filter []string
	for i := range 100 {
		filter = append(filter, fmt.Sprintf("%s:user:%032x", room, i))
	}
	sub := map[string]any{}
	for i := range 38_000 {
		sub[fmt.Sprintf("%s:%d", room, i)] = map[string]any{}
	}
	many := sqldb.ToJSON(map[string]any{"super": map[string]any{}, "sub": sub})
	for _, m := range []struct {
		name   string
		filter []string
		fsic   json.RawMessage
	}{
		{"open", []string{room}, json.RawMessage(noCounters)},
		{"open of 100 prefixes among 7,000 counters", filter, json.RawMessage(noCounters)},
		{"open with 38,000 partitions", []string{room}, json.RawMessage(many)},
	} {
		b.Run(m.name, func(b *testing.B) {
			p := deafMembers(b, relay, owner, room, 1)[0]
			perUnit(b, relay, func(int) {
				id, err := owner.Engine().Identity().NewID()
				owner.must(err)
				open := wire.Open{Transfer: id, Push: true, Filter: m.filter, FSIC: m.fsic, Chunk: 1}
				owner.must(p.Say(b.Context(), wire.KindOpen, open, ""))
				answer, err := p.Hear(b.Context())
				if err != nil || answer.Kind != wire.KindOpened {
					b.Fatalf("%v %v", answer.Header, err)
				}
			})
		})
	}
}

// fillCounters gives a member records that 7,000 instances saved, in 700
// partitions.
func fillCounters(m *member, room string) {
	m.t.Helper()
	_, err := m.Exec(m.t.Context(), `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 6999)
INSERT INTO log (facility_id, user_id, content) SELECT ?1, format('%032x', i % 700), i FROM n`, room)
	m.must(err)
	m.must(m.DB().Update(m.t.Context(), func(tx sqldb.Tx) error {
		if _, err := m.Engine().Serialize(tx, []string{room}); err != nil {
			return err
		}
		return sqldb.ExecAll(tx,
			sqldb.Statement{SQL: `UPDATE morango_store
SET last_saved_instance = format('%032x', rowid), last_saved_counter = 7`},
			sqldb.Statement{SQL: `INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT partition, last_saved_instance, 7 FROM morango_store WHERE true ON CONFLICT DO NOTHING`})
	}))
}

// attackFlood: a member's pull with nothing to pull, alone and while sixteen
// strangers say hello without end, an honest one and one that costs more.
func attackFlood(b *testing.B, relay *hosted) {
	owner, room, attacks := attacked(b, relay)
	named := func(a coretest.Attack) bool { return a.Name == "a chain of long members" }
	honest, costly := attacks[0].Message, attacks[slices.IndexFunc(attacks, named)].Message
	alone := pullTime(b, owner, relay)
	ctx, stop := context.WithCancel(b.Context())
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for ctx.Err() == nil {
				strike(ctx, relay, room, honest, costly, honest, costly)
			}
		})
	}
	flooded := pullTime(b, owner, relay)
	stop()
	all.Wait()
	b.ReportMetric(float64(alone.Microseconds())/1000, "p50-ms-alone")
	b.ReportMetric(float64(flooded.Microseconds())/1000, "p50-ms-flooded")
	b.ReportMetric(float64(flooded)/float64(alone), "times")
}

// pullTime is how long a pull takes that brings nothing, in the middle.
func pullTime(b *testing.B, m *member, relay *hosted) time.Duration {
	b.Helper()
	var took []time.Duration
	for len(took) < 21 {
		start := time.Now()
		_, err := m.Sync(b.Context(), relay.ws, dial, client.Options{Pull: true})
		m.must(err)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return took[len(took)/2]
}

// attackSilent: from when somebody has opened a thousand sockets, and says
// nothing, until a member gets in.
func attackSilent(b *testing.B, relay *hosted) {
	owner, room := newRoom(b)
	owner.sync(relay.ws)
	var all sync.WaitGroup
	for n := range 16 {
		all.Go(func() {
			for range 1000 / 16 {
				_, _ = deafDial(b, n)(b.Context(), relay.ws+"/sync/"+room) // a part finds no place
			}
		})
	}
	all.Wait()
	start := time.Now()
	for {
		_, err := owner.Sync(b.Context(), relay.ws, dial, client.Options{Pull: true})
		if err == nil {
			break
		}
		if time.Since(start) > hosttest.WaitAtMost {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(time.Since(start).Milliseconds()), "ms-until-in")
}
