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

func TestIsOperator(t *testing.T) {
	for _, c := range []struct {
		authorization, token string
		want                 bool
	}{
		{"Bearer correct horse", "correct horse", true},
		{"bearer correct horse", "correct horse", true},
		{"correct horse", "correct horse", false},
		{"Basic correct horse", "correct horse", false},
		{"Bearer", "correct horse", false},
		{"Bearer wrong", "correct horse", false},
		{"Bearer  correct horse", "correct horse", false},
		{"", "", false},
		{"Bearer ", "", false},
	} {
		if got := IsOperator(c.authorization, c.token); got != c.want {
			t.Errorf("%q for the token %q: %v", c.authorization, c.token, got)
		}
	}
}
