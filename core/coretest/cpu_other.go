//go:build !linux

package coretest

import (
	"testing"
	"time"
)

// CPUOf runs fn. What the processor spends on it is measured on Linux only.
func CPUOf(_ testing.TB, fn func()) time.Duration {
	fn()
	return 0
}
