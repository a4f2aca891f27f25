package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// pclntab is Go's table of functions, as runtime/symtab.go reads it. The
// offsets are counted from its header.
type pclntab struct {
	table []byte // from the header to the end of the data
	count int    // functions

	names, units, files, values, functions int
}

// pclntabHeader is the start of the header: magic, padding, the size of an
// instruction and of a pointer.
var pclntabHeader = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Offsets in runtime._func, and sizes.
const (
	funcName      = 4
	funcSP        = 16
	funcFile      = 20
	funcLine      = 24
	funcPCData    = 28
	funcUnit      = 32
	funcStartLine = 36
	funcFixed     = 44
	funcEntrySize = 8
)

func findPclntab(m memory) (pclntab, error) {
	at := bytes.Index(m.bytes, pclntabHeader)
	if at < 0 || bytes.Contains(m.bytes[at+1:], pclntabHeader) {
		return pclntab{}, errors.New("the table of Go's functions is not there, or not the only one")
	}
	t := pclntab{table: m.bytes[at:]}
	if len(t.table) < 72 {
		return pclntab{}, errTruncated
	}
	word := func(n int) int { return int(binary.LittleEndian.Uint64(t.table[8*n:])) }
	t.count, t.names, t.units, t.files, t.values, t.functions = word(1), word(4), word(5), word(6), word(7), word(8)
	offsets := []int{72, t.names, t.units, t.files, t.values, t.functions, len(t.table) - funcEntrySize*t.count}
	if !slices.IsSorted(offsets) {
		return pclntab{}, fmt.Errorf("the table of Go's functions has its parts at %d", offsets)
	}
	return t, nil
}

// function returns the record of a function, runtime._func.
func (t pclntab) function(n int) []byte {
	offset := binary.LittleEndian.Uint32(t.table[t.functions+funcEntrySize*n+4:])
	return t.table[t.functions+int(offset):]
}

func (t pclntab) name(f []byte) string {
	name, _, _ := bytes.Cut(t.table[t.names+int(binary.LittleEndian.Uint32(f[funcName:])):t.units], []byte{0})
	return string(name)
}

// ownLines says whether a function keeps its lines: those of this project's.
func ownLines(function string) bool {
	return strings.HasPrefix(function, "main.") || strings.HasPrefix(function, "github.com/amora-sync/")
}

// dropLines takes the files and lines of functions out of which keep makes
// nothing. In a stack trace such a function has its name and "?:0", which
// runtime.funcline1 makes of an offset of 0.
func (t pclntab) dropLines(keep func(function string) bool) error {
	used := make([]bool, t.functions-t.values)
	for n := range t.count {
		f := t.function(n)
		if !keep(t.name(f)) {
			clear(f[funcFile:funcPCData])
			clear(f[funcUnit : funcFixed-4])
		}
		if err := t.mark(used, f); err != nil {
			return err
		}
	}
	for i, b := range used {
		if !b {
			t.table[t.values+i] = 0
		}
	}
	return nil
}

// mark notes which bytes of the table of values the function f needs.
func (t pclntab) mark(used []bool, f []byte) error {
	offsets := []int{funcSP, funcFile, funcLine}
	for n := range int(binary.LittleEndian.Uint32(f[funcPCData:])) {
		offsets = append(offsets, funcFixed+4*n)
	}
	for _, at := range offsets {
		offset := int(binary.LittleEndian.Uint32(f[at:]))
		if offset == 0 {
			continue // there is none
		}
		if offset >= len(used) {
			return errTruncated
		}
		end := offset + valuesLength(t.table[t.values+offset:t.functions])
		for i := offset; i < end; i++ {
			used[i] = true
		}
	}
	return nil
}

// valuesLength is the length of a list of values by program counter: pairs of
// varints up to a first of 0, which is no end at the very beginning.
func valuesLength(list []byte) int {
	at := 0
	for first := true; at < len(list); first = false {
		if list[at] == 0 && !first {
			return at + 1
		}
		for range 2 {
			_, size := binary.Uvarint(list[at:])
			at += max(size, 1)
		}
	}
	return at
}
