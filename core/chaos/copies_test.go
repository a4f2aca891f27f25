package chaos_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// TestPropertiesCopies: databases of devices and relays are copied, put back to
// what they once were, and served twice; all go on, with any relays, in any
// order or at once, among members that lie. The model merges by columns with half
// of the seeds. In the end every value that was acknowledged is on every device,
// as a row or as a conflict, every device has an instance id of its own, and no
// error needed a person.
func TestPropertiesCopies(t *testing.T) {
	eachSeed(t, 25, func(t *testing.T, seed uint64) { newCopies(t, seed).run() })
}

// TestPropertiesCopiesRepeat: a seed is the same each time, syncs at once
// included.
func TestPropertiesCopiesRepeat(t *testing.T) {
	slowHere(t)
	chaosKeys(t)
	var runs [2]string
	for i := range runs {
		c := newCopies(t, 17)
		c.run()
		runs[i] = strings.Join(c.trace, "\n") + "\n" + c.whereIs("v")
	}
	if runs[0] != runs[1] {
		t.Errorf("once\n%s\nthen\n%s", runs[0], runs[1])
	}
}

// eachSeed is coretest.EachSeed for copies: in parallel, natively.
func eachSeed(t *testing.T, usual int, run func(t *testing.T, seed uint64)) {
	slowHere(t)
	chaosKeys(t)
	coretest.EachSeed(t, usual, func(t *testing.T, seed uint64) {
		t.Parallel()
		run(t, seed)
	})
}

// copiesSchema has the one model that all edit.
const copiesSchema = `{
 "profile": "school",
 "scopes": [
  {"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "Everything.",
   "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}"}],
 "models": [
  {"name": "topic", "table": "topic", "partition": "${dataset_id}:shared", "source": null,
   "columns": {"dataset_id": "uuid", "title": "text", "parent_id": "uuid?"}, "references": {"parent_id": "topic"}}]}`

// copies is a network whose databases are copied. What happens in it follows
// from its rng, the ids and the order of the messages included.
type copies struct {
	t       *testing.T
	rng     *rand.Rand
	schema  *schema.Schema
	dataset string
	shared  []string      // ids of topics that everybody edits
	columns bool          // the topics merge by columns, which are edited, too
	ahead   time.Duration // by so much the devices' clocks are ahead
	large   int           // by so many bytes the third one's titles are longer

	places  []*place
	devices []*copyOf

	written  int             // values
	values   []string        // those of them that count
	replaced map[string]bool // values that somebody overwrote, who saw them
	trace    []string
}

// place is a relay in one of its folders: a folder that was copied and is
// served beside the first is another place of the same relay.
type place struct {
	*coretest.Relay
	name   string
	key    string
	images []string
}

// copyOf is a device: one of the first, or a copy of one.
type copyOf struct {
	*coretest.Device
	name   string
	copies int
	images []string
}

func newCopies(t *testing.T, seed uint64) *copies {
	rng := rand.New(rand.NewPCG(seed, 7))
	return newCopiesEither(t, rng, 1+rng.IntN(3), 2+rng.IntN(3))
}

// newCopiesEither is newCopiesOf a model that merges by columns, or does not.
func newCopiesEither(t *testing.T, rng *rand.Rand, relays, devices int) *copies {
	columns := rng.IntN(2) == 0
	c := newCopiesOf(t, rng, map[bool]string{false: copiesSchema, true: columnsSchema}[columns], relays, devices)
	c.columns = columns
	return c
}

// newCopiesOf makes a network of so many relays and devices, with three topics.
func newCopiesOf(t *testing.T, rng *rand.Rand, app string, relays, devices int) *copies {
	schema, err := schema.Parse([]byte(app))
	if err != nil {
		t.Fatal(err)
	}
	return newCopiesWith(t, rng, schema, relays, devices)
}

func newCopiesWith(t *testing.T, rng *rand.Rand, app *schema.Schema, relays, devices int) *copies {
	c := &copies{t: t, rng: rng, replaced: map[string]bool{}, schema: app}
	for i := range relays {
		c.places = append(c.places, c.serve(fmt.Sprint("R", i+1), madeKeys[worldKeys+i], ""))
	}
	owner, others := c.device("A", ""), []*coretest.Device{}
	for i := range devices - 1 {
		others = append(others, c.device(string(rune('B'+i)), "").Device)
	}
	c.dataset = owner.Enroll(c.places[0].Relay, "full", others...)
	for i := range 3 {
		c.shared = append(c.shared, owner.Put("topic", map[string]any{"dataset_id": c.dataset, "title": fmt.Sprint("shared", i)}))
	}
	for _, p := range c.places {
		owner.Admit(p.Relay)
	}
	for _, d := range c.devices[1:] {
		d.Sync(pick(c.rng, c.places...).Relay)
	}
	return c
}

func (c *copies) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatalf("%v\n%s", err, strings.Join(c.trace, "\n"))
	}
}

func (c *copies) logf(format string, args ...any) {
	c.trace = append(c.trace, fmt.Sprintf(format, args...))
}

// run plays a seed through.
func (c *copies) run() {
	for range 20 + c.rng.IntN(60) {
		c.step()
	}
	c.settle()
	c.check()
}

// step lets one thing happen.
func (c *copies) step() {
	d, p := pick(c.rng, c.devices...), pick(c.rng, c.places...)
	switch r := c.rng.IntN(100); {
	case r < 25:
		c.insert(d)
	case r < 35:
		c.edit(d, c.shared...)
	case r < 65:
		c.sync(d, p)
	case r < 73:
		c.cut(d, p)
	case r < 80:
		c.atOnce()
	case r < 85:
		if len(c.devices) < 7 {
			c.copyDevice(d)
		}
	case r < 88:
		d.images = append(d.images, coretest.Dump(c.t, d.Instance.DB()))
		c.logf("%s: image %d", d.name, len(d.images))
	case r < 91:
		if len(d.images) > 0 {
			c.putBack(d)
		}
	case r < 94:
		if in := p.Room(c.dataset); in != nil {
			p.images = append(p.images, coretest.Dump(c.t, in.DB()))
			c.logf("%s: image %d", p.name, len(p.images))
		}
	case r < 97:
		if len(p.images) > 0 {
			c.putRelayBack(p)
		}
	case r < 98:
		if len(p.images) > 0 && len(c.places) < 4 {
			c.logf("%s: the folder of image 1 is served, too", p.name)
			c.places = append(c.places, c.serve(p.name+"'", p.key, p.images[0]))
		}
	default:
		c.lie(d, pick(c.rng, c.devices...), p)
	}
}

// device opens a database, new or with what it holds.
func (c *copies) device(name string, file string) *copyOf {
	in, err := core.Open(c.t.Context(), c.database(file), c.options(c.schema))
	c.must(err)
	d := &copyOf{Device: coretest.DeviceOf(c.t, in), name: name}
	c.devices = append(c.devices, d)
	return d
}

// options are a device's, with an app.
func (c *copies) options(app *schema.Schema) core.Options {
	key := madeKeys[len(c.devices)%worldKeys]
	return core.Options{
		Schema: app, Rand: source(c.rng), GenerateKey: func(context.Context) (string, error) { return key, nil },
		Clock: func() time.Time { return time.Now().Add(c.ahead) },
	}
}

// database is a new one, with what an image holds.
func (c *copies) database(image string) sqldb.DB {
	db := memoryOf(c.t, source(c.rng))
	if image != "" {
		coretest.Load(c.t, db, image)
	}
	return db
}

// copyDevice has a copy of a device go on beside it.
func (c *copies) copyDevice(d *copyOf) {
	d.copies++
	c.logf("%s: copied as %s%d", d.name, d.name, d.copies)
	c.device(fmt.Sprint(d.name, d.copies), coretest.Dump(c.t, d.Instance.DB()))
}

// serve begins to serve a relay's folder, new or with what its room holds.
func (c *copies) serve(name, key string, file string) *place {
	random := source(c.rng)
	p := &place{name: name, key: key, Relay: coretest.NewRelayKey(func() sqldb.DB { return memoryOf(c.t, random) }, key)}
	p.Options.Rand = random
	if file != "" {
		c.restart(p, file)
	}
	return p
}

// restart ends a relay's process and begins one on what an image holds.
func (c *copies) restart(p *place, file string) {
	conn, err := p.Dial(c.t.Context(), "ws://relay/sync/"+c.dataset) // so that it knows the room
	c.must(err)
	c.must(conn.Close(wire.CloseNormal, ""))
	_, err = p.Restart(c.t.Context(), c.dataset, c.database(file))
	c.must(err)
}

// insert writes a row that nobody changes.
func (c *copies) insert(d *copyOf) {
	value := c.value(d)
	c.logf("%s: inserts %s", d.name, value)
	d.Put("topic", map[string]any{"dataset_id": c.dataset, "title": value})
}

// edit replaces what one of some rows holds, in some column.
func (c *copies) edit(d *copyOf, ids ...string) {
	if c.columns && c.rng.IntN(3) > 0 {
		c.editColumn(d, pick(c.rng, "a", "b", "c"), ids...)
		return
	}
	id, value := pick(c.rng, ids...), c.value(d)
	before := d.Rows("SELECT title FROM topic WHERE id = '" + id + "'")
	if before == "" {
		return // not here yet
	}
	c.logf("%s: %s becomes %s", d.name, before, value)
	c.replaced[before] = true
	d.Exec("UPDATE topic SET title = ?1 WHERE id = ?2", value, id)
}

func (c *copies) value(d *copyOf) string {
	value := fmt.Sprintf("v%d;", c.written)
	c.written++
	c.values = append(c.values, value)
	return value
}

// sync syncs once, in one of the directions or both.
func (c *copies) sync(d *copyOf, p *place) {
	how := pick(c.rng, "", "", "push", "push", "pull")
	result, err := c.try(d, p, client.Options{Push: how == "push", Pull: how == "pull"})
	c.logf("%s: syncs with %s %s: pulled %d, pushed %d%s", d.name, p.name, how, result.Pulled, result.Pushed, outcome(err))
	c.must(err)
}

// try syncs, again where it is told to.
func (c *copies) try(d *copyOf, p *place, opts client.Options) (client.Result, error) {
	return c.tryBy(d, p, p.Dial, opts)
}

// tryBy is try with a dialer of its own.
func (c *copies) tryBy(d *copyOf, p *place, dial wire.Dialer, opts client.Options) (result client.Result, err error) {
	for range 3 {
		if result, err = d.Instance.Sync(c.t.Context(), "ws://"+p.name, dial, opts); fault.CodeOf(err) != fault.Unavailable {
			break
		}
	}
	return result, err
}

// cut ends a sync after some messages.
func (c *copies) cut(d *copyOf, p *place) {
	left := 2 + c.rng.IntN(14)
	p.Lose = func(bool, []byte) bool {
		left--
		return left < 0
	}
	_, err := d.Instance.Sync(c.t.Context(), "ws://"+p.name, p.Dial, client.Options{Push: c.rng.IntN(2) == 0})
	p.Lose = nil
	c.logf("%s: a sync with %s that is cut%s", d.name, p.name, outcome(err))
	if code := fault.CodeOf(err); code != "" && code != fault.Unavailable {
		c.must(err)
	}
}

// atOnce syncs several devices at the same time.
func (c *copies) atOnce() {
	var (
		syncs  []func(pause func())
		failed error
		names  []string
	)
	for _, d := range c.devices {
		if c.rng.IntN(2) == 0 {
			continue
		}
		p, push := pick(c.rng, c.places...), c.rng.IntN(2) == 0
		names = append(names, d.name+" with "+p.name)
		syncs = append(syncs, func(pause func()) {
			_, err := c.tryBy(d, p, pausing(p.Dial, pause), client.Options{Push: push})
			failed = errors.Join(failed, err)
		})
	}
	byTurns(c.rng, syncs)
	c.logf("at once: %s%s", strings.Join(names, ", "), outcome(failed))
	c.must(failed)
}

// putBack makes a device what it was. What only it held is gone.
func (c *copies) putBack(d *copyOf) {
	i := c.rng.IntN(len(d.images))
	c.logf("%s: put back to image %d", d.name, i+1)
	in, err := core.Open(c.t.Context(), c.database(d.images[i]), c.options(c.schema))
	c.must(err)
	d.Device = coretest.DeviceOf(c.t, in)
	c.forget()
}

// putRelayBack makes a relay's room what it was.
func (c *copies) putRelayBack(p *place) {
	i := c.rng.IntN(len(p.images))
	c.logf("%s: put back to image %d", p.name, i+1)
	c.restart(p, p.images[i])
	c.forget()
}

// forget drops the values that nobody holds any more.
func (c *copies) forget() {
	var held strings.Builder
	for _, d := range c.everybody() {
		held.WriteString(holdings(d))
	}
	c.values = slices.DeleteFunc(c.values, func(v string) bool { return !strings.Contains(held.String(), v) })
}

func (c *copies) everybody() (all []*coretest.Device) {
	for _, d := range c.devices {
		all = append(all, d.Device)
	}
	for _, p := range c.places {
		if in := p.Room(c.dataset); in != nil {
			all = append(all, coretest.DeviceOf(c.t, in))
		}
	}
	return all
}

// holdings is all the text of the topics that a database holds.
func holdings(d *coretest.Device) string {
	held := d.Rows("SELECT serialized || conflicting_serialized_data FROM morango_store")
	if d.Instance.Schema() != nil {
		held += d.Rows("SELECT * FROM topic")
	}
	return held
}

// lie has a member name counters that its victim has not used yet, or may be
// using, as what it has, or as the version of a record.
func (c *copies) lie(liar, victim *copyOf, p *place) {
	if _, err := c.try(liar, p, client.Options{}); err != nil {
		c.must(err)
	}
	var counter int
	c.must(victim.Instance.DB().View(c.t.Context(), func(tx sqldb.Tx) error {
		text, err := tx.Text("SELECT counter FROM morango_instanceidmodel WHERE current = 1")
		if err == nil {
			counter, err = strconv.Atoi(text)
		}
		return err
	}))
	counter += c.rng.IntN(2)
	source, saver, saved := c.random(), c.random(), 1
	var known map[string]any
	claimed := map[string]any{}
	switch id := victim.Instance.ID(); c.rng.IntN(3) {
	case 0:
		claimed[id] = counter
	case 1:
		saver, saved = id, max(counter, 1)
	default:
		known = map[string]any{id: counter + 1}
	}
	c.logf("%s lies to %s about %s, whose counter is %d", liar.name, p.name, victim.name, counter)
	peer, err := coretest.NewRawPeer(c.t.Context(), liar.Instance, p.Dial)
	c.must(err)
	transfer := c.random()
	c.must(peer.Say(c.t.Context(), wire.KindOpen, map[string]any{"transfer": transfer, "push": true, "filter": []string{c.dataset}, "chunk": 1,
		"fsic": map[string]any{"super": map[string]any{}, "sub": map[string]any{c.dataset: claimed}}}, ""))
	if !c.hears(peer, wire.KindOpened) {
		return // refused
	}
	c.must(peer.Say(c.t.Context(), wire.KindChunk, map[string]any{"transfer": transfer, "offset": 0, "count": 1, "total": 1},
		c.topic("lie", source, saver, saved, known)))
	if !c.hears(peer, wire.KindAck) {
		return
	}
	c.must(peer.Say(c.t.Context(), wire.KindDone, map[string]any{"transfer": transfer, "total": 1}, ""))
	c.hears(peer, wire.KindResult)
}

// hears waits for a message of a kind. It is false if an error comes instead.
func (c *copies) hears(p *coretest.RawPeer, kind wire.Kind) bool {
	c.t.Helper()
	for {
		m, err := p.Hear(c.t.Context())
		c.must(err)
		if m.Kind == kind || m.Kind == wire.KindError {
			return m.Kind == kind
		}
	}
}

// topic is a chunk with a record in a version of somebody's (PROTOCOL.md §6).
func (c *copies) topic(title, source, saver string, counter int, known map[string]any) string {
	partition := c.dataset + ":shared"
	id := value.ModelID(partition, source, "topic")
	serialized, err := json.Marshal(map[string]any{"id": id, "_morango_source_id": source, "_morango_partition": partition,
		"title": title, "parent_id": nil, "dataset_id": c.dataset})
	c.must(err)
	chunk, err := json.Marshal([]any{[]any{id, source, "topic", partition, "", saver, counter, 0, 0, known, string(serialized), ""}})
	c.must(err)
	return string(chunk)
}

func (c *copies) random() string { return fmt.Sprintf("%016x%016x", c.rng.Uint64(), c.rng.Uint64()) }

// settle syncs everybody with every relay until nobody has news.
func (c *copies) settle() {
	for round := 1; ; round++ {
		moved := int64(0)
		for _, i := range c.rng.Perm(len(c.devices) * len(c.places)) {
			d, p := c.devices[i/len(c.places)], c.places[i%len(c.places)]
			result, err := c.try(d, p, client.Options{})
			c.logf("round %d: %s with %s: pulled %d, pushed %d%s", round, d.name, p.name, result.Pulled, result.Pushed, outcome(err))
			c.must(err)
			moved += result.Pulled + result.Pushed
		}
		if moved == 0 {
			return
		}
		if round == 30 {
			c.fail("they do not settle")
			return
		}
	}
}

func (c *copies) fail(format string, args ...any) {
	c.t.Errorf(format+"\n%s", append(args, strings.Join(c.trace, "\n"))...)
}

// whereIs tells which versions of the row with a value who holds.
func (c *copies) whereIs(value string) string {
	var out []string
	for _, d := range c.everybody() {
		out = append(out, fmt.Sprintf("%s has %s", short(d.Instance.ID()), d.Rows(`SELECT substr(s.id, 1, 6), substr(s.last_saved_instance, 1, 6), s.last_saved_counter,
 (SELECT group_concat(substr(r.instance_id, 1, 6) || ' ' || r.counter) FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id)
FROM morango_store s WHERE instr(serialized || conflicting_serialized_data, '`+value+`')`)))
	}
	return strings.Join(out, "\n")
}

// check holds what the devices show against each other and against what was
// written.
func (c *copies) check() {
	ids := map[string]string{}
	first := ""
	for _, d := range c.devices {
		if other, twice := ids[d.Instance.ID()]; twice {
			c.fail("%s and %s are the same instance", d.name, other)
		}
		ids[d.Instance.ID()] = d.name
		list, err := d.Instance.Quarantine(c.t.Context())
		c.must(err)
		if len(list) > 0 {
			c.fail("%s has %v in quarantine", d.name, list)
		}
		// What a member passes off as somebody else's may not reach that one.
		shown := d.Rows("SELECT * FROM topic WHERE title <> 'lie' ORDER BY id")
		if first == "" {
			first = shown
		} else if shown != first {
			c.fail("%s shows\n%s\n%s shows\n%s", c.devices[0].name, first, d.name, shown)
		}
		held := holdings(d.Device)
		for _, v := range c.values {
			if !c.replaced[v] && !strings.Contains(held, v) {
				c.fail("%s has lost %s\n%s", d.name, v, c.whereIs(v))
			}
		}
		if c.t.Failed() {
			return
		}
	}
}
