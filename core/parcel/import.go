package parcel

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Imported is what [Import] has done.
type Imported struct {
	Records     int64 `json:"records"`     // taken of the file
	Conflicts   int64 `json:"conflicts"`   // merged with changes of this side
	Quarantined int64 `json:"quarantined"` // that could not be applied
}

// maxRenewed is how often an import takes another identity, where this database
// is a copy.
const maxRenewed = 5

// Import merges a file into this database as a pull from the file's writer
// would: by counters, with conflicts and quarantine, and with the
// DatabaseMaxCounters that the writer vouches for. To import a file again
// changes nothing. Parts for rooms that this database is not in, and partitions
// that it may not read, are left out. A file that is refused leaves the database
// as it is.
//
// Errors: bad_request, limit, bad_fsic for what is no such file, or a damaged
// one; bad_signature, bad_certificate, revoked, expired for one whose writer
// does not count by now; outside_scope for what the writer's certificate does not let it write;
// no_certificate if this database is in none of the file's rooms, or may read
// nothing of it.
func Import(ctx context.Context, hub *client.Hub, file io.ReadSeeker) (Imported, error) {
	parts, err := verify(ctx, file)
	if err != nil {
		return Imported{}, err
	}
	for renewed := 0; ; renewed++ {
		m := importer{engine: hub.Engine(), parts: parts}
		err := m.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
			return m.engine.Identity().Apart(tx, func() error { return m.run(ctx, tx, file) })
		})
		if err == nil {
			hub.Side("", &pipeline.Session{}).Received(m.done.Records)
			return m.done, nil
		}
		if !counter.IsCopied(err) || renewed == maxRenewed {
			return Imported{}, err
		}
		if err := m.engine.RenewMet(ctx, m.room, err); err != nil && !counter.IsCopied(err) {
			return Imported{}, err
		}
	}
}

// importer is one run of Import.
type importer struct {
	engine *pipeline.Engine
	parts  []part
	room   string // of the part at hand
	taken  int    // parts that are for this database
	done   Imported
}

// run takes the parts in, in one transaction.
func (m *importer) run(ctx context.Context, tx sqldb.Tx, file io.ReadSeeker) error {
	r, err := newReader(file)
	if err != nil {
		return err
	}
	for _, p := range m.parts {
		if _, err := r.expect(kindBegin); err != nil {
			return err
		}
		m.room = p.Room
		if err := m.take(ctx, tx, p, r); err != nil {
			return err
		}
	}
	if m.taken == 0 {
		return fault.Errorf(fault.NoCertificate, "nothing in the file is for this database").
			WithHint("it is of another dataset, or of partitions that may not be read here")
	}
	return nil
}

// take takes in what of a part is for this database, and reads it to its end.
func (m *importer) take(ctx context.Context, tx sqldb.Tx, p part, r *reader) error {
	filter, certificate, err := m.judge(tx, p)
	if err != nil {
		return err
	}
	if len(filter) == 0 {
		return skip(r, p)
	}
	m.taken++
	f := narrow(p.sender, filter)
	own, err := counter.ReadFSIC(tx, filter, counter.Receiver)
	if err != nil {
		return err
	}
	due := counter.Diff(f.Expand(filter), own.Expand(filter))
	if len(due) == 0 {
		return skip(r, p)
	}
	s := sieve{within: p.Filter.Set(), filter: filter.Set(), due: newDue(due)}
	if err := counter.Meet(tx, f); err != nil {
		return err
	}
	t := pipeline.Transfer{Room: p.Room, Profile: p.Profile, Filter: filter, ClientFSIC: sqldb.ToJSON(own), ServerFSIC: sqldb.ToJSON(f)}
	if t, err = m.receive(ctx, tx, t, p, r, s, certificate); err != nil || t.ID == "" {
		return err
	}
	if t, err = m.engine.Finish(tx, t); err != nil {
		return err
	}
	m.done.Records += t.RecordsTotal
	m.done.Conflicts += t.Conflicts
	m.done.Quarantined += t.Quarantined
	return m.engine.CloseSession(tx, t.SyncSession)
}

// judge verifies by the room's newest rules that a part's writer may vouch for
// it, and returns what of it this database may read, with one of its own
// certificates. The filter is empty if this database is not in the room.
func (m *importer) judge(tx sqldb.Tx, p part) (filter value.Filter, certificate string, err error) {
	own, err := trust.UsableCertificates(tx, p.Room)
	if fault.CodeOf(err) == fault.NoCertificate || err == nil && len(own) == 0 {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	root := own[0].Chain.Root()
	if p.Bundle != nil {
		if _, err := trust.ReceiveRules(tx, root, p.Bundle.Text, p.Bundle.Signature); err != nil {
			return nil, "", err
		}
		if own, err = trust.UsableCertificates(tx, p.Room); err != nil || len(own) == 0 {
			return nil, "", err
		}
	}
	rules, err := trust.RoomRules(tx, p.Room, root.Profile)
	if err != nil {
		return nil, "", err
	}
	leaf, err := trust.CheckSignedChain(p.chain, rules)
	if err != nil {
		return nil, "", err
	}
	scope, err := rules.ScopeOf(leaf)
	if err == nil && !p.Filter.Within(scope.Write) {
		err = fault.Errorf(fault.OutsideScope, "the file's certificate does not let its writer write all that is in it")
	}
	return both(p.Filter, trust.Combined(own).Read), own[0].ID, err
}

// both is what lies under both of two filters.
func both(a, b value.Filter) (out value.Filter) {
	for _, p := range a {
		for _, q := range b {
			switch {
			case strings.HasPrefix(p, q):
				out = append(out, p)
			case strings.HasPrefix(q, p):
				out = append(out, q)
			}
		}
	}
	return out.Reduced()
}

// narrow is what an FSIC says of a narrower filter.
func narrow(f counter.FSIC, filter value.Filter) counter.FSIC {
	out := counter.FSIC{Super: map[string]counter.Counters{}, Sub: map[string]counter.Counters{}}
	under := filter.Set()
	for _, m := range []map[string]counter.Counters{f.Super, f.Sub} {
		for partition, counters := range m {
			above := func(prefix string) bool { return strings.HasPrefix(prefix, partition) }
			switch {
			case under.Contains(partition):
				out.Sub[partition] = counters
			case slices.ContainsFunc(filter, above):
				out.Super[partition] = counters
			}
		}
	}
	return out
}

// start stores a transfer, and a session for it, which no sync resumes: it has
// no relay.
func (m *importer) start(
	tx sqldb.Tx, t pipeline.Transfer, writer, certificate string,
) (_ pipeline.Transfer, err error) {
	identity := m.engine.Identity()
	s := &pipeline.Session{
		ClientCertificate: certificate, ServerCertificate: writer, ClientInstance: identity.ID(), Profile: t.Profile,
	}
	if s.ID, err = identity.NewID(); err != nil {
		return t, err
	}
	if err := m.engine.SaveSession(tx, s); err != nil {
		return t, err
	}
	client, server := t.ClientFSIC, t.ServerFSIC
	t.SyncSession = s.ID
	if t.ID, err = identity.NewID(); err != nil {
		return t, err
	}
	t, err = m.engine.Start(tx, t)
	t.ClientFSIC, t.ServerFSIC, t.RecordsTotal = client, server, 0
	return t, err
}

// receive buffers what of a part is due. The transfer begins with the first
// record: without any it has no ID.
func (m *importer) receive(
	ctx context.Context, tx sqldb.Tx, t pipeline.Transfer, p part, r *reader, s sieve, certificate string,
) (pipeline.Transfer, error) {
	err := chunks(r, p, func(records []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		kept, n, err := s.sift(records)
		if err != nil || n == 0 {
			return err
		}
		if t.ID == "" {
			if t, err = m.start(tx, t, p.chain.Leaf().ID, certificate); err != nil {
				return err
			}
		}
		t.RecordsTotal += n
		t.BytesReceived += int64(len(records))
		t, err = m.engine.WriteChunk(tx, t, pipeline.Chunk{Offset: t.RecordsTransferred, Count: n, Records: kept})
		return err
	})
	return t, err
}

// chunks gives the chunks of a part to fn, and makes sure that the part is the
// one that was verified: the file may have changed since.
func chunks(r *reader, p part, fn func(records []byte) error) error {
	for {
		k, payload, err := r.within()
		if err != nil {
			return err
		}
		switch k {
		case kindChunk:
			if err := fn(payload); err != nil {
				return err
			}
		case kindEnd:
			if digest(r.sum) == p.digest {
				return nil
			}
			fallthrough
		default:
			return damaged("it has changed while it was read")
		}
	}
}

// skip reads a part to its end.
func skip(r *reader, p part) error { return chunks(r, p, func([]byte) error { return nil }) }

// sieve tells which records of a part are to be taken.
type sieve struct {
	within value.PrefixSet // what the writer vouches for
	filter value.PrefixSet // what this database takes
	due    due
}

// due is [counter.Diff], for lookups: by instance and partition prefix, the
// counter above which records are due.
type due map[string]map[string]int64

func newDue(list []counter.Entry) due {
	d := due{}
	for _, e := range list {
		partition, instance, above := e[0].(string), e[1].(string), e[2].(int64)
		if d[instance] == nil {
			d[instance] = map[string]int64{}
		}
		d[instance][partition] = above
	}
	return d
}

// includes reports whether a version is due.
func (d due) includes(partition, instance string, version int64) bool {
	prefixes := d[instance]
	if len(prefixes) == 0 {
		return false
	}
	for i := range len(partition) + 1 {
		if above, there := prefixes[partition[:i]]; there && version > above {
			return true
		}
	}
	return false
}

// sift returns the records of a chunk that are due, as a JSON array, and how
// many there are. Records that sift cannot read go on, and end in quarantine as
// those of a pull do: SQLite checks all of them. Error: outside_scope.
func (s sieve) sift(records []byte) (kept string, n int64, err error) {
	list, err := value.ScanArray(records, pipeline.MaxChunkRecords)
	if err != nil {
		return "", 0, err
	}
	out := list[:0]
	for _, record := range list {
		take, err := s.takes(record)
		if err != nil {
			return "", 0, err
		}
		if take {
			out = append(out, record)
		}
	}
	return "[" + string(bytes.Join(out, []byte(","))) + "]", int64(len(out)), nil
}

// recordFields is the number of values in a record (PROTOCOL.md §6).
const recordFields = 12

func (s sieve) takes(record []byte) (bool, error) {
	fields, err := value.ScanArray(record, recordFields)
	if err != nil || len(fields) < recordFields {
		return true, nil
	}
	partition, err := value.ScanText(fields[3])
	if err != nil {
		return true, nil
	}
	if !s.within.Contains(partition) {
		return false, fault.Errorf(fault.OutsideScope, "the file holds a record of partition %.80q, for which nothing vouches",
			partition)
	}
	if !s.filter.Contains(partition) {
		return false, nil
	}
	instance, err := value.ScanText(fields[5])
	version, failure := strconv.ParseInt(string(fields[6]), 10, 64)
	return err != nil || failure != nil || s.due.includes(partition, instance, version), nil
}
