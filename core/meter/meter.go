// Package meter bounds how much each of many takers may take of something that
// comes back as time goes by: a server's work, a room's messages. [Shares] is a
// leaky bucket for each taker. [Progress] is how far each of many things was had,
// so that what is had can be given back, and what is asked for again be charged.
// [Held] is what the peers of each network hold of a server's memory.
//
// It imports nothing.
package meter

import "time"

// maxTakers bounds the takers that a Shares remembers.
const maxTakers = 10_000

// Shares is what each taker has taken, less what has come back since. The zero
// value bounds nothing. Calls must not overlap.
type Shares struct {
	Most int64         // that a taker may take at once; 0 is no bound
	Per  time.Duration // after which as much may be taken again

	taken map[string]share
}

// share is how much was taken at a time.
type share struct {
	level int64
	at    time.Time
}

// maxDebt bounds what is remembered of a taker, in shares: whoever gets others
// of its branch refused does so for 16 Per at most.
const maxDebt = 16

// Take takes n if it is within the taker's share. Otherwise it takes nothing, and
// returns after how long it would be: whoever asks in vain pushes nothing back.
func (s *Shares) Take(taker string, n int64, now time.Time) (wait time.Duration) {
	level := s.level(taker, now) + n
	if s.Most > 0 && level > s.Most {
		return time.Duration(float64(level-s.Most) / float64(s.Most) * float64(s.Per))
	}
	s.Add(taker, n, now)
	return 0
}

// Add adds n to what a taker has taken, which has happened, within its share or
// not. The next Take finds out.
func (s *Shares) Add(taker string, n int64, now time.Time) {
	if s.Most == 0 {
		return
	}
	if s.taken == nil {
		s.taken = map[string]share{}
	}
	level := min(s.level(taker, now)+n, maxDebt*s.Most)
	if _, known := s.taken[taker]; !known && len(s.taken) >= maxTakers {
		s.forget(now)
	}
	s.taken[taker] = share{level, now}
}

// Give gives n back to a taker, of what Add has added.
func (s *Shares) Give(taker string, n int64, now time.Time) {
	if level := s.level(taker, now); level > 0 {
		s.taken[taker] = share{max(0, level-n), now}
	}
}

// level is what a taker has taken that has not come back.
func (s *Shares) level(taker string, now time.Time) int64 {
	t := s.taken[taker]
	passed := max(0, now.Sub(t.at))
	return max(0, t.level-int64(float64(s.Most)*(float64(passed)/float64(s.Per))))
}

// forget drops the takers who have taken nothing, or all where that are few.
func (s *Shares) forget(now time.Time) {
	for taker := range s.taken {
		if s.level(taker, now) == 0 {
			delete(s.taken, taker)
		}
	}
	if len(s.taken) >= maxTakers/2 {
		clear(s.taken)
	}
}
