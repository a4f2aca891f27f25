package core_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// classroom is a relay's room with an owner who writes everywhere, and a
// learner of testUser and one of otherUser.
type classroom struct {
	owner, learner, other *device
	dataset               string
}

func newClassroom(t *testing.T, relay *coretest.Relay) classroom {
	t.Helper()
	c := classroom{owner: newDevice(t, classSchema), learner: newDevice(t, classSchema), other: newDevice(t, classSchema)}
	c.dataset = enroll(t, relay, c.owner)
	for user, d := range map[string]*device{testUser: c.learner, otherUser: c.other} {
		enrollAs(t, c.owner, d, "learner", map[string]string{"dataset_id": c.dataset, "user_id": user})
		d.sync(relay)
	}
	return c
}

// answer saves an answer of a user.
func (c classroom) answer(d *device, user, question, text string) {
	d.put("answer", map[string]any{"dataset_id": c.dataset, "user_id": user, "question": question, "text": text})
}

// filter is what the learner of testUser may read.
func (c classroom) filter() value.Filter {
	return value.Filter{c.dataset + ":shared", c.dataset + ":user:" + testUser}
}

// openedFSIC opens a transfer and returns what the relay says it has.
func (p *rawPeer) openedFSIC(filter value.Filter, push bool, fsic string) (f counter.FSIC) {
	p.t.Helper()
	p.ids++
	p.say(wire.KindOpen, map[string]any{"transfer": fmt.Sprintf("%032x", p.ids), "push": push, "filter": filter,
		"fsic": json.RawMessage(fsic), "chunk": 1}, "")
	text, err := json.Marshal(p.hear(wire.KindOpened).Header["fsic"])
	if err == nil {
		err = json.Unmarshal(text, &f)
	}
	if err != nil {
		p.t.Fatal(err)
	}
	return f
}

// visible has the highest counter of each instance in the records under a
// filter, as their versions and RecordMaxCounters say.
func visible(d *device, filter value.Filter) counter.Counters {
	all := counter.Counters{}
	for _, prefix := range filter {
		text := d.fixture().Rows(`SELECT r.instance_id || ' ' || max(r.counter) FROM morango_recordmaxcounter r
 JOIN morango_store s ON s.id = r.store_model_id WHERE substr(s.partition, 1, length(?1)) = ?1 GROUP BY r.instance_id`, prefix)
		for line := range strings.Lines(text) {
			var instance string
			var n int64
			if _, err := fmt.Sscan(strings.TrimSpace(line), &instance, &n); err != nil {
				d.t.Fatalf("%q: %v", line, err)
			}
			all[instance] = max(all[instance], n)
		}
	}
	return all
}

// shows fails if an FSIC says more of an instance than the records do.
func shows(t *testing.T, what string, f counter.FSIC, visible counter.Counters) (instances int) {
	t.Helper()
	seen := map[string]bool{}
	for _, part := range []map[string]counter.Counters{f.Super, f.Sub} {
		for partition, counters := range part {
			for instance, n := range counters {
				seen[instance] = true
				if n > visible[instance] {
					t.Errorf("%s: %q shows counter %d of %s, records show %d", what, partition, n, instance, visible[instance])
				}
			}
		}
	}
	return len(seen)
}

// TestNarrowMemberSeesNoOtherActivity: whatever a member says, the relay's
// counters tell it no more of others than the records that it may read.
func TestNarrowMemberSeesNoOtherActivity(t *testing.T) {
	relay := newRelay(t)
	c := newClassroom(t, relay)
	c.owner.put("topic", map[string]any{"dataset_id": c.dataset, "title": "top"})
	c.answer(c.owner, testUser, "1", "of the teacher")
	c.owner.sync(relay)
	for i := range 5 { // what the learner must not notice
		c.answer(c.owner, otherUser, fmt.Sprint(i), "x")
		c.owner.sync(relay)
		c.answer(c.other, otherUser, fmt.Sprint("of the other", i), "x")
		c.other.sync(relay)
	}
	room := room(t, relay, c.dataset)
	records := visible(room, c.filter())
	if len(records) == 0 {
		t.Fatal("no record under the filter")
	}

	p := c.learner.raw(t, relay)
	defer p.Close()
	liars := map[string]counter.Counters{}
	for _, prefix := range c.filter() {
		for _, d := range []*device{c.owner, c.other, room} {
			counter.Add(liars, prefix, d.Engine().Identity().ID(), value.MaxCounter)
		}
	}
	lie := sqldb.ToJSON(counter.FSIC{Super: map[string]counter.Counters{}, Sub: liars})
	for _, push := range []bool{false, true} {
		for _, filter := range []value.Filter{c.filter(), c.filter()[1:], {c.filter()[1] + ":below"}} {
			for _, fsic := range []string{noFSIC, lie} {
				if len(filter) != 2 && fsic == lie || push && filter[0] == c.filter()[0] {
					continue // partitions outside of the filter; not writable
				}
				what := fmt.Sprintf("push %t, %v", push, filter)
				n := shows(t, what, p.openedFSIC(filter, push, fsic), visible(room, filter))
				if want := len(visible(room, filter)); n != want {
					t.Errorf("%s: %d instances, want %d", what, n, want)
				}
			}
		}
	}
	for _, as := range []counter.Role{counter.Producer, counter.Receiver} {
		var v1 counter.Counters
		room.must(room.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
			v1, err = counter.ShownFSICv1(tx, c.filter(), as)
			return err
		}))
		shows(t, "version 1", counter.FSIC{Sub: map[string]counter.Counters{"": v1}}, records)
	}
}

// TestNarrowMemberLearnsNoCounterByAName: who says that it is another instance,
// which the relay has not met, learns of that one's counter what the records say
// that it may read itself.
func TestNarrowMemberLearnsNoCounterByAName(t *testing.T) {
	relay := newRelay(t)
	c := newClassroom(t, relay)
	c.answer(c.owner, testUser, "1", "of the teacher")
	c.owner.sync(relay)
	for i := range 5 {
		c.answer(c.owner, otherUser, fmt.Sprint(i), "x")
		c.owner.sync(relay)
	}
	room := room(t, relay, c.dataset)
	teacher := c.owner.fixture().Rows("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	room.engine("DELETE FROM amora_member WHERE instance_id = ?1", teacher)
	shown, all := visible(room, c.filter())[teacher], visible(room, value.Filter{c.dataset})[teacher]
	if shown == 0 || shown >= all {
		t.Fatalf("of the teacher's %d saves the learner may know %d", all, shown)
	}
	c.learner.engine("INSERT INTO morango_instanceidmodel (id, database_id, current, counter) SELECT ?1, id, 0, ?2"+
		" FROM morango_databaseidmodel WHERE current = 1", teacher, value.MaxCounter)
	c.learner.engine("UPDATE amora_relay SET instance_id = ?1", teacher)
	p := c.learner.raw(t, relay)
	defer p.Close()
	if p.Known != shown {
		t.Errorf("the relay says that the teacher has saved %d times, records show %d", p.Known, shown)
	}
}

// TestNarrowMemberMissesNothing: what a relay does not show is not missing. A
// member that is told lowered counters gets each record once, and nothing again.
func TestNarrowMemberMissesNothing(t *testing.T) {
	relay := newRelay(t)
	c := newClassroom(t, relay)
	count := func(result client.Result) string { return fmt.Sprint(result.Pulled, " ", result.Pushed) }
	for i := range 4 {
		c.answer(c.owner, otherUser, fmt.Sprint(i), "x")
		c.owner.sync(relay)
		if got := count(c.learner.sync(relay)); got != "0 0" {
			t.Errorf("round %d: %s records of others' work", i, got)
		}
		c.answer(c.owner, testUser, fmt.Sprint(i), "x")
		c.owner.sync(relay)
		if got := count(c.learner.sync(relay)); got != "1 0" {
			t.Errorf("round %d: %s records, want one pulled", i, got)
		}
		c.answer(c.learner, testUser, fmt.Sprint(i), "changed")
		if got := count(c.learner.sync(relay)); got != "0 1" {
			t.Errorf("round %d: %s records, want one pushed", i, got)
		}
		if got := count(c.owner.sync(relay)); got != "1 0" {
			t.Errorf("round %d: the owner: %s records, want one pulled", i, got)
		}
		if got := count(c.learner.sync(relay)); got != "0 0" {
			t.Errorf("round %d: %s records once more", i, got)
		}
	}
}

// TestNarrowMemberLearnsNothingByClaims: what one member carries is passed on with
// claims that say no more of its instance than the records that the listener may
// read. One that may read everything gets the claims as they were made.
func TestNarrowMemberLearnsNothingByClaims(t *testing.T) {
	relay := newRelay(t)
	c := newClassroom(t, relay)
	wide := newDevice(t, classSchema)
	enrollAs(t, c.owner, wide, "full", map[string]string{"dataset_id": c.dataset})
	c.answer(c.owner, testUser, "first", "x")
	c.owner.sync(relay)
	for i := range 5 { // what the learner must not notice
		c.answer(c.owner, otherUser, fmt.Sprint(i), "x")
		c.owner.sync(relay)
	}
	room := room(t, relay, c.dataset)
	mine := c.filter()[1]
	teacher := c.owner.fixture().Rows("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	before := visible(room, value.Filter{mine})[teacher]
	all := visible(room, value.Filter{c.dataset})[teacher]
	c.answer(c.owner, testUser, "second", "x")
	records := savedAs(t, captureChunk(t, c.owner), "second", counter.Version{Instance: teacher, Counter: all + 1})

	listens := func(d *device, ids int) *rawPeer {
		p := d.raw(t, relay)
		p.ids = ids
		p.say(wire.KindLive, map[string]any{}, "")
		p.openedFSIC(value.Filter{mine}, true, noFSIC) // once it is answered, the peer is live
		return p
	}
	narrow, reads := listens(c.learner, 100), listens(wide, 200)
	p := c.owner.raw(t, relay)
	made := []any{mine, teacher, float64(all), float64(all + 10)}
	p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(t), "filter": []string{mine}, "claims": []any{made}, "count": 1}, records)
	if code := p.outcome(); code != "" {
		t.Fatal(code)
	}
	after := visible(room, value.Filter{mine})[teacher]
	if before == 0 || before >= all || after <= all || after >= all+10 {
		t.Fatalf("the teacher saved %d, then %d under the filter, and %d in all", before, after, all)
	}
	for _, heard := range []struct {
		who   string
		p     *rawPeer
		claim []any
	}{
		{"the learner", narrow, []any{mine, teacher, float64(before), float64(after)}},
		{"who may read everything", reads, made},
	} {
		m := heard.p.hear(wire.KindDelta)
		if got, want := sqldb.ToJSON(m.Header["claims"]), sqldb.ToJSON([]any{heard.claim}); got != want || m.Body != records {
			t.Errorf("%s hears the claims %s, want %s", heard.who, got, want)
		}
	}
}

// TestLoweredClaimsAreBounded: what claims make a relay read is read once for those
// about the same, is read only for who hears them, and is charged to their sender:
// past its share listeners are told to pull instead.
func TestLoweredClaimsAreBounded(t *testing.T) {
	const rows, share, claims, most = 5000, 100_000, 64, 20
	relay := newRelay(t)
	relay.MemberWork = share
	c := newClassroom(t, relay)
	c.answer(c.owner, testUser, "first", "x")
	c.owner.sync(relay)
	room := room(t, relay, c.dataset)
	mine := c.filter()[1]
	fill := func(tx sqldb.Tx) error {
		_, err := tx.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
INSERT INTO amora_partitionmaxcounter SELECT ?1 || i, ?3, 1 FROM n`, mine, rows, otherUser)
		return err
	}
	if err := room.DB().Update(t.Context(), fill); err != nil {
		t.Fatal(err)
	}
	teacher := c.owner.fixture().Rows("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	sender := c.owner.raw(t, relay)
	saved := visible(room, value.Filter{c.dataset})[teacher]
	chunk := captureChunk(t, c.owner)
	carries := func() {
		t.Helper()
		made := slices.Repeat([]any{[]any{mine, teacher, float64(saved), float64(saved + 1)}}, claims)
		saved++
		records := savedAs(t, chunk, "first", counter.Version{Instance: teacher, Counter: saved})
		sender.say(wire.KindDelta, map[string]any{"transfer": newTransfer(t), "filter": []string{mine}, "claims": made, "count": 1}, records)
		if code := sender.outcome(); code != "" {
			t.Fatal(code)
		}
	}
	for range most { // nobody listens
		carries()
	}
	narrow := c.learner.raw(t, relay)
	narrow.say(wire.KindLive, map[string]any{}, "")
	narrow.openedFSIC(value.Filter{mine}, true, noFSIC)
	for heard := range most {
		carries()
		m, err := narrow.Hear(t.Context())
		switch {
		case err != nil:
			t.Fatal(err)
		case m.Kind == wire.KindChanged && heard > 0:
			return
		case m.Kind != wire.KindDelta:
			t.Fatalf("message %d is of kind %d", heard, m.Kind)
		}
	}
	t.Errorf("%d times claims were lowered", most)
}

// savedAs is the record of a chunk with this source id, as if it had been saved as
// a version.
func savedAs(t *testing.T, chunk, source string, v counter.Version) string {
	t.Helper()
	var records [][]any
	if err := json.Unmarshal([]byte(chunk), &records); err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if r[1] == source {
			r[5], r[6] = v.Instance, v.Counter
			return sqldb.ToJSON([]any{r})
		}
	}
	t.Fatalf("no record %q in %s", source, chunk)
	return ""
}
