package sqlitedb

import (
	"bytes"
	"context"
	"encoding/base64"
	"math"
	"strconv"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// maxSafe is the largest integer that every JSON reader takes exactly.
const maxSafe = 1<<53 - 1

// Rows runs one statement that only reads and returns its whole result as one
// JSON text:
//
//	{"columns":["a","n"],"origins":[["t","a"],null],"rows":[[1,"x"],[null,["b","AAE="]]]}
//
// origins names the table and the column whose value a column of the result is,
// unchanged, also through views and subqueries; null for an expression. In a
// compound SELECT the first one counts, as for the names. It is left out where
// all are null.
//
// A cell is null, a number, a string, ["i","<decimal>"] for an integer beyond
// ±(2^53-1), or ["b","<base64>"] for a BLOB. Infinite reals are written 1e999
// and -1e999, which JSON.parse reads as ±Infinity (SQLite has no NaN). Text
// that is not UTF-8 has U+FFFD in place of the offending bytes.
func (d *DB) Rows(ctx context.Context, sql string, args ...any) (rows []byte, err error) {
	c, err := d.acquire(ctx, false)
	if err != nil {
		return nil, err
	}
	defer d.release()
	defer catchOOM(&err)
	s, err := c.prepare(sql, args)
	if err != nil {
		return nil, err
	}
	defer c.finish(s)
	if !s.ReadOnly() {
		return nil, fault.Errorf(fault.BadRequest, "the statement writes: it is for exec").WithHint("query and watch only read")
	}
	rows, err = appendRows(make([]byte, 0, 512), s)
	if err != nil {
		return nil, sqldb.AppSQL(c.translate(err))
	}
	return rows, nil
}

func appendRows(buf []byte, s *sqlite3.Stmt) ([]byte, error) {
	// The first step comes first: a changed schema changes the columns.
	more := s.Step()
	columns := s.ColumnCount()
	buf = append(buf, `{"columns":[`...)
	for i := range columns {
		buf = appendComma(buf, i)
		buf = appendString(buf, []byte(s.ColumnName(i)))
	}
	buf = append(buf, ']')
	buf = appendOrigins(buf, s, columns)
	buf = append(buf, `,"rows":[`...)
	for n := 0; more; n++ {
		buf = appendComma(buf, n)
		buf = append(buf, '[')
		for i := range columns {
			buf = appendComma(buf, i)
			buf = appendCell(buf, s, i)
		}
		buf = append(buf, ']')
		if s.Err() != nil { // a cell could not be read
			break
		}
		more = s.Step()
	}
	return append(buf, `]}`...), s.Err()
}

func appendOrigins(buf []byte, s *sqlite3.Stmt, columns int) []byte {
	start, found := len(buf), false
	buf = append(buf, `,"origins":[`...)
	for i := range columns {
		buf = appendComma(buf, i)
		name := s.ColumnOriginName(i)
		if name == "" {
			buf = append(buf, `null`...)
			continue
		}
		found = true
		buf = append(buf, '[')
		buf = appendString(buf, []byte(s.ColumnTableName(i)))
		buf = append(buf, ',')
		buf = appendString(buf, []byte(name))
		buf = append(buf, ']')
	}
	if !found {
		return buf[:start]
	}
	return append(buf, ']')
}

// appendCell reads column by column: values in an interface would cost an
// allocation each.
func appendCell(buf []byte, s *sqlite3.Stmt, i int) []byte {
	switch s.ColumnType(i) {
	case sqlite3.INTEGER:
		return appendInt(buf, s.ColumnInt64(i))
	case sqlite3.FLOAT:
		return appendFloat(buf, s.ColumnFloat(i))
	case sqlite3.TEXT:
		return appendString(buf, s.ColumnRawText(i))
	case sqlite3.BLOB:
		buf = append(buf, `["b","`...)
		buf = base64.StdEncoding.AppendEncode(buf, s.ColumnRawBlob(i))
		return append(buf, `"]`...)
	default:
		return append(buf, `null`...)
	}
}

func appendComma(buf []byte, i int) []byte {
	if i > 0 {
		return append(buf, ',')
	}
	return buf
}

func appendInt(buf []byte, v int64) []byte {
	if -maxSafe <= v && v <= maxSafe {
		return strconv.AppendInt(buf, v, 10)
	}
	buf = append(buf, `["i","`...)
	buf = strconv.AppendInt(buf, v, 10)
	return append(buf, `"]`...)
}

func appendFloat(buf []byte, v float64) []byte {
	switch {
	case math.IsInf(v, 1):
		return append(buf, `1e999`...)
	case math.IsInf(v, -1):
		return append(buf, `-1e999`...)
	}
	return strconv.AppendFloat(buf, v, 'g', -1, 64)
}

func appendString(buf, text []byte) []byte {
	if !utf8.Valid(text) {
		text = bytes.ToValidUTF8(text, []byte("\uFFFD"))
	}
	buf = append(buf, '"')
	from := 0
	for i, b := range text {
		if b >= ' ' && b != '"' && b != '\\' {
			continue
		}
		buf = append(buf, text[from:i]...)
		from = i + 1
		switch b {
		case '"', '\\':
			buf = append(buf, '\\', b)
		case '\n':
			buf = append(buf, '\\', 'n')
		default:
			const hex = "0123456789abcdef"
			buf = append(buf, '\\', 'u', '0', '0', hex[b>>4], hex[b&15])
		}
	}
	buf = append(buf, text[from:]...)
	return append(buf, '"')
}
