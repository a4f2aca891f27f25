package chaos_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/sqldb"
)

// reference is what a record's column refers to, "" for nothing.
func reference(serialized, column string) string {
	var object map[string]any
	if err := json.Unmarshal([]byte(serialized), &object); err != nil {
		return ""
	}
	id, _ := object[column].(string)
	return id
}

// settleStar ends what is under way and syncs all devices with the relay, two
// rounds of it; another has nothing to do. Only where a record is deleted
// because what it refers to was, the news of that takes one more.
func (w *world) settleStar() {
	w.calm++
	for _, tk := range w.tasks {
		w.sever(tk)
	}
	for _, n := range w.nodes {
		n.chaos.Calm()
	}
	w.bury()
	followed := 0
	for round := 1; round <= 2 || w.oracle.followed > followed; round++ {
		followed = w.oracle.followed
		if round > 6 {
			w.violate("after %d rounds there are still records that follow others", round)
			return
		}
		w.round(fmt.Sprint("round ", round))
	}
	w.oracle.checkSettled()
	if w.round("one more") > 0 {
		w.violate("there is still something to sync")
	}
}

// round syncs every device with the relay, and counts the records that moved.
func (w *world) round(name string) (moved int64) {
	w.logf("%s", name)
	for _, i := range w.rng.Perm(len(w.nodes) - 1) {
		n := w.nodes[1+i]
		result, err := n.in.Sync(w.ctx, "ws://relay", w.relay.Dial, client.Options{})
		w.logf("%s: pulled %d, pushed %d, %d conflicts, %d quarantined%s", n.name, result.Pulled, result.Pushed, result.Conflicts, result.Quarantined, outcome(err))
		if err != nil {
			w.violate("%s: the full sync fails: %v", n.name, err)
		}
		moved += result.Pulled + result.Pushed
	}
	return moved
}

// checkSettled: all nodes that may hold a record hold the same, and every
// write that counts is known to it.
func (o *oracle) checkSettled() {
	w := o.w
	first := w.nodes[0] // holds all there is
	for _, n := range w.nodes {
		n.seen.drained = false
		for record, v := range first.seen.store {
			if u := n.seen.store[record]; n.mayHold(v.row.Partition) && u != v && !n.ahead(u, v) {
				w.violate("%s has %s of %s, %s has %s", n.name, o.labelOf(u), short(record), first.name, o.label(v))
			}
		}
		for record, v := range n.seen.store {
			if first.seen.store[record] == nil && !n.ahead(v, nil) {
				w.violate("%s has %s of %s, %s has not", n.name, o.label(v), short(record), first.name)
			}
		}
		if len(n.seen.pending) > 0 {
			w.violate("%s: writes are not serialized: %v", n.name, n.seen.pending)
		}
		for c, counter := range n.seen.claims {
			o.checkClaim(n, c, counter)
		}
	}
	for _, e := range o.acked {
		if v := first.seen.store[e.record]; !o.gone[e] && (v == nil || !v.knows[e.event] && !o.knows(v)[e.event]) {
			w.violate("write %s to %s is lost", token(e.event), short(e.record))
		}
	}
	o.checkAppRows()
}

// ahead reports whether a node that may only read a record has a later version,
// or an equal one, u of it than v: who could have passed it on was put back.
func (n *node) ahead(u, v *version) bool {
	return u != nil && !n.mayWrite(u.row.Partition) && (v == nil || v.knows.within(u.knows) || u.replaces(v))
}

func (o *oracle) labelOf(v *version) string {
	if v == nil {
		return "nothing"
	}
	return o.label(v)
}

// checkAppRows compares the app tables of all nodes that have them.
func (o *oracle) checkAppRows() {
	w := o.w
	rows := map[string]map[string]string{} // by record and node
	for _, n := range w.nodes {
		if n.relay {
			continue
		}
		for id, row := range w.appRows(n) {
			if rows[id] == nil {
				rows[id] = map[string]string{}
			}
			rows[id][n.name] = row
		}
		for record := range n.seen.waiting {
			if v := n.seen.store[record]; !n.seen.stuck(v.row) {
				w.violate("%s: %s is not applied: %s", n.name, short(record), v.row.Error)
			}
		}
	}
	for record, v := range w.nodes[0].seen.store {
		for _, n := range w.nodes {
			if u := n.seen.store[record]; !n.relay && u != nil && !u.row.Deleted && rows[record][n.name] == "" && !n.seen.stuck(u.row) {
				w.violate("%s: %s is not in the app table: %s", n.name, short(record), u.row.content())
			}
		}
		var have, name string
		for _, n := range w.nodes {
			if n.relay || !n.mayHold(v.row.Partition) || n.seen.store[record] != v {
				continue
			}
			if (rows[record][n.name] == "" || n.seen.waiting[record]) && n.seen.stuck(v.row) {
				continue // what it refers to may be where only a reader has it, see ahead
			}
			if name != "" && rows[record][n.name] != have {
				w.violate("the app rows of %s differ:\n%s: %s\n%s: %s\nStore: %s", short(record), name, have, n.name, rows[record][n.name], v.row.content())
			}
			have, name = rows[record][n.name], n.name
		}
	}
}

// stuck reports whether a record waits for another that is not there, or that
// is stuck itself.
func (s sight) stuck(row storeRow) bool { return s.stuckBut(row, map[string]bool{}) }

// stuckBut is stuck for a chain of records, those above row being known: a
// circle of them waits for nothing else.
func (s sight) stuckBut(row storeRow, above map[string]bool) bool {
	if s.orphan(row) {
		return true
	}
	above[row.ID] = true
	for _, r := range chaosReferences {
		id := reference(row.Serialized, r[1])
		if r[0] == row.Model && s.waiting[id] && !above[id] && s.stuckBut(s.store[id].row, above) {
			return true
		}
	}
	return false
}

// appRows renders a node's app rows, by record.
func (w *world) appRows(n *node) map[string]string {
	out := map[string]string{}
	w.must(n.db.View(w.ctx, func(tx sqldb.Tx) error {
		r := &reading{tx: tx}
		for _, m := range w.schema.Models {
			columns := []string{"quote(_morango_source_id)", "quote(_morango_partition)"}
			for _, c := range m.Columns {
				columns = append(columns, "quote("+c.Name+")")
			}
			r.rows("SELECT id, "+strings.Join(columns, ", ")+" FROM "+m.Table, func(row []any) {
				out[row[0].(string)] = strings.TrimSpace(fmt.Sprintln(row[1:]...))
			})
		}
		return r.err
	}))
	return out
}

// tail is the end of a trace.
func tail(lines []string, n int) string {
	return strings.Join(slices.Clone(lines[max(0, len(lines)-n):]), "\n")
}
