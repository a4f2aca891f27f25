package counter

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Also where hardly any id is above the one before, the new one is.
func TestInstanceIsAboveTheOneBefore(t *testing.T) {
	for _, before := range []string{"0", "7", "f", "ff", "ffe", "fff"} {
		before += strings.Repeat("0", 32-len(before))
		for seed := range byte(20) {
			i := &Identity{rand: rand.NewChaCha8([32]byte{seed})}
			if id, err := i.writerAbove(before); err != nil || id <= before || len(id) != 32 {
				t.Errorf("seed %d: the writer %s after %s: %v", seed, id, before, err)
			}
			if id, err := i.databaseAbove(before); err != nil || instanceOf(id) <= before {
				t.Errorf("seed %d: the instance %s after %s: %v", seed, instanceOf(id), before, err)
			}
		}
	}
}

func TestManyWritersAboveOneAnother(t *testing.T) {
	i := &Identity{rand: rand.NewChaCha8([32]byte{})}
	id := strings.Repeat("8", 32)
	for n := range 2000 {
		next, err := i.writerAbove(id)
		if err != nil || next <= id {
			t.Fatalf("%d: %s after %s: %v", n, next, id, err)
		}
		id = next
	}
}
