package idbvfs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/amora-sync/amora/wasm/vfstest"
)

// The writer and its killer agree on these, of the environment.
const (
	killDB         = "AMORA_KILL_DB"         // the database to write to
	killDurability = "AMORA_KILL_DURABILITY" // how
)

// TestKilled ends a worker at any moment of its writing. What it had been told
// was stored is there, and nothing of a commit is there without the rest.
func TestKilled(t *testing.T) {
	newName(t)
	for seed := range vfstest.KillSeeds(t, 6) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			name := newName(t)
			random := rand.New(rand.NewPCG(seed, 0))
			durability := []Durability{Strict, Relaxed}[seed%2]
			var told int
			for range 3 {
				env := map[string]any{killDB: name, killDurability: string(durability)}
				told = max(told, vfstest.WriteAndKill(t, env, 1+random.IntN(30), 5*time.Millisecond, random))
				d := open(t, name, Options{})
				d.WantCommits(t, told)
				d.close(t)
			}
		})
	}
}

// TestWriter is what TestKilled kills.
func TestWriter(t *testing.T) {
	name := os.Getenv(killDB)
	if name == "" {
		t.Skip("it is part of TestKilled")
	}
	d := open(t, name, Options{Durability: Durability(os.Getenv(killDurability)), BlockSize: 8192})
	vfstest.Write(t, d.DB, 200)
}
