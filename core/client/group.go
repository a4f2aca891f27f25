package client

import (
	"context"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/trust"
)

// group is the certificates of one connection. The first of them is that of the
// handshake.
type group struct {
	fleet *fleet
	ids   []string // under fleet.mu
}

// members are the certificates that are left.
func (g *group) members() []string {
	g.fleet.mu.Lock()
	defer g.fleet.mu.Unlock()
	return slices.Clone(g.ids)
}

// credentials reads the own certificates, also when the sync was stopped.
func (f *fleet) credentials() (trust.Credentials, error) {
	return f.hub.credentials(context.WithoutCancel(f.ctx), f.opts.Room)
}

// revoked takes in that the relay, or the own bundle, has ended a connection
// because of a certificate that was taken back, and reports whether others are
// left. If the own bundle does not say which one it is, it is that of the
// handshake: the relay says so in its stead. A relay that says so after the
// handshake is asked again, and then shows its bundle (again is false).
func (g *group) revoked(again bool) (left bool, err error) {
	known, err := g.loseKnown()
	ids := g.members()
	if err == nil && !known && !again && len(ids) > 0 {
		err = g.lose(ids[0])
		ids = g.members()
	}
	return len(ids) > 0, err
}

// prove proves the further certificates of the group on a connection and
// returns all that were proved. Those that the relay does not take beside
// others get a connection each.
func (g *group) prove(ctx context.Context, l *link, s *pipeline.Session) ([]string, error) {
	if _, err := g.loseKnown(); err != nil {
		return nil, err
	}
	ids := g.members()
	if len(ids) < 2 {
		return ids, nil
	}
	if !s.Together {
		g.part(ids[1:])
		return ids[:1], nil
	}
	refused, err := g.fleet.hub.proveFurther(ctx, l, s, g.fleet.opts.Room, ids[1:])
	if err != nil {
		return nil, err
	}
	var lost, apart []string
	for _, id := range ids[1:] {
		switch code, no := refused[id]; {
		case code.Over():
			lost = append(lost, id)
		case no:
			apart = append(apart, id)
		}
	}
	g.part(apart)
	err = g.lose(lost...)
	return g.members(), err
}

// remove takes certificates out. fleet.mu is held.
func (g *group) remove(ids []string) {
	left := slices.DeleteFunc(g.ids, func(id string) bool { return slices.Contains(ids, id) })
	g.fleet.under -= len(g.ids) - len(left)
	g.ids = left
}

// lose takes out certificates that were taken back, and goes on with those that
// they had made superfluous.
func (g *group) lose(ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	own, err := g.fleet.credentials()
	if err != nil {
		return err
	}
	f := g.fleet
	f.mu.Lock()
	defer f.mu.Unlock()
	g.remove(ids)
	f.lost = append(f.lost, ids...)
	for _, id := range f.lost {
		own.Lose(id)
	}
	if left, err := Choose(own, f.opts); err == nil {
		f.start(left)
	}
	for _, id := range ids {
		if f.under > 0 {
			f.opts.Progress(Progress{Revoked: id, Bytes: f.allBytes()})
		}
	}
	return nil
}

// loseKnown takes out the certificates that the own bundle has revoked, and
// reports whether there were any.
func (g *group) loseKnown() (bool, error) {
	own, err := g.fleet.credentials()
	if err != nil {
		return false, err
	}
	var lost []string
	ids := g.members()
	for _, id := range ids {
		if _, err := own.Find(id); fault.CodeOf(err).Over() {
			lost = append(lost, id)
		}
	}
	return len(lost) > 0, g.lose(lost...)
}

// part gives certificates that the relay does not take beside others a
// connection each.
func (g *group) part(ids []string) {
	if len(ids) == 0 {
		return
	}
	f := g.fleet
	f.mu.Lock()
	defer f.mu.Unlock()
	g.remove(ids)
	for _, id := range ids {
		f.connect([]string{id})
	}
}
