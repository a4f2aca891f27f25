package meter

import (
	"fmt"
	"testing"
	"time"
)

var begin = time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)

// TestShares: what one taker takes is bounded, comes back as time goes by, and is
// nobody else's.
func TestShares(t *testing.T) {
	s := Shares{Most: 60, Per: time.Minute}
	for i := range 60 {
		if wait := s.Take("a", 1, begin); wait != 0 {
			t.Fatalf("%d of 60: %v", i, wait)
		}
	}
	if wait := s.Take("a", 1, begin); wait != time.Second {
		t.Errorf("one more than the share: %v", wait)
	}
	if wait := s.Take("b", 60, begin); wait != 0 {
		t.Errorf("another taker: %v", wait)
	}
	if wait := s.Take("a", 10, begin.Add(11*time.Second)); wait != 0 {
		t.Errorf("after 11 seconds: %v", wait)
	}
	if wait := s.Take("a", 1, begin.Add(11*time.Second)); wait != time.Second {
		t.Errorf("one more after 11 seconds: %v", wait)
	}
	if wait := s.Take("a", 60, begin.Add(time.Hour)); wait != 0 {
		t.Errorf("after an hour: %v", wait)
	}
	if wait := s.Take("a", 1, begin.Add(time.Minute)); wait == 0 {
		t.Error("a clock that goes back gives something")
	}
	if wait := new(Shares).Take("a", 1<<40, begin); wait != 0 {
		t.Errorf("without a bound: %v", wait)
	}
}

// TestSharesAreBounded: who takes under ever new names fills no memory, and does
// not make the others' shares forgotten before they have come back.
func TestSharesAreBounded(t *testing.T) {
	s := Shares{Most: 60, Per: time.Minute}
	s.Take("busy", 600, begin)
	for i := range 3 * maxTakers {
		s.Take(fmt.Sprint(i), 1, begin.Add(time.Duration(i)*time.Millisecond))
	}
	if n := len(s.taken); n > maxTakers {
		t.Errorf("%d takers are remembered", n)
	}
	if wait := s.Take("busy", 1, begin.Add(30*time.Second)); wait == 0 {
		t.Error("what was taken is forgotten")
	}
}
