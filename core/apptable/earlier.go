package apptable

import (
	"fmt"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Records that devices with other versions of the schema have written, or will
// read.

// fromRecord is fromJSON for a record: what one lacks that was written without
// the column, or where it may not be null.
func (m *Table) fromRecord(of schema.Column, record string) string {
	c := column(of)
	key := sqldb.QuoteText(of.Key())
	value := c.fromJSON(record, of.Key())
	if c.Type == schema.TypeText && len(c.From) > 0 {
		// A number's own text: a cast would lose digits.
		number := record + " -> " + key
		value = "CASE json_type(" + record + ", " + sqldb.QuoteText("$."+of.Key()) + ")" +
			" WHEN 'integer' THEN " + number + " WHEN 'real' THEN " + number +
			" WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE " + value + " END"
	}
	lacking := c.lacking()
	if of.BackfillSQL != "" {
		lacking = m.computed(of, record)
	}
	if lacking == "" {
		return value
	}
	if of.Fills() && !c.Nullable {
		return "coalesce(" + value + ", " + lacking + ")"
	}
	return "CASE WHEN " + record + " -> " + key + " IS NULL THEN " + lacking + " ELSE " + value + " END"
}

// computed is a backfill that follows from other columns of a record.
func (m *Table) computed(c schema.Column, record string) string {
	from := []string{"NULL AS _amora_none"}
	for _, other := range m.Mentions(c) {
		from = append(from, m.fromRecord(other, record)+" AS "+sqldb.Quote(other.Name))
	}
	return column(c).stored("(SELECT " + c.BackfillSQL + " FROM (SELECT " + sqldb.List(from...) + layer + ")")
}

// checkBackfills has SQLite look at the expressions of backfills: as in a
// generated column, they are over one row and give the same each time. Error:
// bad_schema.
func checkBackfills(tx sqldb.Tx, s *schema.Schema) error {
	for _, m := range s.Models {
		for _, c := range m.Columns {
			if c.BackfillSQL == "" {
				continue
			}
			err := probeBackfill(tx, m, c)
			if sqldb.IsRefusal(err) {
				return &fault.Error{Code: fault.BadSchema, Text: "model " + m.AppName() + ".columns." + c.Name + ".backfill_sql", Err: err}
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// probeBackfill makes a table with a generated column of the expression.
func probeBackfill(tx sqldb.Tx, m *schema.Model, c schema.Column) error {
	columns := []string{"_amora_none"}
	for _, other := range m.Mentions(c) {
		columns = append(columns, sqldb.Quote(other.Name)+" "+other.Type.SQL())
	}
	return sqldb.Undoable(tx, func() error {
		return sqldb.RunAll(tx, []string{
			"CREATE TABLE amora_probe (" + sqldb.List(columns...) + ", _amora_backfill AS (" + c.BackfillSQL + "))",
			"DROP TABLE amora_probe",
		})
	})
}

// lacking is the value of a record that lacks the column, "" for NULL.
func (c column) lacking() string {
	switch {
	case c.BackfillSQL != "":
		return c.BackfillSQL
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
