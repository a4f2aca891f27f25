package pipeline

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// checkChunk holds what came in, from row seq before on, against what was
// announced, and refuses bad records of a push.
func checkChunk(tx sqldb.Tx, t Transfer, c Chunk, inserted, before int64) error {
	if inserted != c.Count {
		length, err := sqldb.Int(tx, "SELECT json_array_length(?1)", c.Records)
		if err != nil {
			return err
		}
		if length != c.Count || t.Push {
			return fault.Errorf(fault.BadRecord, "chunk of %d records holds %d different ones", c.Count, inserted)
		}
	}
	if !t.Push {
		return nil
	}
	bad, err := tx.Text("SELECT error || ': ' || model_uuid FROM morango_buffer"+
		" WHERE transfer_session_id = ?1 AND error IS NOT NULL AND seq > ?2", t.row.seq, before)
	if err != nil {
		return err
	}
	switch {
	case bad == "":
		return nil
	case strings.HasPrefix(bad, string(quarantine.OutsideFilter)):
		return fault.Errorf(fault.NotWritable, "%.200s", bad)
	default:
		return fault.Errorf(fault.BadRecord, "%.200s", bad)
	}
}

// chunkError tells text that is no JSON, the peer's fault, from failures of
// the database.
func chunkError(tx sqldb.Tx, c Chunk, err error) error {
	if ok, again := sqldb.ValidJSON(tx, c.Records); again == nil && !ok {
		return &fault.Error{Code: fault.BadRecord, Text: "the chunk is not valid JSON", Err: err}
	}
	return err
}

// toCheck is what checkRecords needs to know of each buffered row.
var toCheck = "SELECT " + sqldb.Packed("seq", "model_uuid", "partition", "source_id", "model_name", "conflicting_serialized_data") +
	" FROM morango_buffer WHERE seq > ?1 AND error IS NULL"

// checkRecords looks at what SQL cannot tell of the rows after seq before and
// marks those whose id does not follow from partition, source id and model
// (MORANGO.md §12; Morango's sync/utils.py:86) and those whose conflicts are
// not JSON objects, one a line.
func checkRecords(tx sqldb.Tx, rules idRules, before int64) error {
	rows, err := tx.Text(toCheck, before)
	if err != nil {
		return err
	}
	bad := map[quarantine.Reason][]string{}
	err = sqldb.EachPacked(rows, 6, func(row []string) {
		seq, id, partition, source, model, conflicts := row[0], row[1], row[2], row[3], row[4], row[5]
		var reason quarantine.Reason
		if !rules.holds(id, partition, source, model) {
			reason = quarantine.BadID
		} else if conflicts != "" {
			reason = conflict.Problem(conflicts)
		}
		if reason != "" {
			bad[reason] = append(bad[reason], seq)
		}
	})
	for reason, rows := range bad {
		err = errors.Join(err, markBuffered(tx, reason, rows))
	}
	return err
}

// idRules are the rules for ids by model; those of models that are not named
// recompute.
type idRules map[string]string

// beforeChunk reads the last seq of the Buffer, and the id rules of the room and
// of the app's schema. A relay has the former only. Error: rooms.ErrOther.
func (e *Engine) beforeChunk(tx sqldb.Tx, t Transfer) (before int64, rules idRules, err error) {
	text, err := tx.Text("SELECT CASE WHEN NOT "+rooms.Outside("?1", "?2")+
		" THEN (SELECT ifnull(max(seq), 0) FROM morango_buffer) || ' ' || "+rooms.IDRules("?1")+" END",
		value.FilterArg(t.Filter), t.Room)
	if err == nil && text == "" {
		err = rooms.ErrOther
	}
	if err != nil {
		return 0, nil, err
	}
	seq, listed, _ := strings.Cut(text, " ")
	if before, err = strconv.ParseInt(seq, 10, 64); err == nil {
		err = json.Unmarshal([]byte(listed), &rules)
	}
	if rules == nil {
		rules = idRules{}
	}
	for _, m := range e.models {
		rules[m.App.Name] = m.App.IDRule()
	}
	return before, rules, err
}

func (r idRules) holds(id, partition, source, model string) bool {
	switch r[model] {
	case trust.IDRuleSource:
		return id == source
	case trust.IDRuleGiven:
		if id == source {
			return value.IsID(id)
		}
	}
	return id != "" && id == value.ModelID(strings.ReplaceAll(partition, id, "${id}"), source, model)
}

// markBrokenText marks those buffered rows with a seq above before whose text
// is broken, or would break when deserialized, as bad_text.
func markBrokenText(tx sqldb.Tx, before int64) error {
	_, err := tx.Exec("UPDATE morango_buffer SET error = "+quarantine.BadText.SQL()+
		" WHERE seq > ?1 AND error IS NULL AND ("+
		value.BrokenText("source_id")+" OR "+value.BrokenText("model_name")+" OR "+value.BrokenText("partition")+" OR "+
		value.BrokenText("serialized")+" OR "+value.BrokenText("conflicting_serialized_data")+")", before)
	if err != nil {
		return err
	}
	rows, err := tx.Text("SELECT "+sqldb.Packed("seq", "serialized")+
		" FROM morango_buffer WHERE seq > ?1 AND error IS NULL AND serialized GLOB "+value.SurrogateEscape, before)
	if err != nil {
		return err
	}
	var bad []string
	err = sqldb.EachPacked(rows, 2, func(row []string) {
		if value.HasLoneSurrogate([]byte(row[1])) {
			bad = append(bad, row[0])
		}
	})
	return errors.Join(err, markBuffered(tx, quarantine.BadText, bad))
}

// markBuffered marks buffered rows, by seq, with the reason why they cannot be
// taken.
func markBuffered(tx sqldb.Tx, reason quarantine.Reason, seqs []string) error {
	if len(seqs) == 0 {
		return nil
	}
	_, err := tx.Exec("UPDATE morango_buffer SET error = ?1 WHERE seq IN (SELECT value FROM json_each(?2))",
		string(reason), "["+strings.Join(seqs, ",")+"]")
	return err
}
