package value

import "time"

// TimeFormat is how the engine's tables hold times, in UTC: it sorts as text
// and is Morango's in responses (MORANGO.md §9).
const TimeFormat = "2006-01-02T15:04:05.000000Z"

// FormatTime writes a time as the engine's tables hold it.
func FormatTime(t time.Time) string { return t.UTC().Format(TimeFormat) }
