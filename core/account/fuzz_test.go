package account

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

// FuzzDjango: a member writes what is kept of a password. What is taken has
// bounds, and is the same when it is written again.
func FuzzDjango(f *testing.F) {
	fuzzing.Start(f)
	sum := strings.Repeat("A", 43) + "="
	for _, text := range []string{
		"pbkdf2_sha256$260000$salt$" + sum, "NOT_SPECIFIED", "!", "$$$", "pbkdf2_sha256$99999999999$s$" + sum,
		"pbkdf2_sha256$-1$s$" + sum, "pbkdf2_sha256$+7$s$" + sum, "pbkdf2_sha256$1$s$" + sum + "\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, ok := parseDjango(text)
		if !ok {
			return
		}
		if h.rounds < 1 || h.rounds > maxRounds || len(h.salt) > maxSalt || len(h.sum) != 32 {
			t.Fatalf("%q: %+v", text, h)
		}
		written := fmt.Sprintf("pbkdf2_sha256$%d$%s$%s", h.rounds, h.salt, base64.StdEncoding.EncodeToString(h.sum))
		again, ok := parseDjango(written)
		if !ok || fmt.Sprint(again) != fmt.Sprint(h) {
			t.Fatalf("%q: %+v, written %q: %+v", text, h, written, again)
		}
	})
}

// FuzzParseUser: a name is taken as it stands, or both parts of what Kolibri's
// clients send, and nothing is made of anything else.
func FuzzParseUser(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{"", "admin", "username=a&facility=b", "facility=b", "username=a=b", "&&", "username=&username=a"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		user, facility, err := ParseUser(text)
		switch {
		case err != nil:
			if fault.CodeOf(err) != fault.BadCredentials || user != "" || facility != "" {
				t.Fatalf("%q: %q, %q, %v", text, user, facility, err)
			}
		case !strings.Contains(text, "="):
			if user != text || facility != "" {
				t.Fatalf("%q: %q, %q", text, user, facility)
			}
		case !strings.Contains(text, user) || !strings.Contains(text, facility) || strings.ContainsAny(user+facility, "=&"):
			t.Fatalf("%q: %q, %q", text, user, facility)
		}
	})
}
