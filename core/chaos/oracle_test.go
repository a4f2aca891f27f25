package chaos_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The oracle knows, apart from the engine's counters, what each version of
// each record is made from. It looks at an instance after every commit and
// holds what it finds against that.
//
// Every write an app makes is an event with a number, its token. Of every
// version (record, instance, counter) it keeps
//
//	knows    the events that went into it,
//	live     the tokens that its row must hold, as its value or as a conflict.
//
// A write replaces the value it was made on: over[value] has the event. A
// merge knows and holds what both sides did, but for what the one side's
// events replaced. So nothing may vanish but what somebody who saw it replaced
// or deleted, what a hard deletion wiped out, and conflicts beyond 64 KB.
type oracle struct {
	w          *world
	versions   map[versionKey]*version
	byInstance map[string][]*version
	byRecord   map[string][]*version
	over       map[recordEvent]eventSet // what replaced a token
	events     int                      // the last event's number
	acked      []recordEvent            // every committed write
	gone       map[recordEvent]bool     // rightly gone: never left a database that was restored, or deleted before it was serialized
	remade     map[recordEvent]bool     // writes that made a record again
	followed   int                      // records deleted because what they refer to was
}

type eventSet map[int]bool

// within reports whether all of s is in o.
func (s eventSet) within(o eventSet) bool {
	for e := range s {
		if !o[e] {
			return false
		}
	}
	return true
}

func (s eventSet) meets(o eventSet) bool {
	for e := range s {
		if o[e] {
			return true
		}
	}
	return false
}

func (s eventSet) String() string { return fmt.Sprint(slices.Sorted(maps.Keys(s))) }

type recordEvent struct {
	record string
	event  int
}

type versionKey struct {
	record, instance string
	counter          int64
}

type version struct {
	versionKey
	row   storeRow
	knows eventSet
	live  eventSet
	// follows: deleted, here or in what it is made from, because what it refers to was.
	follows bool
}

func newOracle(w *world) *oracle {
	return &oracle{
		w: w, versions: map[versionKey]*version{}, byInstance: map[string][]*version{}, byRecord: map[string][]*version{},
		over: map[recordEvent]eventSet{}, gone: map[recordEvent]bool{}, remade: map[recordEvent]bool{},
	}
}

func (o *oracle) newEvent() int { o.events++; return o.events }

func (o *oracle) replaced(record string, tok, by int) {
	at := recordEvent{record, tok}
	if o.over[at] == nil {
		o.over[at] = eventSet{}
	}
	o.over[at][by] = true
}

// commit looks at a node after a transaction of its own. local says that the
// app wrote, and not the engine; drained, that a dequeue emptied a buffer.
func (o *oracle) commit(n *node, local, drained bool) {
	old, now := n.seen, o.w.look(n)
	now.pending, now.drained = maps.Clone(old.pending), drained
	if local {
		o.appWrites(n, old, &now)
	}
	consumed := map[string][]int{}
	for record, events := range now.pending {
		if !now.unsaved[record] {
			consumed[record] = events
			delete(now.pending, record)
		}
	}
	for _, record := range slices.Sorted(maps.Keys(now.rows)) {
		o.row(n, old, &now, now.rows[record], consumed[record])
	}
	for record := range old.store {
		if now.store[record] == nil {
			o.w.violate("%s: record %s is gone from the Store", n.name, short(record))
		}
	}
	o.settled(n, old, &now, consumed)
	n.seen = now
	o.checkNode(n, old)
}

// appWrites turns what an app did into events.
func (o *oracle) appWrites(n *node, old sight, now *sight) {
	event := 0
	note := func(record string, tok, by int) {
		if tok != 0 {
			o.replaced(record, tok, by)
		}
		now.pending[record] = append(slices.Clone(now.pending[record]), by)
		o.acked = append(o.acked, recordEvent{record, by})
	}
	for record, row := range now.app {
		was := old.app[record].token
		if was == row.token {
			continue
		}
		if v := old.store[record]; was == 0 && v != nil && !old.waiting[record] {
			// It was deleted, perhaps with what it referred to: the new row
			// takes the place of what the Store has.
			for _, tok := range tokens(v.row.Serialized) {
				o.replaced(record, tok, row.token)
			}
			o.remade[recordEvent{record, row.token}] = true
		}
		note(record, was, row.token)
	}
	for record, was := range old.app {
		if now.app[record].token == 0 {
			if event == 0 {
				event = o.newEvent()
				o.w.deletions[event] = true
			}
			note(record, was.token, event)
		}
	}
}

// row judges one Store row.
func (o *oracle) row(n *node, old sight, now *sight, row storeRow, consumed []int) {
	before := old.store[row.ID]
	key := versionKey{row.ID, row.Instance, row.Counter}
	v := o.versions[key]
	if v == nil {
		v = o.newVersion(n, old, now, row, consumed)
	} else if v.row.content() != row.content() && !o.purged(n, v, row) {
		o.w.violate("%s: counter %d of %s stands for two contents of %s:\n%s\n%s", n.name, row.Counter, o.w.instanceName(row.Instance), short(row.ID), v.row.content(), row.content())
	} else if before != nil && before != v && !o.covers(v, before) && n.mayWrite(row.Partition) {
		o.w.violate("%s: %s replaces %s of %s without knowing it: %v, %v", n.name, o.label(v), o.label(before), short(row.ID), v.knows, before.knows)
	}
	now.store[row.ID] = v
	if before == v {
		o.dropped(n, old, now, v)
	}
}

// dropped: a version that came and was not taken must have been known, or have
// held the same as one that is.
func (o *oracle) dropped(n *node, old sight, now *sight, v *version) {
	for _, in := range old.arrivedButGone(now, v.record) {
		if came := o.versions[in.versionKey]; came != nil && !o.covers(v, came) {
			o.w.violate("%s: %s of %s was dropped in favour of %s, which does not know it: %v, %v", n.name, o.label(came), short(v.record), o.label(v), came.knows, v.knows)
		}
	}
}

// newVersion derives what a version made by this commit knows and must hold.
func (o *oracle) newVersion(n *node, old sight, now *sight, row storeRow, consumed []int) *version {
	v := &version{versionKey: versionKey{row.ID, row.Instance, row.Counter}, row: row, knows: eventSet{}, live: eventSet{}}
	if row.Instance != n.in.ID() || row.Counter > now.counter {
		o.w.violate("%s: (%s, %d) of %s comes from nowhere", n.name, o.w.instanceName(row.Instance), row.Counter, short(row.ID))
	}
	sources := []*version{}
	if before := old.store[row.ID]; before != nil {
		sources = append(sources, before)
	}
	for _, in := range old.arrivedButGone(now, row.ID) {
		if came := o.versions[in.versionKey]; came != nil {
			sources = append(sources, came)
		}
	}
	for _, s := range sources {
		maps.Copy(v.knows, s.knows)
		maps.Copy(v.live, s.live)
		v.follows = v.follows || s.follows
	}
	for _, e := range consumed {
		// A copy that was restored may write once more what has been
		// replaced elsewhere: the app's write wins over what has arrived.
		maps.DeleteFunc(o.over[recordEvent{v.record, e}], func(by int, _ bool) bool { return v.knows[by] && !slices.Contains(consumed, by) })
	}
	for _, e := range consumed {
		v.knows[e] = true
		v.live[e] = true
		if len(sources) > 0 && sources[0].row.Deleted && !row.Deleted {
			o.remade[recordEvent{v.record, e}] = true // an edit that won over a deletion
		}
	}
	if len(sources) == 1 && len(consumed) == 0 && row.Deleted && !sources[0].row.Deleted {
		o.followed++
		v.follows = true
		o.w.logf("%s: deletes %s, which follows a deleted one", n.name, short(row.ID))
	}
	o.drop(v, row, lines(sources))
	o.versions[v.versionKey] = v
	o.byInstance[v.instance] = append(o.byInstance[v.instance], v)
	o.byRecord[v.record] = append(o.byRecord[v.record], v)
	o.checkVersion(n, v)
	return v
}

// lines is the size of all values and conflicts that a version is made from,
// each counted once.
func lines(sources []*version) (size int) {
	seen := map[string]bool{}
	for _, s := range sources {
		for line := range strings.SplitSeq(s.row.Serialized+"\n"+s.row.Conflicts, "\n") {
			if !seen[line] {
				seen[line] = true
				size += len(line) + 1
			}
		}
	}
	return size
}

// drop takes from v.live what need not be in the row. size is that of what
// the row could hold.
func (o *oracle) drop(v *version, row storeRow, size int) {
	there := eventSet{}
	for _, tok := range tokens(row.Serialized + row.Conflicts) {
		there[tok] = true
	}
	for tok := range v.live {
		switch {
		case o.over[recordEvent{v.record, tok}].meets(v.knows) || o.w.deletions[tok]:
			delete(v.live, tok)
		case row.Hard, !there[tok] && size > 64<<10:
			// Wiped out, or too much: from now on it counts as replaced.
			e := o.newEvent()
			o.replaced(v.record, tok, e)
			v.knows[e] = true
			delete(v.live, tok)
		}
	}
}

// checkVersion: every value that nobody replaced is in the row, and a deleted
// value does not come back to life.
func (o *oracle) checkVersion(n *node, v *version) {
	text := v.row.Serialized + v.row.Conflicts
	for tok := range v.live {
		if !strings.Contains(text, token(tok)) {
			o.w.violate("%s: %s of %s has lost the value %s; it holds %v", n.name, o.label(v), short(v.record), token(tok), tokens(text))
		}
	}
	for e := range v.knows {
		if o.remade[recordEvent{v.record, e}] {
			return // somebody made it again; of two values the local one stays
		}
	}
	for _, tok := range tokens(v.row.Serialized) {
		for e := range o.over[recordEvent{v.record, tok}] {
			if o.w.deletions[e] && v.knows[e] && !v.row.Deleted {
				o.w.violate("%s: %s of %s has the value %s back that was deleted knowingly", n.name, o.label(v), short(v.record), token(tok))
			}
		}
	}
}

// settled: a write that is no longer waiting to be serialized is in the Store,
// or was deleted before it ever got there. One that waits is in the app table.
func (o *oracle) settled(n *node, old sight, now *sight, consumed map[string][]int) {
	for record, events := range consumed {
		v := now.store[record]
		switch {
		case v == nil && now.app[record].token == 0:
			for _, e := range events {
				o.gone[recordEvent{record, e}] = true
			}
		case v == nil || v == old.store[record]:
			o.w.violate("%s: the writes %v to %s were taken for serialized, but are not", n.name, events, short(record))
		}
	}
	for record, events := range now.pending {
		last := events[len(events)-1]
		if o.w.deletions[last] {
			last = 0
		}
		if now.app[record].token != last {
			o.w.violate("%s: write %s to %s was not serialized yet and is gone from the app table", n.name, token(last), short(record))
		}
	}
}

func (o *oracle) label(v *version) string {
	return fmt.Sprintf("(%s, %d)", o.w.instanceName(v.instance), v.counter)
}

func short(id string) string { return id[:min(6, len(id))] }
