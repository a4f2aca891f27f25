package core_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
)

// What a database has signed is listed there and nowhere else.
func TestIssued(t *testing.T) {
	relay := newRelay(t)
	owner, guest := newDevice(t, classSchema), newDevice(t, classSchema)
	issued := func(d *device) (list []core.IssuedCertificate) {
		t.Helper()
		list, err := d.Issued(t.Context())
		d.must(err)
		if list == nil {
			t.Error("no list at all")
		}
		return slices.DeleteFunc(list, func(c core.IssuedCertificate) bool { return c.Relay != nil })
	}
	if got := issued(owner); len(got) != 0 {
		t.Errorf("before there is a dataset: %v", got)
	}
	enroll(t, relay, owner, guest)
	guest.sync(relay)
	if got := issued(guest); len(got) != 0 {
		t.Errorf("the guest has signed %v", got)
	}
	status, err := guest.Status(t.Context())
	guest.must(err)
	own := status.Certificates[0]
	if got := issued(owner); len(got) != 1 || got[0].Revoked {
		t.Errorf("before it is revoked: %+v", got)
	}
	owner.must(owner.Revoke(t.Context(), own.ID))
	list := issued(owner)
	if len(list) != 1 || list[0].ID != own.ID || !list[0].Revoked || list[0].Scope != own.Scope || !maps.Equal(list[0].Params, own.Params) {
		t.Errorf("issued: %+v, want %+v, revoked", list, own)
	}
}

// An invite of either form names the certificate that takes it back.
func TestInviteCertificate(t *testing.T) {
	owner := newDevice(t, classSchema)
	enroll(t, newRelay(t), owner)
	for _, short := range []bool{false, true} {
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: "ws://relay", Short: short})
		owner.must(err)
		id, err := invites.CertificateID(invite)
		owner.must(err)
		list, err := owner.Issued(t.Context())
		owner.must(err)
		if !slices.ContainsFunc(list, func(c core.IssuedCertificate) bool { return c.ID == id }) {
			t.Errorf("short %t: %s is not in %+v", short, id, list)
		}
	}
	_, err := invites.CertificateID("nonsense")
	checkCode(t, "no invite", err, fault.BadInvite)
	for _, prefix := range []string{"amora1.", "amora2."} {
		if !strings.Contains(err.Error(), prefix) {
			t.Errorf("%v leaves out %s", err, prefix)
		}
	}
}
