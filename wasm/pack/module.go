package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// The sections of a WebAssembly module that this program reads, by their ids.
const (
	sectionCustom = 0
	sectionImport = 2
	sectionCode   = 10
	sectionData   = 11
	sectionCount  = 12
)

var header = []byte("\x00asm\x01\x00\x00\x00")

var errTruncated = errors.New("the module ends in the middle of something")

// section is one section of a module, without its id and length.
type section struct {
	id   byte
	body []byte
}

// parseModule reads the sections of a module, in their order.
func parseModule(module []byte) ([]section, error) {
	rest, ok := bytes.CutPrefix(module, header)
	if !ok {
		return nil, errors.New("this is no WebAssembly module of version 1")
	}
	var sections []section
	r := reader{rest: rest}
	for len(r.rest) > 0 && r.err == nil {
		id := r.byte()
		sections = append(sections, section{id: id, body: r.take(r.uint())})
	}
	return sections, r.err
}

// encodeModule is the inverse of parseModule.
func encodeModule(sections []section) []byte {
	module := bytes.Clone(header)
	for _, s := range sections {
		module = append(module, s.id)
		module = binary.AppendUvarint(module, uint64(len(s.body)))
		module = append(module, s.body...)
	}
	return module
}

// reader reads from the start of rest. After an error it returns zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.rest = nil
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.fail(errTruncated)
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// expect reads one byte that can have one value only.
func (r *reader) expect(what string, b byte) {
	if got := r.byte(); got != b && r.err == nil {
		r.fail(fmt.Errorf("%s is %#x instead of %#x", what, got, b))
	}
}

// uint reads an unsigned LEB128 number, which fits 32 bits everywhere in a
// module.
func (r *reader) uint() int {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || n > 1<<32-1 {
		r.fail(errTruncated)
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

// int32 reads a signed LEB128 number of 32 bits.
func (r *reader) int32() int32 {
	var n int64
	for shift := 0; shift < 35; shift += 7 {
		b := r.byte()
		n |= int64(b&0x7f) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return int32(n)
		}
	}
	r.fail(errors.New("a number has more than 32 bits"))
	return 0
}

func (r *reader) name() string { return string(r.take(r.uint())) }

// appendInt32 appends n as signed LEB128.
func appendInt32(to []byte, n int32) []byte {
	for {
		b := byte(n & 0x7f)
		n >>= 7
		if n == 0 && b&0x40 == 0 || n == -1 && b&0x40 != 0 {
			return append(to, b)
		}
		to = append(to, b|0x80)
	}
}
