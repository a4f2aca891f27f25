package core_test

import (
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core/client"
)

// A relay that was put back may meet a copy of a device before it meets the
// device. The copy then goes on with the token that both have, and uses counters
// that the device has used with what the relay has forgotten.

// saves adds a row and changes one that all change, some times.
func (r *putBackRoom) saves(d *device, by string, times int) {
	for i := range times {
		added, changed := fmt.Sprintf("%s-new-%d;", by, i), fmt.Sprintf("%s-changed-%d;", by, i)
		d.put("topic", map[string]any{"dataset_id": r.dataset, "title": added})
		d.exec("UPDATE topic SET title = ?1 WHERE id = (SELECT id FROM topic WHERE title NOT LIKE '%-new-%' ORDER BY id LIMIT 1)", changed)
		r.values = append(r.values, added)
		if i == times-1 {
			r.values = append(r.values, changed)
		}
		d.push(r.relay)
	}
}

// instance is what the relay is.
func (r *putBackRoom) instance() string { return r.relay.Room(r.dataset).ID() }

// fault A1: the smallest input. What the device had acknowledged is on the
// others as well, and the relay is found out.
func TestFaultA1CopyMeetsARelayThatWasPutBack(t *testing.T) {
	r := newPutBackRoom(t)
	image, was := r.image(), r.instance()
	d, c := r.members[1], r.members[1].copied(t)
	r.saves(d, "device", 1)
	r.members[2].sync(r.relay)
	r.putBack(image)
	r.saves(c, "copy", 1)
	r.members = append(r.members, c)
	r.settle()
	r.same()
	if r.instance() == was {
		t.Error("the relay was not found out")
	}
}

// So it is whoever of a device, its copy and the copy's copy comes when, in one
// direction or both, with fewer saves than were forgotten, as many or more.
func TestFaultA1CopiesMeetARelayThatWasPutBack(t *testing.T) {
	type how = client.Options
	for name, c := range map[string]struct {
		before, after int
		order         []int // 0 is the device
		how           how
	}{
		"as many, push":             {1, 1, []int{1, 2, 0}, how{Push: true}},
		"more, sync":                {1, 3, []int{1, 0}, how{}},
		"more, push, the copy's":    {1, 3, []int{2, 1, 0}, how{Push: true}},
		"fewer, sync":               {3, 1, []int{1, 0}, how{}},
		"fewer, push":               {3, 1, []int{1, 0, 2}, how{Push: true}},
		"the device first":          {3, 3, []int{0, 1, 2}, how{}},
		"the device between, pull":  {2, 1, []int{1, 0, 2}, how{Pull: true}},
		"the copy's copy, pull":     {1, 2, []int{2, 0, 1}, how{Pull: true}},
		"many more than remembered": {1, 5, []int{1, 2, 0}, how{}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newPutBackRoom(t)
			d := r.members[1]
			bearers := []*device{d, d.copied(t)}
			bearers = append(bearers, bearers[1].copied(t))
			image := r.image()
			r.saves(d, "device", c.before)
			r.members[2].sync(r.relay)
			r.putBack(image)
			for _, i := range c.order {
				if i > 0 {
					r.saves(bearers[i], fmt.Sprint("copy-", i), c.after)
				}
				_, err := bearers[i].Sync(t.Context(), "ws://relay", r.relay.Dial, c.how)
				bearers[i].must(err)
			}
			r.members = append(r.members, bearers[1:]...)
			r.settle()
			r.same()
		})
	}
}

// So it is where the copy is live meanwhile.
func TestFaultA1LiveCopyMeetsARelayThatWasPutBack(t *testing.T) {
	r := newPutBackRoom(t)
	d, c := r.members[1], r.members[1].copied(t)
	image := r.image()
	r.saves(d, "device", 2)
	r.putBack(image)
	live := r.live(c, client.Options{})
	for i := range 3 {
		value := fmt.Sprintf("live-%d;", i)
		r.values = append(r.values, value)
		c.put("topic", map[string]any{"dataset_id": r.dataset, "title": value})
		c.eventuallyOnlyHere(0)
	}
	d.sync(r.relay)
	live.stop()
	r.members = append(r.members, c)
	r.settle()
	r.same()
}

// A receipt from before all that the relay remembers may be another history's. It
// counts as one, but not within a day of the relay's last new identity.
func TestFaultA1ReceiptOlderThanRemembered(t *testing.T) {
	for name, c := range map[string]struct {
		since string
		found bool
	}{
		"a relay of today": {"", false}, "an old one": {"2020-01-01T00:00:00.000000Z", true},
	} {
		t.Run(name, func(t *testing.T) {
			r := newPutBackRoom(t)
			was, c0 := r.instance(), r.members[1].copied(t)
			r.saves(r.members[1], "device", 2)
			relay := room(t, r.relay, r.dataset)
			relay.engine("UPDATE amora_member SET marks = ''")
			if c.since != "" {
				relay.engine("UPDATE morango_databaseidmodel SET date_generated = ?1", c.since)
			}
			r.saves(c0, "copy", 2)
			if found := r.instance() != was; found != c.found {
				t.Errorf("the relay took a new identity: %v", found)
			}
			r.members = append(r.members, c0)
			r.settle()
			r.same()
		})
	}
}

// What both sides remember has a bound, and is the latest.
func TestMarksAreBounded(t *testing.T) {
	relay, d, _, dataset := pair(t)
	in := room(t, relay, dataset)
	in.engine("UPDATE amora_member SET marks = printf('%.*c', 2048, 'a')")
	d.engine("UPDATE amora_relay SET marks = printf('%.*c', 4096, 'b')")
	d.sync(relay)
	const sizes = "SELECT length(marks) FROM "
	if got := in.rows(sizes+"amora_member") + " " + d.rows(sizes+"amora_relay"); got != "2048 4096" {
		t.Errorf("%s characters", got)
	}
	last := in.rows("SELECT substr(marks, -8) FROM amora_member")
	if got := d.rows("SELECT receipt ->> 'mark' FROM amora_relay"); got != last {
		t.Errorf("the last mark is %s, the device has %s", last, got)
	}
}

// fault A2: a member has pulled once more from a relay that was put back, and not
// pushed yet, or may not, when a save comes there under a counter that the member
// knows, with other contents, from the relay's other history.
func TestFaultA2PulledBeforeOthersPush(t *testing.T) {
	r := newPutBackRoom(t)
	image := r.image()
	d, reader := r.members[1], r.members[2]
	c := d.copied(t)
	r.saves(d, "device", 1)
	reader.sync(r.relay)
	r.putBack(image)
	const open = 5
	c.put("topic", map[string]any{"dataset_id": r.dataset, "title": "copy-new;"})
	r.values = append(r.values, "copy-new;")
	c.cut(r.relay, open, client.Options{Push: true}) // serialized, not arrived
	was := r.instance()
	pull := func() {
		_, err := reader.Sync(t.Context(), "ws://relay", r.relay.Dial, client.Options{Pull: true})
		reader.must(err)
	}
	pull()
	if r.instance() == was {
		t.Fatal("the relay was not found out")
	}
	c.push(r.relay)
	pull()
	if reader.rows("SELECT count(*) FROM topic WHERE title = 'copy-new;'") != "1" {
		t.Error("who only pulls lacks the copy's save")
	}
	r.members = append(r.members, c)
	r.settle()
	r.same()
}
