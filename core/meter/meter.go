// Package meter bounds how much each of many takers may take of something that
// comes back as time goes by: a server's work, a room's messages. [Shares] is a
// leaky bucket for each taker.
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

// Take adds n to what a taker has taken, and returns after how long as much as
// that would have been within its share: 0 if it is now.
func (s *Shares) Take(taker string, n int64, now time.Time) (wait time.Duration) {
	if s.Most == 0 {
		return 0
	}
	level := s.level(taker, now) + n
	if s.taken == nil {
		s.taken = map[string]share{}
	}
	if _, known := s.taken[taker]; !known && len(s.taken) >= maxTakers {
		s.forget(now)
	}
	s.taken[taker] = share{level, now}
	if level <= s.Most {
		return 0
	}
	return time.Duration(float64(level-s.Most) / float64(s.Most) * float64(s.Per))
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
