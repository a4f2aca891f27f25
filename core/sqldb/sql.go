package sqldb

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Statement is a statement with its arguments.
type Statement struct {
	SQL  string // with ?1, ?2 … for Args
	Args []any
}

// ExecAll runs statements one after another.
func ExecAll(tx Tx, statements ...Statement) error {
	for _, s := range statements {
		if _, err := tx.Exec(s.SQL, s.Args...); err != nil {
			return fmt.Errorf("%w\n%s", err, s.SQL)
		}
	}
	return nil
}

// Int reads one integer cell; NULL and no row are 0. As text, because
// Durable Objects hand integers over as floats.
func Int(tx Tx, sql string, args ...any) (int64, error) {
	text, err := tx.Text(sql, args...)
	if err != nil || text == "" {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

// ReadJSON decodes one JSON text cell into v; "" leaves v alone.
func ReadJSON(tx Tx, v any, sql string, args ...any) error {
	text, err := tx.Text(sql, args...)
	if err != nil || text == "" {
		return err
	}
	return json.Unmarshal([]byte(text), v)
}

// ToJSON encodes a value that cannot fail to encode: maps, slices and
// structs of strings and numbers.
func ToJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
