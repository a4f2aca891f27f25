package core

import "strings"

// The stored form: a value has one form in the app tables, the one that other
// devices make of its serialized form. put writes it. Plain SQL may write
// others (2024-05-31T12:00:00Z, JSON with blanks, 0.1 + 0.2 as a decimal),
// which triggers bring to it in the same statement, so that a query finds the
// same on every device. See Column.otherForm.

// storedTriggers bring values of a valid other form to the stored form, after
// an INSERT and after an UPDATE.
func (m *Model) storedTriggers() []string {
	var names, others, set []string
	for _, c := range m.Columns {
		value := "NEW." + quoteIdent(c.Name)
		other := c.otherForm(value)
		if other == "" {
			continue
		}
		if bad := c.badStored(value); bad != "" {
			other = "(" + other + ") AND (" + bad + ") IS NOT TRUE"
		}
		names = append(names, c.Name)
		others = append(others, other+" AND "+c.stored(value)+" IS NOT "+value)
		set = append(set, quoteIdent(c.Name)+" = "+c.stored(quoteIdent(m.Table)+"."+quoteIdent(c.Name)))
	}
	if len(names) == 0 {
		return nil
	}
	when := "(" + strings.Join(others, " OR ") + ")"
	update := "UPDATE " + quoteIdent(m.Table) + " SET " + strings.Join(set, ", ") + " WHERE _rowid_ = NEW._rowid_"
	return []string{
		m.trigger("stored", "AFTER INSERT", when, nil, update),
		m.trigger("stored_update", "AFTER UPDATE OF "+quotedList(names), when, nil, update),
	}
}
