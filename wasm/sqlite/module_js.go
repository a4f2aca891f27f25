// Package sqlite3_wasm stands in for the module of the same path in builds for
// GOOS=js. The original is SQLite translated to Go. Here SQLite's C, compiled
// to WebAssembly, is a second module that the browser runs beside Go's, in the
// same memory. README.md explains how the two work together.
package sqlite3_wasm

import "unsafe"

// Memory is what go-sqlite3 gives a connection to keep its memory in.
type Memory = interface {
	Slice() *[]byte
	Grow(delta, max int64) int64
}

// Module is SQLite as one connection sees it. All connections of a program
// share one SQLite and its heap.
type Module struct {
	env   Xenv
	table []any

	// scratch is where go-sqlite3 puts results of calls that return several.
	// It takes some bytes from the end and gives them back in reverse order.
	// Each connection has its own, because goroutines with other connections
	// may run between the two.
	scratch    [4 << 10]byte
	scratchTop int32
}

// New returns the module of a new connection. env's memory becomes all of the
// memory of the program: SQLite's pointers are addresses in it.
func New(env Xenv) *Module {
	m := &Module{env: env}
	m.scratchTop = address(&m.scratch) + int32(len(m.scratch))
	*(*slice)(unsafe.Pointer(env.Xmemory().Slice())) = slice{length: 1 << 32, capacity: 1 << 32}
	return m
}

// A slice is what the runtime makes of one. unsafe.Slice makes none at 0.
type slice struct {
	data             uintptr
	length, capacity int
}

// address returns a pointer as C knows it.
func address[T any](p *T) int32 { return int32(uintptr(unsafe.Pointer(p))) }

// at returns a pointer of C's.
func at[T any](p int32) *T {
	address := uintptr(uint32(p))
	return *(**T)(unsafe.Pointer(&address))
}

// X__stack_pointer is the end of the free part of the scratch memory.
func (m *Module) X__stack_pointer() *int32 { return &m.scratchTop }

// X__indirect_function_table is where extensions that were translated to Go
// would add their functions. This SQLite cannot call those.
func (m *Module) X__indirect_function_table() *[]any { return &m.table }

// X_initialize starts SQLite, unless another connection has done so.
func (m *Module) X_initialize() {
	outer := enter(m)
	defer leave(outer)
	if stack == nil {
		allocate()
		c_sqlite3_start()
	}
}
