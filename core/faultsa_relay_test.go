package core_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
)

// putBackRoom is a room with four members and rows that are edited on several
// devices at once, so that the relay saves merges of its own.
type putBackRoom struct {
	t       *testing.T
	relay   *coretest.Relay
	members []*device
	dataset string
	values  []string
}

func newPutBackRoom(t *testing.T) *putBackRoom {
	r := &putBackRoom{t: t, relay: newRelay(t)}
	for range 4 {
		r.members = append(r.members, newDevice(t, classSchema))
	}
	r.dataset = enroll(t, r.relay, r.members[0], r.members[1:]...)
	for i := range 4 {
		r.members[0].put("topic", map[string]any{"dataset_id": r.dataset, "title": fmt.Sprint("row", i)})
	}
	r.settle()
	return r
}

// image is what the relay's folder holds.
func (r *putBackRoom) image() string { return coretest.Dump(r.t, r.relay.Room(r.dataset).DB()) }

// putBack begins a relay's process on an image.
func (r *putBackRoom) putBack(image string) {
	r.t.Helper()
	db := memory(r.t)
	coretest.Load(r.t, db, image)
	if _, err := r.relay.Restart(r.t.Context(), r.dataset, db); err != nil {
		r.t.Fatal(err)
	}
}

// merge has two members change rows without knowing of each other, and push only:
// the relay merges.
func (r *putBackRoom) merge(round string, x, y int, rows ...string) {
	r.t.Helper()
	for _, i := range []int{x, y} {
		for _, row := range rows {
			value := fmt.Sprintf("%s-%d-%s;", round, i, row)
			r.values = append(r.values, value)
			r.edit(i, row, value)
			r.members[i].push(r.relay)
		}
	}
}

// edit changes what a member has as its n-th row.
func (r *putBackRoom) edit(member int, n, value string) {
	const sql = "UPDATE topic SET title = ?1 WHERE id = (SELECT id FROM topic ORDER BY id LIMIT 1 OFFSET "
	r.members[member].exec(sql+n+")", value)
}

func (r *putBackRoom) settle() {
	r.t.Helper()
	settle(r.t, r.relay, r.members...)
}

// same fails unless all members show and hold the same, and every value.
func (r *putBackRoom) same() {
	r.t.Helper()
	const shown = "SELECT id, title FROM topic ORDER BY id"
	const held = `SELECT id, last_saved_instance, last_saved_counter, serialized, conflicting_serialized_data
FROM morango_store ORDER BY id`
	for i, d := range r.members[1:] {
		if x, y := r.members[0].rows(shown), d.rows(shown); x != y {
			r.t.Errorf("member 0 shows\n%s\nmember %d\n%s", x, i+1, y)
		}
		if x, y := r.members[0].rows(held), d.rows(held); x != y {
			r.t.Errorf("member 0 holds\n%s\nmember %d\n%s", x, i+1, y)
		}
	}
	for _, v := range r.values {
		if !strings.Contains(r.members[0].rows(held), v) {
			r.t.Errorf("%s is lost", v)
		}
	}
}

// fault A2: a relay's folder is put back as files. Whatever the relay merged
// before and merges after, all members are equal in the end.
func TestFaultA2RelayPutBack(t *testing.T) {
	for name, c := range map[string]struct{ before, after []string }{
		"fewer merges after": {[]string{"0", "1"}, []string{"2"}},
		"as many after":      {[]string{"0", "1"}, []string{"2", "3"}},
		"more after":         {[]string{"0"}, []string{"1", "2", "3"}},
		"the same rows":      {[]string{"0", "1"}, []string{"0", "1"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newPutBackRoom(t)
			image := r.image()
			r.merge("before", 0, 1, c.before...)
			r.members[0].sync(r.relay)
			r.members[1].sync(r.relay)
			r.putBack(image)
			r.merge("after", 2, 3, c.after...)
			r.settle()
			r.same()
			r.values = nil   // some will be overwritten
			r.putBack(image) // once more, within the hour
			r.merge("again", 1, 3, c.before...)
			r.settle()
			r.same()
		})
	}
}

// So it is where members were live across the restart: nobody connected between
// the image and the restart, so that no receipt proves what the relay once was.
func TestFaultA2RelayPutBackUnderLiveMembers(t *testing.T) {
	for name, after := range map[string][]string{
		"none": nil, "fewer": {"2"}, "as many": {"2", "3"}, "more": {"2", "3", "2", "3", "2", "3"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newPutBackRoom(t)
			reader := r.members[2]
			push := client.Options{Push: true} // so that the relay merges
			ends := []*liveEnd{r.live(r.members[0], push), r.live(r.members[1], push), r.live(reader, client.Options{})}
			image := r.image()
			for i := range 4 {
				for n := range 2 {
					value := fmt.Sprintf("live-%d-%d;", i, n)
					r.edit(n, "0", value)
					const arrived = "SELECT count(*) FROM morango_store WHERE instr(serialized || conflicting_serialized_data, '"
					reader.eventually(arrived+value+"')", "1")
				}
			}
			r.putBack(image)
			r.merge("after", 0, 3, after...)
			for _, end := range ends {
				end.back()
			}
			for _, end := range ends {
				end.stop()
			}
			r.settle()
			r.same()
		})
	}
}

// liveEnd is a live sync.
type liveEnd struct {
	*device
	steps  chan client.Progress
	ended  chan error
	cancel func()
}

func (r *putBackRoom) live(d *device, opts client.Options) *liveEnd {
	ctx, cancel := context.WithCancel(r.t.Context())
	l := &liveEnd{d, make(chan client.Progress, 10_000), make(chan error, 1), cancel}
	opts.Live, opts.Progress = true, func(p client.Progress) { l.steps <- p }
	go func() {
		_, err := d.Sync(ctx, "ws://relay", r.relay.Dial, opts)
		l.ended <- err
		close(l.steps)
	}()
	l.idle(false)
	return l
}

// idle waits until the sync rests, or is offline.
func (l *liveEnd) idle(offline bool) {
	l.t.Helper()
	for p := range l.steps {
		if p.Direction == "" && p.Offline == offline {
			return
		}
	}
	l.t.Errorf("the live sync has ended")
}

// back waits until the sync is online again after it was offline.
func (l *liveEnd) back() { l.idle(true); l.idle(false) }

func (l *liveEnd) stop() { l.cancel(); l.must(<-l.ended) }
