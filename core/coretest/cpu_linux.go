package coretest

import (
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// CPUOf is the time that the processor spends on this goroutine in fn. Garbage is
// collected before, not meanwhile: whoever allocates has to help a collection
// that is under way, and would be charged for what others have left behind.
func CPUOf(t testing.TB, fn func()) time.Duration {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	spent := func() time.Duration {
		const thread = 3 // CLOCK_THREAD_CPUTIME_ID, clock_gettime(2)
		var at syscall.Timespec
		if _, _, failed := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, thread, uintptr(unsafe.Pointer(&at)), 0); failed != 0 {
			t.Skip(failed)
		}
		return time.Duration(at.Nano())
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	runtime.GC()
	before := spent()
	fn()
	return spent() - before
}
