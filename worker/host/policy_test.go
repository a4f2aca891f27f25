package host

import (
	"testing"

	"github.com/amora-sync/amora/core/fault"
)

const testRoom = "0123456789abcdef0123456789abcdef"

func TestPolicyOfATokenOpensNewRoomsOnly(t *testing.T) {
	p, ok, err := TokenPolicy("token=correct horse")
	if err != nil || !ok {
		t.Fatal(err)
	}
	for _, c := range []struct {
		exists bool
		token  string
		want   fault.Code
	}{
		{false, "correct horse", ""},
		{false, "wrong", fault.RoomClosed},
		{false, "", fault.RoomClosed},
		{true, "", ""},
	} {
		if err := p.MayOpen(testRoom, c.exists, c.token); fault.CodeOf(err) != c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
