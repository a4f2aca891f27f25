package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"syscall/js"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
)

// keyGenerator is core.Options.GenerateKey by WebCrypto, which takes a tenth
// of the time; nil where the page's context is not secure (plain http) and
// there is none.
func keyGenerator() func(context.Context) (string, error) {
	subtle := js.Global().Get("crypto").Get("subtle")
	if !subtle.Truthy() {
		return nil
	}
	return func(ctx context.Context) (string, error) {
		pair, err := jsx.Await(ctx, subtle.Call("generateKey", map[string]any{
			"name":           "RSASSA-PKCS1-v1_5",
			"hash":           "SHA-256",
			"modulusLength":  2048,
			"publicExponent": jsx.Uint8Array([]byte{1, 0, 1}),
		}, true, []any{"sign", "verify"}))
		if err != nil {
			return "", err
		}
		exported, err := jsx.Await(ctx, subtle.Call("exportKey", "pkcs8", pair.Get("privateKey")))
		if err != nil {
			return "", err
		}
		return pkcs1(jsx.Bytes(exported))
	}
}

// rsaEncryption is the AlgorithmIdentifier of RSA keys and the tag of the
// OCTET STRING that follows it in PKCS#8 (RFC 5208), in DER.
var rsaEncryption = []byte{
	0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x04,
}

// pkcs1 takes the key out of the PKCS#8 around it, in base64. A 2048-bit key
// is longer than 255 bytes, so its length has three.
func pkcs1(pkcs8 []byte) (string, error) {
	_, octets, ok := bytes.Cut(pkcs8, rsaEncryption)
	if !ok || len(octets) < 3 || octets[0] != 0x82 || int(octets[1])<<8|int(octets[2]) != len(octets)-3 {
		return "", fault.Errorf(fault.Internal, "WebCrypto exported a key of another form")
	}
	return base64.StdEncoding.EncodeToString(octets[3:]), nil
}
