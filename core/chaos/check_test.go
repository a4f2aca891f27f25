package chaos_test

import (
	"strings"
)

// checkNode holds a node's database, as it was just seen, against what must
// be true of it after every commit.
func (o *oracle) checkNode(n *node, old sight) {
	s := n.seen
	if s.scratch != "0 0 0 0" {
		o.w.violate("%s: scratch tables are not empty: %s", n.name, s.scratch)
	}
	if s.unnoted > 0 {
		o.w.violate("%s: %d versions are above what their partitions are known to hold", n.name, s.unnoted)
	}
	if s.counter < old.counter && n.in.ID() == n.id {
		o.w.violate("%s: the own counter fell from %d to %d", n.name, old.counter, s.counter)
	}
	for record, v := range s.store {
		if !n.mayHold(v.row.Partition) {
			o.w.violate("%s: holds %s of %s, outside its scope", n.name, short(record), v.row.Partition)
		}
		o.checkKnown(n, v, s.known[record])
		if !n.relay {
			o.checkApp(n, v)
		}
	}
	for c, counter := range old.claims {
		// A database that takes another instance id, for all it can know as a
		// copy of one that goes on, forgets what it knew of the earlier one.
		if renewed := c.instance == n.id && n.in.ID() != n.id; s.claims[c] < counter && !renewed {
			o.w.violate("%s: DatabaseMaxCounter (%s, %s) fell from %d to %d", n.name, c.partition, o.w.instanceName(c.instance), counter, s.claims[c])
		}
	}
	for c, counter := range s.claims {
		if old.claims[c] != counter {
			o.checkClaim(n, c, counter)
		}
	}
}

// checkKnown: a RecordMaxCounter says that everything up to it is known.
func (o *oracle) checkKnown(n *node, v *version, known map[string]int64) {
	for instance, counter := range known {
		for _, u := range o.byInstance[instance] {
			if u.record == v.record && u.counter <= counter && !o.covers(v, u) {
				o.w.violate("%s: RecordMaxCounter (%s, %d) of %s, but %s is not known: %v, %v", n.name, o.w.instanceName(instance), counter, short(v.record), o.label(u), u.knows, v.knows)
			}
		}
	}
}

// checkClaim: a DatabaseMaxCounter says that everything up to it is here, or
// will come: what knows it is held by someone and not claimed itself.
func (o *oracle) checkClaim(n *node, c claim, counter int64) {
	for _, v := range o.byInstance[c.instance] {
		if v.counter > counter || !strings.HasPrefix(v.row.Partition, c.partition) || o.arrives(n, v) {
			continue
		}
		if !n.mayWrite(v.row.Partition) {
			continue // it gave way to another; what the writers make of the two will come
		}
		o.w.violate("%s: DatabaseMaxCounter (%s, %s, %d), but %s of %s never arrived and nobody would send it", n.name,
			c.partition, o.w.instanceName(c.instance), counter, o.label(v), short(v.record))
	}
}

// arrives reports whether a node has what a version knows, or will be sent it.
func (o *oracle) arrives(n *node, v *version) bool {
	if mine := n.seen.store[v.record]; mine != nil && o.covers(mine, v) {
		return true
	}
	for _, other := range o.w.nodes {
		u := other.seen.store[v.record]
		if u != nil && o.covers(u, v) && !n.seen.claimed(u) {
			return true
		}
	}
	return o.unreachable(v)
}

// unreachable reports whether nobody who could pass it on holds anything that
// knows the version: it was lost with a database that was restored.
func (o *oracle) unreachable(v *version) bool {
	for e := range v.knows {
		if o.gone[recordEvent{v.record, e}] {
			return true
		}
	}
	return false
}

func (s sight) claimed(v *version) bool {
	for i := range len(v.row.Partition) + 1 {
		if s.claims[claim{v.row.Partition[:i], v.instance}] >= v.counter {
			return true
		}
	}
	return false
}

// checkApp: what is serialized and deserialized stands in the app table. A
// row whose parent was deleted here goes with it, while its record lives on
// until somebody finds out (MORANGO.md §6), or until the parent comes back.
func (o *oracle) checkApp(n *node, v *version) {
	s := n.seen
	if s.waiting[v.record] || s.unsaved[v.record] {
		return
	}
	have := s.app[v.record].token
	switch {
	case v.row.Deleted && have != 0:
		o.w.violate("%s: %s is deleted in the Store, not in the app table", n.name, short(v.record))
	case v.row.Deleted || have == 0 && (s.orphaned[v.record] || s.orphan(v.row)):
	case have == 0:
		o.w.violate("%s: %s is in the Store, not in the app table", n.name, short(v.record))
	case !strings.Contains(v.row.Serialized, token(have)):
		o.w.violate("%s: the app table has %s of %s, the Store has %v", n.name, token(have), short(v.record), tokens(v.row.Serialized))
	}
}

// orphan reports whether something that a record refers to is in no app table.
func (s sight) orphan(row storeRow) bool {
	for _, r := range chaosReferences {
		if r[0] != row.Model {
			continue
		}
		if id := reference(row.Serialized, r[1]); id != "" && s.app[id].token == 0 {
			return true
		}
	}
	return false
}
