//go:build !linux

package core_test

import (
	"testing"
	"time"
)

// cpuOf runs fn. What the processor spends on it is measured on Linux only.
func cpuOf(_ testing.TB, fn func()) time.Duration {
	fn()
	return 0
}
