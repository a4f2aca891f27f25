package arrived

import "time"

// A pull's records are shown as they come: the first chunk at once, then
// whenever as many again have come twice over, so that the work for it stays a
// small part however long the pull is, or when showAfter has passed on a slow
// line.
const (
	showFactor = 3
	showAfter  = time.Second
)

// Shown is how much of a pull the app tables have. The zero value is nothing.
type Shown struct {
	Records int64     // that had come by then
	At      time.Time // when
}

// Due reports whether it is time to show what has come of all records of a
// pull. What comes last is shown by the end of the pull.
func (s Shown) Due(come, all int64) bool {
	switch {
	case come == all || come == s.Records:
		return false
	case come >= showFactor*s.Records:
		return true
	}
	return time.Since(s.At) >= showAfter
}
