package chaos_test

import (
	"fmt"
	"github.com/amora-sync/amora/core/coretest"
	"os"
	"runtime"
	"testing"
	"testing/cryptotest"
	"testing/synctest"

	"github.com/amora-sync/amora/core/trust"
)

// TestProperties runs simulated networks, each from a seed of its own, and
// holds what happens against what must be true whatever happens (see oracle).
func TestProperties(t *testing.T) {
	keys := chaosKeys(t)
	coretest.EachSeed(t, 25, func(t *testing.T, seed uint64) { runSeed(t, seed, keys) })
}

// failedOnce are seeds that have met what nobody had thought of.
var failedOnce = []uint64{162, 221, 373, 435, 729}

func TestPropertiesFailedOnce(t *testing.T) {
	keys := chaosKeys(t)
	for _, seed := range failedOnce {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) { runSeed(t, seed, keys) })
	}
}

// runSeed runs one simulated network. AMORA_SEED=17 with -v shows its trace.
func runSeed(t *testing.T, seed uint64, keys []string) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, seed, keys)
		defer w.end()
		w.run()
		if os.Getenv("AMORA_SEED") != "" {
			t.Log("\n" + tail(w.trace, len(w.trace)))
		}
		w.report()
	})
}

// TestPropertiesRepeat: a seed is the same each time, else it proves little.
func TestPropertiesRepeat(t *testing.T) {
	slowHere(t)
	keys := chaosKeys(t)
	for _, seed := range []uint64{3, 4} { // a mesh and a star
		var traces [2]string
		for i := range traces {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, seed, keys)
				defer w.end()
				w.run()
				traces[i] = tail(w.trace, len(w.trace))
			})
		}
		if traces[0] != traces[1] {
			t.Errorf("seed %d: once\n%s\nthen\n%s", seed, traces[0], traces[1])
		}
	}
}

// slowHere skips what says nothing about wasm and takes minutes there.
func slowHere(t *testing.T) {
	if runtime.GOARCH == "wasm" {
		t.Skip("tests the test: done natively")
	}
}

// run plays a seed through, up to the first violation.
func (w *world) run() {
	start, step, settle := newStar, (*world).starStep, (*world).settleStar
	if w.seed%3 == 0 {
		start, step, settle = newMesh, (*world).meshStep, (*world).settleMesh
	}
	start(w)
	for range 100 + w.rng.IntN(200) {
		if step(w); w.purges && w.rng.IntN(8) == 0 {
			w.purge(pick(w.rng, w.nodes...))
		}
		if len(w.broken) > 0 {
			return
		}
	}
	settle(w)
}

// end stops what is still under way.
func (w *world) end() {
	w.calm++
	for _, tk := range w.tasks {
		w.sever(tk)
	}
}

// report fails the test if a property did not hold.
func (w *world) report() {
	if len(w.broken) > 0 {
		w.t.Errorf("seed %d: %s\n\n%s\n\nAMORA_SEED=%d go test ./core -run TestProperties -v", w.seed, w.broken[0], tail(w.trace, 80), w.seed)
	}
}

// chaosKeys makes the private keys of all simulations, the same each time. It
// returns those of a world. The others are keys of the relays of copies: no
// certificate has them.
func chaosKeys(t *testing.T) []string {
	for len(madeKeys) < 2*worldKeys {
		cryptotest.SetGlobalRandom(t, uint64(len(madeKeys)))
		key, err := trust.GenerateKey()
		if err != nil {
			t.Fatal(err)
		}
		madeKeys = append(madeKeys, key)
	}
	return madeKeys[:worldKeys]
}

const worldKeys = 4

var madeKeys []string
