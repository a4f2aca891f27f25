package coretest_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// serialize saves what is dirty: D serialize.
func (s *script) serialize(c scriptCommand) (string, error) {
	return "", c.device.Instance.DB().Update(s.t.Context(), func(tx sqldb.Tx) error {
		_, err := c.device.Instance.Engine().Serialize(tx, value.Filter{s.dataset})
		return err
	})
}

// filter reads filter=shared or filter=user:NAME; without it everything is
// moved.
func (s *script) filter(c scriptCommand) value.Filter {
	text := c.take("filter", "")
	kind, user, is := strings.Cut(text, ":")
	switch {
	case text == "":
		return value.Filter{s.dataset}
	case is:
		return value.Filter{s.dataset + ":" + kind + ":" + scriptUser(user)}
	}
	return value.Filter{s.dataset + ":" + text}
}

// transfers makes both sides' transfer of a push.
func (s *script) transfers(filter value.Filter) (out, in pipeline.Transfer) {
	s.moved++
	id := value.SHA2UUID("transfer", strconv.Itoa(s.moved))
	return pipeline.Transfer{ID: id, SyncSession: id, Push: true, Filter: filter},
		pipeline.Transfer{ID: id, SyncSession: id, Push: true, Server: true, Filter: filter}
}

// push moves what one device has and the other one lacks, without a relay:
// D push TO [filter=…] [all] [report]. "all" sends as if the other one had
// nothing.
func (s *script) push(c scriptCommand) (string, error) {
	if len(c.words) != 1 || s.devices[c.words[0]] == nil {
		s.fail(c, "does not name a device to push to")
	}
	to := s.devices[c.words[0]]
	out, in := s.transfers(s.filter(c))
	receiver := to.Instance.Engine()
	err := receiver.Advance(s.t.Context(), &in, func(tx sqldb.Tx, in pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if in, err = receiver.Start(tx, in); err != nil {
			return in, err
		}
		in.ServerFSIC, err = receiver.FSIC(tx, in.Filter, 2, false)
		return in, err
	})
	if err != nil {
		return "", err
	}
	out.ServerFSIC = in.ServerFSIC
	if c.has("all") {
		out.ServerFSIC = `{"super": {}, "sub": {}}`
	}
	out, chunk, err := s.send(c.device, out)
	if err != nil {
		return "", err
	}
	in.ClientFSIC, in.RecordsTotal = out.ClientFSIC, out.RecordsTotal
	return s.take(c, to, in, chunk)
}

// send runs the sender's stages.
func (s *script) send(
	d *coretest.Device, out pipeline.Transfer,
) (sent pipeline.Transfer, chunk pipeline.Chunk, err error) {
	engine, receiver := d.Instance.Engine(), out.ServerFSIC
	err = engine.Advance(s.t.Context(), &out, func(tx sqldb.Tx, out pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if out, err = engine.Start(tx, out); err != nil {
			return out, err
		}
		if _, err := engine.Serialize(tx, out.Filter); err != nil {
			return out, err
		}
		out.ServerFSIC = receiver
		if out.ClientFSIC, err = engine.FSIC(tx, out.Filter, 2, true); err != nil {
			return out, err
		}
		if out, err = engine.Queue(tx, out); err != nil {
			return out, err
		}
		if chunk, err = engine.ReadChunk(tx, out, 0, pipeline.ChunkRecords); err != nil {
			return out, err
		}
		return engine.Cleanup(tx, out)
	})
	return out, chunk, err
}

// take runs the receiver's stages on a transfer that is one chunk, and prints
// what became of it if the command asks for a report.
func (s *script) take(
	c scriptCommand, d *coretest.Device, in pipeline.Transfer, chunk pipeline.Chunk,
) (string, error) {
	var applied pipeline.Applied
	engine := d.Instance.Engine()
	err := engine.Advance(s.t.Context(), &in, func(tx sqldb.Tx, in pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if chunk.Count > 0 {
			if in, err = engine.WriteChunk(tx, in, chunk); err != nil {
				return in, err
			}
		}
		if in, err = engine.Dequeue(tx, in); err != nil {
			return in, err
		}
		if applied, err = engine.Deserialize(tx, in.Filter); err != nil {
			return in, err
		}
		return engine.Cleanup(tx, in)
	})
	if err != nil {
		return "", err
	}
	s.wantNoRest(c, d)
	if !c.has("report") {
		return "", nil
	}
	return fmt.Sprintf("received %d, conflicts %d, quarantined %d\n", in.RecordsTotal,
		in.Conflicts+applied.Conflicts, in.Quarantined+applied.Quarantined), nil
}

// wantNoRest fails if a transfer has left rows in the tables that it works in.
func (s *script) wantNoRest(c scriptCommand, d *coretest.Device) {
	for _, table := range []string{"morango_buffer", "amora_merge", "amora_work", "amora_applying"} {
		if n := d.Rows("SELECT count(*) FROM " + table); n != "0" {
			s.fail(c, n+" rows are left in "+table)
		}
	}
}

// receive takes in a record as a peer may send it: D receive MODEL NAME
// COLUMN=VALUE… [saved=SAVER:N] [knows=SAVER:N,…] [lost=VALUE,…] [deleted] [hard]
// [filter=…] [report]. Values that lost are of the one column given. What the peer says to have is what the record knows.
func (s *script) receive(c scriptCommand) (string, error) {
	_, in := s.transfers(s.filter(c))
	instance, n := s.savedBy(c, c.take("saved", "a:1"))
	known := map[string]int{}
	for entry := range strings.FieldsFuncSeq(c.take("knows", ""), func(r rune) bool { return r == ',' }) {
		id, n := s.savedBy(c, entry)
		known[id] = n
	}
	chunk, err := json.Marshal([]any{s.wireRecord(c, instance, n, known)})
	if err != nil {
		return "", err
	}
	known[instance] = n
	fsic, err := json.Marshal(map[string]any{"super": map[string]any{}, "sub": map[string]any{in.Filter[0]: known}})
	if err != nil {
		return "", err
	}
	engine := c.device.Instance.Engine()
	if err := engine.Advance(s.t.Context(), &in, engine.Start); err != nil {
		return "", err
	}
	in.ClientFSIC, in.ServerFSIC, in.RecordsTotal = string(fsic), string(fsic), 1
	return s.take(c, c.device, in, pipeline.Chunk{Count: 1, Records: string(chunk)})
}

// wireRecord is a record in the form of a chunk's (PROTOCOL.md §6).
func (s *script) wireRecord(c scriptCommand, instance string, n int, known map[string]int) []any {
	m, name, id := s.record(c)
	_, partition := s.identity(m, name)
	lost := strings.FieldsFunc(c.take("lost", ""), func(r rune) bool { return r == ',' })
	row := s.complete(m, name, s.values(c.device, m, c.options))
	row["id"], row["_morango_source_id"], row["_morango_partition"] = id, name, partition
	self := ""
	if column := m.SelfReference(); column != "" {
		self, _ = row[column].(string)
	}
	serialized, err := json.Marshal(row)
	if err != nil {
		s.fail(c, err)
	}
	if c.has("hard") {
		serialized = []byte("{}")
	}
	return []any{id, name, m.Name, partition, self, instance, n,
		bit(c.has("deleted") || c.has("hard")), bit(c.has("hard")), known, string(serialized), s.lines(c, row, lost)}
}

// lines are a record's conflicting values: the row with others in the one
// column that the command gives.
func (s *script) lines(c scriptCommand, row map[string]any, lost []string) string {
	var lines strings.Builder
	for _, text := range lost {
		for column := range c.options {
			row[column] = text
		}
		line, err := json.Marshal(row)
		if err != nil {
			s.fail(c, err)
		}
		lines.Write(append(line, '\n'))
	}
	return lines.String()
}

func bit(set bool) int {
	if set {
		return 1
	}
	return 0
}

// savedBy reads SAVER:N.
func (s *script) savedBy(c scriptCommand, text string) (instance string, n int) {
	name, number, _ := strings.Cut(text, ":")
	n, err := strconv.Atoi(number)
	if err != nil {
		s.fail(c, err)
	}
	return s.instance(name), n
}

// sync syncs with the relay: D sync [push] [pull] [report].
func (s *script) sync(c scriptCommand) (string, error) {
	if s.relay == nil {
		s.fail(c, "needs a relay")
	}
	result, err := c.device.Instance.Sync(s.t.Context(), coretest.RelayURL, s.relay.Dial,
		core.SyncOptions{Push: c.has("push"), Pull: c.has("pull")})
	if err != nil || !c.has("report") {
		return "", err
	}
	return fmt.Sprintf("pushed %d, pulled %d\n", result.Pushed, result.Pulled), nil
}
