package value

import (
	"fmt"
	"strings"
)

// Sendable is a chunk's text as peers take it. The app's own SQL can make text
// of any bytes: those that are not UTF-8 go as U+FFFD, which is how queries
// show them too, or as "?" where a record could outgrow its bound by that.
func Sendable(text string) string {
	if sent := strings.ToValidUTF8(text, "\ufffd"); len(sent) <= MaxRecordBytes || len(sent) == len(text) {
		return sent
	}
	return strings.ToValidUTF8(text, "?")
}

// NotID is a SQL condition: value is not 32 lower-case hex digits; over NULL it
// is not true. Both lengths, as most functions see nothing beyond a NUL; unhex
// and lower take half the time of GLOB.
func NotID(value string) string {
	return fmt.Sprintf("(length(%[1]s) <> 32 OR octet_length(%[1]s) <> 32 OR unhex(%[1]s) IS NULL AND %[1]s IS NOT NULL OR lower(%[1]s) <> %[1]s)", value)
}

// NotCounter is a SQL condition: value is no integer in 0…MaxCounter.
func NotCounter(value string) string {
	return "(typeof(" + value + ") <> 'integer' OR " + value + " NOT BETWEEN 0 AND 9007199254740992)"
}
