package coretest

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// EachSeed runs a property test on its usual number of seeds, each as a
// subtest. The environment names others:
//
//	AMORA_SEED=17       that one
//	AMORA_SEEDS=1000    so many
//	AMORA_SOAK=30       others than last time, for so many minutes
func EachSeed(t *testing.T, usual int, run func(t *testing.T, seed uint64)) {
	if n, err := strconv.ParseUint(os.Getenv("AMORA_SEED"), 10, 64); err == nil {
		runSeeds(t, n, 1, run)
		return
	}
	count := Seeds(usual)
	soak := os.Getenv("AMORA_SOAK")
	if soak == "" {
		runSeeds(t, 1, count, run)
		return
	}
	d, err := time.ParseDuration(strings.TrimRight(soak, "m") + "m")
	if err != nil {
		t.Fatal(err)
	}
	first := uint64(time.Now().Unix()) * 1000
	from := first
	for deadline := time.Now().Add(d); !t.Failed() && time.Now().Before(deadline); from += count {
		runSeeds(t, from, count, run)
	}
	t.Logf("seeds %d to %d", first, from-1)
}

// runSeeds waits for all of them, as they may run in parallel.
func runSeeds(t *testing.T, from, count uint64, run func(t *testing.T, seed uint64)) {
	t.Run("seeds", func(t *testing.T) {
		for seed := from; seed < from+count; seed++ {
			t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) { run(t, seed) })
		}
	})
}

// Seeds is how many seeds a property test runs.
func Seeds(usual int) uint64 {
	if n, err := strconv.Atoi(os.Getenv("AMORA_SEEDS")); err == nil {
		return uint64(n)
	}
	if runtime.GOARCH == "wasm" {
		usual = max(1, usual/12) // at a tenth of the speed
	}
	return uint64(usual)
}
