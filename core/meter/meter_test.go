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
	if wait := s.Take("a", 11, begin.Add(11*time.Second)); wait != 0 {
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
	s.Take("a", 60, begin.Add(2*time.Hour))
	for range 1000 {
		if wait := s.Take("a", 60, begin.Add(2*time.Hour)); wait != time.Minute {
			t.Fatalf("asked in vain: %v", wait)
		}
	}
	s.Add("a", 6, begin.Add(2*time.Hour))
	if wait := s.Take("a", 1, begin.Add(2*time.Hour)); wait != 7*time.Second {
		t.Errorf("after what has happened: %v", wait)
	}
	s.Add("a", 1<<40, begin.Add(2*time.Hour))
	if wait := s.Take("a", 1, begin.Add(2*time.Hour)); wait > maxDebt*time.Minute {
		t.Errorf("after very much has happened: %v", wait)
	}
	if wait := new(Shares).Take("a", 1<<40, begin); wait != 0 {
		t.Errorf("without a bound: %v", wait)
	}
}

// TestSharesAreBounded: who takes under ever new names fills no memory, and does
// not make the others' shares forgotten before they have come back.
func TestSharesAreBounded(t *testing.T) {
	s := Shares{Most: 60, Per: time.Minute}
	s.Add("busy", 600, begin)
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

// TestProgress: a part is had again if it lies before the furthest, and what was
// skipped was not had.
func TestProgress(t *testing.T) {
	var p Progress
	for i, c := range []struct {
		offset, count int64
		again         bool
	}{{0, 10, false}, {10, 5, false}, {12, 8, true}, {99, 1, false}, {20, 5, true}} {
		if again := p.Had("a", c.offset, c.count); again != c.again {
			t.Errorf("part %d: %v", i, again)
		}
	}
	if got := p.End("a"); got != 21 {
		t.Errorf("%d were had", got)
	}
	if got := p.End("a"); got != 0 {
		t.Errorf("after its end %d were had", got)
	}
	for i := range 3 * maxThings {
		p.Had(fmt.Sprint(i), 0, 1)
	}
	if n := len(p.had); n > maxThings {
		t.Errorf("%d things are remembered", n)
	}
}
