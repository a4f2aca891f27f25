package tests

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

// TestGuard does what must end the program. TestGuards runs it, in processes of
// their own.
func TestGuard(t *testing.T) {
	if os.Getenv("AMORA_GUARD") == "" {
		t.Skip("TestGuards runs this")
	}
	c := open(t)
	for name, fn := range map[string]func(int) int{
		"waits":   func(n int) int { time.Sleep(time.Millisecond); return n },
		"hangs":   func(int) int { select {} },
		"exits":   func(int) int { runtime.Goexit(); return 0 },
		"recurse": func(n int) int { return len(query(t, c, fmt.Sprintf("SELECT recurse(%d)", n+1))) },
	} {
		t.Run(name, func(t *testing.T) {
			create(t, c, name, fn)
			exec(t, c, "SELECT "+name+"(1)")
		})
	}
	t.Run("shares", func(t *testing.T) {
		back := make(chan bool)
		create(t, c, "first", func(n int) int {
			go func() {
				_ = c.Exec("SELECT second(1)")
				back <- true
			}()
			<-back
			return n
		})
		create(t, c, "second", func(n int) int {
			back <- true // C's frames of first end below those of this
			<-back
			return n
		})
		exec(t, c, "SELECT first(1)")
	})
}
