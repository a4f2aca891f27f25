package core

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/inspection"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Conflict is a record with values that lost in a merge (MORANGO.md §5). Local
// always wins on content; what lost is kept, newest first.
type Conflict struct {
	Model   string            `json:"model"`   // its name
	ID      string            `json:"id"`      // of the record
	Deleted bool              `json:"deleted"` // then it has no app row
	Current json.RawMessage   `json:"current"` // serialized form, by the app's names
	Lost    []json.RawMessage `json:"lost"`    // the same of the others
}

// Conflicts lists the records with conflicting values. Values that were settled
// (see [Instance.Resolve]) and those that say the same as the record, as two
// devices had changed it in the same way, are left out. So are values that would
// move the row to another partition (conflict.Fitting).
func (in *Instance) Conflicts(ctx context.Context) ([]Conflict, error) {
	var rows []struct {
		Conflict
		Lines   string `json:"lines"`
		Settled string `json:"settled"`
	}
	fitting := conflict.FittingOf(in.Schema())
	err := in.view(ctx, &rows, `SELECT json_group_array(json_object('model', model_name, 'id', id,
 'deleted', json(iif(deleted, 'true', 'false')),
 'current', json(serialized), 'lines', `+fitting.Lines+`,
 'settled', ifnull((SELECT settled FROM amora_resolved r WHERE r.id = s.id), '')))
FROM morango_store s INDEXED BY morango_store_conflict WHERE `+fitting.Any)
	list := make([]Conflict, len(rows))
	for i, r := range rows {
		list[i] = r.Conflict
		shown := func(record json.RawMessage) json.RawMessage { return record }
		if s := in.Schema(); s != nil && s.Model(r.Model) != nil {
			shown = s.Model(r.Model).AppNames
			list[i].Model = s.AppName(r.Model)
		}
		list[i].Current = shown(r.Current)
		list[i].Lost = []json.RawMessage{}
		settled := append(strings.Split(r.Settled, "\n"), strings.ReplaceAll(string(r.Current), "\n", " "))
		for line := range strings.SplitSeq(r.Lines, "\n") {
			if json.Valid([]byte(line)) && !slices.Contains(settled, line) {
				list[i].Lost = append(list[i].Lost, shown(json.RawMessage(line)))
			}
		}
	}
	return list, err
}

// Quarantined is a record that was received but could not be applied.
type Quarantined struct {
	Model     string `json:"model"`     // its name, as the peer gave it if the app knows none
	ID        string `json:"id"`        // as the peer gave it
	Partition string `json:"partition"` // as the peer gave it
	// Reason is a quarantine.Reason, then perhaps a colon and the column that it
	// is about, or SQLite's message.
	Reason string          `json:"reason"`
	Record json.RawMessage `json:"record"` // serialized form
	// Retried: it is in the Store and tried again at every sync; otherwise it
	// was refused for good, until a better version comes.
	Retried bool `json:"retried"`
}

// Quarantine lists the records that could not be applied.
func (in *Instance) Quarantine(ctx context.Context) ([]Quarantined, error) {
	list := []Quarantined{}
	err := in.view(ctx, &list, `SELECT json_group_array(json_object('model', model, 'id', id, 'partition', partition,
 'reason', reason,
 'record', iif(json_valid(record), json(record), json_quote(record)), 'retried', json(retried))) FROM (
 SELECT model_name AS model, id, partition, deserialization_error AS reason, serialized AS record, 'true' AS retried
 FROM morango_store INDEXED BY morango_store_error WHERE deserialization_error <> ''
 UNION ALL
 SELECT model_name, model_uuid, partition, reason, serialized, 'false' FROM amora_quarantine)`)
	if s := in.Schema(); s != nil {
		for i := range list {
			list[i].Model = s.AppName(list[i].Model)
		}
	}
	return list, err
}

// InstanceStatus is where an instance stands.
type InstanceStatus struct {
	Instance     string            `json:"instance"`     // id
	Profile      string            `json:"profile"`      // "" for a relay
	Room         string            `json:"room"`         // id of the first dataset's root certificate, "" before createRoot or join
	Certificates []OwnCertificate  `json:"certificates"` // of all datasets, the widest of each first
	Read         value.Filter      `json:"read"`         // partition prefixes that may be read
	Write        value.Filter      `json:"write"`        // and written
	Counter      int64             `json:"counter"`      // of this instance's saves
	Records      int64             `json:"records"`      // in the Store, without deleted ones
	Unsynced     int64             `json:"unsynced"`     // rows changed since they were serialized
	OnlyHere     int64             `json:"onlyHere"`     // records whose present version no relay has
	Rescued      int64             `json:"rescued"`      // records that were put aside (datasets.Rescued)
	Conflicts    int64             `json:"conflicts"`    // records with conflicting values
	Quarantined  int64             `json:"quarantined"`  // records that could not be applied
	LastSync     string            `json:"lastSync"`     // time of the last completed transfer, RFC 3339, "" if never
	Params       map[string]string `json:"params"`       // scope parameters of the first certificate
	Datasets     []DatasetStatus   `json:"datasets"`     // those that are here, in the order in which they came
}

// DatasetStatus is where an instance stands with one dataset.
type DatasetStatus = datasets.Status

// OwnCertificate is a certificate whose key is here.
type OwnCertificate = datasets.Certificate

// Status says where the instance stands.
func (in *Instance) Status(ctx context.Context) (InstanceStatus, error) {
	s := InstanceStatus{Instance: in.engine.Identity().ID(), Profile: in.engine.Profile(), Certificates: []OwnCertificate{}, Read: value.Filter{}, Write: value.Filter{}, Params: map[string]string{},
		Datasets: []DatasetStatus{}}
	err := in.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		err := sqldb.ReadJSON(tx, &s, `SELECT json_object(
 'counter', (SELECT counter FROM morango_instanceidmodel WHERE current = 1),
 'rescued', (SELECT count(*) FROM amora_rescued),
 'records', (SELECT count(*) FROM morango_store WHERE deleted = 0),
 'conflicts', (SELECT count(*) FROM morango_store s WHERE `+conflict.FittingOf(in.Schema()).Any+`),
 'quarantined', (SELECT count(*) FROM morango_store WHERE deserialization_error <> '')
  + (SELECT count(*) FROM amora_quarantine),
 'lastSync', ifnull((SELECT max(last_activity_timestamp) FROM morango_transfersession
  WHERE transfer_stage = 'cleanup' AND transfer_stage_status = 'completed'), ''))`)
		if err != nil {
			return err
		}
		if s.Unsynced, err = in.engine.Unsynced(tx); err != nil {
			return err
		}
		if s.OnlyHere, err = in.hub.OnlyHere(tx); err != nil {
			return err
		}
		held, err := rooms.Held(tx)
		for _, room := range held {
			d, err := datasets.ReadStatus(tx, in.hub, room)
			if err != nil {
				return err
			}
			s.add(d)
		}
		return err
	})
	return s, err
}

// add adds what holds for one dataset to what holds for all.
func (s *InstanceStatus) add(d DatasetStatus) {
	if len(s.Datasets) == 0 {
		s.Room, s.Params = d.Room, d.Params
	}
	s.Datasets = append(s.Datasets, d)
	s.Certificates = append(s.Certificates, d.Certificates...)
	s.Read, s.Write = append(s.Read, d.Read...), append(s.Write, d.Write...)
}

// Inspection is what lies in the engine's tables, for people and tools.
type Inspection struct {
	Status InstanceStatus `json:"status"` // as [Instance.Status] has it
	inspection.Tables
}

// Inspect looks into the engine's tables. No keys are shown.
func (in *Instance) Inspect(ctx context.Context) (out Inspection, err error) {
	if out.Status, err = in.Status(ctx); err != nil {
		return out, err
	}
	err = in.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		out.Tables, err = inspection.Read(tx, in.engine.Profile())
		return err
	})
	return out, err
}

// view reads one JSON cell into v.
func (in *Instance) view(ctx context.Context, v any, sql string) error {
	return in.engine.DB().View(ctx, func(tx sqldb.Tx) error { return sqldb.ReadJSON(tx, v, sql) })
}
