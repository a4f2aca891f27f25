package conflict

import (
	"strings"

	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Most ids follow from the record's partition, so that a record with the same id
// in another partition is refused as it arrives. An id that is the source id says
// nothing of the partition: whoever may write any partition can make a record
// there that has the id of somebody else's. The record that came first stays
// (MORANGO.md §13.12), but for what an app's schema tells of the two.

// otherIdentity is a SQL condition: the Store row s and the buffered row b have
// one id, and are not the same record.
const otherIdentity = "(s.partition <> b.partition OR s.source_id <> b.source_id OR s.model_name <> b.model_name OR s.profile <> b.profile)"

// Identities has the SQL that tells records of one id apart, by a schema.
type Identities struct {
	// Outcome is a SQL expression, see [Outcome].
	Outcome string
	// Unsaved is a SQL condition, led by OR: the buffered row b has the id of a row
	// that was not serialized yet, and is another record. It is "" where all ids
	// follow from partitions.
	Unsaved string
}

// IdentitiesOf is for the models of a schema, nil for a relay.
func IdentitiesOf(s *schema.Schema) Identities {
	var unsaved, none strings.Builder
	if s != nil {
		for _, m := range s.Models {
			if m.IDRule() == "" {
				continue
			}
			table, dirty := sqldb.Quote(m.Table), m.DirtyTable()
			unsaved.WriteString("\n OR EXISTS (SELECT 1 FROM " + dirty + ") AND EXISTS (SELECT 1 FROM " + dirty + " d CROSS JOIN " + table + " a ON a.id = d.id" +
				" WHERE d.id = b.model_uuid AND (a._morango_partition <> b.partition OR a._morango_source_id <> b.source_id OR b.model_name <> " + sqldb.QuoteText(m.Name) + "))")
			none.WriteString(" AND NOT EXISTS (SELECT 1 FROM " + table + " a WHERE a.id = s.id)")
		}
	}
	if none.Len() == 0 {
		return Identities{Outcome: Outcome("false")}
	}
	return Identities{Outcome: Outcome(misplaced + none.String()), Unsaved: unsaved.String()}
}

// misplaced is a SQL condition: the Store row s has never been applied, because
// its values say that it belongs to another partition, and the buffered row b is
// the same but for the partition.
var misplaced = "s.deserialization_error LIKE " + quarantine.BadPartition.Like() +
	" AND s.source_id = b.source_id AND s.model_name = b.model_name AND s.profile = b.profile"

// Fitting is what of conflicts is shown to people, by a schema. A conflicting
// value whose columns give another partition than the record's was put there by
// somebody who may write the record, and perhaps not that partition: whoever
// settles for it would move the row there, and may well be permitted to.
type Fitting struct {
	Lines string // a SQL expression: the conflicting values of Store row s that fit
	Any   string // a SQL condition: some of these are to be settled, see Unsettled
}

// FittingOf is for the models of a schema; nil is one without any.
func FittingOf(s *schema.Schema) Fitting {
	fits := "CASE s.model_name"
	if s != nil {
		for _, m := range s.Models {
			if len(m.PartitionTemplate.Columns()) > 0 {
				fits += " WHEN " + sqldb.QuoteText(m.Name) + " THEN " + fitsSQL(m)
			}
		}
	}
	if fits += " ELSE true END"; s == nil || !strings.Contains(fits, "WHEN") {
		fits = "true"
	}
	from := " FROM json_each(" + lineArray("s.conflicting_serialized_data") + ") l WHERE json_valid(l.value) AND " + fits
	return Fitting{
		Lines: "(SELECT ifnull(group_concat(l.value, char(10) ORDER BY l.key), '')" + from + ")",
		Any: Unsettled + " AND EXISTS (SELECT 1" + from + " AND l.value <> " + OneLine("s.serialized") +
			" AND l.value NOT IN (SELECT t.value FROM amora_resolved r CROSS JOIN json_each(" + lineArray("r.settled") + ") t WHERE r.id = s.id))",
	}
}

// fitsSQL is a SQL condition: the value l of the Store row s, of the model, gives
// the record's partition. Columns that it does not name stay what they are.
func fitsSQL(m *schema.Model) string {
	named := []string{}
	partition := m.PartitionTemplate.SQL(func(name string) string {
		key := sqldb.QuoteText("$." + m.Column(name).Key())
		return "iif((l.value -> " + key + ") IS NULL, s.serialized ->> " + key + ", l.value ->> " + key + ")"
	}, "s.id")
	for _, name := range m.PartitionTemplate.Columns() {
		named = append(named, "(l.value -> "+sqldb.QuoteText("$."+m.Column(name).Key())+") IS NULL")
	}
	return "(ifnull(l.value ->> '$._morango_partition', s.partition) = s.partition AND (" +
		strings.Join(named, " AND ") + " OR " + partition + " IS s.partition))"
}
