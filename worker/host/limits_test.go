package host

import (
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

func TestMeter(t *testing.T) {
	l := Limits{PerMinute: 60}
	now := time.UnixMilli(1_000_000)
	var m Meter
	take := func(n int) (taken int) {
		for range n {
			if m.count(l, 1, now) {
				taken++
			}
		}
		return taken
	}
	if got := take(60); got != 60 {
		t.Errorf("a burst: %d of 60", got)
	}
	if got := take(1); got != 0 {
		t.Error("one more than the burst passed")
	}
	now = now.Add(10 * time.Second)
	if got := take(20); got < 8 || got > 10 {
		t.Errorf("%d after ten seconds, want about 10", got)
	}
	now = now.Add(time.Hour)
	if got := take(100); got != 60 {
		t.Errorf("after an hour: %d, want 60", got)
	}
	if l = (Limits{}); take(1000) != 1000 {
		t.Error("without a limit there is one")
	}
}

func TestFullRoomTakesNothingIn(t *testing.T) {
	for size, want := range map[int64]fault.Code{1001: fault.Limit, 1000: ""} {
		if err := (Limits{RoomBytes: 1000}).Full(func() int64 { return size }, 0); fault.CodeOf(err) != want {
			t.Errorf("%d bytes of 1000: %v", size, err)
		}
	}
	if err := (Limits{}).Full(func() int64 { t.Error("the size was asked for"); return 1 }, 0); err != nil {
		t.Error(err)
	}
}

// The opening of a transfer counts for more than one message, the more the
// longer it is.
func TestOpensCountForTheirWork(t *testing.T) {
	short := wire.Encode(wire.KindOpen, struct{}{}, "")
	long := wire.Encode(wire.KindOpen, map[string]string{"fsic": strings.Repeat("x", 1<<20)}, "")
	chunk := wire.Encode(wire.KindChunk, struct{}{}, strings.Repeat("x", 1<<20))
	for _, c := range []struct {
		perMinute int64
		msg       []byte
		want      int64
	}{{60_000, short, 16}, {60_000, long, 16 + 256}, {60_000, chunk, 1}, {60_000, nil, 1}, {60, long, 7}, {1, short, 1}} {
		if got := (Limits{PerMinute: c.perMinute}).cost(c.msg); got != c.want {
			t.Errorf("%d bytes at %d a minute count for %d, want %d", len(c.msg), c.perMinute, got, c.want)
		}
	}
}
