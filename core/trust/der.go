package trust

import (
	"bytes"
	"math/big"
)

// This file has just enough DER for RSA keys, by hand because of the size:
// encoding/asn1 makes the tab's program larger by 0.36 MB (0.08 MB gzip -9),
// crypto/x509 by 1.18 MB (0.31 MB), with Go 1.26.
const (
	derInteger     = 0x02
	derBitString   = 0x03
	derOctetString = 0x04
	derSequence    = 0x30
)

// rsaEncryption is the AlgorithmIdentifier {1.2.840.113549.1.1.1, NULL}
// without its tag and length.
var rsaEncryption = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00}

// derReader takes elements from the front of DER text. The first thing that
// is out of place, or not in its one shortest form, sets bad for good: read
// everything, then look once.
type derReader struct {
	rest []byte
	bad  bool
}

// next returns the contents of the next element, which must have this tag.
func (r *derReader) next(tag byte) []byte {
	if r.bad || len(r.rest) < 2 || r.rest[0] != tag {
		r.bad = true
		return nil
	}
	n, head := int(r.rest[1]), 2
	if n >= 0x80 {
		size := n - 0x80
		if size < 1 || size > 2 || len(r.rest) < 2+size || r.rest[2] == 0 {
			r.bad = true
			return nil
		}
		n, head = 0, 2+size
		for _, b := range r.rest[2:head] {
			n = n<<8 | int(b)
		}
		r.bad = n < 0x80
	}
	if r.bad || len(r.rest)-head < n {
		r.bad = true
		return nil
	}
	contents := r.rest[head : head+n]
	r.rest = r.rest[head+n:]
	return contents
}

// integer reads a positive integer; 0 where there is none.
func (r *derReader) integer() *big.Int {
	b := r.next(derInteger)
	if len(b) == 0 || b[0] >= 0x80 || b[0] == 0 && (len(b) == 1 || b[1] < 0x80) {
		r.bad = true
		return new(big.Int)
	}
	return new(big.Int).SetBytes(b)
}

// expect reads an element that must have exactly these contents.
func (r *derReader) expect(tag byte, contents []byte) {
	if !bytes.Equal(r.next(tag), contents) {
		r.bad = true
	}
}

// ok reports whether everything was in place and nothing is left.
func (r *derReader) ok() bool { return !r.bad && len(r.rest) == 0 }

// derElement is one element of at most 65,535 bytes.
func derElement(tag byte, contents []byte) []byte {
	n := len(contents)
	switch {
	case n < 0x80:
		return append([]byte{tag, byte(n)}, contents...)
	case n < 0x100:
		return append([]byte{tag, 0x81, byte(n)}, contents...)
	default:
		return append([]byte{tag, 0x82, byte(n >> 8), byte(n)}, contents...)
	}
}

// derIntegers is a SEQUENCE of non-negative integers.
func derIntegers(values ...*big.Int) []byte {
	var all []byte
	for _, v := range values {
		b := v.Bytes()
		if len(b) == 0 || b[0] >= 0x80 {
			b = append([]byte{0}, b...)
		}
		all = append(all, derElement(derInteger, b)...)
	}
	return derElement(derSequence, all)
}
