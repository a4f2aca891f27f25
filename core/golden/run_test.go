package golden

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// chunkRecords is small, so that a transfer takes several chunks.
const chunkRecords = 2

// replay runs a scenario's operations with our engine and returns what was
// there after each step. It stops at the first error.
//
// Once that is noted, what differs on purpose is aligned with Morango: else
// one difference would bring others, and nothing after it would compare.
func replay(sc *scenario) (outcomes []outcome, err error) {
	peers := map[string]*peer{}
	for name, w := range sc.Peers {
		p, err := openPeer(sc.schema, w)
		if err != nil {
			return nil, fmt.Errorf("peer %s: %w", name, err)
		}
		defer p.db.Close()
		peers[name] = p
	}
	r := &run{peers: peers, sessions: map[string]string{}}
	j := newJudgement(sc)
	for i := range sc.steps {
		o := r.step(&sc.steps[i])
		outcomes = append(outcomes, o)
		if o.err != nil {
			break
		}
		j.advance(i)
		if err := r.align(&sc.steps[i], j.golden); err != nil {
			return nil, fmt.Errorf("align: %w", err)
		}
	}
	return outcomes, nil
}

// align gives the receiver of a dequeue Morango's DatabaseMaxCounters
// (MORANGO.md §13.1 and §13.10) and Morango's losses among the buffers of other
// sessions (MORANGO.md §13.2).
func (r *run) align(st *step, golden map[string]tables) error {
	for i := range st.ops {
		if op := &st.ops[i]; op.Op == "dequeue" {
			if err := r.peers[op.Receiver].align(golden[op.Receiver]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *peer) align(golden tables) error {
	list := []command{{"DELETE FROM morango_databasemaxcounter", nil}}
	for key, r := range golden["dmc"] {
		i := strings.LastIndex(key, "|")
		list = append(list, command{"INSERT INTO morango_databasemaxcounter (partition, instance_id, counter) VALUES (?1, ?2, ?3)",
			[]any{key[:i], key[i+1:], argument(r["counter"])}})
	}
	keys, err := json.Marshal(slices.AppendSeq([]string{}, maps.Keys(golden["buffer"])))
	if err != nil {
		return err
	}
	list = append(list, command{`DELETE FROM morango_buffer WHERE
 (SELECT t.id FROM morango_transfersession t WHERE t.seq = transfer_session_id) || ' ' || model_uuid NOT IN (SELECT value FROM json_each(?1))`,
		[]any{string(keys)}})
	return p.update(func(tx sqldb.Tx) error { return execList(tx, list) })
}

// run is a replay under way.
type run struct {
	peers    map[string]*peer
	sessions map[string]string // transfer session by pair
}

func (r *run) step(st *step) outcome {
	o := outcome{tables: map[string]tables{}, fsic: map[string]any{}}
	for i := range st.ops {
		op := &st.ops[i]
		if op.Op == "initialize" {
			r.sessions[op.pair()] = st.session
		}
		if o.err = r.operate(op, &o); o.err != nil {
			o.err = fmt.Errorf("%s: %w", op.Op, o.err)
			return o
		}
	}
	for name, p := range r.peers {
		if o.tables[name], o.err = p.tables(); o.err != nil {
			return o
		}
	}
	return o
}

func (r *run) operate(op *operation, o *outcome) error {
	switch {
	case op.Op == "set":
		return r.peers[op.Peer].set(op)
	case op.Op == "sql":
		return r.peers[op.Peer].sql(op.SQL)
	case !op.transfer(): // a lone serialize
		p := r.peers[op.Producer]
		return p.update(func(tx sqldb.Tx) error {
			_, err := p.in.Engine().Serialize(tx, op.Filter)
			return err
		})
	}
	producer, receiver := r.peers[op.Producer], r.peers[op.Receiver]
	id := r.sessions[op.pair()]
	switch op.Op {
	case "initialize":
		return both(producer, receiver, func(p *peer, tx sqldb.Tx) error {
			_, err := p.in.Engine().Start(tx, pipeline.Transfer{
				ID: id, Server: op.Push == (p == receiver), Push: op.Push, Filter: op.Filter, FSICVersion: op.FSIC,
			})
			return err
		})
	case "serialize":
		return serialize(producer, receiver, op, id, o)
	case "queue":
		return producer.stage(id, producer.in.Engine().Queue)
	case "transfer":
		return transfer(producer, receiver, id, o)
	case "dequeue":
		return receiver.stage(id, receiver.in.Engine().Dequeue)
	case "deserialize":
		return receiver.update(func(tx sqldb.Tx) error {
			_, err := receiver.in.Engine().Deserialize(tx, op.Filter)
			return err
		})
	case "cleanup":
		if err := producer.stage(id, producer.in.Engine().Cleanup); err != nil {
			return err
		}
		return receiver.stage(id, receiver.in.Engine().Cleanup)
	}
	return fmt.Errorf("no such operation")
}

// both runs fn on two peers, each in a transaction of its own.
func both(a, b *peer, fn func(*peer, sqldb.Tx) error) error {
	for _, p := range []*peer{a, b} {
		if err := p.update(func(tx sqldb.Tx) error { return fn(p, tx) }); err != nil {
			return err
		}
	}
	return nil
}

// stage runs a stage on a session as it is stored, which is all that a
// restart would leave of it.
func (p *peer) stage(id string, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) error {
	return p.update(func(tx sqldb.Tx) error {
		s, err := p.in.Engine().Transfer(tx, id)
		if err == nil {
			_, err = stage(tx, s)
		}
		return err
	})
}

// serialize: the producer serializes, then both say what they have.
func serialize(producer, receiver *peer, op *operation, id string, o *outcome) error {
	text := map[string]string{}
	err := both(producer, receiver, func(p *peer, tx sqldb.Tx) (err error) {
		side := receiverSide(op)
		if p == producer {
			side = senderSide(op)
			if _, err := p.in.Engine().Serialize(tx, op.Filter); err != nil {
				return err
			}
		}
		if text[side], err = p.in.Engine().FSIC(tx, op.Filter, op.FSIC, p == producer); err != nil {
			return err
		}
		o.fsic[side], err = parseJSON(text[side])
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range []*peer{producer, receiver} {
		err := p.stage(id, func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
			s.ClientFSIC, s.ServerFSIC = text["client"], text["server"]
			return p.in.Engine().Save(tx, s)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// transfer carries a session's records over, chunk by chunk.
func transfer(producer, receiver *peer, id string, o *outcome) error {
	var sent, total int64
	err := producer.stage(id, func(_ sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
		total = s.RecordsTotal
		return s, nil
	})
	if err != nil {
		return err
	}
	err = receiver.stage(id, func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
		s.RecordsTotal = total
		return receiver.in.Engine().Save(tx, s)
	})
	for err == nil && sent < total {
		var chunk pipeline.Chunk
		err = producer.stage(id, func(tx sqldb.Tx, s pipeline.Transfer) (_ pipeline.Transfer, err error) {
			chunk, err = producer.in.Engine().ReadChunk(tx, s, sent, chunkRecords)
			return s, err
		})
		if err == nil && chunk.Count == 0 {
			err = fmt.Errorf("no chunk at %d of %d", sent, total)
		}
		if err == nil {
			err = receiver.stage(id, func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
				return receiver.in.Engine().WriteChunk(tx, s, chunk)
			})
		}
		sent += chunk.Count
	}
	o.records = cellValue(sent)
	return err
}
