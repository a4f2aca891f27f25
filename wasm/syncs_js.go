package main

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// syncs are the syncs of a database: tabs and components that want to be live
// with the same relay share a session and so a connection, and whoever watches
// the status is told of all of them. The zero value is ready.
type syncs struct {
	news commits // told whenever a state changes

	mu     sync.Mutex
	shared map[string]*sharedSync // by request
	states []*syncState           // as they were begun; of each relay those under way, or how the last one failed
}

// sharedSync is one live session and those who want it.
type sharedSync struct {
	cancel  context.CancelFunc
	over    chan struct{} // closed when result and err are there
	result  core.SyncResult
	err     error
	latest  []core.Progress  // what a member that comes later is told
	members map[*member]bool // under syncs.mu
}

// member is one call of sync.
type member struct {
	progress func(core.Progress)
	done     core.SyncResult // records that the session has carried since this call
}

// share takes part in the live session for that request, which run starts if
// there is none, until ctx ends. The last one who leaves ends the session and
// gets its result; the others get the records that it carried while they were
// there.
func (s *syncs) share(ctx context.Context, request string, progress func(core.Progress),
	run func(context.Context, func(core.Progress)) (core.SyncResult, error)) (core.SyncResult, error) {
	m := &member{progress: progress}
	session := s.join(request, m, run)
	select {
	case <-session.over:
		return session.result, session.err
	case <-ctx.Done():
	}
	if last := s.leave(request, session, m); !last {
		return m.done, nil
	}
	<-session.over
	return session.result, session.err
}

func (s *syncs) join(request string, m *member, run func(context.Context, func(core.Progress)) (core.SyncResult, error)) *sharedSync {
	s.mu.Lock()
	defer s.mu.Unlock()
	if session := s.shared[request]; session != nil {
		session.members[m] = true
		for _, p := range session.latest {
			m.progress(p)
		}
		return session
	}
	ctx, cancel := context.WithCancel(context.Background())
	session := &sharedSync{cancel: cancel, over: make(chan struct{}), members: map[*member]bool{m: true}}
	if s.shared == nil {
		s.shared = map[string]*sharedSync{}
	}
	s.shared[request] = session
	go func() {
		session.result, session.err = run(ctx, func(p core.Progress) { s.progress(session, p) })
		cancel()
		s.mu.Lock()
		if s.shared[request] == session {
			delete(s.shared, request)
		}
		s.mu.Unlock()
		close(session.over)
	}()
	return session
}

// leave takes a member out, and ends the session if it was the last.
func (s *syncs) leave(request string, session *sharedSync, m *member) (last bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(session.members, m)
	if len(session.members) > 0 {
		return false
	}
	if s.shared[request] == session {
		delete(s.shared, request)
	}
	session.cancel()
	return true
}

// progress passes a session's progress on to its members.
func (s *syncs) progress(session *sharedSync, p core.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	session.latest = append(slices.DeleteFunc(session.latest, func(was core.Progress) bool {
		return (was.Room == p.Room || was.Room == "") && was.Revoked == p.Revoked
	}), p)
	for m := range session.members {
		m.count(p)
		m.progress(p)
	}
}

// count adds what a transfer that is over has carried.
func (m *member) count(p core.Progress) {
	if p.Stage != "cleanup" {
		return
	}
	if p.Direction == "push" {
		m.done.Pushed += p.Records
	} else {
		m.done.Pulled += p.Records
	}
}

// syncState is SyncState of live.ts.
type syncState struct {
	Relay     string     `json:"relay"`
	State     string     `json:"state"` // connecting, catching-up, live, offline, refused
	Direction string     `json:"direction,omitempty"`
	Records   int64      `json:"records"`
	Total     int64      `json:"total"`
	Code      fault.Code `json:"code,omitempty"`
	Message   string     `json:"message,omitempty"`
	Hint      string     `json:"hint,omitempty"`
	// Rooms is where each dataset stands, where the database holds several.
	Rooms []roomState `json:"rooms,omitempty"`

	syncs *syncs
	over  bool
}

// roomState is where the sync of one of several datasets stands.
type roomState struct {
	Room  string     `json:"room"`
	State string     `json:"state"` // as that of syncState
	Code  fault.Code `json:"code,omitempty"`
}

// stateOf is what progress says of a sync's state.
func stateOf(p core.Progress) string {
	switch {
	case p.Failed:
		return "refused"
	case p.Offline:
		return "offline"
	case p.Direction == "":
		return "live"
	}
	return "catching-up"
}

// behind is the state of two that is further behind.
func behind(a, b string) string {
	for _, state := range []string{"catching-up", "offline", "live"} {
		if a == state || b == state {
			return state
		}
	}
	return a
}

// note takes in where one dataset stands, and returns the state of the whole: as
// far behind as the one that is furthest behind and not refused. A dataset that
// was left stands nowhere any more.
func (t *syncState) note(p core.Progress) (whole string) {
	t.Rooms = slices.DeleteFunc(slices.Clone(t.Rooms), func(was roomState) bool { return was.Room == p.Room })
	if left := p.Failed && p.Code == fault.NoCertificate; left {
		t.Code = ""
	} else {
		t.Rooms = append(t.Rooms, roomState{p.Room, stateOf(p), p.Code})
	}
	whole = "refused"
	for _, of := range t.Rooms {
		whole = behind(whole, of.State)
	}
	return whole
}

// begin notes that a sync begins. How the last one with that relay failed is
// forgotten.
func (s *syncs) begin(relay string) *syncState {
	state := &syncState{Relay: relay, State: "connecting", syncs: s}
	s.mu.Lock()
	s.states = slices.DeleteFunc(s.states, func(was *syncState) bool { return was.over && was.Relay == relay })
	s.states = append(s.states, state)
	s.mu.Unlock()
	s.news.tell()
	return state
}

// list returns the states as they are now.
func (s *syncs) list() []syncState {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]syncState, len(s.states))
	for i, state := range s.states {
		list[i] = *state
	}
	return list
}

// progress takes a session's progress in. A live session that rests passes
// single changes on, each with the progress of a transfer's end.
func (t *syncState) progress(p core.Progress) {
	if p.Revoked != "" || p.Room == "" && t.State == "live" && p.Stage == "cleanup" {
		return
	}
	t.syncs.mu.Lock()
	t.Direction, t.Records, t.Total, t.Code = p.Direction, p.Records, p.Total, p.Code
	if t.State = stateOf(p); p.Room != "" {
		t.State = t.note(p)
	}
	t.syncs.mu.Unlock()
	t.syncs.news.tell()
}

// end forgets a sync that went well, and keeps how another one failed.
func (t *syncState) end(err error) {
	t.syncs.mu.Lock()
	t.over = true
	if err == nil {
		t.syncs.states = slices.DeleteFunc(t.syncs.states, func(s *syncState) bool { return s == t })
	} else {
		t.State, t.Code, t.Message = "refused", fault.CodeOf(err), err.Error()
		if t.Code == fault.Unavailable {
			t.State = "offline"
		}
		if e, ok := errors.AsType[*fault.Error](err); ok {
			t.Message, t.Hint = textOf(e), e.Hint
		}
		t.Direction, t.Records, t.Total = "", 0, 0
	}
	t.syncs.mu.Unlock()
	t.syncs.news.tell()
}
