// Package der has just enough DER for RSA keys, by hand because of the size:
// encoding/asn1 makes the tab's program larger by 0.36 MB (0.08 MB gzip -9),
// crypto/x509 by 1.18 MB (0.31 MB), with Go 1.26. It imports nothing of core.
package der

import (
	"bytes"
	"math/big"
)

// The tags of elements.
const (
	TagInteger     = 0x02
	TagBitString   = 0x03
	TagOctetString = 0x04
	TagSequence    = 0x30
)

// RSAEncryption is the AlgorithmIdentifier {1.2.840.113549.1.1.1, NULL}
// without its tag and length.
var RSAEncryption = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00}

// Reader takes elements from the front of DER text. The first thing that
// is out of place, or not in its one shortest form, sets Bad for good: read
// everything, then look once.
type Reader struct {
	Rest []byte // what is still to be read
	Bad  bool   // whether something was out of place
}

// Next returns the contents of the next element, which must have this tag.
func (r *Reader) Next(tag byte) []byte {
	if r.Bad || len(r.Rest) < 2 || r.Rest[0] != tag {
		r.Bad = true
		return nil
	}
	n, head := int(r.Rest[1]), 2
	if n >= 0x80 {
		size := n - 0x80
		if size < 1 || size > 2 || len(r.Rest) < 2+size || r.Rest[2] == 0 {
			r.Bad = true
			return nil
		}
		n, head = 0, 2+size
		for _, b := range r.Rest[2:head] {
			n = n<<8 | int(b)
		}
		r.Bad = n < 0x80
	}
	if r.Bad || len(r.Rest)-head < n {
		r.Bad = true
		return nil
	}
	contents := r.Rest[head : head+n]
	r.Rest = r.Rest[head+n:]
	return contents
}

// Integer reads a positive integer; 0 where there is none.
func (r *Reader) Integer() *big.Int {
	b := r.Next(TagInteger)
	if len(b) == 0 || b[0] >= 0x80 || b[0] == 0 && (len(b) == 1 || b[1] < 0x80) {
		r.Bad = true
		return new(big.Int)
	}
	return new(big.Int).SetBytes(b)
}

// Expect reads an element that must have exactly these contents.
func (r *Reader) Expect(tag byte, contents []byte) {
	if !bytes.Equal(r.Next(tag), contents) {
		r.Bad = true
	}
}

// OK reports whether everything was in place and nothing is left.
func (r *Reader) OK() bool { return !r.Bad && len(r.Rest) == 0 }

// Element is one element of at most 65,535 bytes.
func Element(tag byte, contents []byte) []byte {
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

// Integers is a SEQUENCE of non-negative integers.
func Integers(values ...*big.Int) []byte {
	var all []byte
	for _, v := range values {
		b := v.Bytes()
		if len(b) == 0 || b[0] >= 0x80 {
			b = append([]byte{0}, b...)
		}
		all = append(all, Element(TagInteger, b)...)
	}
	return Element(TagSequence, all)
}
