package core

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// statement is a statement with its arguments.
type statement struct {
	sql  string
	args []any
}

// execAll runs statements one after another.
func execAll(tx Tx, statements ...statement) error {
	for _, s := range statements {
		if _, err := tx.Exec(s.sql, s.args...); err != nil {
			return fmt.Errorf("%w\n%s", err, s.sql)
		}
	}
	return nil
}

// integer reads one integer cell; NULL and no row are 0. As text, because
// Durable Objects hand integers over as floats.
func integer(tx Tx, sql string, args ...any) (int64, error) {
	text, err := tx.Text(sql, args...)
	if err != nil || text == "" {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

// readJSON decodes one JSON text cell into v; "" leaves v alone.
func readJSON(tx Tx, v any, sql string, args ...any) error {
	text, err := tx.Text(sql, args...)
	if err != nil || text == "" {
		return err
	}
	return json.Unmarshal([]byte(text), v)
}

// toJSON encodes a value that cannot fail to encode: maps, slices and
// structs of strings and numbers.
func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// startsWith is a SQL condition: value starts with prefix, byte for byte,
// unlike LIKE.
func startsWith(value, prefix string) string {
	return "substr(" + value + ", 1, length(" + prefix + ")) = " + prefix
}

// matches is a SQL condition: the partition starts with one of the prefixes
// in the JSON array bound to param (see filterArg), NULL matching everything.
func matches(partition, param string) string {
	return "(" + param + " IS NULL OR EXISTS (SELECT 1 FROM json_each(" + param + ") f WHERE " + startsWith(partition, "f.value") + "))"
}

// writable is a SQL condition: this instance may write records of the
// partition. Where it has no certificate, and at a relay, everything is.
func writable(partition string) string {
	return "(NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE " + startsWith(partition, "prefix") + "))"
}

// filterArg is a filter as the argument of a matches condition.
func filterArg(f Filter) any {
	for _, prefix := range f {
		if prefix == "" {
			return nil
		}
	}
	return filterJSON(f)
}

func filterJSON(f Filter) string {
	if f == nil {
		return "[]"
	}
	return toJSON([]string(f))
}
