package sqlite3_wasm

// SQLite's limits on the depth of expressions, triggers and JSON are for stacks
// of 8 MiB or less; with the frames of clang's code the deepest statements take
// some 150 KiB.
const (
	stackSize = 512 << 10
	redZone   = 8 << 10
	alignment = 16 // of the stack and of what lies behind it
)

// stack is C's stack, with C's static data behind it. It grows downwards, and
// its first bytes are a red zone: whatever overflows the stack writes there
// before it writes into Go's heap.
var stack []byte

// cStaticSize returns how much memory SQLite's static data take.
//
//go:wasmimport sqlite3 static_size
func cStaticSize() int32

// allocate gives C its memory, and instantiates SQLite there.
func allocate() {
	stack = make([]byte, redZone+stackSize+int(cStaticSize())+alignment)
	for i := range redZone {
		stack[i] = canary(i)
	}
	top := (address(&stack[redZone]) + stackSize + alignment - 1) &^ (alignment - 1)
	cInstantiate(top, top, address(&callbacks))
}

// canary varies with the place: no value that SQLite stores looks like that.
func canary(i int) byte { return byte(0xa5 ^ i>>9) }

// checkStack stops the program if C has left its stack. It looks at a few bytes
// of the red zone, because it runs in each callback and after each call of C.
func checkStack() {
	for i := 0; i < redZone; i += 512 {
		if stack[i] != canary(i) {
			stop(stackOverflow)
		}
	}
}
