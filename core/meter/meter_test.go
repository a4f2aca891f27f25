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
	s.Give("a", maxDebt*60-59, begin.Add(2*time.Hour))
	if wait := s.Take("a", 1, begin.Add(2*time.Hour)); wait != 0 {
		t.Errorf("after most was given back: %v", wait)
	}
	s.Give("a", 1000, begin.Add(2*time.Hour))
	s.Give("nobody", 1000, begin.Add(2*time.Hour))
	if wait := s.Take("a", 61, begin.Add(2*time.Hour)); wait != time.Second {
		t.Errorf("more was given back than was taken: %v", wait)
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

// TestProgress: what lies before the furthest part that was had is not fresh, also
// where it was skipped.
func TestProgress(t *testing.T) {
	var p Progress
	for i, c := range []struct {
		offset, count, fresh int64
	}{{0, 10, 10}, {10, 5, 5}, {12, 8, 5}, {99, 1, 1}, {20, 5, 0}} {
		if fresh := p.Had("a", c.offset, c.count); fresh != c.fresh {
			t.Errorf("part %d: %d", i, fresh)
		}
	}
	p.Had("b", 0, 10)
	p.Keep([]string{"b", "c"})
	if fresh := p.Had("a", 0, 10); fresh != 10 {
		t.Errorf("after its end: %d", fresh)
	}
	if fresh := p.Had("b", 0, 11); fresh != 1 || p.HalfFull() {
		t.Errorf("of what is kept: %d", fresh)
	}
	for i := range 3 * maxThings {
		p.Had(fmt.Sprint(i), 0, 1)
	}
	if n := len(p.next); n > maxThings || !p.HalfFull() {
		t.Errorf("%d things are remembered", n)
	}
}
