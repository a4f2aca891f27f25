package chaos_test

import (
	"fmt"
	"strings"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// exchange is one transfer between two nodes of a mesh, stage by stage. All it
// knows of how far it is stands in the two databases, so that either side may
// die at any moment. client and server have the roles of PROTOCOL.md §5.
type exchange struct {
	w              *world
	client, server *node
	push           bool
	filter         value.Filter
	chunk          int
	id             string
	step           int
	over           bool
}

func (x *exchange) producer() *node {
	if x.push {
		return x.client
	}
	return x.server
}

func (x *exchange) receiver() *node {
	if x.push {
		return x.server
	}
	return x.client
}

func (x *exchange) String() string {
	return fmt.Sprintf("%s→%s", x.producer().name, x.receiver().name)
}

// newMesh makes instances that sync with each other, without certificates:
// their scopes are the simulation's own.
func newMesh(w *world) {
	w.dataset = w.randomID()
	for range 2 + w.rng.IntN(4) {
		w.joinMesh()
	}
}

// joinMesh adds an instance. The first may do everything.
func (w *world) joinMesh() {
	n := w.newNode(string(rune('A' + len(w.nodes))))
	w.start(n, false)
	scope := "full"
	if len(w.nodes) > 0 {
		scope = pick(w.rng, "full", "full", "full", "teacher", "learner", "learner")
	}
	n.admit(scope, w.dataset, pick(w.rng, w.users...))
	if scope != "full" {
		for _, prefix := range n.scope.Write {
			w.must(n.in.DB().Update(w.ctx, func(tx sqldb.Tx) error {
				_, err := tx.Exec("INSERT INTO amora_write_scope (prefix) VALUES (?1)", prefix)
				return err
			}))
		}
	}
	n.seen = w.look(n)
	w.nodes = append(w.nodes, n)
	w.logf("%s: joins as %s %s", n.name, scope, short(n.user))
}

// meshStep lets one thing happen in a mesh.
func (w *world) meshStep() {
	n := pick(w.rng, w.nodes...)
	switch r := w.rng.IntN(100); {
	case r < 35:
		w.write(n)
	case r < 52:
		w.exchange(n)
	case r < 90:
		if len(w.exchanges) > 0 {
			x := pick(w.rng, w.exchanges...)
			for range 1 + w.rng.IntN(6) {
				w.goOn(x)
			}
		}
	case r < 94:
		w.endanger(n, 4)
	case r < 96:
		w.copyNode(n)
	case r < 98:
		if len(n.images) > 0 {
			w.restore(n)
		}
	case r < 99:
		if len(w.nodes) < 6 {
			w.joinMesh()
		}
	default:
		w.elapse()
	}
	w.bury()
}

// exchange begins a transfer, unless the two have one under way: overlapping
// ones could make each other's conflicts for ever (PROTOCOL.md §5).
func (w *world) exchange(client *node) {
	server := pick(w.rng, w.nodes...)
	x := &exchange{w: w, client: client, server: server, push: w.rng.IntN(2) == 0, chunk: pick(w.rng, 1, 2, 3, 5, 500)}
	if client == server || w.busy(client, server) {
		return
	}
	all := passes(x.producer(), x.receiver())
	if len(all) == 0 {
		return
	}
	if x.filter = w.randomFilter(all); x.filter == nil {
		x.filter = all
	}
	w.begun(x)
}

func (w *world) begun(x *exchange) {
	x.id = w.randomID()
	w.exchanges = append(w.exchanges, x)
	if w.calm > 0 {
		return
	}
	w.logf("%v: begins, %s%s in chunks of %d%s", x, x.client.name, map[bool]string{true: " pushes", false: " pulls"}[x.push], x.chunk, w.filterName(x.filter))
}

func (w *world) busy(a, b *node) bool {
	for _, x := range w.exchanges {
		if x.client == a && x.server == b || x.client == b && x.server == a {
			return true
		}
	}
	return false
}

// passes is what may go from one node to another.
func passes(from, to *node) value.Filter {
	var f value.Filter
	for _, p := range to.scope.Read {
		for _, q := range from.scope.Write {
			switch {
			case strings.HasPrefix(p, q):
				f = append(f, p)
			case strings.HasPrefix(q, p):
				f = append(f, q)
			}
		}
	}
	return f
}

// goOn takes an exchange one step further. A failed step is tried again by the
// next call; what a copied database does not know of, ends.
func (w *world) goOn(x *exchange) {
	if x.over {
		return
	}
	what := meshSteps[x.step].name
	err := meshSteps[x.step].run(x)
	if w.calm == 0 {
		w.logf("%v: %s%s", x, what, outcome(err))
	}
	switch fault.CodeOf(err) {
	case "":
		x.step++
	case fault.StorageFailed:
	case fault.UnknownSession:
		x.over = true
	default:
		w.violate("%v: %s: %v", x, what, err)
	}
	w.bury()
	if x.over = x.over || x.step == len(meshSteps); x.over {
		w.exchanges = without(w.exchanges, x)
	}
}

func without(list []*exchange, gone *exchange) []*exchange {
	var left []*exchange
	for _, x := range list {
		if x != gone {
			left = append(left, x)
		}
	}
	return left
}

// meshSteps are the steps of an exchange. Each may run more than once.
var meshSteps = []struct {
	name string
	run  func(x *exchange) error
}{
	{"client opens", func(x *exchange) error { return x.open(x.client, x.push, "") }},
	{"server opens", func(x *exchange) error {
		client, err := x.load(x.client)
		if err != nil {
			return err
		}
		return x.open(x.server, !x.push, client.ClientFSIC)
	}},
	{"client learns", (*exchange).learn},
	{"chunks", (*exchange).chunks},
	{"dequeue", func(x *exchange) error { return x.finish(true, x.w.rng.IntN(2) == 0) }},
	{"deserialize", func(x *exchange) error { return x.finish(x.w.rng.IntN(4) == 0, true) }},
	{"producer cleans up", func(x *exchange) error {
		return x.change(x.producer(), x.producer().in.Engine().Cleanup)
	}},
}

// load reads a side's session. Error: unknown_session.
func (x *exchange) load(n *node) (s pipeline.Transfer, err error) {
	err = n.in.DB().View(x.w.ctx, func(tx sqldb.Tx) error {
		s, err = n.in.Engine().Transfer(tx, x.id)
		return err
	})
	if err == nil && !s.Active && s.Status != pipeline.StatusCompleted {
		err = fault.Errorf(fault.UnknownSession, "it was given up")
	}
	return s, err
}

// change runs a stage on a side's session, in one transaction.
func (x *exchange) change(n *node, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) error {
	return n.in.DB().Update(x.w.ctx, func(tx sqldb.Tx) error {
		s, err := n.in.Engine().Transfer(tx, x.id)
		if err != nil {
			return err
		}
		if !s.Active && s.Status != pipeline.StatusCompleted {
			return fault.Errorf(fault.UnknownSession, "it was given up")
		}
		_, err = stage(tx, s)
		return err
	})
}

// open stores a side's session, serializes if it sends, and notes what it has.
// A server that sends queues with it; client is what its client has said.
func (x *exchange) open(n *node, sends bool, client string) error {
	if _, err := x.load(n); fault.CodeOf(err) != fault.UnknownSession {
		return err // it was done, and died
	}
	s := pipeline.Transfer{ID: x.id, SyncSession: x.id, Server: n == x.server, Push: x.push, Filter: x.filter}
	return n.in.Engine().Advance(x.w.ctx, &s, func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
		s, err := n.in.Engine().Start(tx, s)
		if err != nil {
			return s, err
		}
		if sends {
			if _, err := n.in.Engine().Serialize(tx, x.filter); err != nil {
				return s, err
			}
		}
		says := counter.ReadFSIC
		if n == x.server {
			says = func(tx sqldb.Tx, filter value.Filter, as counter.Role) (counter.FSIC, error) {
				return counter.ShownFSIC(tx, filter, as)
			}
		}
		fsic, err := says(tx, x.filter, counter.Role(sends))
		if err != nil {
			return s, err
		}
		if n == x.client {
			s.ClientFSIC = sqldb.ToJSON(fsic)
			return n.in.Engine().Save(tx, s)
		}
		s.ClientFSIC, s.ServerFSIC = client, sqldb.ToJSON(fsic)
		if sends {
			return n.in.Engine().Queue(tx, s)
		}
		return n.in.Engine().Save(tx, s)
	})
}

// learn tells the client what the server has. A client that sends queues now.
func (x *exchange) learn() error {
	server, err := x.load(x.server)
	if err != nil {
		return err
	}
	return x.change(x.client, func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
		s.ServerFSIC = server.ServerFSIC
		if !x.push {
			s.RecordsTotal = server.RecordsTotal
		} else if s.RecordsTotal < 0 {
			return x.client.in.Engine().Queue(tx, s)
		}
		return x.client.in.Engine().Save(tx, s)
	})
}

// chunks carries over what there is, with all that may happen to a chunk on
// its way. An interruption leaves the rest for the next call.
func (x *exchange) chunks() error {
	for {
		from, err := x.load(x.producer())
		if err != nil {
			return err
		}
		to, err := x.load(x.receiver())
		if err != nil || to.RecordsTransferred == from.RecordsTotal {
			return err
		}
		f := coretest.Deliver
		if x.w.calm == 0 && x.w.rng.IntN(6) == 0 {
			f = randomFault(x.w.rng)
		}
		offset := to.RecordsTransferred
		switch f {
		case coretest.Lose, coretest.Drop:
			x.w.logf("%v: a chunk is lost", x)
			return fault.Errorf(fault.StorageFailed, "try again")
		case coretest.Duplicate:
			offset = x.w.rng.Int64N(offset + 1) // one that has come, or the start of one
		case coretest.Delay:
			offset++ // the one after it comes first
		}
		chunk, err := x.read(from, offset)
		if err != nil || chunk.Count == 0 && offset < from.RecordsTotal {
			return err
		}
		err = x.write(chunk, from.RecordsTotal)
		if known := offset + chunk.Count; fault.CodeOf(err) == fault.BadRequest && (offset > to.RecordsTransferred || known > to.RecordsTransferred && offset < to.RecordsTransferred) {
			err = nil // a gap or an overlap is refused
		}
		if err != nil {
			return err
		}
	}
}

func (x *exchange) read(s pipeline.Transfer, offset int64) (chunk pipeline.Chunk, err error) {
	n := x.producer()
	err = n.in.DB().View(x.w.ctx, func(tx sqldb.Tx) error {
		chunk, err = n.in.Engine().ReadChunk(tx, s, offset, x.chunk)
		return err
	})
	return chunk, err
}

func (x *exchange) write(chunk pipeline.Chunk, total int64) error {
	if chunk.Count == 0 {
		return nil
	}
	return x.change(x.receiver(), func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
		s.RecordsTotal = total
		return x.receiver().in.Engine().WriteChunk(tx, s, chunk)
	})
}

// finish runs the receiver's last stages, together or one after the other.
func (x *exchange) finish(dequeue, deserialize bool) error {
	n := x.receiver()
	return x.change(n, func(tx sqldb.Tx, s pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if !s.Active {
			return s, nil // it was done, and died
		}
		if s.RecordsTotal < 0 {
			s.RecordsTotal = 0 // nothing was sent
		}
		if dequeue {
			if s, err = n.in.Engine().Dequeue(tx, s); err != nil {
				return s, err
			}
		}
		if !deserialize {
			return s, nil
		}
		if _, err := n.in.Engine().Deserialize(tx, s.Filter); err != nil {
			return s, err
		}
		return n.in.Engine().Cleanup(tx, s)
	})
}

// settleMesh ends what is under way and lets everybody sync with everybody,
// until a round has nothing to do.
func (w *world) settleMesh() {
	w.calm++
	w.exchanges = nil
	for _, n := range w.nodes {
		n.chaos.Calm()
	}
	w.bury()
	for round := 1; ; round++ {
		w.logf("round %d", round)
		for _, n := range w.nodes { // one alone has nobody to send all its writes to
			w.must(n.in.DB().Update(w.ctx, func(tx sqldb.Tx) error {
				_, err := n.in.Engine().Serialize(tx, n.scope.Write)
				return err
			}))
		}
		moved := int64(0)
		for _, i := range w.rng.Perm(len(w.nodes) * len(w.nodes)) {
			moved += w.whole(w.nodes[i/len(w.nodes)], w.nodes[i%len(w.nodes)])
		}
		if moved == 0 || len(w.broken) > 0 {
			break
		}
		if round > len(w.nodes)+3 {
			w.violate("after %d rounds there is still something to sync", round)
			break
		}
	}
	w.oracle.checkSettled()
}

// whole transfers all that may go from one node to another, and counts it.
func (w *world) whole(from, to *node) int64 {
	x := &exchange{w: w, client: from, server: to, push: true, chunk: 500, filter: passes(from, to)}
	if from == to || len(x.filter) == 0 {
		return 0
	}
	w.begun(x)
	for !x.over && len(w.broken) == 0 {
		w.goOn(x)
	}
	s, err := x.load(from)
	if err != nil {
		w.violate("%v: %v", x, err)
		return 0
	}
	if s.RecordsTotal > 0 {
		w.logf("%v: %d records", x, s.RecordsTotal)
	}
	return s.RecordsTotal
}
