package core

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"maps"
	"slices"
)

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
	no     map[string]Code // what the relay said of those that it refused
}

// proveFurther proves more of the own certificates on an authenticated
// connection. It returns the certificates that the relay does not take, with
// the codes that it gave.
func (h *Hub) proveFurther(ctx context.Context, l *link, s *SyncSession, room string, certificates []string) (map[string]Code, error) {
	f := &further{hub: h, link: l, room: room, digest: s.handshake, ids: slices.Sorted(slices.Values(certificates)), sent: map[string]bool{}, no: map[string]Code{}}
	var err error
	if f.key, err = deviceKey(ctx, h.engine.db, h.engine.identity.rand); err != nil {
		return nil, err
	}
	f.device = encodeDevice(f.key)
	reply, err := f.prove(ctx, nil, nil)
	for left := len(f.ids) + 1; err == nil && len(reply.Missing) > 0; {
		if len(reply.Missing) >= left {
			return nil, Errorf(CodeBadRequest, "the relay asks for %d certificates again", len(reply.Missing))
		}
		left = len(reply.Missing)
		reply, err = f.endorse(ctx, reply.Missing[:min(left, MaxEndorsements)])
	}
	return f.no, err
}

// prove sends the proof of all certificates, with what the relay lacks.
func (f *further) prove(ctx context.Context, chains Chain, endorsements map[string]string) (reply provedHeader, err error) {
	signature := ed25519.Sign(f.key, []byte(together(f.digest, f.device, f.ids)))
	err = f.link.send(ctx, KindProve, proveHeader{
		Device: f.device, Certificates: f.ids, Signature: base64.StdEncoding.EncodeToString(signature),
		Chains: chains, Endorsements: endorsements,
	}, "")
	if err != nil {
		return reply, err
	}
	m, err := f.link.expect(ctx, KindProved)
	if err == nil {
		err = m.read(&reply)
	}
	maps.Copy(f.no, reply.Refused)
	f.ids = slices.DeleteFunc(f.ids, func(id string) bool { return f.no[id] != "" })
	return reply, err
}

// endorse has these certificates endorse the device, and proves all again.
func (f *further) endorse(ctx context.Context, ids []string) (provedHeader, error) {
	var own credentials
	err := f.hub.engine.db.View(ctx, func(tx Tx) (err error) {
		own, err = roomCredentials(tx, f.room)
		return err
	})
	if err != nil {
		return provedHeader{}, err
	}
	var chains Chain
	endorsements := map[string]string{}
	for _, id := range ids {
		if !slices.Contains(f.ids, id) {
			return provedHeader{}, Errorf(CodeBadRequest, "the relay asks for certificate %.40q", id)
		}
		c, err := own.find(id)
		if err != nil {
			return provedHeader{}, err
		}
		if endorsements[id], err = c.Sign(endorsement(f.room, id, f.device)); err != nil {
			return provedHeader{}, err
		}
		for _, link := range c.chain[1:] { // the relay has the root
			if !f.sent[link.ID] {
				f.sent[link.ID], chains = true, append(chains, link)
			}
		}
	}
	return f.prove(ctx, chains, endorsements)
}
