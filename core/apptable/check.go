package apptable

import (
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// problem is one thing a trigger refuses: a condition over NEW or OLD, the
// code and the text of the error, and a SQL expression that the text ends in,
// if any.
type problem struct {
	when   string
	code   fault.Code
	text   string
	detail string
}

// raise is the statement that fails with the first of the problems.
func (m *Table) raise(problems []problem) string {
	var b strings.Builder
	b.WriteString("SELECT CASE")
	for _, p := range problems {
		message := sqldb.QuoteText("amora:" + string(p.code) + ":" + m.Table + ": " + p.text)
		if p.detail != "" {
			message += " || coalesce(" + p.detail + ", '')"
		}
		b.WriteString("\n  WHEN " + p.when + " THEN RAISE(ABORT, " + message + ")")
	}
	return b.String() + " END"
}

// outsideScope is the text of not_writable.
const outsideScope = "outside the write scope of this device's certificate"

// ErrOutsideScope is the error not_writable of a record that the certificates
// of this database do not let it write.
var ErrOutsideScope = fault.Errorf(fault.NotWritable, outsideScope)

// scopeProblem refuses a write outside the certificates' scope, which would
// live on here and never sync. Without a certificate anything may be written.
func (m *Table) scopeProblem(row string) problem {
	partition := row + "._morango_partition"
	return problem{
		when: "EXISTS (SELECT 1 FROM amora_write_scope) AND NOT EXISTS (SELECT 1 FROM amora_write_scope WHERE " +
			value.StartsWith(partition, "prefix") + ")",
		code: fault.NotWritable, text: outsideScope,
		detail: "': the row is in the partition ' || substr(" + partition + ", 1, 200)" +
			" || ', and what may be written is ' || " + value.WritablePrefixes(),
	}
}

// errReadOnly is the text of not_writable for a model that is only read.
const errReadOnly = "the model is only read: other peers write its records"

// ErrReadOnly is the error not_writable of a write to a model that is only read.
var ErrReadOnly = fault.Errorf(fault.NotWritable, errReadOnly)

// updateProblems are the checks of a changed row, whatever changed.
func (m *Table) updateProblems() []problem {
	list := append(m.sizeProblems(), m.scopeProblem("NEW"))
	if !m.ReadOnly {
		return list
	}
	// What remains is the foreign key or the trigger that sets a reference to
	// NULL, because what it referred to is gone.
	var written []string
	for _, c := range m.Columns {
		q, r, when := sqldb.Quote(c.Name), m.References[c.Name], changed(c.Name)
		if r.SetsNull() {
			when += " AND (NEW." + q + " IS NOT NULL OR " + r.There("OLD."+q) + ")"
		}
		written = append(written, when)
	}
	return append([]problem{{when: strings.Join(written, " OR "), code: fault.NotWritable, text: errReadOnly}}, list...)
}

// deleteProblems are the checks of a deletion. Rows of a model that is only
// read go with what they refer to, and not otherwise.
func (m *Table) deleteProblems() []problem {
	list := []problem{m.deleteProblem()}
	if !m.ReadOnly {
		return list
	}
	alone := []string{"true"}
	for _, c := range m.Columns {
		r, value := m.References[c.Name], "OLD."+sqldb.Quote(c.Name)
		if r.Table == "" || r.SetsNull() {
			continue
		}
		there := value + " IS NULL OR " + r.There(value)
		if r.Optional { // what never was in sight has not gone either
			there += " OR NOT EXISTS (SELECT 1 FROM morango_store t WHERE t.id = " + value + ")"
		}
		alone = append(alone, "("+there+")")
	}
	return append([]problem{{when: strings.Join(alone, " AND "), code: fault.NotWritable, text: errReadOnly}}, list...)
}

// deleteProblem is scopeProblem for a deletion. A row that was never serialized
// may be deleted wherever it is: written before the device had a certificate,
// it may lie outside the scope of the one that came.
func (m *Table) deleteProblem() problem {
	p := m.scopeProblem("OLD")
	p.when += " AND NOT (" + m.unsaved("OLD.id") + ")"
	return p
}

// unsaved is a SQL condition: the row of that id was never serialized.
func (m *Table) unsaved(id string) string {
	return "EXISTS (SELECT 1 FROM " + m.DirtyTable() + " WHERE id = " + id + ") AND NOT EXISTS (SELECT 1 FROM morango_store WHERE id = " + id + ")"
}

// fixedColumns are those that a row's identity follows from.
func (m *Table) fixedColumns() []string {
	names := m.KeyColumns()
	for _, c := range m.Constants() {
		if !slices.Contains(names, c.Name) {
			names = append(names, c.Name)
		}
	}
	return append(names, "id", "_morango_source_id", "_morango_partition")
}

// keyProblems refuses changes of what a row's identity follows from.
func (m *Table) keyProblems() []problem {
	var list []problem
	for _, name := range m.fixedColumns() {
		if m.Movable() && m.Column(name) != nil && m.Column(name).Constant == "" {
			continue
		}
		text := name + " cannot change"
		if c := m.Column(name); c != nil && c.Constant == "" {
			text += ", the row's id or partition follow from it"
		}
		list = append(list, problem{when: changed(name) + m.unlessMoved(name), code: fault.ImmutableColumn, text: text})
	}
	return list
}

// requiredKeys lists the nullable columns without which a row has no id or
// partition. Of several templates of a partition the last one needs none.
func (m *Table) requiredKeys() []string {
	names := m.SourceTemplate.Columns()
	if len(m.PartitionTemplate) == 1 {
		names = append(names, m.PartitionTemplate.Columns()...)
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return !m.Column(name).Nullable })
}

// insertProblems are the checks of a new row. given is the condition under
// which its id was given, and not made here.
func (m *Table) insertProblems(given string) []problem {
	if m.ReadOnly {
		return []problem{{when: "true", code: fault.NotWritable, text: errReadOnly}}
	}
	var list []problem
	for _, name := range m.requiredKeys() {
		list = append(list, problem{when: "NEW." + sqldb.Quote(name) + " IS NULL", code: fault.Required, text: name + " is NULL, but the row's id or partition follow from it"})
	}
	_, values := m.valueProblems()
	list = append(list, values...)
	list = append(list, m.newRowProblems()...)
	list = append(list, m.sizeProblems()...)
	list = append(list, m.idProblems(given)...)
	return append(list,
		problem{when: "NEW._morango_partition <> " + m.PartitionTemplate.SQL(schema.ColumnOf("NEW"), "NEW.id"), code: fault.BadID, text: "_morango_partition does not follow from the columns"},
		m.scopeProblem("NEW"))
}

// idProblems refuses an id that does not follow from the rest, as every peer
// would.
func (m *Table) idProblems(given string) []problem {
	const source = "NEW._morango_source_id"
	list := []problem{
		{when: source + " = ''", code: fault.BadValue, text: "the source id is empty"},
		{when: fmt.Sprintf("octet_length(%s) + octet_length(NEW._morango_partition) > %d", source, value.MaxIdentityBytes-schema.MaxModelName),
			code: fault.RecordTooLarge, text: fmt.Sprintf("source id and partition have more than %d bytes", value.MaxIdentityBytes-schema.MaxModelName)},
	}
	follows := "_morango_source_id and the columns"
	if m.SourceTemplate != nil {
		follows = "the columns"
		list = append(list, problem{when: source + " <> " + m.SourceTemplate.SQL(schema.ColumnOf("NEW"), ""), code: fault.BadID, text: "_morango_source_id does not follow from the columns"})
	}
	if m.ID == trust.IDRuleSource {
		list = append(list,
			problem{when: "NEW.id <> " + source, code: fault.BadID, text: "id and _morango_source_id differ"},
			problem{when: value.NotID("NEW.id"), code: fault.BadID, text: notAnID},
			m.takenProblem(), elsewhereProblem("true"))
		if m.Root != "" {
			list = append(list, problem{when: "NOT EXISTS (SELECT 1 FROM morango_certificate WHERE id = NEW.id AND parent_id IS NULL)", code: fault.BadID,
				text: "the row comes with a root certificate, whose id it has"})
		}
		if slices.ContainsFunc(m.PartitionTemplate.Columns(), func(name string) bool { return m.Column(name).Type == schema.TypeText }) {
			// amora_id itself fails over text that no peer would take.
			list = append(list, problem{when: "amora_id(NEW._morango_partition, '', '') IS NULL", code: fault.BadValue, text: "the partition is NULL"})
		}
		return list
	}
	computed := given + " AND NEW.id <> " + m.modelID(schema.ColumnOf("NEW"), source)
	if m.TakesIDs() {
		list = append(list, m.givenProblems(given+" AND NEW.id = "+source)...)
		computed += " AND NEW.id <> " + source
	}
	return append(list, problem{when: computed, code: fault.BadID, text: "id does not follow from " + follows})
}

// notAnID says what form an id has.
const notAnID = "id is not 32 lower-case hex digits, nor that with the hyphens of a uuid"

// givenProblems are those of ids that the app has given, where own holds.
func (m *Table) givenProblems(own string) []problem {
	taken, undeclared := m.takenProblem(), m.undeclaredProblem()
	return []problem{
		{when: own + " AND " + value.NotID("NEW.id"), code: fault.BadID, text: notAnID},
		{when: own + " AND (" + taken.when + ")", code: taken.code, text: taken.text},
		elsewhereProblem(own),
		{when: own + " AND " + undeclared.when, code: undeclared.code, text: undeclared.text},
	}
}

// elsewhereProblem refuses an id that a record in another partition has.
func elsewhereProblem(own string) problem {
	return problem{when: own + " AND EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND (source_id <> NEW._morango_source_id OR partition <> NEW._morango_partition))",
		code: fault.BadID, text: "there was a record with this id, in another partition or of another source"}
}

// undeclaredProblem refuses given ids in a dataset whose peers would refuse
// them: its rules were signed by an earlier version of the app, or by nobody,
// as in one that a Morango peer has begun.
func (m *Table) undeclaredProblem() problem {
	return problem{when: "EXISTS (SELECT 1 FROM morango_certificate) AND NOT EXISTS (SELECT 1 FROM amora_bundle WHERE " +
		m.declaredRule() + " IS NOT NULL AND " + rooms.Same("room", "NEW._morango_partition") + ")", code: fault.BadID,
		text: "this dataset takes no ids of the app's own, until the device that began it has synced with this version of the app"}
}

// takenProblem refuses an id that another model's record has. It is for ids
// that are the source id, which may be any; other ids follow from the model's
// name.
func (m *Table) takenProblem() problem {
	when := "EXISTS (SELECT 1 FROM morango_store WHERE id = NEW.id AND model_name <> " + sqldb.QuoteText(m.Name) + ")"
	for _, other := range m.Others {
		when += " OR EXISTS (SELECT 1 FROM " + sqldb.Quote(other.Table) + " o WHERE o.id = NEW.id" + other.Rows("o") + ")"
	}
	return problem{when: when, code: fault.BadID, text: "another model has a record with this id; copy it under its id as _morango_source_id"}
}

// valueProblems are the checks of values that STRICT tables do not make, and of
// the datasets that rows refer to, and the columns they look at.
func (m *Table) valueProblems() (columns []string, list []problem) {
	for _, c := range m.Columns {
		if bad := column(c).badStored("NEW." + sqldb.Quote(c.Name)); bad != "" {
			columns = append(columns, c.Name)
			list = append(list, problem{when: bad, code: fault.BadValue, text: c.Name + " is not " + c.Expected()})
		}
		if r := m.References[c.Name]; r.Table != "" {
			q := "NEW." + sqldb.Quote(c.Name)
			elsewhere := "EXISTS (SELECT 1 FROM " + sqldb.Quote(r.Table) + " t WHERE t.id = " + q + r.Rows("t") +
				" AND " + rooms.Apart("t._morango_partition", m.partitionOf("NEW")) + ")"
			columns = append(columns, c.Name)
			list = append(list, problem{when: elsewhere, code: fault.Constraint, text: c.Name + " refers to a row of another dataset"})
		}
	}
	return slices.Compact(columns), list
}

// sizeProblems refuses a record that is too large for any peer.
func (m *Table) sizeProblems() []problem {
	var long []string
	readable := ""
	for _, c := range m.Columns {
		value := "NEW." + sqldb.Quote(c.Name)
		if c.Type == schema.TypeJSON {
			readable += " AND coalesce(json_valid(" + value + "), true)"
		}
		if c.Type == schema.TypeText || c.Type == schema.TypeJSON || c.Type == schema.TypeBlob {
			long = append(long, "coalesce(octet_length("+value+"), 0)")
		}
	}
	if len(long) == 0 {
		return nil
	}
	// A byte becomes at most six in JSON: only long rows need the exact size.
	return []problem{{
		when: fmt.Sprintf("%s > %d%s AND octet_length(json_object(%s)) > %d", strings.Join(long, " + "), value.MaxRecordBytes/8, readable, m.JSONPairs("NEW", ""), value.MaxRecordBytes),
		code: fault.RecordTooLarge, text: fmt.Sprintf("the record has more than %d bytes", value.MaxRecordBytes),
	}}
}
