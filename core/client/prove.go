package client

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/devicekey"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/notes"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// exchangeNotes tells the relay which certificates admins have issued, and
// learns of others.
func (s *session) exchangeNotes(ctx context.Context) error {
	return notes.Exchange(ctx, s.hub.engine.DB(), notes.Peer{
		Room: s.room, Relay: s.sync.Relay, Certificate: s.sync.ClientCertificate, Newest: s.sync.Notes,
		Now: s.hub.engine.Identity().Now(),
		Ask: func(ctx context.Context, m notes.Message) (reply notes.Reply, err error) {
			err = s.link.ask(ctx, wire.KindNotes, m, wire.KindNoted, &reply)
			return reply, err
		},
	})
}

// further proves certificates beside the one of the handshake.
type further struct {
	hub    *Hub
	link   *link
	room   string
	digest string // of the handshake
	key    ed25519.PrivateKey
	device string
	ids    []string // of the certificates, sorted
	sent   map[string]bool
	no     map[string]fault.Code // what the relay said of those that it refused
}

// proveFurther proves more of the own certificates on an authenticated
// connection. It returns the certificates that the relay does not take, with
// the codes that it gave.
func (h *Hub) proveFurther(
	ctx context.Context, l *link, s *pipeline.Session, room string, certificates []string,
) (map[string]fault.Code, error) {
	f := &further{
		hub: h, link: l, room: room, digest: s.Handshake, ids: slices.Sorted(slices.Values(certificates)),
		sent: map[string]bool{}, no: map[string]fault.Code{},
	}
	var err error
	if f.key, err = devicekey.Read(ctx, h.engine.DB(), h.engine.Identity().Rand()); err != nil {
		return nil, err
	}
	f.device = devicekey.Encode(f.key)
	reply, err := f.prove(ctx, nil, nil)
	for left := len(f.ids) + 1; err == nil && len(reply.Missing) > 0; {
		if len(reply.Missing) >= left {
			return nil, fault.Errorf(fault.BadRequest, "the relay asks for %d certificates again", len(reply.Missing))
		}
		left = len(reply.Missing)
		reply, err = f.endorse(ctx, reply.Missing[:min(left, wire.MaxEndorsements)])
	}
	return f.no, err
}

// prove sends the proof of all certificates, with what the relay lacks.
func (f *further) prove(
	ctx context.Context, chains trust.Chain, endorsements map[string]string,
) (reply wire.Proved, err error) {
	signature := ed25519.Sign(f.key, []byte(wire.Together(f.digest, f.device, f.ids)))
	err = f.link.ask(ctx, wire.KindProve, wire.Prove{
		Device: f.device, Certificates: f.ids, Signature: base64.StdEncoding.EncodeToString(signature),
		Chains: chains, Endorsements: endorsements,
	}, wire.KindProved, &reply)
	maps.Copy(f.no, reply.Refused)
	f.ids = slices.DeleteFunc(f.ids, func(id string) bool { return f.no[id] != "" })
	return reply, err
}

// endorse has these certificates endorse the device, and proves all again.
func (f *further) endorse(ctx context.Context, ids []string) (wire.Proved, error) {
	var own trust.Credentials
	err := f.hub.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		own, err = trust.RoomCredentials(tx, f.room)
		return err
	})
	if err != nil {
		return wire.Proved{}, err
	}
	var chains trust.Chain
	endorsements := map[string]string{}
	for _, id := range ids {
		if !slices.Contains(f.ids, id) {
			return wire.Proved{}, fault.Errorf(fault.BadRequest, "the relay asks for certificate %.40q", id)
		}
		c, err := own.Find(id)
		if err != nil {
			return wire.Proved{}, err
		}
		if endorsements[id], err = c.Sign(wire.Endorsement(f.room, id, f.device)); err != nil {
			return wire.Proved{}, err
		}
		for _, link := range c.Chain[1:] { // the relay has the root
			if !f.sent[link.ID] {
				f.sent[link.ID], chains = true, append(chains, link)
			}
		}
	}
	return f.prove(ctx, chains, endorsements)
}
