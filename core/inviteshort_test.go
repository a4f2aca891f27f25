package core_test

import (
	"context"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// challenge is the kind of message in which a relay shows a room (PROTOCOL.md §1).
const challenge = 2

// shortInvite is one for the whole dataset or, with a user, for that learner.
func shortInvite(d *device, user string) string {
	d.t.Helper()
	r := core.InviteRequest{Scope: "full", Relay: "ws://relay", Short: true}
	if user != "" {
		r.Scope, r.Params = "learner", map[string]string{"user_id": user}
	}
	invite, err := d.Invite(d.t.Context(), r)
	d.must(err)
	return invite
}

func TestShortInvite(t *testing.T) {
	relay, owner, learner := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "top"})
	owner.sync(relay)
	invite := shortInvite(owner, testUser)
	if !strings.HasPrefix(invite, "amora2.") || len(invite) > 1000 {
		t.Errorf("%d characters: %.20s…", len(invite), invite)
	}
	for range 2 { // taking it again changes nothing
		joined, err := learner.JoinFrom(t.Context(), "https://app.example/#invite="+invite+"&x", relay.Dial)
		learner.must(err)
		if joined.Room != dataset || joined.Relay != "ws://relay" || joined.Params["user_id"] != testUser {
			t.Errorf("%+v", joined)
		}
	}
	learner.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "mine"})
	if r := learner.sync(relay); r.Pulled != 1 || r.Pushed != 1 {
		t.Errorf("%+v", r)
	}

	full := shortInvite(owner, "")
	second := newDevice(t, classSchema)
	_, err := second.JoinFrom(t.Context(), full, relay.Dial)
	second.must(err)
	if long := shortInvite(second, ""); !strings.HasPrefix(long, "amora1.") {
		t.Errorf("a grandchild of the root cannot be told shortly: %.20s", long)
	}
}

// TestShortInviteRefused: what does not follow from the room's id is refused,
// and leaves nothing behind.
func TestShortInviteRefused(t *testing.T) {
	relay, owner, stranger := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	_, err := owner.CreateRoot(t.Context(), "full", nil)
	owner.must(err)
	other := newRelay(t)
	enroll(t, other, stranger)
	strangers := sent(t, stranger, other, wire.KindAuth)["chain"].([]any)

	guest := newDevice(t, classSchema)
	refused := func(what, invite string, dial wire.Dialer, code fault.Code) {
		t.Helper()
		_, err := guest.JoinFrom(t.Context(), invite, dial)
		checkCode(t, what, err, code)
		if n := guest.rows("SELECT count(*) FROM morango_certificate"); n != "0" {
			t.Errorf("%s: %s certificates are left", what, n)
		}
	}
	issued := "SELECT id FROM morango_certificate WHERE scope_definition_id = 'learner'"
	early := shortInvite(owner, testUser)
	issued += " AND id <> '" + owner.rows(issued) + "'"
	refused("before the relay has the room", early, relay.Dial, fault.RoomClosed)
	owner.sync(relay)
	invite := shortInvite(owner, testUser)
	id := owner.rows(issued)
	_, err = guest.Join(t.Context(), invite)
	checkCode(t, "without its relay", err, fault.BadInvite)
	for i := range len(invite) - len("amora2.") {
		if i%41 == 0 {
			refused("cut short", invite[:len("amora2.")+i], relay.Dial, fault.BadInvite)
		}
	}
	shown := func(change func(header map[string]any)) wire.Dialer {
		return hearing(relay.Dial, on(challenge, change))
	}
	refused("another root", invite, shown(func(h map[string]any) { h["chain"] = strangers }), fault.BadCertificate)
	refused("no room after all", invite, shown(func(h map[string]any) { delete(h, "chain") }), fault.RoomClosed)
	refused("other rules", invite, shown(func(h map[string]any) {
		b := h["bundle"].(map[string]any)
		b["text"] = strings.Replace(b["text"].(string), ":user:", ":", 1)
	}), fault.BadSignature)
	refused("a root that is changed", invite, shown(func(h map[string]any) {
		root := h["chain"].([]any)[0].(map[string]any)
		root["serialized"] = strings.Replace(root["serialized"].(string), `"scope_version": 1`, `"scope_version": 2`, 1)
	}), fault.BadCertificate)

	owner.must(owner.Revoke(t.Context(), id))
	refused("rules that the relay does not have", shortInvite(owner, testUser), relay.Dial, fault.RoomClosed)
	owner.sync(relay)
	refused("revoked", invite, relay.Dial, fault.Revoked)
}

// A relay shows a room to nobody whom its root has not signed for, even one
// who knows its id.
func TestShortInviteForged(t *testing.T) {
	relay, owner, stranger := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	other := newRelay(t)
	elsewhere := enroll(t, other, stranger)
	forged := on(wire.KindHello, func(h map[string]any) {
		leaf := h["chain"].([]any)[0].(map[string]any)
		for field, value := range leaf {
			if text, is := value.(string); is {
				leaf[field] = strings.ReplaceAll(text, elsewhere, dataset)
			}
		}
	})
	invite := shortInvite(stranger, testUser)
	_, err := stranger.JoinFrom(t.Context(), invite, redirected(tampering(relay.Dial, forged), elsewhere, dataset))
	checkCode(t, "a certificate that names the room, of another root", err, fault.BadSignature)
}

// redirected dials one room where another is asked for.
func redirected(dial wire.Dialer, from, to string) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		return dial(ctx, strings.Replace(url, from, to, 1))
	}
}
