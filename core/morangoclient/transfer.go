package morangoclient

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Pull fetches what the server has under a filter and this side lacks. A pull
// of the same filter that was cut off is completed first. With FSIC version 1
// each prefix is a transfer (MORANGO.md §13.14). Errors carry a code:
// unavailable where the connection was lost, after which a Pull in another
// session goes on; outside_scope for a filter that the certificates do not
// allow; bad_fsic, bad_record and limit for what a server must not answer.
func (s *SyncSession) Pull(ctx context.Context, filter value.Filter) (client.Result, error) {
	return s.each(ctx, false, filter)
}

// Push sends what this side has under a filter and the server lacks, as Pull
// fetches.
func (s *SyncSession) Push(ctx context.Context, filter value.Filter) (client.Result, error) {
	return s.each(ctx, true, filter)
}

// each runs the transfers of one direction.
func (s *SyncSession) each(ctx context.Context, push bool, filter value.Filter) (result client.Result, err error) {
	sent, received := s.c.sent.Load(), s.c.received.Load()
	defer func() { result.BytesSent, result.BytesReceived = s.c.sent.Load()-sent, s.c.received.Load()-received }()
	if len(filter) == 0 {
		return result, nil
	}
	release, err := s.side.Turn(ctx)
	if err != nil {
		return result, err
	}
	defer release()
	for part := range slices.Chunk(filter, s.prefixes()) {
		if err := s.resume(ctx, push, part, &result); err != nil {
			return result, err
		}
		if err := s.run(ctx, &transfer{SyncSession: s, asked: part, result: &result}, push); err != nil {
			return result, err
		}
	}
	return result, nil
}

// prefixes is how many prefixes of a filter one transfer has at most.
func (s *SyncSession) prefixes() int {
	if s.c.fsicVersion() == 1 {
		return 1
	}
	return trust.MaxFilter
}

// transfer is one push or pull under way.
type transfer struct {
	*SyncSession
	asked   value.Filter
	session string // id of the sync session at the server
	state   pipeline.Transfer
	before  int64         // counter of this side's instance before a push
	there   transferState // as the server said last
	result  *client.Result
}

// transferState is what the server says of a transfer.
type transferState struct {
	ID          string          `json:"id"`
	Filter      string          `json:"filter"`
	Push        bool            `json:"push"`
	Transferred int64           `json:"records_transferred"`
	Total       *int64          `json:"records_total"` // nil while unknown
	ServerFSIC  string          `json:"server_fsic"`
	Stage       pipeline.Stage  `json:"transfer_stage"`
	Status      pipeline.Status `json:"transfer_stage_status"`
}

// done reports whether the server has completed a stage.
func (a transferState) done(stage pipeline.Stage) bool {
	at, want := morango.StageIndex(a.Stage), morango.StageIndex(stage)
	return at > want || at == want && a.Status == pipeline.StatusCompleted
}

// readState decodes what the server says of a transfer.
func readState(body []byte) (a transferState, err error) {
	if err := json.Unmarshal(body, &a); err != nil {
		return a, &fault.Error{Code: fault.BadRequest, Text: "the server's transfer session cannot be read", Err: err}
	}
	if morango.StageIndex(a.Stage) < 0 {
		return a, fault.Errorf(fault.BadRequest, "the server is in stage %.40q", a.Stage)
	}
	return a, nil
}

// path is where the server has the transfer.
func (t *transfer) path() string { return "transfersessions/" + t.state.ID + "/" }

// run completes a transfer, a new one or one that was cut off. One that fails is
// given up, with what both sides have buffered: it would fail again. Only a lost
// connection, or the end of ctx, leaves it to be resumed.
func (s *SyncSession) run(ctx context.Context, t *transfer, push bool) error {
	failure := t.complete(ctx, push)
	if failure == nil {
		t.over()
		return nil
	}
	if code := fault.CodeOf(failure); code == fault.Unavailable || code == fault.Closed || ctx.Err() != nil {
		if t.state.ID != "" {
			s.side.ReleaseClaim(ctx, t.state.ID)
		}
		return failure
	}
	return errors.Join(failure, t.abandon(ctx))
}

// complete runs all stages.
func (t *transfer) complete(ctx context.Context, push bool) error {
	if t.state.ID == "" {
		if err := t.open(ctx, push); err != nil {
			return err
		}
	}
	stop := t.side.KeepClaim(ctx, t.state.ID)
	defer stop()
	if push {
		return t.push(ctx)
	}
	return t.pull(ctx)
}

// over books a transfer that is complete.
func (t *transfer) over() {
	if t.state.Push {
		t.result.Pushed += t.state.RecordsTotal
	} else {
		t.result.Pulled += t.state.RecordsTotal
		t.side.Received(t.state.RecordsTotal)
	}
	t.result.Conflicts += t.state.Conflicts
	t.result.Quarantined += t.state.Quarantined
	t.progress()
}

// abandon gives a transfer up on both sides.
func (t *transfer) abandon(ctx context.Context) error {
	if t.state.ID == "" {
		return nil
	}
	if t.there.ID == t.state.ID {
		if err := t.c.dismiss(ctx, t.there); err != nil {
			t.c.engine.Log().Info("the server keeps a transfer that was given up", "transfer", t.state.ID, "error", err)
		}
	}
	err := t.c.engine.Advance(ctx, &t.state, t.c.engine.Abandon)
	if fault.CodeOf(err) == fault.UnknownSession { // it was not stored, or is over
		err = nil
	}
	return err
}

// open begins a transfer: both sides say what they have under its filter, and a
// push is queued. Nothing is stored here before the server has answered.
func (t *transfer) open(ctx context.Context, push bool) (err error) {
	t.session = t.sync.ID
	t.state = pipeline.Transfer{
		SyncSession: t.sync.ID, Push: push, Profile: t.sync.Profile, Filter: t.asked, FSICVersion: t.c.fsicVersion(),
	}
	if t.state.ID, err = t.c.engine.Identity().NewID(); err != nil {
		return err
	}
	if err := t.serialize(ctx); err != nil {
		return err
	}
	if err := t.begin(ctx); err != nil {
		return err
	}
	filter, err := t.permitted(push, t.asked, t.there.Filter)
	if err != nil {
		return err
	}
	wider := !slices.Equal(filter, t.asked)
	t.state.Filter = filter
	if t.c.can(morango.CanWait) {
		if wider {
			if err := t.serialize(ctx); err != nil {
				return err
			}
		}
		stage, fields := t.agreement()
		if err := t.advance(ctx, stage, fields); err != nil {
			return err
		}
	}
	return t.start(ctx)
}

// agreement is the stage up to which the server goes once it knows what this
// side has. Of a pull it can queue at once.
func (t *transfer) agreement() (pipeline.Stage, map[string]any) {
	fields := map[string]any{"client_fsic": t.state.ClientFSIC}
	if t.state.Push {
		return pipeline.StageSerializing, fields
	}
	return pipeline.StageQueuing, fields
}

// serialize is the stage of that name on this side.
func (t *transfer) serialize(ctx context.Context) error {
	return t.c.engine.Advance(ctx, &t.state, func(tx sqldb.Tx, state pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if t.before, err = counter.Of(tx, t.sync.ClientInstance); err != nil {
			return state, err
		}
		return t.side.Serialize(tx, state)
	})
}

// begin opens the transfer at the server. What this side has is in the request
// for servers that run the next stages at once. A transfer that the server
// still has of this direction is of an earlier prefix, and is dismissed.
func (t *transfer) begin(ctx context.Context) error {
	r, err := form(methodPost, "transfersessions/", map[string]any{
		"id": t.state.ID, "filter": t.asked.String(), "push": t.state.Push, "sync_session_id": t.session,
		"client_fsic": t.state.ClientFSIC,
	})
	if err != nil {
		return err
	}
	r.most, r.patience = maxTransfer, patienceStage
	for again := false; ; again = true {
		err := t.tell(ctx, r)
		if err != nil || t.there.ID == t.state.ID {
			return errors.Join(err, failedAt(t.there, t.state.ID))
		}
		if again || !value.IsID(t.there.ID) {
			return fault.Errorf(fault.BadRequest, "the server opens another transfer than was asked for")
		}
		if err := t.c.dismiss(ctx, t.there); err != nil {
			return err
		}
	}
}

// tell sends a request about the transfer, and notes what the server then says
// of it.
func (t *transfer) tell(ctx context.Context, r request) error {
	body, err := t.c.ask(ctx, r)
	if err != nil {
		return err
	}
	there, err := readState(body)
	if err == nil {
		t.there = there
	}
	return err
}

// start stores the transfer with what both sides have, and queues a push.
func (t *transfer) start(ctx context.Context) error {
	agreed := t.state.ClientFSIC
	t.state = t.side.Claim(t.state)
	return t.c.engine.Advance(ctx, &t.state, func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
		state, err := t.c.engine.Start(tx, state)
		if err != nil {
			return state, err
		}
		state.ClientFSIC = agreed
		if err := t.meet(state); err != nil {
			return state, err
		}
		if state, err = t.side.Learn(tx, state, t.there.ServerFSIC); err != nil {
			return state, err
		}
		if state.Push {
			return t.c.engine.Queue(tx, state)
		}
		if state.RecordsTotal, err = total(t.there); err != nil {
			return state, err
		}
		state.Stage, state.Status = pipeline.StageQueuing, pipeline.StatusCompleted
		return t.c.engine.Save(tx, state)
	})
}

// meet makes sure that the server has no more of this side's instance than was
// saved before a push: the push has taken the next counter, which somebody else
// used as well. Error: a counter.Copied.
func (t *transfer) meet(state pipeline.Transfer) error {
	if !state.Push {
		return nil // client.Side.Learn does it
	}
	f, err := counter.ParseVersion(t.there.ServerFSIC, state.FSICVersion, state.Filter)
	if err != nil {
		return err
	}
	return f.MeetAs(t.sync.ClientInstance, t.before)
}

// total is how many records a pull has. Error: bad_request.
func total(a transferState) (int64, error) {
	if a.Total == nil || *a.Total < 0 || *a.Total > pipeline.MaxTransferRecords {
		return 0, fault.Errorf(fault.BadRequest, "the server does not say how many records there are")
	}
	return *a.Total, nil
}

// resume completes a transfer that was cut off, if there is one and the server
// has not forgotten it. It belongs to the sync session in which it began.
func (s *SyncSession) resume(ctx context.Context, push bool, asked value.Filter, result *client.Result) error {
	unfinished, err := s.side.Unfinished(ctx, push, asked, true)
	if err != nil || unfinished.ID == "" {
		return err
	}
	t := &transfer{SyncSession: s, asked: asked, session: unfinished.SyncSession, state: unfinished, result: result}
	there, err := t.rejoin(ctx)
	if err != nil {
		return err
	}
	if !there {
		return t.abandon(ctx)
	}
	err = s.run(ctx, t, push)
	if err == nil && t.session != s.sync.ID {
		err = s.c.closeSession(ctx, t.session)
	}
	if fault.CodeOf(err) == fault.UnknownSession {
		err = nil // the server has given it up, or another process here has taken it
	}
	return err
}

// rejoin asks the server how far a transfer is. there is false where it is over
// or has failed.
func (t *transfer) rejoin(ctx context.Context) (there bool, err error) {
	err = t.look(ctx)
	if statusOf(err) != 0 && fault.CodeOf(err) != fault.Unavailable {
		return false, nil
	}
	if err != nil || t.there.Status == pipeline.StatusErrored || t.there.Push != t.state.Push || t.state.RecordsTotal < 0 {
		return false, err
	}
	if t.state.Push {
		if t.there.Transferred < 0 || t.there.Transferred > t.state.RecordsTotal {
			return false, nil
		}
		t.state.RecordsTransferred = t.there.Transferred
	}
	return true, nil
}

// look asks the server how far the transfer is.
func (t *transfer) look(ctx context.Context) error {
	return t.tell(ctx, request{method: methodGet, path: t.path(), most: maxTransfer})
}

// progress tells how far the transfer is.
func (t *transfer) progress() {
	if t.Progress == nil {
		return
	}
	direction := "pull"
	if t.state.Push {
		direction = "push"
	}
	t.Progress(client.Progress{
		Direction: direction, Stage: t.state.Stage, Records: t.state.RecordsTransferred, Total: max(t.state.RecordsTotal, 0),
		Bytes: t.c.sent.Load() + t.c.received.Load(),
	})
}
