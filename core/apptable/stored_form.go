package apptable

import (
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// The stored form: a value has one form in the app tables, the one that other
// devices make of its serialized form. put writes it. Plain SQL may write
// others (2024-05-31T12:00:00Z, JSON with blanks, 0.1 + 0.2 as a decimal),
// which triggers bring to it in the same statement, so that a query finds the
// same on every device. See Column.otherForm.

// storedTriggers bring values of a valid other form to the stored form, after
// an INSERT and after an UPDATE of any column: the row is about to be sent,
// and a default of the schema may have another form as well.
func (m *Table) storedTriggers() []string {
	when, set := m.storedForm("NEW")
	if when == "" {
		return nil
	}
	update := "UPDATE " + sqldb.Quote(m.Table) + " SET " + set + " WHERE _rowid_ = NEW._rowid_"
	return []string{
		m.trigger("stored", "AFTER INSERT", when, nil, update),
		m.trigger("stored_update", "AFTER UPDATE", when, nil, update),
	}
}

// storeSQL brings the rows to the stored form that another build left in
// another one; "" if there is nothing to do. It is for a table without
// triggers: the rows are not sent again, because other devices have the stored
// form of them.
func (m *Table) storeSQL() string {
	when, set := m.storedForm(sqldb.Quote(m.Table))
	if when == "" {
		return ""
	}
	return "UPDATE OR IGNORE " + sqldb.Quote(m.Table) + " SET " + set + " WHERE " + when
}

// storedForm is the condition under which a row, NEW or the table's, has a
// valid value in another form, and what an UPDATE sets to bring all of its
// values to the stored form; "" if the model has only values of one form.
func (m *Table) storedForm(row string) (when, set string) {
	var others, values []string
	for _, c := range m.Columns {
		value := row + "." + sqldb.Quote(c.Name)
		other := column(c).otherForm(value)
		if other == "" {
			continue
		}
		if bad := column(c).badStored(value); bad != "" {
			other = "(" + other + ") AND (" + bad + ") IS NOT TRUE"
		}
		others = append(others, other+" AND "+column(c).stored(value)+" IS NOT "+value)
		values = append(values, sqldb.Quote(c.Name)+" = "+column(c).stored(sqldb.Quote(m.Table)+"."+sqldb.Quote(c.Name)))
	}
	if len(others) == 0 {
		return "", ""
	}
	return "(" + strings.Join(others, " OR ") + ")", strings.Join(values, ", ")
}
