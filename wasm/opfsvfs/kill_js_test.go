package opfsvfs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/amora-sync/amora/wasm/idbvfs"
	"github.com/amora-sync/amora/wasm/vfstest"
)

// The writer and its killer agree on these, of the environment.
const (
	killDB    = "AMORA_KILL_DB"    // the database to write to
	killPlace = "AMORA_KILL_PLACE" // where it is to lie
)

// TestKilled ends a worker at any moment, while it moves the database to the
// file or back, or writes. What it had been told was stored is there, and
// nothing of a commit is there without the rest.
func TestKilled(t *testing.T) {
	newName(t)
	for seed := range vfstest.KillSeeds(t, 3) {
		t.Run(fmt.Sprintf("seed=%d", seed), func(t *testing.T) {
			name := newName(t)
			random := rand.New(rand.NewPCG(seed, 0))
			var told int
			for round := range 6 {
				place := []string{"file", "blocks"}[random.IntN(2)]
				times, within := 1, 100*time.Millisecond // it has begun to open the database
				if round%2 != 0 {
					times, within = 2+random.IntN(40), 5*time.Millisecond
				}
				env := map[string]any{killDB: name, killPlace: place}
				told = max(told, vfstest.WriteAndKill(t, env, times, within, random))
				d := openAt(t, name, []string{"file", "blocks"}[random.IntN(2)])
				d.WantCommits(t, told)
				d.close(t)
			}
		})
	}
}

func openAt(t testing.TB, name, place string) *database {
	if place == "file" {
		return open(t, name, idbvfs.Strict)
	}
	return openBlocks(t, name)
}

// TestWriter is what TestKilled kills.
func TestWriter(t *testing.T) {
	name := os.Getenv(killDB)
	if name == "" {
		t.Skip("it is part of TestKilled")
	}
	vfstest.Tell(0) // it begins
	vfstest.Write(t, openAt(t, name, os.Getenv(killPlace)).DB, 2000)
}
