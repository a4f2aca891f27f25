package tests

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// Goroutines with connections of their own take turns, whatever their callbacks
// do: allocate until the garbage collector wants their help, yield, grow the
// stack.
func TestGoroutines(t *testing.T) {
	const calls = 20_000
	done := make(chan error)
	for range 4 {
		go func() { done <- busy(calls) }()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// busy runs a statement with so many callbacks.
func busy(calls int) error {
	c, err := sqlite3.Open(":memory:")
	if err != nil {
		return err
	}
	defer c.Close()
	var keep [64][]byte
	n := 0
	if err := c.CreateFunction("busy", 1, 0, func(ctx sqlite3.Context, arg ...sqlite3.Value) {
		n++
		keep[n%len(keep)] = make([]byte, 10_000+n%50_000)
		if n%500 == 0 {
			runtime.GC()
		}
		if n%100 == 0 {
			runtime.Gosched()
		}
		ctx.ResultInt(deep(n % 2000))
	}); err != nil {
		return err
	}
	if err := c.Exec(series("busy", fmt.Sprint(calls))); err != nil {
		return err
	}
	if n != calls {
		return fmt.Errorf("%d calls of %d", n, calls)
	}
	return nil
}

// deep uses some of Go's stack, so that it is moved.
//
//go:noinline
func deep(n int) int {
	var pad [64]byte
	if n == 0 {
		return int(pad[0])
	}
	pad[n%64] = 1
	return deep(n-1) + int(pad[n%64])
}

// A callback may use another connection: it is the same goroutine that is in C.
func TestOtherConnection(t *testing.T) {
	c, other := open(t), open(t)
	exec(t, other, "CREATE TABLE seen (n)")
	create(t, c, "note", func(n int) int {
		exec(t, other, fmt.Sprintf("INSERT INTO seen VALUES (%d)", n))
		return n
	})
	if sum := query(t, c, series("note", "100")); sum != "5050" {
		t.Errorf("the sum is %s", sum)
	}
	if sum := query(t, other, "SELECT sum(n) FROM seen"); sum != "5050" {
		t.Errorf("the sum noted is %s", sum)
	}
}

// Small results go through memory of the connection's own: another goroutine
// that begins such a call in between does not disturb them.
func TestStatus(t *testing.T) {
	c, other := open(t), open(t)
	done := make(chan bool)
	go func() {
		for range 100 {
			_, _, _ = other.Status(sqlite3.DBSTATUS_CACHE_USED, false)
			runtime.Gosched()
		}
		close(done)
	}()
	create(t, c, "yield", func(n int) int {
		runtime.Gosched()
		if used, _, err := c.Status(sqlite3.DBSTATUS_CACHE_USED, false); err != nil || used < 0 || used > 1<<20 {
			t.Errorf("%d bytes of cache, %v", used, err)
		}
		return n
	})
	exec(t, c, series("yield", "100"))
	<-done
}
