package morangohttp_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

const roomRecords = 1000

// fullRoom is a room with many records, and few bytes of work for each member.
func fullRoom(t *testing.T) (r *relay, owner *peer) {
	t.Helper()
	r = newRelay(t)
	r.memberWork = 5 * roomRecords * 64
	owner = r.newRoot().open()
	var sources []string
	for i := range roomRecords {
		sources = append(sources, fmt.Sprint(i))
	}
	owner.pushAll(sources...)
	return r, owner
}

// member is somebody whom the owner let in.
func (p *peer) member() *peer {
	p.t.Helper()
	return p.child("full", map[string]string{"dataset_id": p.dataset()})
}

// pulling opens a pull of everything, whose records are copied: "" if it is
// refused for the time being.
func (p *peer) pulling() (path string) {
	p.t.Helper()
	got := p.request("POST", "transfersessions/", p.begin(false))
	if got.status == 503 && got.header.Get("Retry-After") != "" {
		return ""
	}
	path = "transfersessions/" + got.want(201).object()["id"].(string) + "/"
	p.patch(path, map[string]any{"transfer_stage": "queuing", "client_fsic": `{"super": {}, "sub": {}}`})
	return path
}

// readAll reads a pull's pages, and says so.
func (p *peer) readAll(path string) {
	p.t.Helper()
	for at := 0; at < roomRecords; at += 500 {
		p.request("GET", fmt.Sprintf("buffers/?transfer_session_id=%s&limit=500&offset=%d", idOf(path), at), nil).want(200)
	}
	p.patch(path, map[string]any{"transfer_stage": "deserializing", "records_transferred": roomRecords})
}

// TestGuestCannotHoldARoom: what a member has done by opening transfers is
// bounded over HTTP as over amora.v1, however it gives them up, and whoever of
// those below it asks. Others go on, and so do pulls that are read.
func TestGuestCannotHoldARoom(t *testing.T) {
	const most = 50
	for name, waste := range map[string]func(p *peer, path string) (next *peer){
		"given up": func(p *peer, path string) *peer {
			p.request("DELETE", path, nil).want(204)
			return p
		},
		"kept": func(p *peer, _ string) *peer { return p.open() },
		"by closing the session": func(p *peer, _ string) *peer {
			p.request("DELETE", "syncsessions/"+p.session+"/", nil).want(204)
			return p.open()
		},
		"said to be read": func(p *peer, path string) *peer {
			p.patch(path, map[string]any{"transfer_stage": "deserializing", "records_transferred": roomRecords})
			p.request("DELETE", path, nil).want(204)
			return p
		},
		"read from its end": func(p *peer, path string) *peer {
			last := fmt.Sprintf("buffers/?transfer_session_id=%s&limit=1&offset=%d", idOf(path), roomRecords-1)
			p.request("GET", last, nil).want(200)
			p.patch(path, map[string]any{"transfer_stage": "deserializing", "records_transferred": roomRecords})
			p.request("DELETE", path, nil).want(204)
			return p
		},
		"from below the member": func(p *peer, path string) *peer {
			p.request("DELETE", path, nil).want(204)
			return p.member().open()
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, owner := fullRoom(t)
			member, other := owner.member().open(), owner.member().open()
			opened := 0
			for p := member; opened < most; opened++ {
				path := p.pulling()
				if path == "" {
					break
				}
				p = waste(p, path)
			}
			if opened < 5 || opened == most {
				t.Fatalf("%d pulls were opened in vain", opened)
			}
			for range 12 {
				path := other.pulling()
				if path == "" {
					t.Fatal("another member is refused")
				}
				other.readAll(path)
				other.request("DELETE", path, nil).want(204)
				r.now = r.now.Add(time.Second) // what an open costs itself is paid meanwhile
			}
			r.now = r.now.Add(10 * time.Minute)
			if member.open().pulling() == "" {
				t.Error("it is refused ten minutes later")
			}
		})
	}
}

// TestHeadersReadNothing: whoever asks for a pull's pages by HEAD has not read
// them.
func TestHeadersReadNothing(t *testing.T) {
	_, owner := fullRoom(t)
	p := owner.member().open()
	for range 50 {
		path := p.pulling()
		if path == "" {
			return
		}
		for at := 0; at < roomRecords; at += 500 {
			p.request("HEAD", fmt.Sprintf("buffers/?transfer_session_id=%s&limit=500&offset=%d", idOf(path), at), nil).want(200)
		}
		p.request("DELETE", path, nil).want(204)
	}
	t.Error("fifty pulls were opened in vain")
}

// TestGuestsWhomAnAdminLetsIn: over HTTP, too, they are members of their own.
func TestGuestsWhomAnAdminLetsIn(t *testing.T) {
	_, owner := fullRoom(t)
	admin := owner.member()
	owner.changeRules(func(rules *trust.Rules) { rules.Admins = map[string]int64{admin.leaf().ID: 1} })
	member, other := admin.member().open(), admin.member().open()
	for range 50 {
		path := member.pulling()
		if path == "" {
			break
		}
		member.request("DELETE", path, nil).want(204)
	}
	if member.pulling() != "" || member.member().open().pulling() != "" {
		t.Error("the member has no bound")
	}
	for name, p := range map[string]*peer{"another member": other, "the admin": admin.open()} {
		if p.pulling() == "" {
			t.Errorf("%s pays for a member", name)
		}
	}
}

// TestRevokedGuestSpendsNothing: a session that was open when its certificate was
// revoked opens nothing, at nobody's cost: others below the same member go on.
func TestRevokedGuestSpendsNothing(t *testing.T) {
	_, owner := fullRoom(t)
	member := owner.member().open()
	lost := member.member().open()
	owner.revoke(lost.leaf().ID)
	for range 200 { // 4 KB each: more than the member's share
		lost.request("POST", "transfersessions/", lost.begin(false)).want(403)
	}
	if member.pulling() == "" {
		t.Error("the member is refused")
	}
}

// revoke has the room's rules take back a certificate.
func (p *peer) revoke(certificate string) {
	p.t.Helper()
	p.changeRules(func(rules *trust.Rules) { rules.Revoked = []string{certificate} })
}

// changeRules signs rules of the room as its owner.
func (p *peer) changeRules(change func(*trust.Rules)) {
	p.t.Helper()
	rules := trust.NewRules(p.dataset(), school)
	change(rules)
	if err := rules.Sign(p.chain.Root()); err != nil {
		p.t.Fatal(err)
	}
	err := p.rooms[p.dataset()].instance.DB().Update(p.t.Context(), func(tx sqldb.Tx) error {
		_, err := trust.SaveRules(tx, rules)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// TestGuestReadsOnce: pages of a pull cost their reader nothing the first time,
// and as much as they hold from then on.
func TestGuestReadsOnce(t *testing.T) {
	_, owner := fullRoom(t)
	p := owner.member().open()
	path := p.pulling()
	page := "buffers/?transfer_session_id=" + idOf(path) + "&limit=500&offset="
	p.request("GET", page+"0", nil).want(200)
	read := 0
	for ; read < 100; read++ {
		if got := p.request("GET", page+"0", nil); got.status == 503 {
			break
		}
	}
	if read == 0 || read == 100 {
		t.Errorf("a page was read %d times more", read)
	}
	p.request("GET", page+"500", nil).want(200)
}

// TestPullsThatEndedAreForgotten: however many pulls were read and have ended, one
// under way is not forgotten for them, so that reading it again is not free.
func TestPullsThatEndedAreForgotten(t *testing.T) {
	const ended, each = 40_000, 1000
	r := newRelay(t)
	owner := r.newRoot().open()
	owner.pushAll("1")
	p, other := owner.member().open(), owner.member().open()
	path := p.pulling()
	p.request("GET", "buffers/?transfer_session_id="+idOf(path)+"&limit=1&offset=0", nil).want(200)
	room := r.rooms[owner.dataset()]
	var guest server.Guest
	err := room.instance.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
		guest, err = room.server.Guest(t.Context(), tx, room.instance.Engine(), p.chain, p.instance)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i := range ended {
		if err := guest.Reads(fmt.Sprint(i), 0, 1, 0); err != nil {
			t.Fatal(err)
		}
		if i%each == 0 { // others open pulls all the while
			other.request("DELETE", other.pulling(), nil).want(204)
			r.now = r.now.Add(time.Minute)
		}
	}
	if err := guest.Reads(idOf(path), 0, 1, 1<<40); fault.CodeOf(err) != fault.Limit {
		t.Errorf("reading again: %v", err)
	}
}

// TestGuestBringsAtARate: requests with records are bounded by the minute for a
// member with all below it. The push goes on later.
func TestGuestBringsAtARate(t *testing.T) {
	const rate = 10
	r := newRelay(t)
	r.memberRate = rate
	owner := r.newRoot().open()
	member, other := owner.member().open(), owner.member().open()
	below := member.member().open()
	brings := func(p *peer, path string) int {
		return p.request("POST", "buffers/", []any{p.record(idOf(path), fmt.Sprint(p.counter), nil)}).status
	}
	paths := map[*peer]string{member: member.pushing(2 * rate), below: below.pushing(2 * rate), other: other.pushing(1)}
	for i := range rate {
		p := []*peer{member, below}[i%2]
		if got := brings(p, paths[p]); got != 201 {
			t.Fatalf("request %d: %d", i, got)
		}
	}
	for _, p := range []*peer{member, below} {
		if got := brings(p, paths[p]); got != 503 {
			t.Errorf("past the rate: %d", got)
		}
	}
	if got := brings(other, paths[other]); got != 201 {
		t.Errorf("another member: %d", got)
	}
	r.now = r.now.Add(time.Minute)
	if got := brings(member, paths[member]); got != 201 {
		t.Errorf("a minute later: %d", got)
	}
}

// TestGuestAsksAtARate: so are its other requests, whatever they ask for.
func TestGuestAsksAtARate(t *testing.T) {
	const rate = 10
	r := newRelay(t)
	r.memberRate = rate
	owner := r.newRoot().open()
	member, other := owner.member().open(), owner.member().open()
	below := member.member().open()
	paths := map[*peer]string{member: member.pushing(1), below: below.pushing(1), other: other.pushing(1)}
	r.now = r.now.Add(time.Minute)
	for name, ask := range map[string]func(p *peer) int{
		"a session":  func(p *peer) int { return p.request("GET", "syncsessions/"+p.session+"/", nil).status },
		"a transfer": func(p *peer) int { return p.request("GET", paths[p], nil).status },
		"a stage":    func(p *peer) int { return p.request("PATCH", paths[p], map[string]any{}).status },
	} {
		ask(member) // a stranger's, until the host knows whose it is
		ask(below)
		r.now = r.now.Add(time.Minute)
		for i := range 2 * rate {
			if got := ask([]*peer{member, below}[i%2]); got != 200 {
				t.Fatalf("%s: request %d: %d", name, i, got)
			}
		}
		for _, p := range []*peer{member, below} {
			if got := ask(p); got != 503 {
				t.Errorf("%s past the rate: %d", name, got)
			}
		}
		if got := ask(other); got != 200 {
			t.Errorf("%s of another member: %d", name, got)
		}
		r.now = r.now.Add(time.Minute)
	}
}

// TestPullFillsNoRoom: of a pull whose copy would fill the room none is made, and a
// room that is full opens none.
func TestPullFillsNoRoom(t *testing.T) {
	r, owner := fullRoom(t)
	p := owner.member().open()
	made := p.request("POST", "transfersessions/", p.begin(false)).want(201).object()
	r.full = func() error { return fault.Errorf(fault.Limit, "full") }
	p.request("PATCH", "transfersessions/"+made["id"].(string)+"/", map[string]any{"transfer_stage": "queuing", "client_fsic": `{"super": {}, "sub": {}}`}).want(503)
	if n := r.text(p.dataset(), "SELECT count(*) FROM morango_buffer"); n != "0" {
		t.Errorf("%s records are kept", n)
	}
	if path := p.open().pulling(); path != "" {
		t.Error("a full room opens a pull")
	}
	r.full = func() error { return nil }
	path := p.open().pulling()
	p.readAll(path)
}

// TestFSICsAreBounded: what a peer says that it has is stored, so it is bounded
// where it comes in, by both requests that bring it.
func TestFSICsAreBounded(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	path := a.transfer(false)
	for name, size := range map[string]int{"of a form": 2 << 20, "of a request": 4 << 20} {
		body := a.begin(false)
		body["client_fsic"] = `{"super": {}, "sub": {"` + strings.Repeat("x", size) + `": {}}}`
		a.open()
		body["sync_session_id"] = a.session
		if got := r.request("POST", "transfersessions/", body); got.status != 400 && got.status != 413 {
			t.Errorf("beyond the bound %s: %d %.200s", name, got.status, got.body)
		}
		r.request("PATCH", path, map[string]any{"transfer_stage": "queuing", "client_fsic": body["client_fsic"]})
		if n := r.text(a.dataset(), "SELECT max(length(client_fsic)) FROM morango_transfersession"); len(n) > 3 {
			t.Errorf("beyond the bound %s: an FSIC of %s bytes is stored", name, n)
		}
	}
}

// TestEntriesOfStrangers: only requests that name a sync session or a transfer
// which is there enter a room as a member's. A host bounds all others.
func TestEntriesOfStrangers(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().member().open()
	path := a.pushing(1)
	room := "/" + a.dataset() + "/api/morango/v1/"
	elsewhere := r.newRoot().open()
	closed := a.member().open()
	r.request("DELETE", "syncsessions/"+closed.session+"/", nil).want(204)
	r.request("DELETE", "syncsessions/"+closed.session+"/", nil).want(404)
	opening := func(session string) map[string]any {
		body := a.begin(false)
		body["sync_session_id"] = session
		return body
	}
	cases := map[string]struct {
		member bool
		ask    func()
	}{
		"certificates":         {false, func() { r.request("GET", room+"certificates/?primary_partition="+a.dataset(), nil) }},
		"a certificate":        {false, func() { r.request("GET", room+"certificates/"+a.own+"/", nil) }},
		"a chain":              {false, func() { body, _ := a.pushed(); r.request("POST", room+"certificatechain/", body) }},
		"a sync session":       {false, func() { r.request("POST", room+"syncsessions/", a.opening(a.newID(), a.nonce())) }},
		"a sync session again": {true, func() { r.request("GET", room+"syncsessions/"+a.session+"/", nil) }},
		"a transfer":           {true, func() { r.request("GET", room+path, nil) }},
		"another transfer":     {true, func() { r.request("POST", room+"transfersessions/", a.begin(false)) }},
		"records": {true, func() {
			r.request("POST", room+"buffers/", []any{a.record(idOf(path), "x", nil)})
		}},
	}
	for kind, id := range map[string]string{
		"a made-up": a.newID(), "another room's": elsewhere.session, "a closed": closed.session, "a certificate's": a.own,
	} {
		for name, ask := range map[string]func(){
			"session":         func() { r.request("GET", room+"syncsessions/"+id+"/", nil) },
			"session to end":  func() { r.request("DELETE", room+"syncsessions/"+id+"/", nil) },
			"transfer":        func() { r.request("GET", room+"transfersessions/"+id+"/", nil) },
			"transfer to end": func() { r.request("DELETE", room+"transfersessions/"+id+"/", nil) },
			"stage": func() {
				r.request("PATCH", room+"transfersessions/"+id+"/", map[string]any{"transfer_stage": "queuing"})
			},
			"session's new": func() { r.request("POST", room+"transfersessions/", opening(id)) },
			"page":          func() { r.request("GET", room+"buffers/?transfer_session_id="+id, nil) },
			"transfer's":    func() { r.request("POST", room+"buffers/", []any{a.record(id, "x", nil)}) },
		} {
			cases[kind+" "+name] = struct {
				member bool
				ask    func()
			}{false, ask}
		}
	}
	for name, c := range cases {
		r.entries = nil
		c.ask()
		want := ""
		if c.member {
			want = a.leaf().ID
		}
		for _, e := range r.entries {
			if e.Member != want || e.Room != a.dataset() || e.Address == "" {
				t.Errorf("%s: %+v", name, e)
			}
		}
		if len(r.entries) == 0 {
			t.Errorf("%s: nobody entered", name)
		}
	}
}

// TestHostFindsMembersOutAgain: a host that was stopped takes the first request
// about each session for a stranger's, and those after it for the member's. What
// the member lost with its certificate, is a stranger's.
func TestHostFindsMembersOutAgain(t *testing.T) {
	r := newRelay(t)
	owner := r.newRoot().open()
	member := owner.member()
	below := member.member().open()
	path := below.pushing(1)
	for id, h := range r.ids {
		h.Member = ""
		r.ids[id] = h
	}
	entered := func(want string) {
		t.Helper()
		r.entries = nil
		r.request("GET", path, nil)
		if len(r.entries) != 1 || r.entries[0].Member != want {
			t.Errorf("%+v, want the member %q", r.entries, want)
		}
	}
	entered("")
	entered(member.leaf().ID)
	owner.revoke(below.leaf().ID)
	entered(member.leaf().ID)
	entered("")
}

// TestSignaturesAreVerifiedAside: chains of whoever opens a session or pushes a
// certificate are verified while the room goes on, and where the peer does not
// prove its own key, not at all.
func TestSignaturesAreVerifiedAside(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	body, _ := a.pushed()
	for name, ask := range map[string]func(){
		"a chain":        func() { r.request("POST", "certificatechain/", body) },
		"a sync session": func() { r.request("POST", "syncsessions/", a.opening(a.newID(), a.nonce())).want(201) },
	} {
		r.aside = 0
		if ask(); r.aside != 1 {
			t.Errorf("%s: %d computations aside", name, r.aside)
		}
	}
	forged := a.member() // whose chain is not stored yet
	own := a.leaf().Signature
	opens := func(within, proof string) string { // signatures of the chain's inner certificate, and of the peer
		a.leaf().Signature = within
		body := forged.opening(forged.newID(), forged.nonce())
		a.leaf().Signature = own
		if proof != "" {
			body["signature"] = proof
		}
		return r.request("POST", "syncsessions/", body).want(403).body
	}
	before := r.text(a.dataset(), stateSQL)
	unproved := opens(own, "AAAA")
	if opens("AAAA", "AAAA") != unproved {
		t.Error("the chain of a peer that proves nothing is verified")
	}
	if opens("AAAA", "") == unproved {
		t.Error("the chain of a peer that proves its key is not verified")
	}
	if r.text(a.dataset(), stateSQL) != before {
		t.Error("a chain that was refused is stored")
	}
}

// TestRequestsOfStrangersCostLittle: whatever form a request has that proves
// nothing, it takes little of the processor beside what it takes to read it.
func TestRequestsOfStrangersCostLittle(t *testing.T) {
	const most, megabyte = 2 * time.Millisecond, time.Millisecond
	r := newRelay(t)
	a := r.newRoot().open()
	deep := a.child("full", map[string]string{"dataset_id": a.dataset()})
	for len(deep.chain) < 16 {
		deep = deep.member()
	}
	body := deep.opening(deep.newID(), deep.nonce())
	body["signature"] = "AAAA"
	session, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path string
		body any
	}{
		"a long chain":          {"syncsessions/", string(session)},
		"numbers":               {"syncsessions/", `{"id": [` + strings.Repeat("1,", 120_000) + `1]}`},
		"lists":                 {"syncsessions/", `{"id": [` + strings.Repeat("[],", 80_000) + `[]]}`},
		"keys":                  {"syncsessions/", `{` + strings.Repeat(`"":"",`, 40_000) + `"id":""}`},
		"blanks":                {"syncsessions/", `{` + strings.Repeat(" ", 250_000) + `"id":""}`},
		"one text":              {"syncsessions/", `{"id": "` + strings.Repeat("x", 250_000) + `"}`},
		"escapes":               {"syncsessions/", `{"id": "` + strings.Repeat(`\u0001`, 40_000) + `"}`},
		"an FSIC of no session": {"transfersessions/", `{"sync_session_id": "` + a.newID() + `", "client_fsic": "` + strings.Repeat("x", 2<<20) + `"}`},
		"numbers of no session": {"transfersessions/", `{"client_fsic": [` + strings.Repeat("1,", 1<<20) + `1]}`},
		"records of nobody":     {"buffers/", pack(t, []any{a.record(a.newID(), "x", nil)})},
		"keys, compressed":      {"buffers/", pack(t, json.RawMessage(`[`+strings.Repeat(`"transfer_session",`, 200_000)+`0]`))},
		"blanks, compressed":    {"buffers/", pack(t, json.RawMessage(`[{"transfer_session": "`+strings.Repeat("x", 64<<20)+`"}]`))},
	} {
		length := 0
		switch b := c.body.(type) {
		case string:
			length = len(b)
		case []byte:
			length = len(b)
		}
		allowed := most + megabyte*time.Duration(length>>20)
		least := coretest.LeastCPU(allowed, func() time.Duration {
			return coretest.CPUOf(t, func() {
				if got := r.request("POST", c.path, c.body); got.status < 400 || got.status >= 500 {
					t.Errorf("%s: %d %.100s", name, got.status, got.body)
				}
			})
		})
		if t.Logf("%s: %v", name, least); least > allowed {
			t.Errorf("%s takes %v of CPU, %d bytes", name, least, length)
		}
	}
}
