//go:build !js

package relay

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The cost of a password's hash: the second choice of RFC 9106, 64 MiB.
const (
	hashTime    = 3
	hashMemory  = 64 << 10 // KiB
	hashThreads = 4
	hashBytes   = 32
	saltBytes   = 16
)

// The bounds of a hash that is read: accounts.json is the operator's, but a
// slip in it must not take all memory.
const (
	maxHashTime   = 16
	maxHashMemory = 1 << 20 // KiB
)

// hashPassword hashes a password by argon2id, and writes it in the usual form:
// $argon2id$v=19$m=65536,t=3,p=4$SALT$HASH.
func hashPassword(password string) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	sum := argon2.IDKey([]byte(password), salt, hashTime, hashMemory, hashThreads, hashBytes)
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashTime, hashThreads, b64(salt), b64(sum)), nil
}

// matchesPassword reports whether a password is the one that was hashed. It
// does as much work where there is no such account.
func matchesPassword(password, hash string) bool {
	var version int
	var memory, time uint32
	var threads uint8
	parts := strings.Split(hash, "$")
	ok := len(parts) == 6 && parts[1] == "argon2id"
	if ok {
		_, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &time, &threads)
		ok = err == nil && version == argon2.Version && time > 0 && time <= maxHashTime && memory <= maxHashMemory && threads > 0
	}
	if !ok {
		argon2.IDKey([]byte(password), make([]byte, saltBytes), hashTime, hashMemory, hashThreads, hashBytes)
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || err2 != nil || len(want) != hashBytes {
		return false
	}
	sum := argon2.IDKey([]byte(password), salt, time, memory, threads, hashBytes)
	return subtle.ConstantTimeCompare(sum, want) == 1
}
