package coretest

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"github.com/amora-sync/amora/core/devicekey"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Proof is an honest proof of certificates on the peer's connection, with what
// the relay may lack of those that with names. key is the device's, nil for
// the instance's own.
func (p *RawPeer) Proof(ctx context.Context, key ed25519.PrivateKey, ids, with []string) (map[string]any, error) {
	var own trust.Credentials
	err := p.in.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		own, err = trust.RoomCredentials(tx, p.Room)
		return err
	})
	if err == nil && key == nil {
		key, err = devicekey.Read(ctx, p.in.DB(), p.in.Engine().Identity().Rand())
	}
	if err != nil {
		return nil, err
	}
	device := devicekey.Encode(key)
	var chains trust.Chain
	endorsements := map[string]string{}
	for _, id := range with {
		c, err := own.Find(id)
		if err == nil {
			endorsements[id], err = c.Sign(wire.Endorsement(p.Room, id, device))
		}
		if err != nil {
			return nil, err
		}
		chains = append(chains, c.Chain[1:]...)
	}
	signature := ed25519.Sign(key, []byte(wire.Together(p.digest, device, ids)))
	return map[string]any{
		"device": device, "certificates": ids, "signature": base64.StdEncoding.EncodeToString(signature),
		"chains": chains, "endorsements": endorsements,
	}, nil
}

// Endorse is a certificate's endorsement of another device, by its own key.
func (p *RawPeer) Endorse(c *trust.Certificate, device string) (string, error) {
	return c.Sign(wire.Endorsement(p.Room, c.ID, device))
}
