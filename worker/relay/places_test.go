//go:build !js

package relay

import (
	"testing"
	"time"
)

// sitter is a socket that is told to give way.
type sitter struct{ gone bool }

func (s *sitter) giveWay() { s.gone = true }

// sit takes a place for somebody who keeps the relay waiting from now on.
func sit(t *testing.T, ps *places, address string, now time.Time) *sitter {
	t.Helper()
	p := ps.take(address, now)
	if p == nil {
		t.Fatalf("no place for %q", address)
	}
	s := &sitter{}
	p.sock, p.waiting = s, now
	return s
}

// Of those who have not proved themselves, whoever keeps the relay waiting
// longest gives way, and nobody before it had time to answer.
func TestSilentSocketsGiveWay(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	ps := &places{max: 100, held: map[*place]struct{}{}}
	var silent []*sitter
	for range 50 {
		silent = append(silent, sit(t, ps, "", now))
		now = now.Add(time.Millisecond)
	}
	if ps.take("", now) != nil {
		t.Error("a place beyond those for strangers, while all may still answer")
	}
	now = now.Add(patienceForPlaces)
	for i := range 10 {
		sit(t, ps, "", now)
		if !silent[i].gone || silent[i+1].gone {
			t.Fatalf("newcomer %d: not the longest silent one gave way", i)
		}
	}
}

// One address fills a quarter of the places at most, and its newcomers take its
// own.
func TestOneAddressLeavesPlaces(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	ps := &places{max: 100, held: map[*place]struct{}{}}
	first := sit(t, ps, "192.0.2.1", now)
	for range 24 {
		sit(t, ps, "192.0.2.1", now.Add(time.Millisecond))
	}
	other := sit(t, ps, "192.0.2.2", now)
	now = now.Add(patienceForPlaces + time.Second)
	sit(t, ps, "192.0.2.1", now)
	if !first.gone || other.gone {
		t.Error("another address's socket gave way")
	}
}

// Who has proved itself stays, and who is being answered.
func TestMembersKeepTheirPlaces(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	ps := &places{max: 3, held: map[*place]struct{}{}}
	for range 2 {
		ps.take("", now).proved = true
	}
	ps.take("", now) // it is being answered
	if now = now.Add(time.Hour); ps.take("", now) != nil {
		t.Error("a fourth place of three")
	}
}
