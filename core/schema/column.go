package schema

import (
	"cmp"
	"fmt"
	"reflect"
)

// Column is one column of a model.
type Column struct {
	Name string // in the app's SQL
	// Was is the name in serialized records, "" where that is Name: a column that
	// was renamed keeps the first name that it had, so that devices with any
	// version of the schema read each other's records.
	Was  string
	Type Type // how its values are stored and serialized
	// From lists the types that the column had in earlier versions of the schema,
	// whose values look different in records. They are read, and a value that
	// such a type has is written in its form.
	From     []Type
	Nullable bool // whether NULL is a value of it
	// Default is the value where a row or a record lacks the column: a string,
	// int64, float64 or bool in the column's stored form, if HasDefault.
	Default    any
	HasDefault bool // whether there is a Default
	// Backfill is the value of rows and records that lack the column, and of null
	// where that is no value of it, in the form of Default. Unlike a default it is
	// not for rows that are written here.
	Backfill    any
	HasBackfill bool // whether there is a Backfill
	// BackfillSQL is a SQL expression over other columns that gives the backfill,
	// "" where there is none.
	BackfillSQL string
	// Now is set where a row that is written here gets the present moment if it
	// lacks the column. A record that lacks the column does not.
	Now bool
	// Constant is the only value of the column, "" where there is none such. It
	// tells models of one table apart.
	Constant string
	// Scale is how many decimal places a decimal is serialized with (Django's
	// decimal_places); without HasScale it is as many as the value takes.
	Scale    int
	HasScale bool // whether there is a Scale
	// Merge says what becomes of a value that two devices have changed: MergeAdd
	// or MergeUnion, "" for one of the two. The model merges by columns.
	Merge string
	Checks
}

// The rules of [Column.Merge].
const (
	MergeAdd   = "add"   // of an integer: both changes are added up
	MergeUnion = "union" // of a JSON list: what either added is in it, what either took out is not
)

// Checks are what a column's values must be where they are written. Other
// peers may have other rules: what they wrote is taken as it comes.
type Checks struct {
	Required bool     // a new row must have a value, though NULL is one that may come
	Min, Max *float64 // bounds of a number, or of a text's length in characters
	In       []any    // the values that there are, in the stored form
	Glob     []string // patterns of SQLite's GLOB, of which a text must match one
	NotGlob  []string // patterns that a text must not match
}

// Key is the column's name in serialized records.
func (c Column) Key() string { return cmp.Or(c.Was, c.Name) }

// stored is the part of a column that its table holds.
func (c Column) stored() Column {
	c.Checks, c.Merge = Checks{}, ""
	c.Was, c.From, c.Backfill, c.HasBackfill, c.BackfillSQL = "", nil, nil, false, ""
	return c
}

// Fills reports whether there is a backfill.
func (c Column) Fills() bool { return c.HasBackfill || c.BackfillSQL != "" }

// SameStorage reports whether two columns of a table are the same, but for their
// checks and for what records of other versions have.
func (c Column) SameStorage(o Column) bool { return reflect.DeepEqual(c.stored(), o.stored()) }

// Type is a column's type: how its values are stored and serialized.
type Type string

// The types. A value's stored form is what SQL in the app sees, its serialized
// form what Store and wire have, as Morango writes it (MORANGO.md §2).
const (
	TypeText    Type = "text"    // text
	TypeInteger Type = "integer" // 64 bits
	TypeReal    Type = "real"    // a double, finite
	TypeBoolean Type = "boolean" // stored as 0 or 1; serialized as false or true
	// TypeDatetime is in UTC, to the millisecond: stored YYYY-MM-DD
	// HH:MM:SS[.fff000]; serialized YYYY-MM-DDTHH:MM:SS[.fff]Z.
	TypeDatetime Type = "datetime"
	// TypeDatetimeTZ is a moment in UTC with the name of a zone beside it, as
	// Kolibri writes it: stored and serialized YYYY-MM-DD HH:MM:SS.ffffff(ZONE).
	TypeDatetimeTZ Type = "datetimetz"
	TypeDate       Type = "date" // YYYY-MM-DD
	// TypeTime is to the millisecond: stored HH:MM:SS[.fff000]; serialized
	// HH:MM:SS[.fff].
	TypeTime     Type = "time"
	TypeDuration Type = "duration" // stored in microseconds; serialized like P1DT00H00M02.000003S
	// TypeDecimal is stored as a number of 15 significant digits; serialized as
	// text, with the column's scale.
	TypeDecimal Type = "decimal"
	// TypeJSON is stored as JSON text without blanks between its tokens;
	// serialized as the value itself, null being NULL.
	TypeJSON Type = "json"
	TypeUUID Type = "uuid" // 32 lower-case hex digits
	// TypeBlob is bytes: stored as a BLOB; serialized as text, their base64
	// (RFC 4648 §4, with padding), as Django does.
	TypeBlob Type = "blob"
)

// DecimalDigits is how many significant digits a double holds for certain.
const DecimalDigits = 15

// typeFacts says what differs between types where an expression is not needed.
var typeFacts = map[Type]struct {
	sql      string // of STRICT tables
	expected string // see Column.Expected
	inKey    bool   // templates may use it: one value has one text, on every side
}{
	TypeText:       {"TEXT", "text", true},
	TypeInteger:    {"INTEGER", "an integer of 64 bits", true},
	TypeReal:       {"REAL", "a finite number", false},
	TypeBoolean:    {"INTEGER", "a boolean", false},
	TypeDatetime:   {"TEXT", "a datetime in UTC, like 2024-05-31T12:00:00.123Z", false},
	TypeDatetimeTZ: {"TEXT", "a datetime, like 2024-05-31T12:00:00.123Z or 2024-05-31 12:00:00.123456(UTC)", false},
	TypeDate:       {"TEXT", "a date, like 2024-05-31", true},
	TypeTime:       {"TEXT", "a time, like 12:00:00.123", false},
	TypeDuration:   {"INTEGER", "a duration, in microseconds or like P1DT00H00M02.000003S", false},
	TypeDecimal:    {"REAL", "a decimal of at most 15 digits", false},
	TypeJSON:       {"TEXT", "JSON", false},
	TypeUUID:       {"TEXT", "a uuid of 32 lower-case hex digits", true},
	TypeBlob:       {"BLOB", "bytes, in JSON as base64 with its padding", false},
}

// SQL is the type that a column of a STRICT table is declared with.
func (t Type) SQL() string { return typeFacts[t].sql }

// Expected says what values the column takes, for error messages.
func (c Column) Expected() string {
	if c.HasScale {
		return fmt.Sprintf("%s, at most %d of them after the point", typeFacts[c.Type].expected, c.Scale)
	}
	return typeFacts[c.Type].expected
}
