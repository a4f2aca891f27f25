package trust

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/der"
	"github.com/amora-sync/amora/core/fault"
)

// testKeys are private keys made once for all tests: making one takes long.
var testKeys = sync.OnceValue(func() []string {
	keys := make([]string, 5)
	for i := range keys {
		key, err := GenerateKey()
		if err != nil {
			panic(err)
		}
		keys[i] = key
	}
	return keys
})

func testPublicKey(t testing.TB, i int) string {
	t.Helper()
	public, err := PublicKeyOf(testKeys()[i])
	if err != nil {
		t.Fatal(err)
	}
	return public
}

func mustKey(t testing.TB, private string) *rsa.PrivateKey {
	t.Helper()
	key, err := ParsePrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// The forms are compared with what crypto/x509 writes and reads.
func TestKeyForms(t *testing.T) {
	private := testKeys()[0]
	key := mustKey(t, private)
	if pkcs1 := base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PrivateKey(key)); pkcs1 != private {
		t.Error("the private key is not what crypto/x509 writes as PKCS#1")
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"PKCS#1 PEM": string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})),
		"PKCS#8":     base64.StdEncoding.EncodeToString(pkcs8),
		"PKCS#8 PEM": string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})),
	} {
		if got := encodePrivateKey(mustKey(t, text)); got != private {
			t.Errorf("%s: read as another key", name)
		}
	}

	public := testPublicKey(t, 0)
	if pkcs1 := base64.StdEncoding.EncodeToString(x509.MarshalPKCS1PublicKey(&key.PublicKey)); pkcs1 != public {
		t.Error("the public key is not what crypto/x509 writes as PKCS#1")
	}
	if !strings.HasPrefix(public, "MIIBCgKCAQEA") {
		t.Errorf("the public key begins with %.12s, Morango's with MIIBCgKCAQEA", public)
	}
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"PKCS#1":         public,
		"PKCS#1 PEM":     string(pem.EncodeToMemory(&pem.Block{Type: "RSA PUBLIC KEY", Bytes: x509.MarshalPKCS1PublicKey(&key.PublicKey)})),
		"SPKI":           base64.StdEncoding.EncodeToString(spki),
		"SPKI by prefix": "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A" + public,
		"SPKI PEM":       string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: spki})),
	} {
		if got, err := CanonicalKey(text); err != nil || got != public {
			t.Errorf("%s: %v, %q", name, err, got)
		}
	}
}

func TestKeyRefused(t *testing.T) {
	public := mustKey(t, testKeys()[0]).PublicKey
	encode := func(n, e *big.Int) string { return base64.StdEncoding.EncodeToString(der.Integers(n, e)) }
	odd := func(bits uint) *big.Int {
		n := new(big.Int).Lsh(big.NewInt(1), bits-1)
		return n.SetBit(n, 0, 1)
	}
	e := big.NewInt(65537)
	good := encode(public.N, e)
	encoded, _ := base64.StdEncoding.DecodeString(good)
	for name, text := range map[string]string{
		"nothing":          "",
		"not base64":       "!!",
		"base64 cut":       good[:len(good)-1],
		"too long":         strings.Repeat("A", MaxKeyText+4),
		"2047 bits":        encode(odd(2047), e),
		"4097 bits":        encode(odd(4097), e),
		"even modulus":     encode(new(big.Int).Lsh(big.NewInt(1), 2047), e),
		"exponent 1":       encode(public.N, big.NewInt(1)),
		"exponent 4":       encode(public.N, big.NewInt(4)),
		"exponent 2^32+1":  encode(public.N, new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 32), big.NewInt(1))),
		"bytes behind":     base64.StdEncoding.EncodeToString(append(encoded, 0)),
		"three integers":   base64.StdEncoding.EncodeToString(der.Integers(public.N, e, e)),
		"negative modulus": base64.StdEncoding.EncodeToString(der.Element(der.TagSequence, append(der.Element(der.TagInteger, public.N.Bytes()), der.Element(der.TagInteger, e.Bytes())...))),
		"long length form": base64.StdEncoding.EncodeToString(append([]byte{der.TagSequence, 0x83, 0}, encoded[2:]...)),
	} {
		if _, err := parsePublicKey(text); fault.CodeOf(err) != fault.BadCertificate {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, bits := range []uint{2048, 4096} {
		if _, err := parsePublicKey(encode(odd(bits), big.NewInt(3))); err != nil {
			t.Errorf("%d bits: %v", bits, err)
		}
	}

	key := mustKey(t, testKeys()[0])
	p := key.Precomputed
	wrong := der.Integers(new(big.Int), key.N, e, new(big.Int).Add(key.D, big.NewInt(2)), key.Primes[0], key.Primes[1], p.Dp, p.Dq, p.Qinv)
	for name, text := range map[string]string{
		"another private exponent": base64.StdEncoding.EncodeToString(wrong),
		"a public key":             good,
	} {
		if _, err := ParsePrivateKey(text); fault.CodeOf(err) != fault.BadCertificate {
			t.Errorf("private key, %s: %v", name, err)
		}
	}
}

func TestPrivateKeyFromPrime(t *testing.T) {
	key, other := mustKey(t, testKeys()[0]), mustKey(t, testKeys()[1])
	for _, p := range key.Primes {
		again, err := privateKeyFromPrime(&key.PublicKey, p)
		if err != nil {
			t.Fatal(err)
		}
		signature, err := signText(encodePrivateKey(again), "message")
		if err != nil {
			t.Fatal(err)
		}
		if err := verifyText(EncodePublicKey(&key.PublicKey), "message", signature); err != nil {
			t.Error(err)
		}
	}
	for name, p := range map[string]*big.Int{
		"another key's prime": other.Primes[0], "0": new(big.Int), "1": big.NewInt(1), "2": big.NewInt(2), "the modulus": key.N,
	} {
		if _, err := privateKeyFromPrime(&key.PublicKey, p); fault.CodeOf(err) != fault.BadCertificate {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSignatures(t *testing.T) {
	signature, err := signText(testKeys()[0], "a message")
	if err != nil {
		t.Fatal(err)
	}
	public := testPublicKey(t, 0)
	if err := verifyText(public, "a message", signature); err != nil {
		t.Fatal(err)
	}
	flipped := map[bool]string{true: "B", false: "A"}[signature[0] == 'A'] + signature[1:]
	for name, err := range map[string]error{
		"another message":   verifyText(public, "b message", signature),
		"another key":       verifyText(testPublicKey(t, 1), "a message", signature),
		"altered":           verifyText(public, "a message", flipped),
		"cut":               verifyText(public, "a message", signature[:340]),
		"empty":             verifyText(public, "a message", ""),
		"longer than a key": verifyText(public, "a message", strings.Repeat("A", MaxKeyText+4)),
	} {
		if fault.CodeOf(err) != fault.BadSignature {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzPublicKey(f *testing.F) {
	fuzzing.Start(f)
	f.Add("MIIBCgKCAQEA7hLCSF2d2KTbT2XAqY03n2SXRSn/BRqdg6TEtfRMsmQnCp5Hm4Nkxc5FdUq6bTxSahsV40XJbH0fVCtw96lk9JNdXG/HsunFdQtl3bKaLsrIDEP3G+AotOtV3g10ssGmh+ubgk3ZGxExLU4q2k0MX/qIK8Ur5npPYflVtcqilNtuDNqbLQEJOrmi8vWoUVwN4umk/95NO7aOXOrB0t8R+2B60d/i9hHRRgEdJgku/gEPIrMT6gMGyz77ufXr/jUKG4TXavszDoBU/NMtD96bRaWlIvB7HDgxUtoRqeG/2ACkIURS7jCyN9tMQFx3/3w5wjxNmjYzAaXAq8RHmMep6wIDAQAB")
	f.Add("MAYCAQECAQE=")
	f.Add("-----BEGIN PUBLIC KEY-----\nMAYCAQECAQE=\n-----END PUBLIC KEY-----\n")
	f.Fuzz(func(t *testing.T, text string) {
		key, err := parsePublicKey(text)
		if err != nil {
			return
		}
		canonical := EncodePublicKey(key)
		if again, err := CanonicalKey(canonical); err != nil || again != canonical {
			t.Fatalf("%q: %v", canonical, err)
		}
	})
}

// A private key is whole or refused, and has the same parts in its own form.
func FuzzPrivateKey(f *testing.F) {
	fuzzing.Start(f)
	private := testKeys()[0]
	key, err := ParsePrivateKey(private)
	if err != nil {
		f.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{0x30, 3, 2, 1, 0})
	f.Add(pkcs8)
	der, err := base64.StdEncoding.DecodeString(private)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	f.Fuzz(func(t *testing.T, der []byte) {
		key, err := ParsePrivateKey(base64.StdEncoding.EncodeToString(der))
		if err != nil {
			if fault.CodeOf(err) != fault.BadCertificate {
				t.Fatal(err)
			}
			return
		}
		again, err := ParsePrivateKey(encodePrivateKey(key))
		if err != nil || !again.Equal(key) {
			t.Fatalf("a key does not survive its own form: %v", err)
		}
		signature, err := SignWith(key, "text")
		if err == nil {
			err = verifyText(EncodePublicKey(&key.PublicKey), "text", signature)
		}
		if err != nil {
			t.Fatalf("a key that was taken does not sign: %v", err)
		}
	})
}
