package sqlite3_wasm

// C has one stack for all goroutines, and its frames have to end in the reverse
// order in which they began. A callback may lose its turn, for example when the
// garbage collector makes it help. Therefore a goroutine that calls C while
// another one is in C waits until that one has returned.
//
// A call for the connection that C works for does not wait: go-sqlite3 lets a
// callback of that connection run on in another goroutine (iter.Pull), which
// hands back to the first. Goroutines that use one connection at the same time
// otherwise are a mistake, which end finds.
var (
	depth   int             // how many calls of C are under way, each but the first in a callback
	inside  caller          // whose the innermost is
	waiting []chan struct{} // goroutines that wait for their turn
)

// A caller is who calls C, and for which connection.
type caller struct {
	module    *Module
	goroutine uintptr
}

// goroutine identifies the goroutine that calls it.
func goroutine() uintptr

// enter begins a call of C. leave, which ends it, wants the result.
func enter(m *Module) (outer caller) {
	g := goroutine()
	for depth > 0 && inside.goroutine != g && inside.module != m {
		wait()
	}
	outer = inside
	inside = caller{m, g}
	depth++
	return outer
}

// leave ends a call of C. If a callback of that call has panicked, leave panics
// with the same value.
func leave(outer caller) {
	inside = outer
	depth--
	if depth == 0 {
		checkStack()
		wake()
	}
	if caught != nil && caughtAt > depth {
		p := caught
		caught = nil
		panic(p)
	}
}

// wait returns when nobody is in C any more, or was not a moment ago.
func wait() {
	turn := make(chan struct{})
	waiting = append(waiting, turn)
	<-turn
}

func wake() {
	for _, turn := range waiting {
		close(turn)
	}
	waiting = waiting[:0]
}
