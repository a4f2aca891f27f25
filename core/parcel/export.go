package parcel

import (
	"context"
	"io"
	"slices"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Exported is what [Export] has written.
type Exported struct {
	Records int64 `json:"records"` // in the file
	Bytes   int64 `json:"bytes"`   // of the file
}

// nothing is the FSIC of a side that has nothing.
const nothing = `{"super": {}, "sub": {}}`

// Export writes to a file what this database has of the partitions that it may
// write. It can vouch for no others: records are not signed by their authors
// (PROTOCOL.md §10), and whoever takes a record in believes that its bringer
// could have written it. What the app wrote since the last sync is serialized
// first. The file holds no private keys. Errors: no_certificate, revoked;
// not_writable if this database may write nothing; storage_failed if the file
// cannot be written.
func Export(ctx context.Context, hub *client.Hub, file io.Writer) (Exported, error) {
	x := exporter{hub: hub, engine: hub.Engine()}
	if err := x.prepare(ctx); err != nil {
		return x.done, err
	}
	w, err := newWriter(file)
	if err != nil {
		return x.done, err
	}
	err = x.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		for _, s := range x.shares {
			for filter := range slices.Chunk(s.filter, trust.MaxFilter) {
				if err := x.write(ctx, tx, w, s, filter); err != nil {
					return err
				}
			}
		}
		return nil
	})
	x.done.Bytes = w.bytes
	return x.done, err
}

// exporter is one run of Export.
type exporter struct {
	hub    *client.Hub
	engine *pipeline.Engine
	shares []share
	done   Exported
}

// share is what one certificate vouches for.
type share struct {
	by     trust.Own
	rules  *trust.Rules
	filter value.Filter
}

// prepare chooses the certificates, and serializes what is dirty.
func (x *exporter) prepare(ctx context.Context) error {
	return x.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		held, err := rooms.Held(tx)
		if err == nil && len(held) == 0 {
			err = rooms.ErrNone
		}
		for _, room := range held {
			if err == nil {
				err = x.prepareRoom(tx, room)
			}
		}
		if err == nil && len(x.shares) == 0 {
			err = fault.Errorf(fault.NotWritable, "this database may write nothing, so it cannot vouch for what it has").
				WithHint("export where the data may be written")
		}
		return err
	})
}

// prepareRoom chooses the certificates of one dataset.
func (x *exporter) prepareRoom(tx sqldb.Tx, room string) error {
	own, err := trust.RoomCredentials(tx, room)
	if err != nil {
		return err
	}
	chosen, err := client.Choose(own, client.Options{})
	if err != nil {
		return err
	}
	rules, err := trust.RoomRules(tx, room, own.Usable[0].Profile)
	if err != nil {
		return err
	}
	var all value.Filter
	for _, id := range chosen {
		c, err := own.Find(id)
		if err != nil {
			return err
		}
		s := share{by: c, rules: rules, filter: slices.DeleteFunc(c.Scope.Write.Reduced(), all.Contains)}
		if all = append(all, s.filter...); len(s.filter) > 0 {
			x.shares = append(x.shares, s)
		}
	}
	if n, err := x.engine.Unsynced(tx); err != nil || n == 0 || len(all) == 0 {
		return err
	}
	return x.engine.Identity().Apart(tx, func() error { return x.engine.SerializeDirty(tx, all) })
}

// write writes a part, as a server sends a pull that it makes no copy of.
func (x *exporter) write(ctx context.Context, tx sqldb.Tx, w *writer, s share, filter value.Filter) error {
	t := pipeline.Transfer{Server: true, Profile: s.by.Profile, Filter: filter, ClientFSIC: nothing}
	t, err := x.engine.StartDirect(tx, t)
	if err != nil {
		return err
	}
	b := begin{
		Room: s.by.Chain.Root().ID, Profile: s.by.Profile, Chain: []byte(s.by.Chain.WithoutKeys().String()),
		Bundle: s.rules.Signed(), Filter: filter, FSIC: []byte(t.ServerFSIC),
	}
	if err := w.frame(kindBegin, []byte(sqldb.ToJSON(b))); err != nil {
		return err
	}
	for offset := int64(0); offset < t.RecordsTotal; {
		if err := ctx.Err(); err != nil {
			return err
		}
		c, err := x.engine.ReadChunk(tx, t, offset, pipeline.ChunkRecords)
		if err != nil {
			return err
		}
		if err := w.frame(kindChunk, []byte(c.Records)); err != nil {
			return err
		}
		offset += c.Count
	}
	x.done.Records += t.RecordsTotal
	signature, err := s.by.Sign(b.signed(s.by.ID, t.RecordsTotal, digest(w.sum)))
	if err != nil {
		return err
	}
	return w.frame(kindEnd, []byte(sqldb.ToJSON(end{Records: t.RecordsTotal, Signature: signature})))
}
