package invites

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
)

// FuzzInviteShort: a short invite is refused as bad_invite, or is the same
// when it is written again.
func FuzzInviteShort(f *testing.F) {
	fuzzing.Start(f)
	d := testInvite(f)
	code, err := d.EncodeShort(7)
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
		s, err := DecodeShort(text)
		if err != nil {
			if fault.CodeOf(err) != fault.BadInvite {
				t.Fatal(err)
			}
			return
		}
		again := &Invite{Relay: s.Relay, Fingerprint: s.Fingerprint, BundleText: "{}", Chain: trust.Chain{{ID: s.Room}, s.Certificate}}
		if again.Relay == "" {
			return // of no use, and not what EncodeShort writes
		}
		code, err := again.EncodeShort(s.sequence)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := DecodeShort(code); err != nil || back.Room != s.Room || back.Fingerprint != s.Fingerprint || back.sequence != s.sequence ||
			back.Certificate.Serialized != s.Certificate.Serialized || back.Certificate.Signature != s.Certificate.Signature {
			t.Errorf("%v: %+v, %+v", err, s, back)
		}
	})
}
