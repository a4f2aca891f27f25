package golden

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
)

// difference is a rule for one purposeful difference from Morango (doc.go):
// where Morango did, row for row, what we do otherwise, it changes what is
// wanted from what Morango had to what we must have. Where Morango did
// anything else the golden state stands, and the comparison fails.
type difference struct {
	number string // doc.go's, or the place that says so
	what   string
	apply  func(*judgement, *operation)
}

// differences is the one list of them. The others of doc.go cannot show in
// a scenario: no partition of its models has a character that LIKE would take
// for another (3), nothing in it is repeated, expires or is forged against
// its model (4, 7-9, 11, 12, 15), and version 1 says the same (14).
var differences = []difference{
	{"1, 10", "DatabaseMaxCounters only rise, to the sender's expanded FSIC", raiseOnly},
	{"2", "dequeue touches the buffers of its own session only", ownBuffers},
	{"5", "a record's error is cleared when it succeeds", clearError},
	{"6", "a hard-deleted conflict stores {}", hardConflict},
	{"13", "a merge keeps the older conflicting values of both sides", keepConflicts},
	{"20", "_self_ref_fk follows the row's parent", followParent},
	{"schema.sql", "a Store row has its own version as a RecordMaxCounter: rows forged without one get it", ownVersion},
}

// raiseOnly: Morango overwrites DatabaseMaxCounters with the sender's FSIC as
// it stands, even by smaller ones, and forgets what super says.
func raiseOnly(j *judgement, op *operation) {
	if op.Op != "dequeue" {
		return
	}
	sender, was := j.session(op).fsic[senderSide(op)], j.before[op.Receiver]["dmc"]
	morango, ours := maps.Clone(was), maps.Clone(was)
	overwrite := func(key string, counter json.Number) { morango[key] = row{"counter": counter} }
	raise := func(key string, counter json.Number) {
		if old := was[key]; old == nil || integerOf(counter) > integerOf(old["counter"]) {
			ours[key] = row{"counter": counter}
		}
	}
	if op.FSIC == 1 {
		claimsV1(was, sender, op.Filter, overwrite)
		claimsV1(was, sender, op.Filter, raise)
	} else {
		super, sub := partsOf(sender)
		sub.each(overwrite)
		expand(super, sub, op.Filter).each(raise)
	}
	if sameTable(morango, j.golden[op.Receiver]["dmc"]) {
		j.want[op.Receiver]["dmc"] = ours
	}
}

// senderSide names the producer's FSIC.
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

// ownBuffers: Morango's dequeue takes the rows of other sessions with it that
// have the id of a reverse fast-forward of this one. Ours stay.
func ownBuffers(j *judgement, op *operation) {
	s, was, is := j.session(op), j.before[op.Receiver], j.golden[op.Receiver]
	switch op.Op {
	case "queue":
		s.rmcb = minus(j.golden[op.Producer]["rmcb"], j.before[op.Producer]["rmcb"])
	case "dequeue":
		for _, other := range j.sessions {
			for key, r := range rowsOf(was["buffer"], other.id) {
				if id := r["model_uuid"].(string); other != s && is["buffer"][key] == nil && reverse(was, s.id, id) {
					j.want[op.Receiver]["buffer"][key] = r
					j.add(op.Receiver, other.rmcb, id)
				}
			}
		}
	}
}

// add puts a record's lines of a session back.
func (j *judgement) add(peer string, rmcb table, id string) {
	for line, r := range rmcb {
		if firstWord(line) == id {
			j.want[peer]["rmcb"][line] = row{"times": times(j.want[peer]["rmcb"][line]) + times(r)}
		}
	}
}

func times(r row) int {
	n, _ := r["times"].(int)
	return n
}

// minus are the lines, counted, that a has more than b.
func minus(a, b table) table {
	out := table{}
	for line, r := range a {
		if n := times(r) - times(b[line]); n > 0 {
			out[line] = row{"times": n}
		}
	}
	return out
}

// rowsOf are the buffered rows of one session.
func rowsOf(buffer table, session string) table {
	out := maps.Clone(buffer)
	maps.DeleteFunc(out, func(key string, _ row) bool { return firstWord(key) != session })
	return out
}

func firstWord(key string) string {
	word, _, _ := strings.Cut(key, " ")
	return word
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
			old := j.before[p]["store"][id]
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

// parents are what is known of the parents of records that refer to their own
// model.
type parents struct {
	first map[string]string // of the first version, by id: what Morango keeps
	last  map[string]string // of the last version that named one, by peer and id
	wiped map[string]string // of a hard-deleted version, by id and version
}

// followParent: Morango keeps the parent that a record had when it was first
// serialized. Ours is the one that the serialized row names; a hard-deleted
// record names none, and keeps what it had.
func followParent(j *judgement, _ *operation) {
	for p, t := range j.golden {
		for _, name := range []string{"store", "buffer"} {
			for key, r := range t[name] {
				if m := j.sc.schema.Model(r["model_name"].(string)); m != nil && m.SelfReference() != "" {
					j.followParent(p, name, key, r, m.SelfReference())
				}
			}
		}
	}
}

func (j *judgement) followParent(p, name, key string, r row, column string) {
	id := key[strings.LastIndex(key, " ")+1:]
	here := p + " " + id
	version := fmt.Sprint(id, r["last_saved_instance"], r["last_saved_counter"])
	record, _ := r["serialized"].(map[string]any)
	parent, named := record[column]
	text, _ := parent.(string)
	if _, seen := j.parents.first[id]; !seen {
		j.parents.first[id] = text
	}
	if named {
		j.parents.last[here] = text
	} else if _, seen := j.parents.wiped[version]; !seen {
		j.parents.wiped[version] = j.parents.last[here]
	}
	if !named {
		text = j.parents.wiped[version]
	}
	if r["_self_ref_fk"] == j.parents.first[id] {
		j.set(p, name, key, "_self_ref_fk", text)
	}
}

// ownVersion: a row put into the Store by SQL has no counters in Morango. Our
// tables cannot say that: the row implies its own version, in the Store and in
// a buffer.
func ownVersion(j *judgement, op *operation) {
	for p, t := range j.golden {
		for id, r := range t["store"] {
			if op.Op == "sql" && op.Peer == p && strings.Contains(op.SQL, id) && j.before[p]["store"][id] == nil && t["rmc"][versionKey(r, "id")] == nil {
				j.forged[id] = true
			}
			if key := versionKey(r, "id"); j.forged[id] && t["rmc"][key] == nil {
				j.want[p]["rmc"][key] = row{"counter": r["last_saved_counter"]}
			}
		}
		for _, r := range t["buffer"] {
			line := versionKey(r, "model_uuid") + " " + string(r["last_saved_counter"].(json.Number))
			if j.forged[r["model_uuid"].(string)] && t["rmcb"][line] == nil {
				j.want[p]["rmcb"][line] = row{"times": 1}
			}
		}
	}
}

// versionKey is the key of a record's own RecordMaxCounter.
func versionKey(r row, id string) string {
	return r[id].(string) + " " + r["last_saved_instance"].(string)
}
