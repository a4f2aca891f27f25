package chaos_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/wire"
)

// TestPropertiesGone is TestPropertiesCopies with relays that go away in the
// middle of a pull, after part of it was shown. Some come back, others never do.
// What any device shows, or any relay holds that is left, is on every device in
// the end.
func TestPropertiesGone(t *testing.T) {
	eachSeed(t, 25, func(t *testing.T, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 11))
		g := &gone{copies: newCopiesEither(t, rng, 2+rng.IntN(2), 2+rng.IntN(3))}
		g.run()
	})
}

// gone is a network whose relays go away.
type gone struct {
	*copies
	away []*place
}

// run plays a seed through.
func (g *gone) run() {
	for range 20 + g.rng.IntN(60) {
		g.step()
	}
	g.later()
	g.settle()
	g.check()
}

// step lets one thing happen.
func (g *gone) step() {
	switch r := g.rng.IntN(100); {
	case r < 10:
		if len(g.places) > 1 {
			g.goAway()
		}
	case r < 20:
		g.bring(pick(g.rng, g.devices...), pick(g.rng, g.places...))
	case r < 25:
		if len(g.away) > 0 {
			g.comeBack()
		}
	case r < 28:
		g.later()
	default:
		g.copies.step()
	}
}

// bring has a device bring a relay several values at once, so that there is
// something that a pull can be cut in.
func (g *gone) bring(d *copyOf, p *place) {
	for range 3 + g.rng.IntN(6) {
		g.insert(d)
		g.edit(d, g.shared...)
	}
	result, err := g.try(d, p, client.Options{})
	g.logf("%s: brings %s %d records%s", d.name, p.name, result.Pushed, outcome(err))
	g.must(err)
}

// goAway cuts pulls of a relay after some chunks, and takes the relay away with
// what nobody else has. A device may be lost with it.
func (g *gone) goAway() {
	i := g.rng.IntN(len(g.places))
	p, lost := g.places[i], -1
	if len(g.devices) > 2 && g.rng.IntN(2) == 0 {
		lost = g.rng.IntN(len(g.devices))
		g.bring(g.devices[lost], p)
	}
	for n, d := range g.devices {
		if n != lost && g.rng.IntN(2) == 0 {
			g.cutPull(d, p)
		}
	}
	g.logf("%s: is gone", p.name)
	g.places = slices.Delete(slices.Clone(g.places), i, i+1)
	g.away = append(g.away, p)
	if lost >= 0 {
		g.logf("%s: is lost", g.devices[lost].name)
		g.devices = slices.Delete(slices.Clone(g.devices), lost, lost+1)
	}
	g.forget()
}

// cutPull pulls record by record, shows the first, and loses the connection after
// some.
func (g *gone) cutPull(d *copyOf, p *place) {
	left := 1 + g.rng.IntN(6)
	p.Lose = func(fromClient bool, msg []byte) bool {
		if fromClient && wire.Kind(msg[0]) == wire.KindAck {
			left--
		}
		return left < 0
	}
	_, err := d.Instance.Sync(g.t.Context(), "ws://"+p.name, p.Dial, client.Options{Pull: true, ChunkSize: 1})
	p.Lose = nil
	g.logf("%s: a pull from %s that is cut, %s shown%s", d.name, p.name,
		d.Rows("SELECT count(*) FROM amora_arrived"), outcome(err))
	if code := fault.CodeOf(err); code != "" && code != fault.Unavailable {
		g.must(err)
	}
}

func (g *gone) comeBack() {
	i := g.rng.IntN(len(g.away))
	g.logf("%s: is back", g.away[i].name)
	g.places = append(g.places, g.away[i])
	g.away = slices.Delete(g.away, i, i+1)
}

// later lets so much time pass for the devices that no relay goes on with what
// they have under way.
func (g *gone) later() {
	g.ahead += idle.Age + time.Minute
	g.logf("hours later")
}
