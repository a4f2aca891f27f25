package der

import (
	"encoding/base64"
	"math/big"
	"strings"
)

// DecodeText reads the DER of a key from its base64, bare or between PEM lines.
func DecodeText(text string) (raw []byte, ok bool) {
	if text = strings.TrimSpace(text); strings.HasPrefix(text, "-----") {
		var lines []string
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "-----") {
				lines = append(lines, strings.TrimSpace(line))
			}
		}
		text = strings.Join(lines, "")
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	return raw, err == nil
}

// PublicKey reads the modulus and the exponent of an RSA key in PKCS#1 form, or
// in SubjectPublicKeyInfo, which is the same behind a prefix.
func PublicKey(raw []byte) (n, e *big.Int, ok bool) {
	outer := Reader{Rest: raw}
	r := Reader{Rest: outer.Next(TagSequence)}
	if !outer.Bad && len(r.Rest) > 0 && r.Rest[0] == TagSequence {
		r.Expect(TagSequence, RSAEncryption)
		bits := r.Next(TagBitString)
		if len(bits) == 0 || bits[0] != 0 || !r.OK() {
			return nil, nil, false
		}
		inner := Reader{Rest: bits[1:]}
		r = Reader{Rest: inner.Next(TagSequence), Bad: !inner.OK()}
	}
	n, e = r.Integer(), r.Integer()
	return n, e, outer.OK() && r.OK()
}

// PrivateKey reads the modulus, both exponents and the two primes of an RSA key
// in PKCS#1 form, or in PKCS#8.
func PrivateKey(raw []byte) (n, e, d, p, q *big.Int, ok bool) {
	outer := Reader{Rest: raw}
	r := Reader{Rest: outer.Next(TagSequence)}
	r.Expect(TagInteger, []byte{0})
	if !r.Bad && len(r.Rest) > 0 && r.Rest[0] == TagSequence {
		r.Expect(TagSequence, RSAEncryption)
		inner := Reader{Rest: r.Next(TagOctetString)}
		if !r.OK() {
			return nil, nil, nil, nil, nil, false
		}
		r = Reader{Rest: inner.Next(TagSequence), Bad: !inner.OK()}
		r.Expect(TagInteger, []byte{0})
	}
	n, e, d, p, q = r.Integer(), r.Integer(), r.Integer(), r.Integer(), r.Integer()
	for range 3 { // d mod p-1, d mod q-1, 1/q mod p: computed anew
		r.Integer()
	}
	return n, e, d, p, q, outer.OK() && r.OK()
}

// FromPrime computes the other prime and the private exponent of a key.
func FromPrime(n, e, p *big.Int) (q, d *big.Int, ok bool) {
	one := big.NewInt(1)
	if p.Cmp(one) <= 0 || p.Cmp(n) >= 0 {
		return nil, nil, false
	}
	q = new(big.Int).Div(n, p)
	phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
	d = new(big.Int).ModInverse(e, phi)
	return q, d, d != nil
}
