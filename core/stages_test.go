package core_test

import (
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// eachStage moves all records under the filter from one device to another,
// in one chunk, each step by run.
func eachStage(id string, sender, receiver *device, filter value.Filter, run func(d *device, stage string, fn func(sqldb.Tx) error)) {
	out := pipeline.Transfer{ID: id, SyncSession: id, Push: true, Filter: filter}
	in := pipeline.Transfer{ID: id, SyncSession: id, Push: true, Server: true, Filter: filter}
	advance := func(d *device, name string, t *pipeline.Transfer, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) {
		run(d, name, func(tx sqldb.Tx) (err error) {
			*t, err = stage(tx, *t)
			return err
		})
	}
	advance(sender, "initialize", &out, sender.Engine().Start)
	advance(receiver, "initialize", &in, receiver.Engine().Start)
	run(sender, "serialize", func(tx sqldb.Tx) error { _, err := sender.Engine().Serialize(tx, filter); return err })
	var client, server string
	run(sender, "fsic", func(tx sqldb.Tx) (err error) { client, err = sender.Engine().FSIC(tx, filter, 2, true); return err })
	run(receiver, "fsic", func(tx sqldb.Tx) (err error) { server, err = receiver.Engine().FSIC(tx, filter, 2, false); return err })
	out.ClientFSIC, out.ServerFSIC, in.ClientFSIC, in.ServerFSIC = client, server, client, server
	advance(sender, "queue", &out, sender.Engine().Queue)
	in.RecordsTotal = out.RecordsTotal
	var chunk pipeline.Chunk
	run(sender, "chunk out", func(tx sqldb.Tx) (err error) { chunk, err = sender.Engine().ReadChunk(tx, out, 0, 10_000); return err })
	advance(receiver, "chunk in", &in, func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
		return receiver.Engine().WriteChunk(tx, in, chunk)
	})
	advance(receiver, "dequeue", &in, receiver.Engine().Dequeue)
	run(receiver, "deserialize", func(tx sqldb.Tx) error { _, err := receiver.Engine().Deserialize(tx, filter); return err })
	advance(sender, "cleanup", &out, sender.Engine().Cleanup)
}
