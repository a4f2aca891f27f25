package value

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// SHA2UUID is the first 32 hex digits of the SHA-256 of parts joined by "::"
// (Morango's models/fields/uuids.py, sha2_uuid).
func SHA2UUID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "::")))
	return hex.EncodeToString(sum[:16])
}

// ModelID is the id that follows from a record's partition (its own id
// written ${id} in it), source id and model name.
func ModelID(partition, sourceID, model string) string { return SHA2UUID(partition, sourceID, model) }
