package morangohttp

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
)

// The bounds of the records of one request, in bytes.
const (
	// defaultLimit is how many records a pull's answer has if its peer does not
	// say.
	defaultLimit = pipeline.MaxChunkRecords
)

// readBuffers answers GET buffers/?transfer_session_id=…&limit=…&offset=…: the
// next records of a pull. An answer is as long as a chunk may be, and so may
// have fewer records than its limit; a peer counts what it got.
func (c *call) readBuffers() (reply, error) {
	query := c.r.URL.Query()
	p := page{call: c, query: query, transfer: query.Get("transfer_session_id"), bare: !query.Has("limit")}
	p.limit, p.offset = number(query.Get("limit"), defaultLimit), number(query.Get("offset"), 0)
	err := c.at(p.transfer, func(engine *pipeline.Engine, room *server.Room) error {
		return engine.DB().View(c.ctx, func(tx sqldb.Tx) error { return p.read(tx, engine, room) })
	})
	if isNotFound(err) {
		return errNoAccess, nil
	}
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, text: p.text()}, nil
}

// number reads a query's number. As in Django, one that cannot be read is not
// there.
func number(text string, otherwise int64) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 {
		return otherwise
	}
	return n
}

// page is a part of a pull's records.
type page struct {
	*call
	query         url.Values
	transfer      string
	bare          bool // without the fields around it
	limit, offset int64

	count   int64 // of the transfer's records
	got     int64 // of those, on this page
	records string
}

func (p *page) read(tx sqldb.Tx, engine *pipeline.Engine, room *server.Room) error {
	s, g, err := p.call.transfer(tx, engine, room, p.transfer)
	if err != nil || s.Push {
		return errors.Join(err, errNotFound)
	}
	p.count, p.records = max(s.RecordsTotal, 0), "[]"
	if p.limit == 0 {
		p.limit = defaultLimit
	}
	chunk, err := engine.ReadChunk(tx, s, p.offset, int(min(p.limit, pipeline.MaxChunkRecords)))
	if err != nil || chunk.Count == 0 {
		return err
	}
	p.got = chunk.Count
	if p.bare && p.offset+p.got < p.count || p.call.r.Method == http.MethodHead { // the peer gets no records
		g.Spent(int64(len(chunk.Records)))
	} else if err := g.Reads(s.ID, p.offset, chunk.Count, int64(len(chunk.Records))); err != nil {
		return later(err)
	}
	if p.bare && p.offset+p.got < p.count {
		return detail(http.StatusBadRequest, "There are too many records for one answer: give a limit.")
	}
	p.records = morango.GiveRecords(chunk.Records, s.ID, s.Profile)
	return nil
}

// text is the answer, as Django REST Framework's LimitOffsetPagination writes
// it.
func (p *page) text() string {
	if p.bare {
		return p.records
	}
	next, previous := "null", "null"
	if p.got > 0 && p.offset+p.got < p.count {
		next = p.link(p.offset + p.got)
	}
	if p.offset > 0 {
		previous = p.link(p.offset - p.limit)
	}
	return `{"count":` + strconv.FormatInt(p.count, 10) + `,"next":` + next + `,"previous":` + previous +
		`,"results":` + p.records + "}"
}

// link is the address of the page at an offset, as JSON.
func (p *page) link(offset int64) string {
	p.query.Set("offset", strconv.FormatInt(offset, 10))
	if offset <= 0 {
		p.query.Del("offset")
	}
	text, _ := json.Marshal(p.pageURL(p.query)) // text always can be
	return strings.ReplaceAll(string(text), `\u0026`, "&")
}

// takeBuffers answers POST buffers/: records of a push. All of a request are
// taken, or none, and then the transfer is errored. A record that came before
// takes the place of that one, so that a request may be repeated.
func (c *call) takeBuffers() (reply, error) {
	packed := c.mediaType() == morango.TypeGzip
	if !packed && c.mediaType() != morango.TypeJSON {
		return reply{}, c.unsupported()
	}
	body, err := c.read(MaxBody)
	if err != nil {
		return reply{}, err
	}
	p := push{call: c, body: body, packed: packed}
	if c.id, err = p.transferNamed(); err != nil {
		return reply{}, err
	}
	err = c.at(c.id, p.take)
	if isNotFound(err) {
		err = say(http.StatusBadRequest, "Specified TransferSession does not exist or is no longer active.")
	}
	return reply{status: http.StatusCreated}, err
}

// push is a request that brings records.
type push struct {
	*call
	body   []byte
	packed bool // by gzip
}

// text is the body's, from the start.
func (p *push) text() (io.Reader, error) {
	in := bytes.NewReader(p.body)
	if !p.packed {
		return in, nil
	}
	unpacked, err := gzip.NewReader(in)
	if err != nil {
		return nil, badGzip
	}
	return unpacked, nil
}

// open reads the records from the start.
func (p *push) open() (*recordReader, error) {
	in, err := p.text()
	if err != nil {
		return nil, err
	}
	return newRecordReader(in)
}

var badGzip = detail(http.StatusBadRequest, "The body is not gzip of JSON.")

// transferNamed is the transfer that the first record names. That is read again,
// with what every other one says, as SQLite reads it.
func (p *push) transferNamed() (string, error) {
	in, err := p.text()
	if err != nil {
		return "", err
	}
	id, err := glimpse(in)
	if err == nil && id == "" {
		err = errRecord("no record with a transfer_session")
	}
	return id, err
}

// errRecord is the answer to records that cannot be taken.
func errRecord(why string) reply {
	return reply{status: http.StatusBadRequest, body: []string{why}}
}

// take stores the records.
func (p *push) take(engine *pipeline.Engine, room *server.Room) error {
	g, _, err := p.peerOf(engine, room)
	if err != nil {
		return err
	}
	if err := g.MayTakeIn(p.id, int64(len(p.body))); err != nil {
		return later(err)
	}
	err = g.Update(func(tx sqldb.Tx) error {
		t, err := engine.Transfer(tx, p.id)
		if err != nil {
			return err
		}
		return p.store(tx, g, t)
	})
	if errors.Is(err, errSurplus) {
		return errRecord("more records than were announced")
	}
	code := fault.CodeOf(err)
	if _, answered := errors.AsType[reply](err); err == nil || answered || code.OwnFault() || code == fault.Limit {
		return err
	}
	if _, err := p.fail(g, p.id, &pipeline.StageError{Stage: pipeline.StageTransferring, Session: p.id, Err: err}); err != nil {
		return err
	}
	return errRecord(err.Error())
}

// errSurplus: a push brings more records than it has.
var errSurplus = errors.New("surplus")

// store runs the stages before, and writes the records batch by batch.
func (p *push) store(tx sqldb.Tx, g *guest, t pipeline.Transfer) error {
	switch {
	case !t.Push:
		return say(http.StatusForbidden, "Specified TransferSession does not allow pushes.")
	case t.Status == pipeline.StatusErrored:
		return detail(http.StatusBadRequest, "The transfer has failed before.")
	}
	r := &run{call: p.call, guest: g, t: t, fields: form{}}
	if err := r.proceed(tx, pipeline.StageQueuing); err != nil {
		return err
	}
	if t = r.t; t.Stage != pipeline.StageQueuing && t.Stage != pipeline.StageTransferring {
		return errSurplus
	}
	if t.RecordsTotal < 0 {
		return fault.Errorf(fault.BadRequest, "records_total was not announced")
	}
	t.BytesReceived += int64(len(p.body))
	records, err := p.open()
	for err == nil {
		var batch string
		if batch, err = records.batch(); err == nil {
			t, err = writeBatch(tx, g.engine, t, batch)
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// writeBatch takes in records, a JSON array.
func writeBatch(tx sqldb.Tx, engine *pipeline.Engine, t pipeline.Transfer, batch string) (pipeline.Transfer, error) {
	taken, err := morango.TakeRecords(batch, t.ID)
	if err != nil {
		return t, err
	}
	if t, err = engine.Unwrite(tx, t, taken.IDs); err != nil {
		return t, err
	}
	if t.RecordsTransferred+taken.Count > t.RecordsTotal {
		return t, errSurplus
	}
	return engine.WriteChunk(tx, t, taken.At(t.RecordsTransferred))
}
