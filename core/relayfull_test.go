package core_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// bounded is a relay whose room takes in so many bytes, and two members.
type bounded struct {
	*coretest.Relay
	t             *testing.T
	bytes         int64 // 0 is no bound
	dataset       string
	owner, member *device
}

func newBounded(t *testing.T) *bounded {
	b := &bounded{Relay: newRelay(t), t: t, owner: newDevice(t, classSchema), member: newDevice(t, classSchema)}
	b.Full = func() error {
		if b.bytes == 0 || b.size() <= b.bytes {
			return nil
		}
		return fault.Errorf(fault.Limit, "%d bytes are allowed", b.bytes)
	}
	b.dataset = enroll(t, b.Relay, b.owner, b.member)
	b.member.sync(b.Relay)
	return b
}

// size is what the room's database takes, in bytes.
func (b *bounded) size() int64 {
	const sql = "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
	n, err := strconv.ParseInt(room(b.t, b.Relay, b.dataset).rows(sql), 10, 64)
	if err != nil {
		b.t.Fatal(err)
	}
	return n
}

// answers writes so many answers of 200 bytes.
func (b *bounded) answers(d *device, from, count int) {
	b.t.Helper()
	d.exec(`WITH RECURSIVE n(i) AS (SELECT ?2 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2 + ?3)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, printf('%.200c', 'x') FROM n`, b.dataset, from, count)
}

func (b *bounded) try(d *device, opts client.Options) (client.Result, fault.Code) {
	b.t.Helper()
	result, err := d.Sync(b.t.Context(), "ws://relay", b.Dial, opts)
	return result, fault.CodeOf(err)
}

// wantBuffered fails unless the room has so many records buffered, in so many
// transfers under way.
func (b *bounded) wantBuffered(records, transfers int) {
	b.t.Helper()
	in := room(b.t, b.Relay, b.dataset)
	if got := in.rows("SELECT count(*) FROM morango_buffer"); got != fmt.Sprint(records) {
		b.t.Errorf("%s records are buffered, want %d", got, records)
	}
	if got := in.rows(underWay); got != fmt.Sprint(transfers) {
		b.t.Errorf("%s transfers are under way, want %d", got, transfers)
	}
}

// Fault E1: a push that the relay cannot hold leaves nothing there, keeps
// nobody out, and goes through at once when there is room.
func TestFaultE1PushThatDoesNotFit(t *testing.T) {
	b := newBounded(t)
	b.bytes = b.size() + 700_000
	b.answers(b.owner, 0, 5000)
	var failed int
	for ; ; failed++ {
		result, code := b.try(b.owner, client.Options{})
		if code == "" {
			if result.Pushed != 5000 {
				t.Errorf("%+v", result)
			}
			break
		}
		if code != fault.Limit || failed > 20 {
			t.Fatalf("sync %d: %s", failed, code)
		}
		b.wantBuffered(0, 0)
		b.answers(b.member, 10_000+failed, 1)
		if result, code := b.try(b.member, client.Options{}); code != "" || result.Pushed != 1 {
			t.Fatalf("another's record: %s, %+v", code, result)
		}
		b.bytes += 700_000
	}
	if failed < 2 {
		t.Fatalf("only %d syncs met the limit", failed)
	}
	b.wantBuffered(0, 0)
	b.member.sync(b.Relay)
	if got := b.member.rows("SELECT count(*) FROM answer"); got != fmt.Sprint(5000+failed) {
		t.Errorf("%s answers arrived", got)
	}
}

// Fault E1, neighbour: with the refusal the relay drops what it has, whether
// the client says that it gives up or not.
func TestFaultE1RefusalDrops(t *testing.T) {
	b := newBounded(t)
	b.owner.put("topic", map[string]any{"dataset_id": b.dataset, "title": "one"})
	chunk := captureChunk(t, b.owner)
	p := b.owner.raw(t, b.Relay)
	transfer := p.open(true, noFSIC)
	p.hear(wire.KindOpened)
	p.say(wire.KindChunk, map[string]any{"transfer": transfer, "offset": 0, "count": 1, "total": 2}, chunk)
	p.hear(wire.KindAck)
	b.wantBuffered(1, 1)
	b.bytes = 1
	p.say(wire.KindChunk, map[string]any{"transfer": transfer, "offset": 1, "count": 1, "total": 2}, chunk)
	p.wantError(fault.Limit)
	b.wantBuffered(0, 0)
}

// Fault E1, neighbour: a push that was cut off before the limit does not keep
// others out beyond it, and takes up what is left of it once there is room.
func TestFaultE1PushThatWasCutOff(t *testing.T) {
	b := newBounded(t)
	b.answers(b.owner, 0, 3000)
	chunks := 0
	b.Lose = func(fromClient bool, msg []byte) bool {
		if fromClient && wire.Kind(msg[0]) == wire.KindChunk {
			chunks++
		}
		return chunks == 4
	}
	if _, code := b.try(b.owner, client.Options{}); code != fault.Unavailable {
		t.Fatalf("cut off: %s", code)
	}
	b.Lose = nil
	b.wantBuffered(1500, 1)
	b.bytes = b.size() - 1
	b.answers(b.member, 10_000, 1)
	if result, code := b.try(b.member, client.Options{}); code != "" || result.Pushed != 1 {
		t.Errorf("another's record: %s, %+v", code, result)
	}
	b.bytes = 0
	if result := b.owner.sync(b.Relay); result.Pushed != 3000 {
		t.Errorf("%+v", result)
	}
	b.wantBuffered(0, 0)
}

// Fault E1, neighbour: of a client's attempts that were cut off and are not
// resumed the relay keeps one.
func TestFaultE1AttemptsDoNotAddUp(t *testing.T) {
	b := newBounded(t)
	b.answers(b.owner, 0, 3000)
	for range 4 {
		chunks := 0
		b.Lose = func(fromClient bool, msg []byte) bool {
			if fromClient && wire.Kind(msg[0]) == wire.KindChunk {
				chunks++
			}
			return chunks == 3
		}
		if _, code := b.try(b.owner, client.Options{Push: true}); code != fault.Unavailable {
			t.Fatalf("cut off: %s", code)
		}
		b.wantBuffered(1000, 1)
		b.owner.must(b.owner.DB().Update(t.Context(), func(tx sqldb.Tx) error { // given up, and nobody was told
			_, err := tx.Exec("UPDATE morango_transfersession SET active = 0, buffer_first = NULL")
			return err
		}))
	}
	b.Lose = nil
	b.owner.sync(b.Relay)
	b.wantBuffered(0, 0)
}

// Fault E1, neighbour: of a pull that its client refuses the relay keeps no
// copy.
func TestFaultE1RefusedPull(t *testing.T) {
	b := newBounded(t)
	b.answers(b.owner, 0, 3001)
	b.owner.sync(b.Relay)
	q := newQuota(t)
	d, _ := q.device(t, core.Options{})
	invite, err := b.owner.Invite(t.Context(), core.InviteRequest{Scope: "full", Params: map[string]string{"dataset_id": b.dataset}, Relay: "ws://relay"})
	d.must(err)
	_, err = d.Join(t.Context(), invite)
	d.must(err)
	b.Lose = func(fromClient bool, msg []byte) bool {
		q.full = q.full || !fromClient && wire.Kind(msg[0]) == wire.KindChunk
		return false
	}
	if _, code := b.try(d, client.Options{}); code != fault.StorageFull {
		t.Fatalf("pulling without room: %s", code)
	}
	b.wantBuffered(0, 0)
	b.Lose, q.full = nil, false
	if result := d.sync(b.Relay); result.Pulled != 3001 {
		t.Errorf("once there is room: %+v", result)
	}
}

// onDisk is a bounded relay whose room lies on a disk that can fill up.
func onDisk(t *testing.T, answers int) (*bounded, *quota) {
	q := newQuota(t)
	b := &bounded{t: t, owner: newDevice(t, classSchema), member: newDevice(t, classSchema)}
	b.Relay = coretest.NewRelay(t, func() sqldb.DB { return q.open(t) })
	b.dataset = enroll(t, b.Relay, b.owner, b.member)
	b.answers(b.owner, 0, answers)
	b.owner.sync(b.Relay)
	return b, q
}

// Fault E3: a relay whose disk is full lets members pull, those too whom it
// sees for the first time, says storage_full to whoever pushes, and takes
// everything when there is room.
func TestFaultE3RelayWithFullDisk(t *testing.T) {
	b, q := onDisk(t, 1200)
	b.answers(b.owner, 5000, 1)
	q.full = true
	if result, code := b.try(b.member, client.Options{Pull: true}); code != "" || result.Pulled != 1200 {
		t.Errorf("pulling: %s, %+v", code, result)
	}
	if result, code := b.try(b.member, client.Options{}); code != "" || result.Pulled+result.Pushed != 0 {
		t.Errorf("nothing to do: %s, %+v", code, result)
	}
	if _, code := b.try(b.owner, client.Options{}); code != fault.StorageFull {
		t.Errorf("pushing: %s", code)
	}
	q.full = false
	if result := b.owner.sync(b.Relay); result.Pushed != 1 {
		t.Errorf("once there is room: %+v", result)
	}
	if result := b.member.sync(b.Relay); result.Pulled != 1 {
		t.Errorf("once there is room: %+v", result)
	}
	b.wantBuffered(0, 0)
	b.same()
}

// same fails unless the devices show the same answers.
func (b *bounded) same() {
	b.t.Helper()
	const all = "SELECT group_concat(id || text) FROM (SELECT * FROM answer ORDER BY id)"
	if b.owner.rows(all) != b.member.rows(all) {
		b.t.Error("owner and member differ")
	}
}

// Fault E3, neighbours: the disk fills up at some message of a sync. A pull is
// completed; a push fails by storage_full, and by the next one with room
// nothing is left behind.
func TestFaultE3DiskFillsUpMeanwhile(t *testing.T) {
	messages := 0
	for at := 1; at == 1 || at <= messages; at++ {
		t.Run(fmt.Sprint("message ", at), func(t *testing.T) {
			b, q := onDisk(t, 12)
			b.answers(b.member, 5000, 11)
			messages = 0
			b.Lose = func(bool, []byte) bool {
				messages++
				q.full = q.full || messages == at
				return false
			}
			result, code := b.try(b.member, client.Options{ChunkSize: 5})
			if result.Pulled != 12 {
				t.Errorf("pulling: %s, %+v", code, result)
			}
			if code != "" && code != fault.StorageFull {
				t.Errorf("pushing: %s", code)
			}
			b.Lose, q.full = nil, false
			b.member.sync(b.Relay)
			b.owner.sync(b.Relay)
			b.same()
			b.wantBuffered(0, 0)
		})
	}
}

// Fault E3, neighbour: a pull that was cut off goes on where it was while the
// disk is full.
func TestFaultE3ResumedOnFullDisk(t *testing.T) {
	for name, before := range map[string]bool{"opened before": false, "opened while full": true} {
		t.Run(name, func(t *testing.T) {
			b, q := onDisk(t, 1200)
			q.full = before
			got := 0
			b.Lose = func(fromClient bool, msg []byte) bool {
				if !fromClient && wire.Kind(msg[0]) == wire.KindChunk {
					got++
				}
				return got == 3
			}
			if _, code := b.try(b.member, client.Options{Pull: true}); code != fault.Unavailable {
				t.Fatalf("cut off: %s", code)
			}
			q.full, got = true, 0
			b.Lose = func(fromClient bool, msg []byte) bool {
				if !fromClient && wire.Kind(msg[0]) == wire.KindChunk {
					got++
				}
				return false
			}
			if _, code := b.try(b.member, client.Options{Pull: true}); code != "" || got > 2 {
				t.Errorf("resumed: %s, %d chunks, 2 were missing", code, got)
			}
			b.same()
		})
	}
}

// Fault E3, neighbour (seed 11 of TestProperties): a push that was opened while
// nothing could be stored, and cut off, is no reason to refuse it once there is
// room.
func TestFaultE3PushCutOffOnFullDisk(t *testing.T) {
	b, q := onDisk(t, 12)
	b.answers(b.member, 5000, 11)
	q.full = true
	b.Lose = func(fromClient bool, msg []byte) bool { return fromClient && wire.Kind(msg[0]) == wire.KindChunk }
	if _, code := b.try(b.member, client.Options{Push: true}); code != fault.Unavailable {
		t.Fatalf("cut off: %s", code)
	}
	b.Lose, q.full = nil, false
	if result := b.member.sync(b.Relay); result.Pushed != 11 {
		t.Errorf("once there is room: %+v", result)
	}
	b.owner.sync(b.Relay)
	b.same()
	b.wantBuffered(0, 0)
}

// Fault E1: a deletion that the full disk refuses gets the space that is kept
// for it.
func TestFaultE1DeletionHasItsSpace(t *testing.T) {
	b, q := onDisk(t, 1200)
	b.answers(b.member, 5000, 1600)
	spared := 0
	b.Spare = func() bool {
		spared++
		q.full = false
		return true
	}
	chunks := 0
	b.Lose = func(fromClient bool, msg []byte) bool {
		if fromClient && wire.Kind(msg[0]) == wire.KindChunk {
			chunks++
			q.full = chunks == 3
		}
		return false
	}
	if _, code := b.try(b.member, client.Options{}); code != fault.StorageFull {
		t.Errorf("pushing: %s", code)
	}
	if spared != 1 {
		t.Errorf("the space was asked for %d times", spared)
	}
	b.wantBuffered(0, 0)
}
