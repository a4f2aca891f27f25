package trust

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/amora-sync/amora/core/der"
	"github.com/amora-sync/amora/core/fault"
)

// Keys are RSA keys, kept and sent as Morango does (models/fields/crypto.py;
// MORANGO.md §11): base64 of the PKCS#1 DER, one line, without PEM lines.
const (
	KeyBits    = 2048 // of the keys made here
	MaxKeyBits = 4096 // of the keys others made
	MaxKeyText = 8192 // characters of a key in any form
)

// GenerateKey makes an RSA-2048 private key, base64 of its PKCS#1 DER. It
// takes no source of randomness: since Go 1.26 crypto/rsa reads the system's,
// whatever it is given.
func GenerateKey() (string, error) {
	key, err := rsa.GenerateKey(nil, KeyBits)
	if err != nil {
		return "", fmt.Errorf("generate key: %w", err)
	}
	return encodePrivateKey(key), nil
}

// CheckKey checks that a text is a private key, as [ParsePrivateKey] reads it.
// Error: bad_certificate.
func CheckKey(private string) error {
	_, err := ParsePrivateKey(private)
	return err
}

// parsePublicKey reads base64 of PKCS#1 or of SubjectPublicKeyInfo (the same
// behind a prefix, as some Morango builds write it), bare or between PEM
// lines. Keys of other sizes than 2048 to 4096 bits are refused before
// anything is computed with them.
func parsePublicKey(text string) (*rsa.PublicKey, error) {
	encoded, err := decodeKey(text)
	if err != nil {
		return nil, err
	}
	n, e, ok := der.PublicKey(encoded)
	if !ok {
		return nil, errBadKey
	}
	return newPublicKey(n, e)
}

// newPublicKey bounds what an RSA operation may cost.
func newPublicKey(n, e *big.Int) (*rsa.PublicKey, error) {
	if bits := n.BitLen(); bits < KeyBits || bits > MaxKeyBits || n.Bit(0) == 0 {
		return nil, fault.Errorf(fault.BadCertificate, "an RSA key of %d bits", n.BitLen()).WithHint("keys have 2048 to 4096 bits")
	}
	if !e.IsInt64() || e.Int64() < 3 || e.Int64() > math.MaxInt32 || e.Bit(0) == 0 {
		return nil, fault.Errorf(fault.BadCertificate, "an RSA key with a bad exponent")
	}
	return &rsa.PublicKey{N: n, E: int(e.Int64())}, nil
}

// ParsePrivateKey reads base64 of PKCS#1 (what [GenerateKey] and OpenSSL write)
// or of PKCS#8 (what WebCrypto exports), bare or between PEM lines. Error:
// bad_certificate.
func ParsePrivateKey(text string) (*rsa.PrivateKey, error) {
	encoded, err := decodeKey(text)
	if err != nil {
		return nil, err
	}
	n, e, d, p, q, ok := der.PrivateKey(encoded)
	if !ok {
		return nil, errBadKey
	}
	public, err := newPublicKey(n, e)
	if err != nil {
		return nil, err
	}
	return newPrivateKey(&rsa.PrivateKey{PublicKey: *public, D: d, Primes: []*big.Int{p, q}})
}

// Primes are the prime factors of the modulus of the certificate's key, and its
// public exponent: all that a private key is made of. Error: bad_certificate
// where the key is elsewhere.
func (c *Certificate) Primes() (primes []*big.Int, exponent int, err error) {
	key, err := ParsePrivateKey(c.private)
	if err != nil {
		return nil, 0, err
	}
	return key.Primes, key.E, nil
}

// SetPrime gives the certificate its private key by one of its prime factors.
// Error: bad_certificate.
func (c *Certificate) SetPrime(prime *big.Int) error {
	public, err := parsePublicKey(c.PublicKey)
	if err != nil {
		return err
	}
	key, err := privateKeyFromPrime(public, prime)
	if err == nil {
		c.private = encodePrivateKey(key)
	}
	return err
}

// privateKeyFromPrime completes a private key from its public key and one of
// the two primes, the short form that invites carry.
func privateKeyFromPrime(public *rsa.PublicKey, p *big.Int) (*rsa.PrivateKey, error) {
	q, d, ok := der.FromPrime(public.N, big.NewInt(int64(public.E)), p)
	if !ok {
		return nil, errBadKey
	}
	return newPrivateKey(&rsa.PrivateKey{PublicKey: *public, D: d, Primes: []*big.Int{p, q}})
}

// newPrivateKey checks that the parts of a key belong together.
func newPrivateKey(key *rsa.PrivateKey) (*rsa.PrivateKey, error) {
	key.Precompute()
	if err := key.Validate(); err != nil {
		return nil, &fault.Error{Code: fault.BadCertificate, Text: "bad private key", Err: err}
	}
	return key, nil
}

var errBadKey = fault.Errorf(fault.BadCertificate, "not an RSA key in PKCS#1 form")

// decodeKey turns a key's text into DER.
func decodeKey(text string) ([]byte, error) {
	if len(text) > MaxKeyText {
		return nil, errBadKey
	}
	raw, ok := der.DecodeText(text)
	if !ok {
		return nil, errBadKey
	}
	return raw, nil
}

// EncodePublicKey writes a public key in the one form in which public keys are
// stored, sent, compared and hashed: base64 of the PKCS#1 DER.
func EncodePublicKey(key *rsa.PublicKey) string {
	return base64.StdEncoding.EncodeToString(der.Integers(key.N, big.NewInt(int64(key.E))))
}

func encodePrivateKey(key *rsa.PrivateKey) string {
	p := key.Precomputed
	return base64.StdEncoding.EncodeToString(der.Integers(new(big.Int), key.N, big.NewInt(int64(key.E)), key.D,
		key.Primes[0], key.Primes[1], p.Dp, p.Dq, p.Qinv))
}

// CanonicalKey brings a public key into the form of [EncodePublicKey]. Error:
// bad_certificate.
func CanonicalKey(text string) (string, error) {
	key, err := parsePublicKey(text)
	if err != nil {
		return "", err
	}
	return EncodePublicKey(key), nil
}

// PublicKeyOf is the public half of a private key, in [EncodePublicKey]'s form.
// Error: bad_certificate.
func PublicKeyOf(private string) (string, error) {
	key, err := ParsePrivateKey(private)
	if err != nil {
		return "", err
	}
	return EncodePublicKey(&key.PublicKey), nil
}

// signText is [SignWith] with a key's text.
func signText(private, message string) (string, error) {
	key, err := ParsePrivateKey(private)
	if err != nil {
		return "", err
	}
	return SignWith(key, message)
}

// SignWith signs a message with a parsed key: RSASSA-PKCS1-v1_5 with SHA-256,
// in base64 (MORANGO.md §11).
func SignWith(key *rsa.PrivateKey, message string) (string, error) {
	digest := sha256.Sum256([]byte(message))
	signature, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
	if err != nil {
		return "", fmt.Errorf("sign: %w", err)
	}
	return base64.StdEncoding.EncodeToString(signature), nil
}

// verifyText checks a signature that signText made: bad_signature if it is
// not this key's over this message.
func verifyText(public, message, signature string) error {
	key, err := parsePublicKey(public)
	if err != nil {
		return err
	}
	if len(signature) > MaxKeyText {
		return errBadSignature
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(signature)
	if err != nil {
		return errBadSignature
	}
	digest := sha256.Sum256([]byte(message))
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], raw) != nil {
		return errBadSignature
	}
	return nil
}

var errBadSignature = fault.Errorf(fault.BadSignature, "the signature does not verify")

// KeyFingerprint names a relay by its public key: the SHA-256 of the key's
// text, in hex.
func KeyFingerprint(publicKey string) string {
	sum := sha256.Sum256([]byte(publicKey))
	return hex.EncodeToString(sum[:])
}

// CheckFingerprint checks that a text is a fingerprint as [KeyFingerprint]
// writes it. Error: bad_value.
func CheckFingerprint(text string) error {
	if !isFingerprint(text) {
		return fault.Errorf(fault.BadValue, "%.80q is no relay's fingerprint", text).
			WithHint("a fingerprint is 64 hex digits, in lower case")
	}
	return nil
}

// isFingerprint reports whether a text is what [KeyFingerprint] gives.
func isFingerprint(text string) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == sha256.Size && strings.ToLower(text) == text
}
