package main

import (
	"encoding/binary"
	"slices"
)

// forwardsModule is the module that Go imports SQLite from. SQLite imports from
// Go, so it cannot be instantiated first; each forward calls its entry of a
// table, which is filled later.
func forwardsModule(functions []function) []byte {
	var m module
	m.imports = append(m.imports, imported("e", "t", append([]byte{0x01, 0x70, 0x00}, leb(len(functions))...)))
	for i, f := range functions {
		body := pass(f)
		body = append(body, i32Const)
		body = append(body, signed(i)...)
		body = append(body, callIndirect)
		body = append(body, leb(m.typeOf(f))...)
		body = append(body, 0, end)
		m.define(f, 0, body)
	}
	return m.encode(0)
}

// callbacksModule is the module that SQLite imports Go's callbacks from. Go
// counts at an address (global 0) the callbacks that have begun and not ended.
// If the count has changed when a callback returns, the callback has not ended:
// Go waits for an event, and what came back is no result. Then C must not go on.
func callbacksModule(callbacks []function) []byte {
	var m module
	m.imports = append(m.imports,
		imported("e", "memory", []byte{0x02, 0x00, 0x00}),
		imported("e", "count", []byte{0x03, 0x7f, 0x00}))
	for _, f := range callbacks {
		m.imports = append(m.imports, imported("go", f.Name, append([]byte{0x00}, leb(m.typeOf(f))...)))
	}
	m.imports = append(m.imports, imported("e", "waited", append([]byte{0x00}, leb(m.typeOf(function{}))...)))
	count := []byte{globalGet, 0, i32Load, 2, 0}
	for i, f := range callbacks {
		before := leb(len(f.Params))
		body := slices.Concat(count, []byte{localSet}, before)
		body = slices.Concat(body, pass(f), []byte{call}, leb(i))
		body = slices.Concat(body, count, []byte{localGet}, before, []byte{i32NotEqual})
		body = slices.Concat(body, []byte{ifVoid, 0x40, call}, leb(len(callbacks)), []byte{end, end})
		m.define(f, 1, body)
	}
	return m.encode(len(callbacks) + 1)
}

// Opcodes: https://webassembly.github.io/spec/core/binary/instructions.html
const (
	ifVoid       = 0x04
	end          = 0x0b
	call         = 0x10
	callIndirect = 0x11
	localGet     = 0x20
	localSet     = 0x21
	globalGet    = 0x23
	i32Load      = 0x28
	i32Const     = 0x41
	i32NotEqual  = 0x47
)

// A module is WebAssembly in the making: functions that are exported by name.
type module struct {
	types, imports, functions, exports, bodies [][]byte

	names []string
}

// define adds a function with so many locals of 32 bits, and exports it.
func (m *module) define(f function, locals int, body []byte) {
	declared := []byte{0}
	if locals > 0 {
		declared = append([]byte{1}, append(leb(locals), 0x7f)...)
	}
	body = append(declared, body...)
	m.functions = append(m.functions, leb(m.typeOf(f)))
	m.bodies = append(m.bodies, append(leb(len(body)), body...))
	m.names = append(m.names, f.Name)
}

// encode puts the module together; imported is how many functions it imports.
func (m *module) encode(imported int) []byte {
	for i, name := range m.names {
		m.exports = append(m.exports, append(text(name), append([]byte{0x00}, leb(imported+i)...)...))
	}
	all := []byte("\x00asm\x01\x00\x00\x00")
	for _, s := range []struct {
		id    byte
		items [][]byte
	}{{1, m.types}, {2, m.imports}, {3, m.functions}, {7, m.exports}, {10, m.bodies}} {
		content := append(leb(len(s.items)), slices.Concat(s.items...)...)
		all = slices.Concat(all, []byte{s.id}, leb(len(content)), content)
	}
	return all
}

// typeOf returns the index of a function's type, which it adds if it is new.
func (m *module) typeOf(f function) int {
	t := append([]byte{0x60}, valueTypes(f.Params)...)
	t = append(t, valueTypes(f.Results)...)
	at := slices.IndexFunc(m.types, func(known []byte) bool { return slices.Equal(known, t) })
	if at < 0 {
		at = len(m.types)
		m.types = append(m.types, t)
	}
	return at
}

func valueTypes(types []string) []byte {
	list := leb(len(types))
	for _, t := range types {
		list = append(list, map[string]byte{"int32": 0x7f, "int64": 0x7e, "float32": 0x7d, "float64": 0x7c}[t])
	}
	return list
}

// pass puts the function's parameters on the stack.
func pass(f function) (code []byte) {
	for i := range f.Params {
		code = append(append(code, localGet), leb(i)...)
	}
	return code
}

func imported(from, name string, description []byte) []byte {
	return slices.Concat(text(from), text(name), description)
}

// section is a custom section.
func section(name string, content []byte) []byte {
	content = append(text(name), content...)
	return slices.Concat([]byte{0}, leb(len(content)), content)
}

func text(s string) []byte { return append(leb(len(s)), s...) }

func leb(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }

// signed encodes a number that is not negative as a signed one.
func signed(n int) []byte {
	code := leb(n)
	if last := len(code) - 1; code[last]&0x40 != 0 {
		code[last] |= 0x80
		code = append(code, 0)
	}
	return code
}
