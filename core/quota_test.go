package core_test

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	roomquota "github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of the quotas on counters, with a member whose certificate another
// member has issued.

// crowd is a room whose owner has let in a teacher, who let in a pupil.
type crowd struct {
	relay                  *coretest.Relay
	owner, teacher, pupil  *device
	dataset                string
	teacherCert, pupilCert string
	record                 string // a chunk of one record
}

func newCrowd(t *testing.T, room, member int64) crowd {
	t.Helper()
	c := crowd{relay: newRelay(t), owner: newDevice(t, classSchema), teacher: newDevice(t, classSchema), pupil: newDevice(t, classSchema)}
	c.relay.RoomCounters, c.relay.MemberCounters = room, member
	c.dataset = enroll(t, c.relay, c.owner)
	full := map[string]string{"dataset_id": c.dataset}
	c.teacherCert = enrollAs(t, c.owner, c.teacher, "full", full)
	c.pupilCert = enrollAs(t, c.teacher, c.pupil, "full", full)
	c.owner.put("topic", map[string]any{"dataset_id": c.dataset, "title": "one"})
	c.record = captureChunk(t, c.owner)
	return c
}

// state is what a refused message may not change.
func (c crowd) state(t *testing.T) string {
	in := room(t, c.relay, c.dataset)
	var b strings.Builder
	for _, table := range []string{"morango_store", "amora_recordmaxcounter", "morango_databasemaxcounter", "morango_buffer", "amora_quarantine", "amora_quota", "morango_instanceidmodel"} {
		b.WriteString(in.rows("SELECT * FROM "+table+" ORDER BY 1, 2") + "\n--\n")
	}
	return b.String()
}

// booked is what the room's counters take, which is to be what they do take.
func (c crowd) booked(t *testing.T) string {
	in := room(t, c.relay, c.dataset)
	const all = "SELECT (SELECT ifnull(sum(6 + octet_length(replace(json_quote(partition), '<', '123456'))), 0) FROM (SELECT DISTINCT partition FROM morango_databasemaxcounter)) + 52 * count(*) FROM morango_databasemaxcounter"
	held, booked := in.rows(all), in.rows("SELECT bytes FROM amora_quota WHERE certificate_id = ''")
	if held != booked {
		t.Errorf("the counters take %s bytes, %s are booked", held, booked)
	}
	return booked
}

// push has one record arrive, and with it n invented counters. It returns the
// kind of the answer's code, "" for a result.
func (p *rawPeer) push(record string, n, from int) fault.Code {
	p.t.Helper()
	var sub []string
	for i := range n {
		sub = append(sub, fmt.Sprintf(`"%s:user:%x": {"%032x": 1}`, p.Room, from+i, from+i))
	}
	transfer := p.open(true, `{"super": {}, "sub": {`+strings.Join(sub, ",")+`}}`)
	p.hear(wire.KindOpened)
	p.say(wire.KindChunk, map[string]any{"transfer": transfer, "offset": 0, "count": 1, "total": 1}, record)
	p.hear(wire.KindAck)
	p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": 1}, "")
	return p.outcome()
}

// carry does the same in one message.
func (p *rawPeer) carry(record string, n, from int) fault.Code {
	p.t.Helper()
	claims := [][]any{}
	for i := range n {
		claims = append(claims, []any{fmt.Sprintf("%s:user:%x", p.Room, from+i), fmt.Sprintf("%032x", from+i), 0, 1})
	}
	p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(p.t), "filter": []string{p.Room}, "claims": claims, "count": 1}, record)
	return p.outcome()
}

// outcome waits for a result, "", or an error, its code.
func (p *rawPeer) outcome() fault.Code {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	for {
		m, err := p.Hear(ctx)
		if err != nil {
			p.t.Fatal(err)
		}
		switch m.Kind {
		case wire.KindResult:
			return ""
		case wire.KindError:
			return fault.Code(m.Header["code"].(string))
		}
	}
}

// TestMemberCounters: what a member brings is bounded, whoever of those it
// certified brings it; the others go on.
func TestMemberCounters(t *testing.T) {
	for name, bring := range map[string]func(p *rawPeer, record string, n, from int) fault.Code{"pushed": (*rawPeer).push, "carried": (*rawPeer).carry} {
		t.Run(name, func(t *testing.T) {
			c := newCrowd(t, 100_000, 10_000)
			teacher, pupil, owner := c.teacher.raw(t, c.relay), c.pupil.raw(t, c.relay), c.owner.raw(t, c.relay)
			pupil.ids, owner.ids = 100, 200
			if code := bring(teacher, c.record, 60, 0); code != "" {
				t.Fatal(code)
			}
			if code := bring(teacher, c.record, 60, 0); code != "" {
				t.Errorf("the same counters again: %s", code)
			}
			before := c.state(t)
			if code := bring(pupil, c.record, 60, 1000); code != fault.Limit {
				t.Errorf("a pupil of the teacher: %q", code)
			}
			if after := c.state(t); after != before {
				t.Errorf("refused, and yet\n%s\nbecame\n%s", before, after)
			}
			if code := bring(pupil, c.record, 20, 1000); code != "" {
				t.Errorf("fewer: %s", code)
			}
			if code := bring(owner, c.record, 300, 2000); code != "" {
				t.Errorf("the owner: %s", code)
			}
			c.booked(t)
		})
	}
}

// TestWhomAnAdminLetsIn: whom an admin lets in is a member as those are whom the
// room's owner lets in. What one of them takes is nobody else's, but for those
// below it, and the admin itself is bounded as little as the owner.
func TestWhomAnAdminLetsIn(t *testing.T) {
	relay := newRelay(t)
	relay.RoomCounters, relay.MemberCounters, relay.MemberWork = 100_000, 10_000, 64<<10
	owner := newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	phone, _ := admin(t, owner, relay)
	tablet, _ := admin(t, phone, relay)
	tablet.sync(relay)
	full := core.InviteRequest{Scope: "full", Relay: relay.URL()}
	a, _ := joins(t, tablet, full)
	b, _ := joins(t, tablet, full)
	below, _ := joins(t, a, full)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	record := captureChunk(t, owner)
	for i, c := range []struct {
		who      string
		d        *device
		counters int
		want     fault.Code
	}{
		{"a member", a, 60, ""}, {"another member", b, 60, ""}, {"below the first", below, 60, fault.Limit},
		{"the admin", tablet, 200, ""}, {"the admin's admin", phone, 200, ""},
	} {
		p := c.d.raw(t, relay)
		p.ids = 100 * i
		if code := p.push(record, c.counters, 1000*i); code != c.want {
			t.Errorf("counters of %s: %q, want %q", c.who, code, c.want)
		}
	}
	const most = 1000
	if n := a.raw(t, relay).givesUp(most); n == most {
		t.Fatal("a member's work has no bound")
	}
	if n := below.raw(t, relay).givesUp(1); n > 0 {
		t.Error("below the member there is more")
	}
	for who, d := range map[string]*device{"another member": b, "the admin": tablet, "the owner": owner} {
		if d.raw(t, relay).givesUp(1) == 0 {
			t.Errorf("%s pays for the work of a member", who)
		}
	}
}

// TestAMembersTransfersEndItsOwn: transfers beyond the bound of a member whom an
// admin has let in end those of nobody else.
func TestAMembersTransfersEndItsOwn(t *testing.T) {
	relay := newRelay(t)
	owner := newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	phone, _ := admin(t, owner, relay)
	full := core.InviteRequest{Scope: "full", Relay: relay.URL()}
	a, _ := joins(t, phone, full)
	b, _ := joins(t, phone, full)
	below, _ := joins(t, a, full)
	for i, d := range []*device{b, phone, below} {
		p := d.raw(t, relay)
		p.ids = 1000 * (i + 1)
		p.open(true, noFSIC)
		p.hear(wire.KindOpened)
	}
	p := a.raw(t, relay)
	for range server.MaxUnderWay {
		p.open(true, noFSIC)
		p.hear(wire.KindOpened)
	}
	other := below.raw(t, relay)
	other.ids = 5000
	for range server.MaxBranch {
		other.open(true, noFSIC)
		other.hear(wire.KindOpened)
	}
	got := room(t, relay, dataset).rows(`SELECT sum(n = 1) || ' and ' || sum(iif(n = 1, 0, n)) FROM (SELECT count(*) AS n
 FROM morango_transfersession t JOIN morango_syncsession s ON s.id = t.sync_session_id WHERE t.active = 1
 GROUP BY s.client_certificate_id)`)
	if want := fmt.Sprint(2, " and ", server.MaxBranch); got != want {
		t.Errorf("%s transfers are kept, want %s", got, want)
	}
}

// TestRoomCounters: a room takes so many counters, whoever brings them, and
// those that are there go on rising.
func TestRoomCounters(t *testing.T) {
	c := newCrowd(t, 10_000, 1_000_000)
	p := c.owner.raw(t, c.relay)
	if code := p.push(c.record, 80, 0); code != "" {
		t.Fatal(code)
	}
	before := c.state(t)
	if code := p.push(c.record, 30, 1000); code != fault.Limit {
		t.Errorf("%q", code)
	}
	if after := c.state(t); after != before {
		t.Errorf("refused, and yet\n%s\nbecame\n%s", before, after)
	}
	c.owner.sync(c.relay)
	if held := c.booked(t); held == "0" {
		t.Error("nothing is there: the case above proves nothing")
	}
}

// TestCountersOfFilters: a pull adds counters too, the relay's own for each
// prefix of the filter.
func TestCountersOfFilters(t *testing.T) {
	c := newCrowd(t, 100_000, 5_000)
	p := c.pupil.raw(t, c.relay)
	var codes []fault.Code
	for i := range 3 {
		var filter []string
		for j := range 20 {
			filter = append(filter, fmt.Sprintf("%s:%d:%d", c.dataset, i, j))
		}
		p.say(wire.KindOpen, map[string]any{"transfer": newTransfer(t), "push": false, "filter": filter, "fsic": map[string]any{"super": map[string]any{}, "sub": map[string]any{}}, "chunk": 1}, "")
		m, err := p.Hear(t.Context())
		c.pupil.must(err)
		code, _ := m.Header["code"].(string)
		codes = append(codes, fault.Code(code))
	}
	if want := []fault.Code{"", "", fault.Limit}; !slices.Equal(codes, want) {
		t.Errorf("%q, want %q", codes, want)
	}
}

// TestTransfersOfABranchAreLimited: certificates below one's own buy no more
// transfers under way, and who has few of them loses none.
func TestTransfersOfABranchAreLimited(t *testing.T) {
	c := newCrowd(t, 0, 0)
	in := room(t, c.relay, c.dataset)
	openers := []*device{c.teacher, c.owner}
	for d := c.pupil; len(openers) < 6; {
		openers = append(openers, d)
		invite, err := d.Invite(t.Context(), core.InviteRequest{Scope: "full", Relay: "ws://relay"})
		d.must(err)
		d = newDevice(t, classSchema)
		_, err = d.Join(t.Context(), invite)
		d.must(err)
	}
	for i, d := range openers {
		p := d.raw(t, c.relay)
		p.ids = 1000 * i
		n := server.MaxUnderWay
		if d == c.teacher || d == c.owner {
			n = 1
		}
		for range n {
			p.open(true, noFSIC)
			p.hear(wire.KindOpened)
		}
	}
	if got := in.rows(underWay); got != fmt.Sprint(server.MaxBranch+1) { // and the owner's
		t.Errorf("%s transfers are under way", got)
	}
	for _, first := range []int{1, 1001} {
		if got := in.rows(underWay + fmt.Sprintf(" AND id = '%032x'", first)); got != "1" {
			t.Errorf("the only transfer %d of its device was given up", first)
		}
	}
}

// TestFullRoomIsPulledWithoutCopies: where the room takes more than it may, its
// members pull all the same, at once, and none has a copy of it buffered.
func TestFullRoomIsPulledWithoutCopies(t *testing.T) {
	full := false
	c := newCrowd(t, 0, 0)
	c.relay.Full = func() error {
		if full {
			return fault.Errorf(fault.Limit, "full")
		}
		return nil
	}
	c.owner.sync(c.relay)
	peers := []*rawPeer{c.teacher.raw(t, c.relay), c.pupil.raw(t, c.relay), c.owner.raw(t, c.relay)}
	full = true
	in := room(t, c.relay, c.dataset)
	for i, p := range peers {
		p.ids = 100 * i
		for range 2 {
			p.open(false, noFSIC)
			p.hear(wire.KindOpened)
		}
	}
	if got := in.rows("SELECT count(*) FROM morango_buffer"); got != "0" {
		t.Errorf("%s records are buffered", got)
	}
	for i, p := range peers {
		p.say(wire.KindDone, map[string]any{"transfer": fmt.Sprintf("%032x", 100*i+1)}, "")
		p.hear(wire.KindResult)
	}
	peers[0].open(true, noFSIC) // a transfer that is whole may be completed
	peers[0].hear(wire.KindOpened)
}

// TestWholeRoomAtTheLimit: a room that has taken in all that the quotas allow
// can still be pulled as a whole by who knows nothing of it, and again by who
// knows all of it, within what the edge takes.
func TestWholeRoomAtTheLimit(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("tens of thousands of counters: what counts here are the sizes, which are the same")
	}
	for name, partition := range map[string]func(i int) string{
		"many partitions": func(i int) string { return fmt.Sprintf(":user:%032x", i) },
		"long partitions": func(i int) string { return fmt.Sprintf(":%d:%s", i/20, strings.Repeat("<", 900)) },
	} {
		t.Run(name, func(t *testing.T) {
			c := newCrowd(t, 0, 0)
			in := room(t, c.relay, c.dataset)
			full := fmt.Sprintf("SELECT bytes > %d FROM amora_quota WHERE certificate_id = ''", roomquota.DefaultRoom-100_000)
			for n := 0; in.rows(full) == "0"; n += 200 {
				var rows [][]string
				for i := n; i < n+200; i++ {
					p := c.dataset + partition(i)
					rows = append(rows, []string{value.ModelID(p, fmt.Sprint(i), "unknown"), fmt.Sprint(i), p, fmt.Sprintf("%032x", i)})
				}
				list, err := json.Marshal(rows)
				in.must(err)
				in.engine(`INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance, last_saved_counter)
SELECT value ->> 0, value ->> 1, 'unknown', 'school', value ->> 2, value ->> 3, 1 FROM json_each(?1)`, string(list))
				in.engine("INSERT INTO morango_databasemaxcounter SELECT value ->> 2, value ->> 3, 1 FROM json_each(?1)", string(list))
			}
			for _, d := range []*device{c.teacher, c.teacher} {
				d.sync(c.relay)
			}
			const held = "SELECT count(*) FROM morango_databasemaxcounter WHERE counter = 1"
			if got, want := c.teacher.rows(held), in.rows(held); got != want {
				t.Errorf("%s counters arrived of %s", got, want)
			}
			p := c.owner.raw(t, c.relay)
			if code := p.push(c.record, 1000, 1<<20); code != fault.Limit {
				t.Errorf("more: %q", code)
			}
			c.booked(t)
		})
	}
}
