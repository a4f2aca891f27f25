package owntrigger

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Triggers of the app's own. What such a trigger writes to a synced table is
// its author's change, and travels as data: on the devices that receive the
// change it must not run a second time. What it writes to a local table (a
// search index, a log) has to be written on every device. So the guard adds to
// the text of a trigger, between openMark and closeMark:
//
//   - Its statements that write synced tables do not run while a sync applies.
//     A companion, the trigger without them, fires instead.
//   - AFTER INSERT waits until the row has its id. A second companion fires when
//     the engine has filled the row in; UPDATE and DELETE triggers do not fire
//     for that.
//   - It does not fire itself, as is SQLite's default. PRAGMA recursive_triggers
//     is on, because what REPLACE deletes could not be tracked otherwise.
//   - RAISE(ROLLBACK) and RAISE(FAIL) are RAISE(ABORT) while a sync applies,
//     which refuses one record and not the whole transfer.
const (
	nameToken = 2 // of CREATE TRIGGER name, which SQLite keeps

	openMark, closeMark = "/*amora*/", "/*app*/"

	// CompanionPrefix begins the names of companions. The engine's other triggers
	// have their table's name after amora_, which has no colon.
	CompanionPrefix = "amora_own:"
	applyCompanion  = CompanionPrefix + "apply_"
	fillCompanion   = CompanionPrefix + "fill_"
)

// ownTrigger is the text of a trigger, taken apart.
type ownTrigger struct {
	name, table   string // as in the schema
	head          string // up to WHEN
	event         string // what stands between name and ON
	timing, verb  string // BEFORE, AFTER or INSTEAD; INSERT, UPDATE or DELETE
	columns       []string
	when          string // the condition, "" for none
	body          string // between BEGIN and END
	steps         []triggerStep
	raisesIgnore  bool
	endsStatement bool // by ROLLBACK or FAIL

	synced    *schema.Model // the model of its table, nil for a local table or a view
	writes    bool          // a synced table
	recursive bool          // it may fire itself
}

// triggerStep is a statement of a trigger's body.
type triggerStep struct {
	text   string
	target string // the table or view that it writes, in small letters, "" for SELECT
	synced bool   // that is a synced table
}

// appText is a trigger's text as the app has written it.
func appText(sql string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(sql, openMark)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, sql, _ = strings.Cut(rest, closeMark)
	}
}

// parseTrigger takes the text of CREATE TRIGGER apart, which SQLite has taken
// already.
func parseTrigger(name, table, sql string) *ownTrigger {
	tr := &ownTrigger{name: name, table: table}
	tokens := sqldb.Tokenize(sql)
	on := slices.IndexFunc(tokens, func(t sqldb.Token) bool { return t.Is("ON") })
	begin := on
	for !tokens[begin].Is("BEGIN") || tokens[begin-1].Text == "." {
		begin++
	}
	end := len(tokens) - 1
	for !tokens[end].Is("END") {
		end--
	}
	tr.body = sql[tokens[begin].End:tokens[end].At]
	tr.head = sql[:tokens[begin].At]
	for i := on; i < begin; i++ {
		if tokens[i].Is("WHEN") && tokens[i-1].Text != "." {
			tr.head, tr.when = sql[:tokens[i].At], sql[tokens[i].End:tokens[begin].At]
			break
		}
	}
	tr.parseEvent(sql, tokens[:on])
	tr.parseBody(sql, tokens[begin+1:end])
	tr.findRaises(tokens[on:end])
	return tr
}

// parseEvent reads what stands before ON: the last of BEFORE, AFTER and
// INSTEAD OF, then DELETE, INSERT or UPDATE with its columns.
func (tr *ownTrigger) parseEvent(sql string, head []sqldb.Token) {
	at := len(head) - 1
	for !head[at].Is("INSERT") && !head[at].Is("UPDATE") && !head[at].Is("DELETE") {
		if head[at].Text != "," && !head[at].Is("OF") {
			tr.columns = append(tr.columns, head[at].Name())
		}
		at--
	}
	tr.verb, tr.timing = strings.ToUpper(head[at].Text), "BEFORE"
	first := at
	switch before := head[at-1]; {
	case at-1 <= nameToken: // which may be one of these words
	case before.Is("AFTER"), before.Is("BEFORE"):
		tr.timing, first = strings.ToUpper(before.Text), at-1
	case before.Is("OF"):
		tr.timing, first = "INSTEAD", at-2
	}
	tr.event = sql[head[first].At:head[len(head)-1].End]
}

// parseBody splits the body into its statements.
func (tr *ownTrigger) parseBody(sql string, body []sqldb.Token) {
	for len(body) > 0 {
		n := slices.IndexFunc(body, func(t sqldb.Token) bool { return t.Text == ";" })
		if n < 0 {
			n = len(body)
		}
		if n > 0 {
			tr.steps = append(tr.steps, triggerStep{text: sql[body[0].At:body[n-1].End], target: stepTarget(body[:n])})
		}
		body = body[min(n+1, len(body)):]
	}
}

// stepTarget is the table that a statement writes: after UPDATE, INSERT with
// its conflict clause, INTO or FROM. In a trigger only a SELECT may begin with
// WITH.
func stepTarget(step []sqldb.Token) string {
	first, rest := step[0], step[1:]
	if !slices.ContainsFunc([]string{"INSERT", "REPLACE", "UPDATE", "DELETE"}, first.Is) {
		return ""
	}
	if rest[0].Is("OR") {
		rest = rest[2:]
	}
	if !first.Is("UPDATE") { // INTO or FROM
		rest = rest[1:]
	}
	return rest[0].Name()
}

// findRaises notes how the trigger ends statements.
func (tr *ownTrigger) findRaises(tokens []sqldb.Token) {
	for i, t := range tokens[:len(tokens)-1] {
		next := tokens[i+1]
		raise := t.Text == "(" && i > 0 && tokens[i-1].Is("RAISE")
		tr.raisesIgnore = tr.raisesIgnore || raise && next.Is("IGNORE")
		tr.endsStatement = tr.endsStatement || (raise || t.Is("OR")) && (next.Is("ROLLBACK") || next.Is("FAIL"))
	}
}

// aborting is the text with ABORT in place of ROLLBACK and FAIL.
func aborting(sql string) string {
	tokens := sqldb.Tokenize(sql)
	var b strings.Builder
	from := 0
	for i, t := range tokens {
		if !t.Is("ROLLBACK") && !t.Is("FAIL") || i == 0 {
			continue
		}
		if before := tokens[i-1]; before.Is("OR") || before.Text == "(" && i > 1 && tokens[i-2].Is("RAISE") {
			b.WriteString(sql[from:t.At] + "ABORT")
			from = t.End
		}
	}
	return b.String() + sql[from:]
}

// once is the condition and the two statements that keep the trigger from
// firing itself; all empty where it cannot. RAISE(IGNORE) would skip the
// second.
func (tr *ownTrigger) once() (when, enter, leave string) {
	if !tr.recursive || tr.raisesIgnore {
		return "", "", ""
	}
	name := sqldb.QuoteText(tr.name)
	return "NOT EXISTS (SELECT 1 FROM " + FiringTable + " WHERE name = " + name + ")",
		" INSERT INTO " + FiringTable + " (name) VALUES (" + name + ");",
		" DELETE FROM " + FiringTable + " WHERE name = " + name + "; "
}

// splits reports whether the trigger does less while a sync applies.
func (tr *ownTrigger) splits() bool { return tr.writes || tr.endsStatement }

// arranged lists the trigger as it has to be, and its companions, by name.
func (tr *ownTrigger) arranged() map[string]string {
	once, enter, leave := tr.once()
	body := tr.body
	if enter != "" {
		body = openMark + enter + closeMark + body + openMark + leave + closeMark
	}
	var conditions []string
	if tr.splits() {
		conditions = append(conditions, Idle)
	}
	if complete := tr.complete(); complete != "" {
		conditions = append(conditions, complete)
	}
	if once != "" {
		conditions = append(conditions, once)
	}
	out := map[string]string{tr.name: tr.head + tr.guardedWhen(conditions) + "BEGIN" + body + "END"}
	if apply := tr.localBody(); tr.splits() && apply != "" {
		out[applyCompanion+tr.name] = tr.companion(applyCompanion, tr.event, aborting(tr.when), enter+apply+leave, Applies, once)
	}
	if tr.fills() {
		out[fillCompanion+tr.name] = tr.companion(fillCompanion, "AFTER UPDATE OF id, _morango_source_id, _morango_partition", tr.when,
			enter+tr.body+leave, "NOT ("+CompleteRow("OLD")+")", once)
	}
	return out
}

// guardedWhen is the trigger's WHEN with conditions before its own.
func (tr *ownTrigger) guardedWhen(conditions []string) string {
	added := strings.Join(conditions, " AND ")
	switch {
	case added == "" && tr.when == "":
		return ""
	case added == "":
		return "WHEN" + tr.when
	case tr.when == "":
		return openMark + " WHEN " + added + " " + closeMark
	}
	return "WHEN" + openMark + " " + added + " AND (" + closeMark + tr.when + openMark + ") " + closeMark
}

// companion creates a trigger beside this one.
func (tr *ownTrigger) companion(prefix, event, when, body string, conditions ...string) string {
	if when != "" {
		conditions = append(conditions, "("+when+")")
	}
	conditions = slices.DeleteFunc(conditions, func(c string) bool { return c == "" })
	return "CREATE TRIGGER " + sqldb.Quote(prefix+tr.name) + " " + event + " ON " + sqldb.Quote(tr.table) +
		" WHEN " + strings.Join(conditions, " AND ") + " BEGIN " + body + " END"
}

// localBody is the body without the statements that write synced tables, to be
// run while a sync applies.
func (tr *ownTrigger) localBody() string {
	var b strings.Builder
	for _, step := range tr.steps {
		if !step.synced {
			b.WriteString(aborting(step.text) + "; ")
		}
	}
	return b.String()
}

// fills reports whether the trigger waits for the id of a new row.
func (tr *ownTrigger) fills() bool {
	return tr.synced != nil && tr.timing == "AFTER" && tr.verb == "INSERT"
}

// complete is the condition under which the row of an event is one that the app
// knows, and not one that the engine is filling in. A trigger that asks for
// changes of id may want to see those.
func (tr *ownTrigger) complete() string {
	switch {
	case tr.synced == nil:
	case tr.fills():
		return CompleteRow("NEW")
	case tr.verb == "UPDATE" && !slices.Contains(tr.columns, "id"):
		return CompleteRow("OLD")
	case tr.verb == "DELETE":
		return "OLD.id IS NOT NULL"
	}
	return ""
}

// problem says why such a trigger cannot be, "" if it can.
func (tr *ownTrigger) problem() string {
	for _, step := range tr.steps {
		if EngineTable(step.target) {
			return "writes the engine's table " + step.target + ", which can be read only"
		}
	}
	if tr.synced != nil && tr.timing == "AFTER" && tr.raisesIgnore {
		return "would keep the change of a synced table from being tracked: RAISE(IGNORE) belongs into a BEFORE trigger"
	}
	return ""
}
