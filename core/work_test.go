package core_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// opens asks for a pull of the whole room, and returns the code of a refusal.
func (p *rawPeer) opens(chunk int) (transfer string, code fault.Code) {
	p.t.Helper()
	return p.asks(map[string]any{"chunk": chunk})
}

// opensAt asks for a pull as if its first records were there already, as one that
// is resumed if it has begun.
func (p *rawPeer) opensAt(offset int, begun bool) (transfer string, code fault.Code) {
	p.t.Helper()
	if begun {
		if transfer, code = p.opens(1); code != "" {
			return transfer, code
		}
		p.hear(wire.KindChunk)
		return p.asks(map[string]any{"chunk": 1, "transfer": transfer, "resume": true, "offset": offset})
	}
	return p.asks(map[string]any{"chunk": 1, "offset": offset})
}

// asks opens a pull of the whole room with these fields, and returns the code of
// a refusal.
func (p *rawPeer) asks(fields map[string]any) (transfer string, code fault.Code) {
	p.t.Helper()
	p.ids++
	header := map[string]any{"transfer": fmt.Sprintf("%s%016x", p.ID[:16], p.ids), "push": false, "filter": []string{p.Room},
		"fsic": json.RawMessage(noFSIC)}
	maps.Copy(header, fields)
	transfer = header["transfer"].(string)
	p.say(wire.KindOpen, header, "")
	for {
		m, err := p.Hear(p.t.Context())
		if err != nil {
			p.t.Fatal(err)
		}
		switch m.Kind {
		case wire.KindOpened:
			return transfer, ""
		case wire.KindError:
			return transfer, fault.Code(m.Header["code"].(string))
		}
	}
}

// givesUp opens pulls and gives each one up until one is refused, and returns
// how many were opened.
func (p *rawPeer) givesUp(most int) (opened int) {
	p.t.Helper()
	for opened < most {
		transfer, code := p.opens(1)
		if code == fault.Limit {
			return opened
		}
		if code != "" {
			p.t.Fatal(code)
		}
		opened++
		p.say(wire.KindError, map[string]any{"transfer": transfer, "code": "closed", "text": ""}, "")
	}
	return opened
}

// TestMemberCannotHoldARoom: what a member has done by opening transfers is
// bounded by what it costs, however small the messages are, whoever of those
// below the member sends them. Others go on, and so do pulls that are completed.
func TestMemberCannotHoldARoom(t *testing.T) {
	const records, most = 1000, 50
	clock := &later{}
	relay := newRelay(t)
	relay.Options = core.Options{Clock: clock.now}
	relay.MemberWork = 10 * records * 64
	owner, member, other := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner, member, other)
	owner.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, 'x' FROM n`, dataset, records)
	owner.sync(relay)

	p := member.raw(t, relay)
	if n := p.givesUp(most); n < 5 || n == most {
		t.Fatalf("%d pulls were opened and given up", n)
	}
	t.Run("below the member", func(t *testing.T) {
		below, err := coretest.NewRawPeerAs(t.Context(), member.Instance, "ws://relay", relay.Dial,
			func(own trust.Own) (trust.Own, error) { return coretest.Below(own, 2) })
		member.must(err)
		defer below.Close()
		if n := (&rawPeer{RawPeer: below, t: t}).givesUp(most); n > 0 {
			t.Errorf("%d pulls were opened", n)
		}
	})
	t.Run("another member", func(t *testing.T) {
		p := other.raw(t, relay)
		defer p.Close()
		for i := range 30 {
			transfer, code := p.opens(records)
			if code != "" {
				t.Fatalf("pull %d: %s", i, code)
			}
			p.hear(wire.KindChunk)
			p.say(wire.KindAck, map[string]any{"transfer": transfer, "offset": records}, "")
			p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": records}, "")
			p.hear(wire.KindResult)
			clock.by += time.Second // what an open costs itself is paid meanwhile
		}
	})
	t.Run("kept", func(t *testing.T) {
		clock.by += 10 * time.Minute
		opened := 0
		for refused := false; !refused && opened < most; {
			p := member.raw(t, relay) // a socket has a few
			defer p.Close()
			for range server.MaxTransfers {
				if _, code := p.opens(1); code == fault.Limit {
					refused = true
					break
				}
				opened++
			}
		}
		if opened < 5 || opened == most {
			t.Errorf("%d pulls were opened and kept", opened)
		}
	})
	t.Run("later", func(t *testing.T) {
		clock.by += 10 * time.Minute
		if n := p.givesUp(most); n < 5 || n == most {
			t.Errorf("%d pulls were opened and given up", n)
		}
	})
	t.Run("ended unread", func(t *testing.T) {
		clock.by += 10 * time.Minute
		opened := 0
		for opened < most {
			transfer, code := p.opens(1)
			if code == fault.Limit {
				break
			}
			opened++
			p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": 0}, "")
			p.hear(wire.KindResult)
		}
		if opened < 5 || opened == most {
			t.Errorf("%d pulls were opened and ended", opened)
		}
	})
	for name, begun := range map[string]bool{"opened at its end": false, "resumed at its end": true} {
		t.Run(name, func(t *testing.T) {
			clock.by += 10 * time.Minute
			opened := 0
			for opened < most {
				transfer, code := p.opensAt(records, begun)
				if code == fault.Limit {
					break
				}
				if opened++; code != "" {
					t.Fatal(code)
				}
				p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": records}, "")
				p.hear(wire.KindResult)
			}
			if opened < 5 || opened == most {
				t.Errorf("%d pulls were opened", opened)
			}
		})
	}
	t.Run("by new connections", func(t *testing.T) {
		clock.by += 10 * time.Minute
		opened := 0
		for opened < most {
			p := member.raw(t, relay)
			_, code := p.opens(1)
			p.Close()
			if code == fault.Limit {
				break
			}
			opened++
		}
		if opened < 5 || opened == most {
			t.Errorf("%d pulls were opened and left", opened)
		}
	})
}

// TestMemberBringsAtARate: what a member brings is bounded by the minute, however
// many sockets it has and whoever of those below it has them. Others go on, and
// what was begun goes on later.
func TestMemberBringsAtARate(t *testing.T) {
	const rate = 20
	clock := &later{}
	relay := newRelay(t)
	relay.Options = core.Options{Clock: clock.now}
	owner, member, other := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner, member, other)
	relay.MemberRate = rate
	relay.Hibernate(dataset)
	below := func() *rawPeer {
		p, err := coretest.NewRawPeerAs(t.Context(), member.Instance, "ws://relay", relay.Dial,
			func(own trust.Own) (trust.Own, error) { return coretest.Below(own, 2) })
		member.must(err)
		return &rawPeer{RawPeer: p, t: t}
	}
	connect := map[string]func() *rawPeer{
		"another socket":   func() *rawPeer { return member.raw(t, relay) },
		"below the member": below,
	}
	for kind, brings := range map[string]func(p *rawPeer) fault.Code{
		"chunks": func(p *rawPeer) fault.Code {
			return p.refusal(wire.KindChunk, map[string]any{"transfer": testUser, "offset": 0, "count": 0, "total": 0}, "[]")
		},
		"carried": func(p *rawPeer) fault.Code {
			return p.refusal(wire.KindDelta, map[string]any{"transfer": testUser, "filter": []string{dataset}, "claims": []any{}, "count": 0}, "[]")
		},
	} {
		t.Run(kind, func(t *testing.T) {
			clock.by += 10 * time.Minute
			first := member.raw(t, relay)
			defer first.Close()
			for i := range rate {
				if code := brings(first); code == fault.Unavailable {
					t.Fatalf("message %d is refused", i)
				}
			}
			for name, connect := range connect {
				if code := brings(connect()); code != fault.Unavailable {
					t.Errorf("by %s: %q", name, code)
				}
			}
			p := other.raw(t, relay)
			defer p.Close()
			if code := brings(p); code == fault.Unavailable {
				t.Error("another member is refused")
			}
			clock.by += time.Minute
			if code := brings(first); code == fault.Unavailable {
				t.Error("a minute later it is refused")
			}
		})
	}
}

// refusal says something and returns the code of the answer, "" for a result or
// an acknowledgement.
func (p *rawPeer) refusal(kind wire.Kind, header map[string]any, body string) fault.Code {
	p.t.Helper()
	p.say(kind, header, body)
	m, err := p.Hear(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	if m.Kind != wire.KindError {
		return ""
	}
	return fault.Code(m.Header["code"].(string))
}
