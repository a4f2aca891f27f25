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
// value.MaxRecordBytes with them. Where they do not fit, each is kept once:
// else merges that cross would push old values out with the same few new ones.
func Bounded(lines, size string) string {
	limit := fmt.Sprintf("min(%d, %d - (%s))", maxBytes, value.MaxRecordBytes, size)
	return "CASE WHEN octet_length(" + lines + ") <= " + limit + " THEN " + lines + ` ELSE
  (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each(` + lineArray(lines) + `) WHERE value <> '' GROUP BY value)) WHERE bytes <= ` + limit + `) END`
}

// lineArray is a SQL expression: lines as an array of JSON strings, whatever
// is in them.
func lineArray(lines string) string {
	return `'["' || replace(replace(replace(` + lines + `, '\', '\\'), '"', '\"'), char(10), '","') || '"]'`
}

// OneLine is a SQL expression: JSON without line breaks, which stand between
// its tokens only.
func OneLine(json string) string { return "replace(" + json + ", char(10), ' ')" }

// Merged is a SQL expression: the conflicts of the version that is made of the
// Store row s, whose value stays, and the buffered row b.
var Merged = Bounded(lostValue+" || "+olderConflicts, "octet_length(s.serialized)")

// lostValue is a SQL expression: the incoming value as a line, empty text if it
// is among the conflicts already.
var lostValue = `CASE WHEN ` + short("b.serialized", "s.conflicting_serialized_data") + `
   AND instr(s.conflicting_serialized_data, ` + OneLine("b.serialized") + ` || char(10)) THEN ''
  ELSE ` + OneLine("b.serialized") + ` || char(10) END`

// olderConflicts is a SQL expression: the conflicts of both sides, without the
// value that stays.
var olderConflicts = `CASE WHEN ` + short("s.serialized", "s.conflicting_serialized_data", "b.conflicting_serialized_data") + `
  THEN replace(` + unitedConflicts + `, ` + OneLine("s.serialized") + ` || char(10), '') ELSE ` + unitedConflicts + ` END`

var unitedConflicts = `CASE WHEN NOT (` + short("s.conflicting_serialized_data", "b.conflicting_serialized_data") + `) THEN ` + bothConflicts + `
   WHEN instr(s.conflicting_serialized_data, b.conflicting_serialized_data) THEN s.conflicting_serialized_data
   WHEN instr(b.conflicting_serialized_data, s.conflicting_serialized_data) THEN b.conflicting_serialized_data
   ELSE ` + bothConflicts + ` END`

// short is a SQL condition: texts that may be looked for in one another, which
// takes the product of their lengths.
func short(texts ...string) string {
	return "octet_length(" + strings.Join(texts, ") + octet_length(") + ") <= " + strconv.Itoa(maxBytes)
}

// bothConflicts is a SQL expression: the conflicts of both sides, the incoming
// ones first. Their last line may come without its end. Of more than
// maxBytes Bounded keeps each line once.
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
// and not too many (PROTOCOL.md §6). Morango may
// leave a line empty, where a hard-deleted record met another one. Around an
// object stands only what is blank in JSON: SQLite reads no other lines.
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
