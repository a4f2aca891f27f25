package conflict

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/value"
)

// maxBytes is the most bytes that a record's conflicting values may have; the
// newest stay.
const maxBytes = 64 << 10

// Bounded is a SQL expression: lines of conflicting values, newest first, whole
// lines of at most maxBytes together (MORANGO.md §13.13), fewer where the
// record, whose serialized value has the size given, would pass
// value.MaxRecordBytes with them.
func Bounded(lines, size string) string {
	limit := room(size)
	return "CASE WHEN octet_length(" + lines + ") <= " + limit + " THEN " + lines + " ELSE " +
		newest(lines, "value <> ''", limit) + " END"
}

// room is a SQL expression: the most bytes that the conflicts of a record may
// have, whose serialized value has the size given.
func room(size string) string {
	return fmt.Sprintf("min(%d, %d - (%s))", maxBytes, value.MaxRecordBytes, size)
}

// newest is a SQL expression: of lines that satisfy the condition on value the
// first ones, each once, as many as fit into limit bytes. Where a line stood
// twice, merges that cross would push old values out with the same few new
// ones. A line that would not fit even alone keeps no other one out.
func newest(lines, condition, limit string) string {
	return `(SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each(` + lineArray(lines) + `)
    WHERE ` + condition + " AND octet_length(value) < " + limit + `
    GROUP BY value)) WHERE bytes <= ` + limit + ")"
}

// lineArray is a SQL expression: lines as an array of JSON strings, whatever
// is in them.
func lineArray(lines string) string {
	return `'["' || replace(replace(replace(` + lines + `, '\', '\\'), '"', '\"'), char(10), '","') || '"]'`
}

// OneLine is a SQL expression: JSON without line breaks, which stand between
// its tokens only.
func OneLine(json string) string { return "replace(" + json + ", char(10), ' ')" }

// merged is a SQL expression: the conflicts of the version that is made of the
// Store row s, whose value stays, and the buffered row b. Where they are more
// than fewBytes, the value that stays is never among its own conflicts, where
// it would take the room of another one, and the incoming value comes first,
// so that it is not dropped.
var merged = "CASE WHEN " + fewBytes + " THEN " + lostValue + " || " + olderConflicts + `
  ELSE ` + newest(OneLine("b.serialized")+" || char(10) || "+bothConflicts,
	"value NOT IN ('', "+OneLine("s.serialized")+")", room("octet_length(s.serialized)")) + " END"

// fewBytes is a SQL condition: all that the Store row s and the buffered row b
// hold is at most maxBytes. Texts may be looked for in one another, which takes
// the product of their lengths, and none needs to be dropped.
var fewBytes = `(octet_length(s.serialized) + octet_length(b.serialized) + octet_length(s.conflicting_serialized_data)
   + octet_length(b.conflicting_serialized_data) < ` + strconv.Itoa(maxBytes) + ")"

// lostValue is a SQL expression: the incoming value as a line, empty text if it
// is among the conflicts already.
var lostValue = `CASE WHEN instr(s.conflicting_serialized_data, ` + OneLine("b.serialized") + ` || char(10)) THEN ''
   ELSE ` + OneLine("b.serialized") + ` || char(10) END`

// olderConflicts is a SQL expression: the conflicts of both sides, without the
// value that stays.
var olderConflicts = `replace(CASE
   WHEN instr(s.conflicting_serialized_data, b.conflicting_serialized_data) THEN s.conflicting_serialized_data
   WHEN instr(b.conflicting_serialized_data, s.conflicting_serialized_data) THEN b.conflicting_serialized_data
   ELSE ` + bothConflicts + " END, " + OneLine("s.serialized") + " || char(10), '')"

// bothConflicts is a SQL expression: the conflicts of both sides, the incoming
// ones first. Their last line may come without its end.
const bothConflicts = "rtrim(b.conflicting_serialized_data, char(10)) || char(10) || s.conflicting_serialized_data"

// How many objects a received record's conflicts may be: freeLines, and one more
// for each lineBytes. A merge looks at each of them, so that many short ones cost
// far more than their bytes. The value of a row has its id, of 32 bytes.
const (
	freeLines = 32
	lineBytes = 32
)

// Problem is the reason why a received record's conflicts cannot be taken,
// BadJSON, BadText or RecordTooLarge, "" if they are JSON objects, one a line,
// and not too many (PROTOCOL.md §6). Morango may leave a line empty, where a
// hard-deleted record met another one. Around an object stands only what is
// blank in JSON: SQLite reads no other lines.
func Problem(conflicts string) quarantine.Reason {
	objects := 0
	for line := range strings.SplitSeq(conflicts, "\n") {
		switch object := strings.Trim(line, " \t\r"); {
		case object == "":
		case object[0] != '{' || !json.Valid([]byte(object)):
			return quarantine.BadJSON
		case value.HasLoneSurrogate([]byte(object)):
			return quarantine.BadText
		default:
			objects++
		}
	}
	if objects > freeLines+len(conflicts)/lineBytes {
		return quarantine.RecordTooLarge
	}
	return ""
}
