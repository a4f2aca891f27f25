package morangoclient

import (
	"context"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// SyncSession is an authenticated pairing with a server, in which records are
// pulled and pushed (Morango's SyncSessionClient). It is for one goroutine.
type SyncSession struct {
	c      *Connection
	own    trust.Own
	server *trust.Certificate
	scope  value.Scope // of the server's certificate
	sync   *pipeline.Session
	side   client.Side

	// ChunkSize is the number of records in a request, pipeline.ChunkRecords at
	// first.
	ChunkSize int
	// Progress is told of each step, if it is not nil; it must not block.
	Progress func(client.Progress)
}

// SessionOptions say how to pair. The zero value takes this database's widest
// certificate.
type SessionOptions struct {
	Certificate string // id of one of this database's, "" for the widest
	Admit       string // as in client.Options
}

// CreateSyncSession proves to the server that this side has its certificate's
// key, and has the server prove the same (Morango's create_sync_session). The
// server's certificate is the one that permits what this side's does; a server
// that has none is given one, where it takes some. Errors: no_certificate,
// revoked, relay_not_admitted, relay_changed, bad_signature, bad_certificate,
// room_closed where the server turns this side's certificate away, unavailable.
func (c *Connection) CreateSyncSession(ctx context.Context, opts SessionOptions) (*SyncSession, error) {
	if opts.Admit != "" {
		if err := trust.CheckFingerprint(opts.Admit); err != nil {
			return nil, err
		}
	}
	own, err := c.ownCertificate(ctx, opts.Certificate)
	if err != nil {
		return nil, err
	}
	s := &SyncSession{c: c, own: own, ChunkSize: pipeline.ChunkRecords}
	if s.server, err = c.serverCertificate(ctx, own, opts.Admit); err != nil {
		return nil, err
	}
	room := own.Chain.Root().ID
	p, err := c.pair(ctx, room, counter.RelayName(s.server.PublicKey, c.info.Instance))
	if err != nil {
		return nil, err
	}
	s.sync = &pipeline.Session{
		ClientCertificate: own.ID, ServerCertificate: s.server.ID, ClientInstance: p.Instance,
		ServerInstance: c.info.Instance, Profile: own.Profile, ConnectionPath: c.base.String(), Relay: p.Relay,
	}
	s.side = c.hub.Side(room, s.sync)
	if err := s.prove(ctx); err != nil {
		return nil, c.turnedAway(ctx, room, s.server.PublicKey, opts.Admit, err)
	}
	return s, s.store(ctx, c.contact(room, s.server.PublicKey, opts.Admit))
}

// ownCertificate is a usable certificate of this database: by id, or the first
// of its only dataset.
func (c *Connection) ownCertificate(ctx context.Context, id string) (own trust.Own, err error) {
	err = c.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		room, err := datasets.Of(tx, id)
		if err == nil && room == "" {
			err = rooms.ErrNone
		}
		if err != nil {
			return err
		}
		all, err := trust.RoomCredentials(tx, room)
		switch {
		case err != nil:
			return err
		case id != "":
			own, err = all.Find(id)
			return err
		case len(all.Usable) == 0:
			return all.None()
		}
		own = all.Usable[0]
		return nil
	})
	return own, err
}

// pair finds the instance that this database saves as with the server. Error:
// instance_collision where the server is this database.
func (c *Connection) pair(ctx context.Context, room, relay string) (p counter.Pairing, err error) {
	err = c.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		own, err := counter.OwnIDs(tx)
		if err == nil && own[c.info.Instance] {
			err = fault.Errorf(fault.InstanceCollision, "this database cannot sync with itself")
		}
		if err != nil {
			return err
		}
		p, err = c.engine.Identity().Pair(tx, room, relay, c.hub.Process())
		return err
	})
	return p, err
}

// prove opens the session at the server. Where an answer is lost it begins anew,
// with another id and nonce: the server may have used up the ones before.
func (s *SyncSession) prove(ctx context.Context) error {
	for tries := 0; ; tries++ {
		err := s.proveOnce(ctx)
		if again, err := s.c.again(ctx, err, tries); !again {
			return err
		}
	}
}

func (s *SyncSession) proveOnce(ctx context.Context) error {
	nonce, err := s.c.nonce(ctx)
	if err != nil {
		return err
	}
	if s.sync.ID, err = s.c.engine.Identity().NewID(); err != nil {
		return err
	}
	message := nonce + ":" + s.sync.ID
	r, err := s.opening(nonce, message)
	if err != nil {
		return err
	}
	body, err := s.c.ask(ctx, r)
	if err != nil {
		return err
	}
	f, err := object(body)
	if err != nil {
		return err
	}
	signature := f.Text("signature")
	if f.Err != nil {
		return f.Err
	}
	if err := s.server.Verify(message, signature); err != nil {
		return (&fault.Error{Code: fault.BadSignature, Text: "the server does not prove itself by its certificate's key", Err: err}).
			WithHint("another server may stand in its place")
	}
	return nil
}

// opening is the request that opens the session.
func (s *SyncSession) opening(nonce, message string) (request, error) {
	signature, err := s.own.Sign(message)
	if err != nil {
		return request{}, err
	}
	instance, err := morango.Describe(s.sync.ClientInstance, s.c.opts.Info)
	if err != nil {
		return request{}, err
	}
	r, err := form(methodPost, "syncsessions/", map[string]string{
		"id": s.sync.ID, "server_certificate_id": s.server.ID, "client_certificate_id": s.own.ID, "profile": s.own.Profile,
		"certificate_chain": s.own.Chain.WithoutKeys().String(), "connection_path": s.c.base.String(), "instance": instance,
		"nonce": nonce, "client_ip": "", "server_ip": "", "signature": signature,
	})
	r.once = true
	return r, err
}

// store keeps the session and the server's key.
func (s *SyncSession) store(ctx context.Context, contact relays.Contact) error {
	return s.c.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		rules, err := trust.RoomRules(tx, contact.Room, s.own.Profile)
		if err != nil {
			return err
		}
		if s.scope, err = rules.ScopeOf(s.server); err != nil {
			return err
		}
		if err := contact.Remember(tx, rules); err != nil {
			return err
		}
		return s.c.engine.SaveSession(tx, s.sync)
	})
}

// Close ends the session on both sides. What is not finished is given up.
func (s *SyncSession) Close(ctx context.Context) error {
	err := s.c.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		return s.c.engine.CloseSession(tx, s.sync.ID)
	})
	if err != nil {
		return err
	}
	return s.c.closeSession(ctx, s.sync.ID)
}

// closeSession ends a session at the server, which may not know it any more.
func (c *Connection) closeSession(ctx context.Context, id string) error {
	_, err := c.ask(ctx, request{method: methodDelete, path: "syncsessions/" + id + "/", most: maxSmall})
	if statusOf(err) == statusNotFound {
		err = nil
	}
	return err
}

// permitted holds what the server makes of a filter against what may be synced:
// a server may add prefixes (Morango's sync/context.py, update), such as those
// of a learner's classes, within its own certificate's scope. Error:
// outside_scope.
func (s *SyncSession) permitted(push bool, asked value.Filter, answer string) (value.Filter, error) {
	if len(answer) > maxFilterBytes {
		return nil, fault.Errorf(fault.Limit, "the server answers a filter of %d bytes", len(answer))
	}
	filter := value.Filter(strings.Fields(answer))
	own := s.scope.Write
	if push {
		own = s.scope.Read
	}
	if len(filter) > trust.MaxFilter || !asked.Within(filter) || !filter.Within(own) ||
		slices.ContainsFunc(filter, func(p string) bool { return !value.IsPrefix(p) }) {
		return nil, fault.Errorf(fault.OutsideScope, "the server answers another filter than was asked for")
	}
	return filter, nil
}

// maxFilterBytes bounds the text of a filter.
const maxFilterBytes = trust.MaxFilter * (value.MaxPrefix + 1)
