package core

import (
	"encoding/base64"
	"strings"
	"testing"
)

// FuzzInviteShort: a short invite is refused as bad_invite, or is the same
// when it is written again.
func FuzzInviteShort(f *testing.F) {
	d := testInvite(f)
	code, err := d.encodeShort(7)
	if err != nil {
		f.Fatal(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(code, shortInvitePrefix))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw[:len(raw)-inviteCheck])
	f.Add([]byte{})
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, payload []byte) {
		w := inviteWriter{b: payload}
		text, err := w.finish(shortInvitePrefix)
		if err != nil {
			t.Fatal(err)
		}
		s, err := decodeShortInvite(text)
		if err != nil {
			if CodeOf(err) != CodeBadInvite {
				t.Fatal(err)
			}
			return
		}
		again := &inviteData{Relay: s.relay, BundleText: "{}", Chain: Chain{{ID: s.room}, s.certificate}}
		if again.Relay == "" {
			return // of no use, and not what encodeShort writes
		}
		code, err := again.encodeShort(s.sequence)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := decodeShortInvite(code); err != nil || back.room != s.room || back.sequence != s.sequence ||
			back.certificate.Serialized != s.certificate.Serialized || back.certificate.Signature != s.certificate.Signature {
			t.Errorf("%v: %+v, %+v", err, s, back)
		}
	})
}
