package core_test

import "github.com/amora-sync/amora/core"

// eachStage moves all records under the filter from one device to another,
// in one chunk, each step by run.
func eachStage(id string, sender, receiver *device, filter core.Filter, run func(d *device, stage string, fn func(core.Tx) error)) {
	out := &core.TransferSession{ID: id, SyncSession: id, Push: true, Filter: filter}
	in := &core.TransferSession{ID: id, SyncSession: id, Push: true, Server: true, Filter: filter}
	run(sender, "initialize", func(tx core.Tx) error { return sender.Engine().StartTransfer(tx, out) })
	run(receiver, "initialize", func(tx core.Tx) error { return receiver.Engine().StartTransfer(tx, in) })
	run(sender, "serialize", func(tx core.Tx) error { _, err := sender.Engine().Serialize(tx, filter); return err })
	var client, server string
	run(sender, "fsic", func(tx core.Tx) (err error) { client, err = sender.Engine().FSIC(tx, filter, 2, true); return err })
	run(receiver, "fsic", func(tx core.Tx) (err error) { server, err = receiver.Engine().FSIC(tx, filter, 2, false); return err })
	out.ClientFSIC, out.ServerFSIC, in.ClientFSIC, in.ServerFSIC = client, server, client, server
	run(sender, "queue", func(tx core.Tx) error { return sender.Engine().Queue(tx, out) })
	in.RecordsTotal = out.RecordsTotal
	var chunk core.Chunk
	run(sender, "chunk out", func(tx core.Tx) (err error) { chunk, err = sender.Engine().ReadChunk(tx, out, 0, 10_000); return err })
	run(receiver, "chunk in", func(tx core.Tx) error { return receiver.Engine().WriteChunk(tx, in, chunk) })
	run(receiver, "dequeue", func(tx core.Tx) error { return receiver.Engine().Dequeue(tx, in) })
	run(receiver, "deserialize", func(tx core.Tx) error { _, err := receiver.Engine().Deserialize(tx, filter); return err })
	run(sender, "cleanup", func(tx core.Tx) error { return sender.Engine().Cleanup(tx, out) })
}
