package apptable

import (
	"encoding/json"
	"errors"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Action is what an app may do to a row.
type Action string

// The actions.
const (
	Insert Action = "insert" // a new row
	Update Action = "update" // a row that is here
	Delete Action = "delete" // likewise
)

// outcome is what an action would do to a row.
type outcome struct {
	Known   bool // the row is here
	From    bool // the partition that the row has may be written
	To      bool // the partition that the row would have may be written
	Placed  bool // the object says which partition that is
	Moves   bool // that partition is another one
	Unsaved bool // the row was never serialized
}

// MayWrite reports whether the write scope and the schema let the app do
// something to a row: the object of an insert, or what names a row and how it
// would be changed. It looks at this row alone: where more is true, what else
// goes with the action may still be refused, which [Table.Try] finds out.
// Errors: bad_request for another action; bad_value; required where a column is
// missing from which the partition follows.
func (m *Table) MayWrite(tx sqldb.Tx, action Action, row []byte) (allowed, more bool, err error) {
	if action != Insert && action != Update && action != Delete {
		return false, false, fault.Errorf(fault.BadRequest, "the action %.40q is not insert, update or delete", action)
	}
	text, count, err := ReadRows(tx, row)
	if err == nil && count != 1 {
		err = fault.Errorf(fault.BadValue, "one row is asked about, not %d", count)
	}
	if err != nil || m.ReadOnly {
		return false, false, err
	}
	var o outcome
	if err := sqldb.ReadJSON(tx, &o, m.outcomeSQL(), text); err != nil {
		return false, false, err
	}
	if action == Delete {
		return !o.Known || o.From || o.Unsaved, o.Known, nil
	}
	if !o.Placed {
		return false, false, fault.Errorf(fault.Required, "%s: a column is missing from which the partition follows", m.Name)
	}
	from := !o.Known || o.From || o.Moves && o.Unsaved // as a new row, in effect
	return from && o.To, o.Known && o.Moves, nil
}

// outcomeSQL gives the [outcome] for the object in the array ?1.
func (m *Table) outcomeSQL() string {
	table := sqldb.Quote(m.Table)
	return "SELECT json_object('Known', " + sqldb.JSONBool("old.id IS NOT NULL") +
		", 'From', " + sqldb.JSONBool(value.Writable("old._morango_partition")) +
		", 'To', " + sqldb.JSONBool(value.Writable("partition")) +
		", 'Placed', " + sqldb.JSONBool("partition IS NOT NULL") +
		", 'Moves', " + sqldb.JSONBool("partition IS NOT old._morango_partition") +
		", 'Unsaved', " + sqldb.JSONBool(m.unsaved("old.id")) + ") FROM " +
		"(SELECT _amora_id, coalesce(" + m.putPartition() + ", _amora_json ->> '_morango_partition', old._morango_partition) AS partition FROM " +
		m.putIDs() + " LEFT JOIN " + table + " old ON old.id = _amora_id" + m.Rows("old") + layer +
		" LEFT JOIN " + table + " old ON old.id = _amora_id" + m.Rows("old")
}

// Try does what [Table.MayWrite] was asked about, with all that goes with it:
// rows that refer to the row, and what triggers of the app write. The caller
// rolls back. Errors: those of [Table.Put] and [Table.Delete].
func (m *Table) Try(tx sqldb.Tx, action Action, row []byte) error {
	if action != Delete {
		_, err := m.Put(tx, row)
		return err
	}
	var named struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(row, &named); err != nil {
		return errors.Join(fault.Errorf(fault.BadValue, "the row has no id"), err)
	}
	return m.Delete(tx, named.ID, false)
}
