package chaos_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
	"github.com/amora-sync/amora/core/value"
)

// world is one simulated network. Everything that happens in it follows from
// its seed: one goroutine runs at a time, and each choice, each random id and
// each fault comes from generators made from the seed.
type world struct {
	t      *testing.T
	ctx    context.Context
	seed   uint64
	rng    *rand.Rand
	clock  time.Time
	keys   []string // private keys; the first is the relay's
	key    int
	schema *schema.Schema
	oracle *oracle

	relay     *coretest.Relay // nil in a mesh
	hub       *node           // the relay's room, nil in a mesh
	nodes     []*node
	tasks     []*task     // of a star
	exchanges []*exchange // of a mesh

	dataset   string
	users     []string
	records   map[string]record // all that were ever made, by id
	rank      int
	deletions eventSet       // events that are deletions
	names     map[string]int // generations of instances, for the trace
	called    map[string]string
	rewrite   func(sql string) string // a mistake to be noticed, or nil
	calm      int                     // while above 0 nothing goes wrong
	purges    bool                    // databases are purged now and then

	trace  []string
	broken []string
}

// node is one instance, or the relay's.
type node struct {
	name    string
	relay   bool
	scopeID string
	scope   value.Scope // as the oracle sees it
	user    string      // a learner's
	models  []string    // that its app writes

	db    *sqlitedb.DB
	chaos *coretest.Chaos
	in    *core.Instance
	id    string // instance id when it was last seen
	seen  sight

	writing bool
	images  []image
}

// image is a copy of a node's database, with what the oracle saw of it.
type image struct {
	file []byte
	seen sight
	step int
}

func newWorld(t *testing.T, seed uint64, keys []string) *world {
	w := &world{
		t: t, ctx: t.Context(), seed: seed, rng: rand.New(rand.NewPCG(seed, 20240531)), clock: time.Date(2024, 5, 31, 8, 0, 0, 0, time.UTC),
		keys: keys, schema: parseChaosSchema(), records: map[string]record{}, deletions: eventSet{},
		names: map[string]int{}, called: map[string]string{},
	}
	w.oracle = newOracle(w)
	for range 3 {
		w.users = append(w.users, w.randomID())
	}
	return w
}

func (w *world) logf(format string, args ...any) {
	w.trace = append(w.trace, fmt.Sprintf("%3d  ", len(w.trace))+fmt.Sprintf(format, args...))
}

// violate records that a property does not hold.
func (w *world) violate(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	w.broken = append(w.broken, text)
	w.logf("VIOLATED %s", text)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("seed %d: %v\n%s", w.seed, err, strings.Join(w.trace, "\n"))
	}
}

// random is a source of bytes of its own for each use.
func (w *world) random() *rand.ChaCha8 { return source(w.rng) }

// source is a source of bytes that follow from rng.
func source(rng *rand.Rand) *rand.ChaCha8 {
	var seed [32]byte
	for i := range seed {
		seed[i] = byte(rng.Uint32())
	}
	return rand.NewChaCha8(seed)
}

func (w *world) nextKey(context.Context) (string, error) {
	w.key++
	return w.keys[1+w.key%(len(w.keys)-1)], nil
}

func (w *world) options(schema *schema.Schema) core.Options {
	return core.Options{Schema: schema, Clock: func() time.Time { return w.clock }, Rand: w.random(), GenerateKey: w.nextKey}
}

// instanceName is how the trace calls an instance id.
func (w *world) instanceName(id string) string {
	if name := w.called[id]; name != "" {
		return name
	}
	return short(id)
}

// newNode makes a node with an empty database.
func (w *world) newNode(name string) *node {
	db, err := sqlitedb.Open(w.ctx, sqlitedb.Memory, sqlitedb.Options{Rand: w.random()})
	w.must(err)
	w.t.Cleanup(func() { db.Close() })
	return &node{name: name, db: db}
}

// start begins a process on a node's database, which is a copy or not.
func (w *world) start(n *node, copied bool) {
	chaos := coretest.NewChaos(n.db)
	chaos.Rewrite = w.rewrite
	var err error
	if n.relay {
		w.relay.Options = w.options(nil)
		w.relay.Options.NewIdentity = copied
		n.in, err = w.relay.Restart(w.ctx, w.dataset, chaos)
	} else {
		opts := w.options(w.schema)
		opts.NewIdentity = copied
		n.in, err = core.Open(w.ctx, chaos, opts)
	}
	w.must(err)
	n.chaos = chaos
	chaos.Committed = func(statements []string) { w.committed(n, statements) }
	if !n.relay {
		chaos.Enter = w.enter
	}
	w.meet(n)
}

// meet gives a node's instance a name.
func (w *world) meet(n *node) {
	if n.id = n.in.ID(); w.called[n.id] == "" {
		w.names[n.name]++
		w.called[n.id] = fmt.Sprintf("%s%d", n.name, w.names[n.name])
	}
}

// committed has the oracle look at what a transaction may have changed.
func (w *world) committed(n *node, statements []string) {
	changed, drained := n.writing, false
	for _, sql := range statements {
		if strings.HasPrefix(sql, "SELECT") {
			continue
		}
		changed = changed || strings.Contains(sql, "morango_store") || strings.Contains(sql, "morango_databasemaxcounter") || strings.Contains(sql, "morango_buffer")
		drained = drained || strings.HasPrefix(sql, "INSERT INTO amora_merge")
	}
	if changed {
		w.oracle.commit(n, n.writing, drained)
	}
}

// endanger has something go wrong with a node's process soon.
func (w *world) endanger(n *node, horizon int) {
	switch w.rng.IntN(3) {
	case 0:
		k := 1 + w.rng.IntN(horizon*6)
		w.logf("%s: statement %d from now will fail", n.name, k)
		n.chaos.FailStatement(k, false)
	case 1:
		k := 1 + w.rng.IntN(horizon*6)
		w.logf("%s: will die at statement %d from now", n.name, k)
		n.chaos.FailStatement(k, true)
	default:
		k := 1 + w.rng.IntN(horizon)
		w.logf("%s: will die after commit %d from now", n.name, k)
		n.chaos.DieAfterCommit(k)
	}
}

// bury ends what ran in processes that have died, and starts new ones.
func (w *world) bury() {
	for _, n := range w.nodes {
		if !n.chaos.Dead() {
			continue
		}
		for _, tk := range w.tasks {
			if n.relay || tk.n == n {
				w.sever(tk)
			}
		}
		w.logf("%s: died, starts again", n.name)
		w.start(n, false)
	}
	w.tasks = slices.DeleteFunc(w.tasks, func(tk *task) bool { return w.ended(tk) })
}

// copyNode keeps a copy of a node's database.
func (w *world) copyNode(n *node) {
	file, err := n.db.Export(w.ctx)
	w.must(err)
	n.images = append(n.images, image{file, n.seen, len(w.trace)})
	w.logf("%s: copied, copy %d", n.name, len(n.images))
}

// restore ends a node's process and begins one on an old copy, as an instance
// of its own. What only this node had is gone.
func (w *world) restore(n *node) {
	i := w.rng.IntN(len(n.images))
	img := n.images[i]
	n.chaos.Kill()
	for _, tk := range w.tasks {
		if n.relay || tk.n == n {
			w.sever(tk)
		}
	}
	w.logf("%s: restored from copy %d", n.name, i+1)
	n.db = w.open(img.file)
	n.seen = img.seen
	w.start(n, true)
	n.seen.counter = 0
	w.oracle.forget()
	w.bury()
}

// open opens a database file's bytes.
func (w *world) open(file []byte) *sqlitedb.DB {
	const block = 64 << 10
	content := memvfs.New(block)
	content.SetSize(int64(len(file)))
	for i := 0; i*block < len(file); i++ {
		content.Load(i, append(make([]byte, 0, block), file[i*block:min((i+1)*block, len(file))]...)[:block])
	}
	name := memvfs.Register(func() (*memvfs.Image, error) { return content, nil })
	db, err := sqlitedb.Open(w.ctx, "copy", sqlitedb.Options{VFS: name, Rand: w.random()})
	w.must(err)
	w.t.Cleanup(func() {
		db.Close()
		vfs.Unregister(name)
	})
	return db
}

// forget notes which writes nobody has any more who could pass them on, now
// that a database is what it once was. What lies in buffers is part of transfers that end with it.
func (o *oracle) forget() {
	held := map[recordEvent]bool{}
	for _, n := range o.w.nodes {
		for record, v := range n.seen.store {
			if !n.mayWrite(v.row.Partition) {
				continue
			}
			for e := range v.knows {
				held[recordEvent{record, e}] = true
			}
		}
		for record, events := range n.seen.pending {
			for _, e := range events {
				held[recordEvent{record, e}] = true
			}
		}
	}
	for _, e := range o.acked {
		if !held[e] {
			o.gone[e] = true
		}
	}
}

// mayHold reports whether a record of a partition may be in a node's Store.
func (n *node) mayHold(partition string) bool {
	return n.scope.Read.Contains(partition) || n.scope.Write.Contains(partition)
}

// mayWrite reports whether a node may make versions of a partition's records.
func (n *node) mayWrite(partition string) bool { return n.relay || n.scope.Write.Contains(partition) }

// admit puts a node into its scope.
func (n *node) admit(scopeID, dataset, user string) {
	shared, own := dataset+":shared", dataset+":user:"+user
	n.scopeID = scopeID
	switch scopeID {
	case "full":
		n.scope = value.Scope{Read: value.Filter{dataset}, Write: value.Filter{dataset}}
		n.models = chaosModels
	case "teacher":
		n.scope = value.Scope{Read: value.Filter{dataset}, Write: value.Filter{shared}}
		n.models = []string{"topic", "unit", "unit", "answer"} // the last to be refused
	case "learner":
		n.scope = value.Scope{Read: value.Filter{own, shared}, Write: value.Filter{own}}
		n.models = []string{"member", "answer", "answer", "remark", "topic"}
		n.user = user
	}
}

// randomFilter is a filter within another, nil for all of it.
func (w *world) randomFilter(within value.Filter) value.Filter {
	if w.rng.IntN(3) > 0 {
		return nil
	}
	user := w.dataset + ":user:" + pick(w.rng, w.users...)
	all := value.Filter{w.dataset, w.dataset + ":shared", w.dataset + ":shared:unit", w.dataset + ":user", user, user + ":remark"}
	all = slices.DeleteFunc(all, func(p string) bool { return !within.Contains(p) })
	if len(all) == 0 {
		return nil
	}
	picked := map[string]bool{}
	for range 1 + w.rng.IntN(2) {
		picked[pick(w.rng, all...)] = true
	}
	return slices.Sorted(maps.Keys(picked))
}
