package golden

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// difference is a rule for one purposeful difference from Morango (DESIGN 1):
// where Morango did, row for row, what we do otherwise, it changes what is
// wanted from what Morango had to what we must have. Where Morango did
// anything else the golden state stands, and the comparison fails.
type difference struct {
	number string // DESIGN 1's, or the place that says so
	what   string
	apply  func(*judgement, *operation)
}

// differences is the one list of them. Order matters: rules further down
// build on what those above have changed.
var differences = []difference{
	{"schema.sql", "a Store row has its own version as a RecordMaxCounter: rows forged without one get it", ownVersion},
	{"1, 10", "DatabaseMaxCounters only rise, to the sender's expanded FSIC", raiseOnly},
	{"1, 10", "what follows: FSICs of a peer whose DatabaseMaxCounters are other than Morango's", ownFSIC},
	{"1, 3, 10", "what follows: other records are due; prefixes are exact", queueDue},
	{"1, 3, 10, 13", "what follows: what was queued is what arrives", carryOver},
	{"2", "dequeue and cleanup touch the buffers of their own session only", ownBuffers},
	{"5", "a record's error is cleared when it succeeds", clearError},
	{"6", "a hard-deleted conflict stores {}", hardConflict},
	{"13", "a merge keeps the older conflicting values of both sides", keepConflicts},
}

// ownVersion: a row put into the Store by SQL has no counters in Morango. Our
// tables cannot say that: the row implies its own version.
func ownVersion(j *judgement, op *operation) {
	for p, t := range j.golden {
		for id, r := range t["store"] {
			key := id + " " + r["last_saved_instance"].(string)
			if t["rmc"][key] != nil {
				continue
			}
			if op.Op == "sql" && op.Peer == p && strings.Contains(op.SQL, id) && j.before.golden[p]["store"][id] == nil {
				j.forged[id] = true
			}
			if j.forged[id] {
				j.want[p]["rmc"][key] = row{"counter": r["last_saved_counter"]}
			}
		}
	}
}

// raiseOnly: Morango overwrites DatabaseMaxCounters with the sender's FSIC as
// it stands, even by smaller ones, and forgets what super says.
func raiseOnly(j *judgement, op *operation) {
	if op.Op != "dequeue" {
		return
	}
	s, sender := j.session(op), senderSide(op)
	morango := maps.Clone(j.before.golden[op.Receiver]["dmc"])
	for partition, c := range claims(s.golden.fsic[sender], op.Filter, op.FSIC, true) {
		for instance, counter := range c {
			if old := morango[partition+"|"+instance]; old == nil || op.FSIC != 1 || counter > integerOf(old["counter"]) {
				morango[partition+"|"+instance] = counterRow(counter)
			}
		}
	}
	if !sameTable(morango, j.golden[op.Receiver]["dmc"]) {
		return
	}
	ours := maps.Clone(j.before.want[op.Receiver]["dmc"])
	for partition, c := range claims(s.want.fsic[sender], op.Filter, op.FSIC, false) {
		for instance, counter := range c {
			if old := ours[partition+"|"+instance]; old == nil || counter > integerOf(old["counter"]) {
				ours[partition+"|"+instance] = counterRow(counter)
			}
		}
	}
	j.want[op.Receiver]["dmc"] = ours
}

func counterRow(counter int64) row {
	return row{"counter": json.Number(strconv.FormatInt(counter, 10))}
}

// senderSide and receiverSide name the producer's and the receiver's FSIC.
func senderSide(op *operation) string {
	if op.Push {
		return "client"
	}
	return "server"
}

func receiverSide(op *operation) string {
	if op.Push {
		return "server"
	}
	return "client"
}

// ownFSIC takes down what both sides agree on, and works it out where our
// tables say something else than Morango's.
func ownFSIC(j *judgement, op *operation) {
	if op.Op != "serialize" || !op.transfer() {
		return
	}
	s := j.session(op)
	s.golden.fsic, s.want.fsic = j.st.fsic, j.fsic
	for side, peer := range map[string]string{senderSide(op): op.Producer, receiverSide(op): op.Receiver} {
		produces := peer == op.Producer
		ours := fsicOf(j.want[peer], op.Filter, op.FSIC, produces)
		if !sameValue(ours, fsicOf(j.golden[peer], op.Filter, op.FSIC, produces)) {
			j.fsic[side] = ours
		}
	}
}

// queueDue: the rows that a session queues, where other ones are due than in
// Morango, with their conflicting values as we have them.
func queueDue(j *judgement, op *operation) {
	if op.Op != "queue" {
		return
	}
	s, p, profile := j.session(op), op.Producer, j.sc.schema.Profile
	s.golden.rmcb = gained(j.before.golden[p]["rmcb"], j.golden[p]["rmcb"])
	s.want.rmcb = maps.Clone(s.golden.rmcb)
	golden := due(j.golden[p], s.golden.fsic[senderSide(op)], s.golden.fsic[receiverSide(op)], op, profile)
	want := due(j.want[p], s.want.fsic[senderSide(op)], s.want.fsic[receiverSide(op)], op, profile)
	for id, stored := range j.golden[p]["store"] {
		key := s.id + " " + id
		sent, inGolden, inWant := j.golden[p]["buffer"][key], slices.Contains(golden, id), slices.Contains(want, id)
		switch {
		case sent != nil && (inGolden && !inWant || !inGolden && likeFilter(op, stored)):
			delete(j.want[p]["buffer"], key)
			maps.DeleteFunc(s.want.rmcb, func(line string, _ int) bool { return firstWord(line) == id })
			continue
		case sent == nil && inWant && !inGolden:
			j.want[p]["buffer"][key] = bufferRow(s.id, j.want[p]["store"][id])
			addCounters(s.want.rmcb, j.want[p]["rmc"], id)
		case sent != nil && j.forged[id]:
			addCounters(s.want.rmcb, j.want[p]["rmc"], id)
		}
		if sent != nil && sameValue(conflicts(sent), conflicts(stored)) {
			j.set(p, "buffer", key, "conflicting_serialized_data", conflicts(j.want[p]["store"][id]))
		}
	}
	j.want[p]["rmcb"] = shift(j.before.want[p]["rmcb"], s.want.rmcb, 1)
}

// likeFilter reports whether only Morango's LIKE takes a row for one under
// the filter: it ignores ASCII case, and "_" and "%" match anything.
func likeFilter(op *operation, r row) bool {
	partition := r["partition"].(string)
	return !op.Filter.Contains(partition) &&
		slices.ContainsFunc(op.Filter, func(prefix string) bool { return like(prefix+"%", partition) })
}

// like is SQLite's LIKE.
func like(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case pattern[0] == '%':
		return like(pattern[1:], text) || text != "" && like(pattern, text[1:])
	case text == "":
		return false
	}
	return (pattern[0] == '_' || strings.EqualFold(pattern[:1], text[:1])) && like(pattern[1:], text[1:])
}

func bufferRow(session string, stored row) row {
	r := row{"model_uuid": stored["id"], "transfer_session_id": session}
	for column := range payload {
		r[column] = stored[column]
	}
	return r
}

// addCounters adds a record's RecordMaxCounters to the lines of a session.
func addCounters(lines map[string]int, rmc table, id string) {
	for key, r := range rmc {
		if firstWord(key) == id {
			lines[key+" "+string(r["counter"].(json.Number))] = 1
		}
	}
}

// gained are the lines, counted, that a table of lines has more than before.
func gained(before, now table) map[string]int {
	out := map[string]int{}
	for line, r := range now {
		n := r["times"].(int)
		if old := before[line]; old != nil {
			n -= old["times"].(int)
		}
		if n > 0 {
			out[line] = n
		}
	}
	return out
}

// shift adds lines to a table of lines (sign 1) or takes them away (-1).
func shift(t table, lines map[string]int, sign int) table {
	out := maps.Clone(t)
	for line, n := range lines {
		n *= sign
		if old := out[line]; old != nil {
			n += old["times"].(int)
		}
		if out[line] = (row{"times": n}); n <= 0 {
			delete(out, line)
		}
	}
	return out
}

// carryOver: where Morango's receiver got exactly what its producer had
// queued, ours gets what ours had. Where it refused a whole chunk, because
// LIKE had put a record into it that is not under the filter, ours takes the
// rest.
func carryOver(j *judgement, op *operation) {
	if op.Op != "transfer" {
		return
	}
	s := j.session(op)
	sent, came := rowsOf(j.golden[op.Producer]["buffer"], s.id), rowsOf(j.golden[op.Receiver]["buffer"], s.id)
	whole := sameTable(sent, came) && sameValue(j.st.records, json.Number(strconv.Itoa(len(sent)))) &&
		maps.Equal(gained(j.before.golden[op.Receiver]["rmcb"], j.golden[op.Receiver]["rmcb"]), s.golden.rmcb)
	refused := len(came) == 0 && slices.ContainsFunc(slices.Collect(maps.Values(sent)), func(r row) bool { return likeFilter(op, r) })
	if !whole && !refused {
		return
	}
	ours := rowsOf(j.want[op.Producer]["buffer"], s.id)
	maps.DeleteFunc(j.want[op.Receiver]["buffer"], func(key string, _ row) bool { return firstWord(key) == s.id })
	maps.Copy(j.want[op.Receiver]["buffer"], ours)
	j.want[op.Receiver]["rmcb"] = shift(j.before.want[op.Receiver]["rmcb"], s.want.rmcb, 1)
	j.records = json.Number(strconv.Itoa(len(ours)))
}

// rowsOf are the rows of one session.
func rowsOf(buffer table, session string) table {
	out := maps.Clone(buffer)
	maps.DeleteFunc(out, func(key string, _ row) bool { return firstWord(key) != session })
	return out
}

func firstWord(key string) string {
	word, _, _ := strings.Cut(key, " ")
	return word
}

// ownBuffers: a session's buffers go at its end. Morango's dequeue takes the
// rows of other sessions with it that have the id of a reverse fast-forward
// of this one.
func ownBuffers(j *judgement, op *operation) {
	peer := map[string]string{"dequeue": op.Receiver, "cleanup": op.Producer}[op.Op]
	s := j.session(op)
	if peer == "" || !j.sessionEnded(op, s, peer) {
		return
	}
	j.want[peer]["buffer"] = maps.Clone(j.before.want[peer]["buffer"])
	maps.DeleteFunc(j.want[peer]["buffer"], func(key string, _ row) bool { return firstWord(key) == s.id })
	j.want[peer]["rmcb"] = shift(j.before.want[peer]["rmcb"], s.want.rmcb, -1)
}

// sessionEnded reports whether Morango's buffers lost what they lose at the
// end of a session, and nothing else happened to them.
func (j *judgement) sessionEnded(op *operation, s *session, peer string) bool {
	was, is := j.before.golden[peer], j.golden[peer]
	goes := func(id string) bool { return op.Op == "dequeue" && reverse(was, s.id, id) }
	for key, r := range was["buffer"] {
		if stays := is["buffer"][key] != nil; stays == (firstWord(key) == s.id || goes(r["model_uuid"].(string))) {
			return false
		}
	}
	for key, r := range is["buffer"] {
		if was["buffer"][key] == nil || !sameRow(was["buffer"][key], r) {
			return false
		}
	}
	lost := gained(is["rmcb"], was["rmcb"])
	for line, n := range merged(lost, s.golden.rmcb) {
		if lost[line] != s.golden.rmcb[line] && (lost[line] < n || !goes(firstWord(line))) {
			return false
		}
	}
	return len(gained(was["rmcb"], is["rmcb"])) == 0
}

// reverse reports whether a session's buffered version of a record is one
// that the Store knows.
func reverse(t tables, session, id string) bool {
	b := t["buffer"][session+" "+id]
	if b == nil {
		return false
	}
	known := t["rmc"][id+" "+b["last_saved_instance"].(string)]
	return known != nil && integerOf(known["counter"]) >= integerOf(b["last_saved_counter"])
}

// clearError: an error that was there before and is still there although the
// row is no longer dirty.
func clearError(j *judgement, _ *operation) {
	for p, t := range j.golden {
		for id, r := range t["store"] {
			old := j.before.golden[p]["store"][id]
			if r["deserialization_error"] == true && r["dirty_bit"] == false && old != nil && old["deserialization_error"] == true {
				j.set(p, "store", id, "deserialization_error", false)
			}
		}
	}
}

// hardConflict: Morango stores "", which its own serialize cannot read back.
func hardConflict(j *judgement, _ *operation) {
	for p, t := range j.golden {
		for _, name := range []string{"store", "buffer"} {
			for key, r := range t[name] {
				if r["hard_deleted"] == true && r["serialized"] == jsonText("") {
					j.set(p, name, key, "serialized", map[string]any{})
				}
			}
		}
	}
}

// keepConflicts: in Morango a merge keeps the incoming value and the older
// ones of this side only. Ours keeps the older ones of the incoming side as
// well, in front of this side's, once where one list holds the other; and
// they stay with the record on its further ways.
func keepConflicts(j *judgement, op *operation) {
	for p, t := range j.golden {
		for id, now := range t["store"] {
			was := j.before.golden[p]["store"][id]
			if was != nil && sameRow(was, now) || now["hard_deleted"] == true && len(conflicts(now)) == 0 {
				continue
			}
			if ours, ok := j.conflictsKept(op, p, id, was, now); ok {
				j.set(p, "store", id, "conflicting_serialized_data", ours)
			}
		}
	}
}

// conflictsKept tells what a changed Store row's conflicting values are with
// us, if what they are in Morango is what Morango makes of them.
func (j *judgement) conflictsKept(op *operation, p, id string, was, now row) (ours []any, ok bool) {
	key, got := j.session(op).id+" "+id, conflicts(now)
	stored := conflicts(j.before.want[p]["store"][id])
	if in := j.before.golden[p]["buffer"][key]; in != nil && op.Op == "dequeue" && op.Receiver == p {
		came := conflicts(j.before.want[p]["buffer"][key])
		if sameVersion(in, now) { // new, or a fast-forward
			return came, sameValue(got, conflicts(in))
		}
		return join(in["serialized"], union(came, stored)), sameValue(got, join(in["serialized"], conflicts(was)))
	}
	// Serialized, or merely no longer dirty: new values stand in front.
	added := len(got) - len(conflicts(was))
	if was == nil || added < 0 {
		return nil, false
	}
	return slices.Concat(got[:added], stored), sameValue(got[added:], conflicts(was))
}

func sameVersion(a, b row) bool {
	return a["last_saved_instance"] == b["last_saved_instance"] && sameValue(a["last_saved_counter"], b["last_saved_counter"])
}

func join(first any, rest []any) []any { return append([]any{first}, rest...) }

// union puts one list before the other, or takes the one that holds the other.
func union(first, second []any) []any {
	switch {
	case holds(second, first):
		return second
	case holds(first, second):
		return first
	}
	return slices.Concat(first, second)
}

// holds reports whether list has part as a run of lines.
func holds(list, part []any) bool {
	for i := range len(list) - len(part) + 1 {
		if sameValue(list[i:i+len(part)], part) {
			return true
		}
	}
	return false
}
