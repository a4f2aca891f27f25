package value

import (
	"bytes"
	"strconv"
	"strings"
)

// Text in a chunk is escaped twice: a record's serialized value is a string of
// the chunk's JSON and JSON itself. On both levels an escape may name half of a
// surrogate pair, of which SQLite makes bytes that are not UTF-8. On the outer
// level an escape may also name a NUL, beyond which most of SQLite's functions
// see nothing. A Store that held such text could not send it on: whole chunks
// would be refused because of it.

// Sendable is a chunk's text as peers take it. The app's own SQL can make text
// of any bytes. Those that are not UTF-8 are sent as U+FFFD, which is how
// queries show them too, or as "?" if a record could outgrow its bound by that.
func Sendable(text string) string {
	if sent := strings.ToValidUTF8(text, "\ufffd"); len(sent) <= MaxRecordBytes || len(sent) == len(text) {
		return sent
	}
	return strings.ToValidUTF8(text, "?")
}

// MayBreakText reports whether a chunk's text has escapes that may break the
// text they stand in. Such escapes are rare, so that only few chunks need a
// look at each text ([BrokenText], [HasLoneSurrogate]).
func MayBreakText(records string) bool {
	for {
		i := strings.IndexByte(records, '\\')
		if i < 0 || i+1 == len(records) {
			return false
		}
		switch records[i+1] {
		case '"', '/', 'b', 'f', 'n', 'r', 't':
		case '\\': // perhaps the begin of an escape on the inner level
			if inner := records[i+2:]; len(inner) > 2 && inner[0] == 'u' && inner[1]|0x20 == 'd' && inner[2] > '7' {
				return true
			}
		default: // \u, and what only JSON5 has
			return true
		}
		records = records[i+2:]
	}
}

// BrokenText is a SQL condition: value is text with a NUL, or with half a
// surrogate pair, which GLOB reads as U+FFFD, like U+FFFE and U+FFFF.
func BrokenText(value string) string {
	return "(instr(" + value + ", char(0)) OR replace(replace(replace(" + value +
		", char(65533), ''), char(65534), ''), char(65535), '') GLOB '*' || char(65533) || '*')"
}

// SurrogateEscape is a SQL literal: a GLOB pattern for JSON text that may
// escape a surrogate.
const SurrogateEscape = `'*\u[dD][89a-fA-F]*'`

// HasLoneSurrogate reports whether valid JSON text escapes half of a surrogate
// pair. SQLite would make bytes of it that are not UTF-8, and encoding/json
// another character.
func HasLoneSurrogate(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '\\')
		if i < 0 {
			return false
		}
		unit := escapedUnit(text[i:])
		switch {
		case unit < 0xd800 || unit > 0xdfff:
			text = text[i+2:]
			continue
		case unit >= 0xdc00:
			return true
		}
		if low := escapedUnit(text[i+6:]); low < 0xdc00 || low > 0xdfff {
			return true
		}
		text = text[i+12:]
	}
}

// escapedUnit is the number of the \uXXXX that text begins with, else -1.
func escapedUnit(text []byte) int64 {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	n, err := strconv.ParseInt(string(text[2:6]), 16, 32)
	if err != nil {
		return -1
	}
	return n
}
