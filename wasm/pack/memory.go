package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
)

// memory is what a module's data section writes to its memory: bytes from
// address low on. All other bytes are zero.
type memory struct {
	low   int
	bytes []byte
}

const (
	opEnd      = 0x0b
	opI32Const = 0x41
)

// maxMemory bounds the addresses of data, because memory has them all.
const maxMemory = 1 << 28

// segment is one run of bytes in a data section.
type segment struct {
	address int
	data    []byte
}

// parseData reads a data section of active segments, in any order.
func parseData(body []byte) (memory, error) {
	r := reader{rest: body}
	var segments []segment
	for count := r.uint(); count > 0 && r.err == nil; count-- {
		r.expect("the kind of a data segment", 0)
		r.expect("the opcode of an address", opI32Const)
		address := int(uint32(r.int32()))
		r.expect("the end of an address", opEnd)
		segments = append(segments, segment{address, r.take(r.uint())})
	}
	if r.err != nil || len(segments) == 0 {
		return memory{}, r.err
	}
	slices.SortFunc(segments, func(a, b segment) int { return cmp.Compare(a.address, b.address) })
	m := memory{low: segments[0].address}
	for _, s := range segments {
		skipped := s.address - m.low - len(m.bytes)
		if skipped < 0 || s.address > maxMemory {
			return m, fmt.Errorf("the data segment at %d overlaps another or is too far", s.address)
		}
		m.bytes = append(append(m.bytes, make([]byte, skipped)...), s.data...)
	}
	return m, nil
}

// gap is how many zeros end a segment. Go's linker splits at 8 and makes
// 100,000 segments, whose addresses a compressor cannot foresee; zeros cost
// nothing.
const gap = 4096

// encodeData is the inverse of parseData.
func encodeData(m memory) []byte {
	var segments []byte
	count := 0
	for from := 0; ; {
		from += zeros(m.bytes[from:])
		if from == len(m.bytes) {
			break
		}
		to := segmentEnd(m.bytes, from)
		segments = append(segments, 0, opI32Const)
		segments = appendInt32(segments, int32(m.low+from))
		segments = append(segments, opEnd)
		segments = binary.AppendUvarint(segments, uint64(to-from))
		segments = append(segments, m.bytes[from:to]...)
		count++
		from = to
	}
	return append(binary.AppendUvarint(nil, uint64(count)), segments...)
}

// segmentEnd returns where the segment that begins at from ends: before so many
// zeros as gap says, or before those at the end.
func segmentEnd(data []byte, from int) int {
	for at := from; ; {
		for at < len(data) && data[at] != 0 {
			at++
		}
		run := zeros(data[at:])
		if run >= gap || at+run == len(data) {
			return at
		}
		at += run
	}
}

func zeros(data []byte) int {
	n := 0
	for n < len(data) && data[n] == 0 {
		n++
	}
	return n
}
