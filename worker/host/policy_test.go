package host

import (
	"testing"

	"github.com/amora-sync/amora/core"
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
		want   core.Code
	}{
		{false, "correct horse", ""},
		{false, "wrong", core.CodeRoomClosed},
		{false, "", core.CodeRoomClosed},
		{true, "", ""},
	} {
		if err := p.MayOpen(testRoom, c.exists, c.token); core.CodeOf(err) != c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
