package account

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"strconv"
	"strings"
)

// The bounds of a kept password. A member could write a record with more, to
// keep the relay busy.
const (
	maxRounds = 2_000_000
	maxSalt   = 128
)

// usualRounds is what Kolibri 0.19 hashes with: the work that is done for a
// name that is not there, so that the time does not tell.
const usualRounds = 260_000

// djangoHash is a password as Django keeps it:
// pbkdf2_sha256$ROUNDS$SALT$BASE64.
type djangoHash struct {
	rounds int
	salt   string
	sum    []byte
}

// parseDjango reads a kept password. ok is false for those that no password
// matches: "NOT_SPECIFIED", Django's unusable form that begins with "!", other
// algorithms, and rounds out of bounds.
func parseDjango(text string) (h djangoHash, ok bool) {
	parts := strings.Split(text, "$")
	if len(parts) != 4 || parts[0] != "pbkdf2_sha256" || len(parts[2]) > maxSalt {
		return h, false
	}
	rounds, err := strconv.Atoi(parts[1])
	if err != nil || rounds < 1 || rounds > maxRounds {
		return h, false
	}
	sum, err := base64.StdEncoding.DecodeString(parts[3])
	return djangoHash{rounds, parts[2], sum}, err == nil && len(sum) == sha256.Size
}

// matchesDjango reports whether a password is the kept one. It does as much
// work where nothing can match.
func matchesDjango(password, kept string) bool {
	h, ok := parseDjango(kept)
	if !ok {
		h = djangoHash{rounds: usualRounds, salt: "no such password", sum: make([]byte, sha256.Size)}
	}
	sum, err := pbkdf2.Key(sha256.New, password, []byte(h.salt), h.rounds, sha256.Size)
	return err == nil && ok && subtle.ConstantTimeCompare(sum, h.sum) == 1
}
