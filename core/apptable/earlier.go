package apptable

import (
	"fmt"

	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Records that devices with other versions of the schema have written, or will
// read.

// fromRecord is fromJSON for a record: what one lacks that was written without
// the column, or where it may not be null.
func (c column) fromRecord(record string) string {
	key := sqldb.QuoteText(schema.Column(c).Key())
	value := c.fromJSON(record, schema.Column(c).Key())
	if c.Type == schema.TypeText && len(c.From) > 0 {
		// A number's own text: a cast would lose digits.
		number := record + " -> " + key
		value = "CASE json_type(" + record + ", " + sqldb.QuoteText("$."+schema.Column(c).Key()) + ")" +
			" WHEN 'integer' THEN " + number + " WHEN 'real' THEN " + number +
			" WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE " + value + " END"
	}
	lacking := c.lacking()
	if lacking == "" {
		return value
	}
	if c.HasBackfill && !c.Nullable {
		return "coalesce(" + value + ", " + lacking + ")"
	}
	return "CASE WHEN " + record + " -> " + key + " IS NULL THEN " + lacking + " ELSE " + value + " END"
}

// lacking is the value of a record that lacks the column, "" for NULL.
func (c column) lacking() string {
	switch {
	case c.HasBackfill:
		return c.literal(c.Backfill)
	case c.HasDefault || c.Constant != "":
		return c.defaultSQL()
	}
	return ""
}

// toEarlier is toJSON for a column that had another type: a value that this type
// has as well is written in its form, so that earlier versions of the app go on
// reading it.
func (c column) toEarlier(value string) string {
	if c.Type == schema.TypeReal {
		return fmt.Sprintf("CASE WHEN abs(%[1]s) < 9007199254740992 AND CAST(%[1]s AS INTEGER) = %[1]s"+
			" THEN CAST(%[1]s AS INTEGER) ELSE %[1]s END", value)
	}
	// Text that is a number of JSON's goes as it is, and comes back so.
	return fmt.Sprintf("CASE WHEN length(%[1]s) <= 24 AND %[1]s NOT GLOB '*[^-+.0-9eE]*' AND json_valid(%[1]s)"+
		" AND abs(CAST(%[1]s AS REAL)) <= 1.7976931348623157e308 THEN json(%[1]s) ELSE %[1]s END", value)
}

// badEarlier is a SQL condition, led by OR: a number of an earlier type has
// digits that the column would lose. "" where there is none such.
func (c column) badEarlier(value string) string {
	if c.Type != schema.TypeReal || len(c.From) == 0 {
		return ""
	}
	return fmt.Sprintf(" OR typeof(%[1]s) = 'integer' AND CAST(CAST(%[1]s AS REAL) AS INTEGER) <> %[1]s", value)
}
