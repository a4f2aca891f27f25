package sqldb

import (
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// Packed is a SQL expression: the given columns of all rows of a query as one
// text, which crosses the host's boundary at once and is taken apart by
// [EachPacked] without copying. Each cell is its length in bytes, a colon and its
// text. No column may be NULL, because its row would be left out.
func Packed(columns ...string) string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = "octet_length(" + c + ") || ':' || " + c
	}
	return "group_concat(" + strings.Join(cells, " || ") + ", '')"
}

// Unpack takes the first row off a text of [Packed], and returns what is left.
// Error: internal.
func Unpack(text string, row []string) (rest string, err error) {
	for i := range row {
		length, after, _ := strings.Cut(text, ":")
		n, err := strconv.ParseUint(length, 10, 31)
		if err != nil || int(n) > len(after) {
			return "", fault.Errorf(fault.Internal, "a packed row lacks its cell %d", i)
		}
		row[i], text = after[:n], after[n:]
	}
	return text, nil
}

// EachPacked calls fn for each row of a text of [Packed], in a slice that the
// next row is written to. Error: internal.
func EachPacked(text string, columns int, fn func(row []string)) (err error) {
	row := make([]string, columns)
	for text != "" {
		if text, err = Unpack(text, row); err != nil {
			return err
		}
		fn(row)
	}
	return nil
}
