package value

import "encoding/base64"

// DecodeBase64 reads the base64 that EncodeToString of base64.StdEncoding
// writes, and no other form of it: bytes have one text, on all devices.
func DecodeBase64(text string) ([]byte, bool) {
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	// The decoder skips line ends.
	return bytes, err == nil && base64.StdEncoding.EncodedLen(len(bytes)) == len(text)
}
