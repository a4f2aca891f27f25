package value

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// SHA2UUID is the first 32 hex digits of the SHA-256 of parts joined by "::"
// (Morango's models/fields/uuids.py, sha2_uuid).
func SHA2UUID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "::")))
	return hex.EncodeToString(sum[:16])
}

// ModelID is the id that follows from a record's partition, in which the id
// itself is written ${id}, its source id and its model's name (MORANGO.md §11).
func ModelID(partition, sourceID, model string) string { return SHA2UUID(partition, sourceID, model) }

// RandomID makes an id of 32 hex digits from 16 bytes of rand.
func RandomID(rand io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return "", fmt.Errorf("random id: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// IsID reports whether s is 32 lower-case hex digits.
func IsID(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}

// PlainID is an id in the one form that is stored: without the hyphens that a
// uuid may be written with. [PlainIDOf] is the same as a SQL expression.
func PlainID(id string) string { return strings.ReplaceAll(id, "-", "") }

// PlainIDOf is [PlainID] as a SQL expression, which gives NULL for NULL.
func PlainIDOf(value string) string { return "replace(" + value + ", '-', '')" }

// NotID is a SQL condition: value is not 32 lower-case hex digits; over NULL it
// is not true. It compares both lengths, because most functions see nothing
// beyond a NUL. unhex and lower take half the time of GLOB.
func NotID(value string) string {
	return fmt.Sprintf("(length(%[1]s) <> 32 OR octet_length(%[1]s) <> 32"+
		" OR unhex(%[1]s) IS NULL AND %[1]s IS NOT NULL OR lower(%[1]s) <> %[1]s)", value)
}
