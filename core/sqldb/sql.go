package sqldb

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Quote writes a name as a SQL identifier.
func Quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// QuoteText writes text as a SQL literal.
func QuoteText(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// List joins columns or expressions with commas.
func List(parts ...string) string { return strings.Join(parts, ", ") }

// JSONBool is a SQL condition as JSON's true or false.
func JSONBool(condition string) string { return "json(iif(" + condition + ", 'true', 'false'))" }

// Statement is a statement with its arguments.
type Statement struct {
	SQL  string // with ?1, ?2, … for Args
	Args []any  // as [Tx] takes them
}

// ExecAll runs statements one after another, up to the first error, which
// names its statement.
func ExecAll(tx Tx, statements ...Statement) error {
	for _, s := range statements {
		if _, err := tx.Exec(s.SQL, s.Args...); err != nil {
			return fmt.Errorf("%w\n%s", err, s.SQL)
		}
	}
	return nil
}

// RunAll is [ExecAll] for statements without arguments.
func RunAll(tx Tx, statements []string) error {
	for _, sql := range statements {
		if _, err := tx.Exec(sql); err != nil {
			return fmt.Errorf("%w\n%s", err, sql)
		}
	}
	return nil
}

// Int reads one integer cell; NULL and no row are 0. The cell is read as text,
// because Durable Objects hand integers over as floats.
func Int(tx Tx, sql string, args ...any) (int64, error) {
	text, err := tx.Text(sql, args...)
	if err != nil || text == "" {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

// ReadJSON decodes one cell of JSON text into v, which NULL, "" and no row
// leave as it was.
func ReadJSON(tx Tx, v any, sql string, args ...any) error {
	text, err := tx.Text(sql, args...)
	if err != nil || text == "" {
		return err
	}
	return json.Unmarshal([]byte(text), v)
}

// ValidJSON reports whether SQLite's JSON functions read a text, which take
// JSON5, too. It is for telling why a statement failed.
func ValidJSON(tx Tx, text string) (bool, error) {
	const anyJSON = 2
	valid, err := tx.Text("SELECT json_valid(?1, ?2)", text, anyJSON)
	return valid != "0", err
}

// ToJSON encodes a value that cannot fail to encode: maps, slices and structs
// of strings and numbers. It panics on others.
func ToJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// Meta reads one fact about the database from amora_meta, "" if it is not
// there.
func Meta(tx Tx, key string) (string, error) {
	return tx.Text("SELECT value FROM amora_meta WHERE key = ?1", key)
}

// SetMeta stores one fact about the database in amora_meta.
func SetMeta(tx Tx, key, value string) error {
	_, err := tx.Exec(`INSERT INTO amora_meta (key, value) VALUES (?1, ?2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
	return err
}

// CellText is a cell of [Tx.Query] as text, "" if it is none.
func CellText(cell any) string {
	s, _ := cell.(string)
	return s
}
