package chaos_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/synctest"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// task is a client's Sync under way. It stops before each message it sends,
// until the world lets it go on; a live one that wakes up stops before it
// looks into its database. So one goroutine runs at a time.
type task struct {
	w       *world
	n       *node
	live    bool
	cancel  context.CancelFunc
	resume  chan coretest.Fault
	running bool // it is its turn

	conn   *coretest.FaultyConn
	faulty bool // something is to happen to what the relay sends
	lossy  bool // a message of this connection was dropped or held back
	parked bool // before a message of this kind, 0: before a transaction
	kind   wire.Kind
	done   bool
	err    error
}

// frameNames are the kinds of messages (PROTOCOL.md §1).
var frameNames = []string{
	"(wakes up)", "hello", "challenge", "auth", "ready", "open", "opened", "chunk", "ack", "done", "result", "changed", "live",
	"error", "carry", "prove", "proved", "ask", "granted", "notes", "noted",
}

// newStar makes a relay, the device that owns the dataset, and others that
// join it.
func newStar(w *world) {
	w.calm++
	w.hub = w.newNode("R")
	w.hub.relay = true
	w.hub.chaos = coretest.NewChaos(w.hub.db)
	w.hub.chaos.Rewrite = w.rewrite
	w.relay = coretest.NewRelayKey(func() sqldb.DB { return w.hub.chaos }, w.keys[0])
	w.relay.Options = w.options(nil)
	owner := w.newNode("A")
	w.start(owner, false)
	root, err := owner.in.CreateRoot(w.ctx, "full", nil)
	w.must(err)
	w.dataset = root.ID
	owner.admit("full", w.dataset, "")
	owner.seen = w.look(owner)
	w.nodes = []*node{owner}
	_, err = owner.in.Sync(w.ctx, "ws://relay", w.relay.Dial, client.Options{})
	w.must(err)
	w.hub.scope = value.Scope{Read: value.Filter{w.dataset}}
	w.start(w.hub, false)
	w.hub.seen = w.look(w.hub)
	w.nodes = []*node{w.hub, owner}
	for range 1 + w.rng.IntN(4) {
		w.join()
	}
	w.calm--
}

// join adds a device to a star.
func (w *world) join() {
	owner, n := w.nodes[1], w.newNode(string(rune('A'+len(w.nodes)-1)))
	w.start(n, false)
	scope, params := pick(w.rng, "full", "full", "teacher", "learner", "learner"), map[string]string{"dataset_id": w.dataset}
	user := ""
	if scope == "learner" {
		user = pick(w.rng, w.users...)
		params["user_id"] = user
	}
	owner.chaos.Calm()
	invite, err := owner.in.Invite(w.ctx, core.InviteRequest{Scope: scope, Params: params, Relay: "ws://relay"})
	w.must(err)
	_, err = n.in.Join(w.ctx, invite)
	w.must(err)
	n.admit(scope, w.dataset, user)
	n.seen = w.look(n)
	w.nodes = append(w.nodes, n)
	w.logf("%s: joins as %s %s", n.name, scope, short(user))
}

// starStep lets one thing happen in a star.
func (w *world) starStep() {
	n := w.nodes[1+w.rng.IntN(len(w.nodes)-1)]
	switch r := w.rng.IntN(100); {
	case r < 30:
		w.write(n)
	case r < 50:
		if w.taskOf(n) == nil {
			w.sync(n)
		}
	case r < 88:
		if len(w.tasks) > 0 {
			w.advance(pick(w.rng, w.tasks...), 1+w.rng.IntN(8))
		}
	case r < 91:
		w.endanger(pick(w.rng, w.nodes...), 8)
	case r < 93:
		w.copyNode(pick(w.rng, w.nodes...))
	case r < 95:
		if n = pick(w.rng, w.nodes...); len(n.images) > 0 {
			w.restore(n)
		}
	case r < 96:
		if len(w.nodes) <= 6 {
			w.calm++
			w.join()
			w.calm--
		}
	case r < 97:
		w.elapse()
	default:
		w.write(n)
		w.write(n)
	}
	w.bury()
}

func (w *world) taskOf(n *node) *task {
	for _, tk := range w.tasks {
		if tk.n == n {
			return tk
		}
	}
	return nil
}

// sync begins a Sync on a device, of all or of part of what it may.
func (w *world) sync(n *node) {
	opts := client.Options{ChunkSize: pick(w.rng, 1, 2, 3, 5, 500)}
	switch w.rng.IntN(6) {
	case 0:
		opts.Pull, opts.Filter = true, w.randomFilter(n.scope.Read)
	case 1:
		opts.Push, opts.Filter = true, w.randomFilter(n.scope.Write)
	case 2:
		opts.Live = true
	case 3:
		if n.scopeID == "full" {
			opts.Filter = w.randomFilter(n.scope.Read)
		}
	}
	w.begin(n, opts)
}

func (w *world) begin(n *node, opts client.Options) *task {
	tk := &task{w: w, n: n, live: opts.Live, resume: make(chan coretest.Fault), running: true}
	ctx, cancel := context.WithCancel(context.WithValue(w.ctx, taskKey{}, tk))
	tk.cancel = cancel
	w.logf("%s: sync%s%s%s in chunks of %d%s", n.name, flag(opts.Pull, " pull"), flag(opts.Push, " push"), flag(opts.Live, " live"), opts.ChunkSize, w.filterName(opts.Filter))
	w.tasks = append(w.tasks, tk)
	go func() {
		_, tk.err = n.in.Sync(ctx, "ws://relay", tk.dial, opts)
		tk.done = true
	}()
	w.turn()
	return tk
}

type taskKey struct{}

// enter stops a task that woke up by itself before its first transaction.
func (w *world) enter(ctx context.Context) {
	tk, ok := ctx.Value(taskKey{}).(*task)
	if ok && !tk.running {
		tk.kind, tk.parked = 0, true
		<-tk.resume
		tk.parked = false
	}
}

// turn lets everything that is not waiting run until it waits.
func (w *world) turn() {
	synctest.Wait()
	for _, tk := range w.tasks {
		tk.running = false
	}
}

// step lets a task go on until it waits again.
func (w *world) step(tk *task, fault coretest.Fault) {
	tk.running = true
	tk.resume <- fault
	w.turn()
}

func flag(on bool, text string) string {
	if on {
		return text
	}
	return ""
}

func (w *world) filterName(f value.Filter) string {
	if f == nil {
		return ""
	}
	text := strings.ReplaceAll(strings.Join(f, " "), w.dataset, "D")
	for i, user := range w.users {
		text = strings.ReplaceAll(text, user, fmt.Sprint("U", i))
	}
	return " of " + text
}

// dial is a wire.Dialer. Which of the relay's messages meet a fault is settled
// with the connection.
func (tk *task) dial(ctx context.Context, url string) (wire.Conn, error) {
	conn, err := tk.w.relay.Dial(ctx, url)
	if err != nil {
		return nil, err
	}
	faults := map[int]coretest.Fault{}
	if w := tk.w; w.calm == 0 && w.rng.IntN(6) == 0 {
		at := 1 + w.rng.IntN(12)
		faults[at] = randomFault(w.rng)
		w.logf("%s: message %d from the relay: %v", tk.n.name, at, faults[at])
		tk.faulty = true
	}
	received := 0
	tk.lossy = tk.faulty
	tk.conn = coretest.NewFaultyConn(conn, tk.sending, func([]byte) coretest.Fault {
		if tk.w.hub.chaos.Dead() {
			return coretest.Lose
		}
		received++
		return faults[received]
	})
	return tk.conn, nil
}

func randomFault(r *rand.Rand) coretest.Fault {
	return pick(r, coretest.Lose, coretest.LoseAfter, coretest.Drop, coretest.Duplicate, coretest.Delay)
}

// sending stops the client before a message.
func (tk *task) sending(msg []byte) coretest.Fault {
	tk.kind, tk.parked = wire.Kind(msg[0]), true
	fault := <-tk.resume
	tk.parked = false
	return fault
}

// advance lets a task send some messages.
func (w *world) advance(tk *task, messages int) {
	var sent []string
	for range messages {
		if !tk.parked || w.ended(tk) || tk.n.chaos.Dead() || w.hub.chaos.Dead() {
			break
		}
		fault := coretest.Deliver
		if w.calm == 0 && tk.kind != 0 && w.rng.IntN(40) == 0 {
			fault = randomFault(w.rng)
			tk.lossy = true
		}
		sent = append(sent, frameNames[tk.kind]+flag(fault != coretest.Deliver, " ("+fault.String()+")"))
		w.step(tk, fault)
		w.unblock(tk)
	}
	if len(sent) > 0 {
		w.logf("%s: sends %s", tk.n.name, strings.Join(sent, ", "))
	}
	if w.calm == 0 && tk.live && !tk.parked && w.rng.IntN(4) == 0 {
		w.logf("%s: stops", tk.n.name)
		tk.running = true
		tk.cancel()
		w.turn()
	}
	w.bury()
}

// unblock ends a wait for a message that will not come, as a timeout would.
func (w *world) unblock(tk *task) {
	if tk.parked || tk.done || tk.live && !tk.lossy {
		return
	}
	tk.running = true
	_ = tk.conn.Flush(w.ctx) // it may be late only
	synctest.Wait()
	if !tk.parked && !tk.done {
		tk.conn.Break()
		synctest.Wait()
	}
	w.turn()
}

// sever breaks a task's connection for good and waits for its end.
func (w *world) sever(tk *task) {
	tk.running = true
	if tk.cancel != nil {
		tk.cancel()
	}
	for !tk.done {
		if tk.conn != nil {
			tk.conn.Break()
		}
		tk.running = true
		if tk.parked {
			tk.resume <- coretest.Lose
		}
		synctest.Wait()
	}
}

// ended reports whether a task is over, and takes note of how it ended.
func (w *world) ended(tk *task) bool {
	if !tk.done {
		return false
	}
	if tk.cancel != nil {
		tk.cancel()
		tk.cancel = nil
		w.logf("%s: sync ends%s", tk.n.name, outcome(tk.err))
		switch fault.CodeOf(tk.err) {
		case "", fault.Unavailable, fault.StorageFailed, fault.Internal, fault.BadRequest, fault.BadNonce, fault.UnknownSession, fault.Constraint, fault.BadRecord:
		default:
			w.violate("%s: sync: %v", tk.n.name, tk.err)
		}
	}
	return true
}

// elapse lets time pass: enough for live syncs to try again, or so much that
// what is idle expires.
func (w *world) elapse() {
	d := pick(w.rng, 2*time.Minute, 7*time.Hour)
	w.logf("%v pass", d)
	w.clock = w.clock.Add(d)
	time.Sleep(d) // in virtual time
	w.turn()
}
