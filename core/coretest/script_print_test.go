package coretest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// store prints a record of the Store: D store MODEL NAME.
func (s *script) store(c scriptCommand) (string, error) {
	m, _, id := s.record(c)
	r, ok := c.device.Store(id)
	if !ok {
		return "none\n", nil
	}
	deleted := "no"
	switch {
	case r.HardDeleted:
		deleted = "hard"
	case r.Deleted:
		deleted = "yes"
	}
	out := s.columns(m, r.Serialized) + "deleted=" + deleted + s.lost(m, r.Conflicts) + "\n" + s.history(r) + "\n"
	if r.Reason != "" {
		out += "waits: " + r.Reason + "\n"
	}
	return out, nil
}

// columns prints a record's columns but those that its id follows from, each
// with a space behind it.
func (s *script) columns(m *schema.Model, serialized string) (out string) {
	var row map[string]any
	if err := json.Unmarshal([]byte(serialized), &row); err != nil {
		return serialized
	}
	names := []string{}
	for name, v := range row {
		if v != nil && name != "id" && !strings.HasPrefix(name, "_morango") && !slices.Contains(m.KeyColumns(), name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		v := fmt.Sprint(row[name])
		if value.IsID(v) {
			v = s.records[v]
		}
		if strings.Contains(v, " ") {
			v = strconv.Quote(v)
		}
		out += name + "=" + v + " "
	}
	return out
}

// lost prints conflicting values, newest first.
func (s *script) lost(m *schema.Model, list []string) string {
	var values []string
	for _, line := range list {
		var texts []string
		for column := range strings.FieldsSeq(s.columns(m, line)) {
			_, text, _ := strings.Cut(column, "=")
			texts = append(texts, text)
		}
		values = append(values, strings.Join(texts, "/"))
	}
	if values == nil {
		return ""
	}
	return " lost=" + strings.Join(values, ",")
}

// history prints who saved a record, and whose saves that version knows.
func (s *script) history(r coretest.StoredRecord) string {
	var known []string
	for id, n := range r.Counters {
		if id != r.Instance {
			known = append(known, fmt.Sprintf("%s's saves up to %d", s.saver(id), n))
		}
	}
	slices.Sort(known)
	out := fmt.Sprintf("saved by %s at %d", s.saver(r.Instance), r.Counter)
	if known != nil {
		out += ", which knows " + strings.Join(known, ", ")
	}
	return out
}

// rows prints an app table: D rows MODEL.
func (s *script) rows(c scriptCommand) (string, error) {
	if len(c.words) != 1 || modelOf(c.device, c.words[0]) == nil {
		s.fail(c, "does not name a model")
	}
	m := modelOf(c.device, c.words[0])
	var pairs []string
	for _, column := range m.Columns {
		pairs = append(pairs, sqldb.QuoteText(column.Name)+", "+sqldb.Quote(column.Name))
	}
	var rows map[string]json.RawMessage
	text := c.device.Rows("SELECT json_group_object(id, json_object(" + strings.Join(pairs, ", ") + ")) FROM " +
		sqldb.Quote(m.Table))
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return "", err
	}
	var lines []string
	for id, row := range rows {
		lines = append(lines, strings.TrimSpace(s.records[id]+": "+s.columns(m, string(row))))
	}
	return sorted(lines), nil
}

// conflicts prints what core.Instance.Conflicts lists: D conflicts.
func (s *script) conflicts(c scriptCommand) (string, error) {
	list, err := c.device.Instance.Conflicts(s.t.Context())
	var lines []string
	for _, found := range list {
		m := modelOf(c.device, found.Model)
		lost := make([]string, len(found.Lost))
		for i, text := range found.Lost {
			lost[i] = string(text)
		}
		lines = append(lines, found.Model+" "+s.records[found.ID]+": "+
			strings.TrimSpace(s.columns(m, string(found.Current)))+s.lost(m, lost))
	}
	return sorted(lines), err
}

// quarantine prints what core.Instance.Quarantine lists: D quarantine.
func (s *script) quarantine(c scriptCommand) (string, error) {
	list, err := c.device.Instance.Quarantine(s.t.Context())
	var lines []string
	for _, q := range list {
		line := q.Model + " " + s.records[q.ID] + ": " + q.Reason
		if q.Retried {
			line += " (tried again at every sync)"
		}
		lines = append(lines, line)
	}
	return sorted(lines), err
}

// counters prints what a device knows of each saver: D counters.
func (s *script) counters(c scriptCommand) (string, error) {
	var list [][3]any
	text := c.device.Rows(`SELECT json_group_array(json_array(partition, instance_id, counter))
FROM morango_databasemaxcounter`)
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return "", err
	}
	var lines []string
	for _, entry := range list {
		part := strings.TrimPrefix(entry[0].(string), s.dataset)
		for _, user := range []string{"ann", "ben"} {
			part = strings.ReplaceAll(part, scriptUser(user), user)
		}
		if part == "" {
			part = "everything"
		}
		part, saver := strings.TrimPrefix(part, ":"), s.saver(entry[1].(string))
		lines = append(lines, fmt.Sprintf("%s: %s's saves up to %v", part, saver, entry[2]))
	}
	return sorted(lines), nil
}

// sorted joins lines, or says that there are none.
func sorted(lines []string) string {
	if len(lines) == 0 {
		return "none\n"
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}
