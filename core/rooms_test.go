package core_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// roomsSchema is an app of lists, each of which may be a dataset of its own.
const roomsSchema = `{"profile": "lists",
 "scopes": [
  {"id": "all", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
  {"id": "reader", "version": 1, "read_filter_template": "${dataset_id}", "write_filter_template": "${dataset_id}:nothing"}],
 "models": [
  {"name": "list", "table": "list", "partition": "${dataset_id}:lists", "source": null,
   "columns": {"dataset_id": "uuid", "title": "text"}},
  {"name": "item", "table": "item", "partition": "${dataset_id}:items", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid?", "near_id": "uuid?", "text": "text"},
   "references": {"list_id": "list", "near_id": {"model": "list", "optional": true}}}]}`

func newBoard(t *testing.T) *device { return newDevice(t, roomsSchema) }

// begin begins one more dataset on a device.
func (d *device) begin(scope string) (room string) {
	d.t.Helper()
	root, err := core.CreateDataset(d.t.Context(), d.Instance, core.RootRequest{Scope: scope, Another: true})
	d.must(err)
	return root.ID
}

// admits lets another device join a dataset.
func (d *device) admits(other *device, room, scope string, relay *coretest.Relay) {
	d.t.Helper()
	invite, err := d.Invite(d.t.Context(), core.InviteRequest{Scope: scope, Room: room, Relay: relay.URL()})
	d.must(err)
	_, err = core.JoinAnother(d.t.Context(), other.Instance, invite, relay.Dial)
	other.must(err)
}

func (d *device) item(room, text string) string {
	return d.put("item", map[string]any{"dataset_id": room, "text": text})
}

// texts are those of a device's items, sorted.
func (d *device) texts() string { d.t.Helper(); return d.rows("SELECT text FROM item ORDER BY text") }

// shares is an owner, whose dataset lives at a relay, and a device that has joined
// it and begun one of its own, which no relay knows yet.
func shares(t *testing.T, relay *coretest.Relay) (owner, d *device, shared, own string) {
	t.Helper()
	owner, d = newBoard(t), newBoard(t)
	shared = owner.begin("all")
	owner.sync(relay)
	owner.admits(d, shared, "all", relay)
	return owner, d, shared, d.begin("all")
}

// One database holds a list of its own and one that somebody shares; the others
// hold one each. All end with the same in what they share, and nothing more.
func TestManyDatasets(t *testing.T) {
	relay, other := newRelay(t), newRelay(t)
	owner, both, shared, own := shares(t, relay)
	second := newBoard(t)
	both.must(both.syncRoom(other, own))
	both.admits(second, own, "all", other)

	owner.item(shared, "owner's")
	both.item(shared, "both's, shared")
	both.item(own, "both's own")
	for range 2 {
		owner.sync(relay)
		both.sync(relay)
		both.sync(other)
		second.sync(other)
		second.item(own, "second's")
	}
	second.sync(other)
	both.sync(other)
	if got, want := owner.texts(), "both's, shared\nowner's"; got != want {
		t.Errorf("the owner has\n%s", got)
	}
	if got, want := second.texts(), "both's own\nsecond's\nsecond's"; got != want {
		t.Errorf("the second has\n%s", got)
	}
	if got, want := both.texts(), owner.texts()+"\n"+second.texts(); got != strings.Join(slices.Sorted(strings.SplitSeq(want, "\n")), "\n") {
		t.Errorf("the one that holds both has\n%s\nwant\n%s", got, want)
	}
	status, err := both.Status(t.Context())
	both.must(err)
	if len(status.Datasets) != 2 || status.Room != shared || status.Datasets[0].Room != shared || status.Datasets[1].Room != own ||
		status.Datasets[0].Records != 2 || status.Datasets[1].Records != 3 || status.OnlyHere != 0 {
		t.Errorf("%+v", status)
	}
	for _, room := range []string{shared, own} {
		for _, r := range []*coretest.Relay{relay, other} {
			within(t, r, room)
		}
	}
	// No instance that has saved in one dataset is known in the other's room.
	if a, b := instances(t, relay, shared), instances(t, other, own); slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) }) {
		t.Errorf("instances %v and %v", a, b)
	}
}

// syncRoom syncs one dataset with a relay.
func (d *device) syncRoom(relay *coretest.Relay, room string) error {
	_, err := d.Sync(d.t.Context(), relay.URL(), relay.Dial, client.Options{Room: room})
	return err
}

// within checks that a relay's room has nothing of another dataset's partitions,
// records, counters and quarantine among it.
func within(t *testing.T, relay *coretest.Relay, room string) {
	t.Helper()
	if relay.Room(room) == nil {
		return
	}
	r := coretest.DeviceOf(t, relay.Room(room))
	for _, table := range []string{"morango_store", "amora_quarantine", "amora_partitionmaxcounter"} {
		if got := r.Rows("SELECT DISTINCT partition FROM " + table + " WHERE substr(partition, 1, 32) <> '" + room + "'"); got != "" {
			t.Errorf("%s of room %s has %s", table, room, got)
		}
	}
}

// instances lists those that a relay's room knows of, its own left out.
func instances(t *testing.T, relay *coretest.Relay, room string) []string {
	t.Helper()
	r := coretest.DeviceOf(t, relay.Room(room))
	return strings.Fields(r.Rows("SELECT instance_id FROM morango_databasemaxcounter UNION SELECT instance_id FROM morango_recordmaxcounter" +
		" UNION SELECT last_saved_instance FROM morango_store EXCEPT SELECT id FROM morango_instanceidmodel"))
}

// The owner of a dataset writes its scopes. Whatever these come out at, the
// dataset gets nothing of another one that a member's database holds, and
// brings nothing into it: such a certificate counts nowhere.
func TestScopesReachNoOtherDataset(t *testing.T) {
	relay := newRelay(t)
	owner, victim := newBoard(t), newBoard(t)
	room := owner.begin("all")
	owner.item(room, "read only")
	owner.sync(relay)
	owner.admits(victim, room, "reader", relay)
	victim.sync(relay)
	for name, template := range map[string]string{
		"everything":         "",
		"the other":          room,
		"the other's lists":  room + ":lists",
		"both":               "${dataset_id}\n" + room,
		"the other's begin":  room[:3],
		"its own and longer": "${dataset_id}:x\n" + room[:31] + "\n${dataset_id}",
	} {
		for _, root := range []bool{true, false} {
			_, err := core.JoinAnother(t.Context(), victim.Instance, forgedInvite(t, template, root), relay.Dial)
			checkCode(t, name, err, fault.BadInvite)
		}
	}
	if held := victim.heldRooms(); !slices.Equal(held, []string{room}) {
		t.Errorf("holds %v", held)
	}
	_, err := victim.Put(t.Context(), "item", []byte(`{"dataset_id": "`+room+`", "text": "not mine"}`))
	checkCode(t, "writing what may only be read", err, fault.NotWritable)
}

// forgedInvite is an invite to a dataset with a scope of this template, that of
// the root or of a certificate below.
func forgedInvite(t *testing.T, template string, root bool) string {
	t.Helper()
	key := func() string {
		private, err := coretest.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return private
	}
	evil := trust.ScopeDefinition{ID: "evil", Version: 1, PrimaryScopeParamKey: "dataset_id", ReadWriteFilterTemplate: template}
	begins := trust.ScopeDefinition{ID: "begins", Version: 1, PrimaryScopeParamKey: "dataset_id", ReadWriteFilterTemplate: "${dataset_id}"}
	if root {
		begins = evil
	}
	top, err := trust.NewRoot("lists", begins, nil, key())
	if err != nil {
		t.Fatal(err)
	}
	rules := trust.NewRules(top.ID, trust.Declared{Profile: "lists", Scopes: []trust.ScopeDefinition{evil, {
		ID: "begins", Version: 1, PrimaryScopeParamKey: "dataset_id", ReadWriteFilterTemplate: "${dataset_id}"}}})
	if err := rules.Sign(top); err != nil {
		t.Fatal(err)
	}
	private := key()
	public, err := trust.PublicKeyOf(private)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := top.Issue(trust.CertificateRequest{
		ScopeDefinition: "evil", ScopeVersion: 1, PublicKey: public, Salt: hexID("9"),
		ScopeParams: trust.FormatScopeParams(map[string]string{"dataset_id": top.ID}),
	})
	if err != nil {
		t.Fatal(err)
	}
	leaf.SetKey(private)
	invite, err := invites.New(rules, trust.Chain{top, leaf}, "ws://evil", "").Encode()
	if err != nil {
		t.Fatal(err)
	}
	return invite
}

// Members of one dataset send records of another one's partitions: those are
// set aside, and get no further.
func TestRecordsOfAnotherDataset(t *testing.T) {
	relay, evil := newRelay(t), newRelay(t)
	owner, victim, attacker := newBoard(t), newBoard(t), newBoard(t)
	room, theirs := owner.begin("all"), attacker.begin("all")
	owner.sync(relay)
	attacker.sync(evil)
	owner.admits(victim, room, "all", relay)
	attacker.admits(victim, theirs, "all", evil)
	victim.sync(relay)
	victim.sync(evil)

	attacker.item(theirs, "theirs")
	attacker.sync(evil)
	// The relay is the attacker's: its records are what it says they are.
	served := coretest.DeviceOf(t, evil.Room(theirs))
	served.Engine("UPDATE morango_store SET partition = '" + room + ":items' WHERE model_name = 'item'")
	for range 2 {
		_, _ = victim.Sync(t.Context(), evil.URL(), evil.Dial, client.Options{}) // as far as it may
		victim.sync(relay)
		owner.sync(relay)
	}
	if got := victim.texts() + owner.texts(); got != "" {
		t.Errorf("rows %q", got)
	}
	if got := victim.rows("SELECT count(*) FROM morango_store WHERE model_name = 'item'"); got != "0" {
		t.Errorf("%s records", got)
	}
}

// A transfer is about its own dataset, whatever its filter says.
func TestTransfersAreAboutOneDataset(t *testing.T) {
	d := newBoard(t)
	one, two := d.begin("all"), d.begin("all")
	d.item(one, "one")
	d.item(two, "two")
	for name, filter := range map[string]value.Filter{
		"everything": {""}, "another": {two}, "both": {one, two}, "none that is here": {hexID("1")}, "a part of all": {one[:3]},
	} {
		err := d.DB().Update(t.Context(), func(tx sqldb.Tx) error { return rooms.Check(tx, one, filter) })
		checkCode(t, name, err, fault.Unavailable)
		for what, stage := range map[string]func(sqldb.Tx, pipeline.Transfer) error{
			"queue": func(tx sqldb.Tx, p pipeline.Transfer) error {
				p.ClientFSIC, p.ServerFSIC = `{"super": {}, "sub": {}}`, `{"super": {}, "sub": {}}`
				_, err := d.Engine().Queue(tx, p)
				return err
			},
			"chunk": func(tx sqldb.Tx, p pipeline.Transfer) error {
				p.Push, p.RecordsTotal = false, 1
				_, err := d.Engine().WriteChunk(tx, p, pipeline.Chunk{Count: 1, Records: "[]"})
				return err
			},
		} {
			err := d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
				p, err := d.Engine().Start(tx, pipeline.Transfer{ID: hexID("a"), SyncSession: hexID("b"), Push: what == "queue", Room: one, Filter: filter})
				if err != nil {
					return err
				}
				if err = stage(tx, p); err == nil {
					err = errors.New("taken")
				}
				return err
			})
			checkCode(t, what+" of "+name, err, fault.Unavailable)
		}
	}
	checkCode(t, "its own part", d.DB().View(t.Context(), func(tx sqldb.Tx) error {
		return rooms.Check(tx, one, value.Filter{one + ":items", one})
	}), "")
}

func (d *device) heldRooms() (held []string) {
	d.t.Helper()
	d.must(d.DB().View(d.t.Context(), func(tx sqldb.Tx) (err error) {
		held, err = rooms.Held(tx)
		return err
	}))
	return held
}

// liveUntil starts a live sync, waits until it is at rest, and returns what ends
// it.
func (d *device) liveUntil(relay *coretest.Relay) (end func()) {
	d.t.Helper()
	ctx, cancel := context.WithCancel(d.t.Context())
	rest, over := make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(over)
		_, _ = d.Sync(ctx, relay.URL(), relay.Dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Stage == "" && !p.Offline {
				select {
				case rest <- struct{}{}:
				default:
				}
			}
		}})
	}()
	select {
	case <-rest:
	case <-over:
	}
	return func() { cancel(); <-over }
}

// A live sync goes on with its own dataset while another one comes, and brings
// nothing any more once its dataset was left.
func TestLiveSyncAsDatasetsComeAndGo(t *testing.T) {
	relay := newRelay(t)
	other, d := newBoard(t), newBoard(t)
	room := other.begin("all")
	other.sync(relay)
	other.admits(d, room, "all", relay)
	end := d.liveUntil(relay)
	own := d.begin("all")
	secret := d.item(own, "secret")
	d.item(room, "shared")
	for other.texts() == "" {
		other.sync(relay)
	}
	d.must(core.Leave(t.Context(), d.Instance, room, true))
	d.item(own, "secret, later")
	end()
	other.sync(relay)
	if got := other.texts(); got != "shared" {
		t.Errorf("the other has %q", got)
	}
	if got := coretest.DeviceOf(t, relay.Room(room)).Rows("SELECT id FROM morango_store WHERE id = ?1", secret); got != "" {
		t.Error("the relay has the other dataset's record")
	}
	if got := d.texts(); got != "secret\nsecret, later" {
		t.Errorf("the device has %q", got)
	}
}

// A certificate of one dataset cannot pass for another one's, which has the same
// key and salt and so the same id.
func TestCertificatesOfOneID(t *testing.T) {
	relay := newRelay(t)
	owner, member, attacker := newBoard(t), newBoard(t), newBoard(t)
	room := owner.begin("all")
	owner.sync(relay)
	owner.admits(member, room, "all", relay)
	theirs := attacker.begin("all")
	var own []trust.Own
	member.must(member.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
		own, err = trust.UsableCertificates(tx, room)
		return err
	}))
	var forged trust.Chain
	attacker.must(attacker.DB().View(t.Context(), func(tx sqldb.Tx) error {
		roots, err := trust.UsableCertificates(tx, theirs)
		if err != nil {
			return err
		}
		leaf, err := roots[0].IssueSame(own[0].PublicKey, own[0].Salt)
		forged = trust.Chain{roots[0].Chain.Root(), leaf}
		return err
	}))
	if forged.Leaf().ID != own[0].ID {
		t.Fatal("another id")
	}
	err := member.DB().Update(t.Context(), func(tx sqldb.Tx) error { return trust.SaveChain(tx, forged) })
	checkCode(t, "a certificate of the same id", err, fault.BadCertificate)
	member.item(room, "as before")
	member.sync(relay)
}

// A definition in one dataset's rules keeps neither another dataset nor a newer
// app out.
func TestDefinitionsOfAnotherDataset(t *testing.T) {
	with := func(template string) string {
		return strings.Replace(roomsSchema, `{"id": "reader"`, `{"id": "new", "version": 1,
 "read_write_filter_template": "`+template+`"}, {"id": "reader"`, 1)
	}
	relay := newRelay(t)
	attacker, owner := newDevice(t, with("${dataset_id}:other")), newDevice(t, with("${dataset_id}:right"))
	theirs, right := attacker.begin("all"), owner.begin("all")
	db := memory(t)
	victim := &device{coretest.NewDevice(t, db, roomsSchema).Instance, t}
	attacker.admits(victim, theirs, "all", relay)
	owner.admits(victim, right, "all", relay)
	victim = &device{coretest.NewDevice(t, db, with("${dataset_id}:right")).Instance, t}
	if got := len(victim.heldRooms()); got != 2 {
		t.Errorf("%d datasets", got)
	}
}

// References stay within a dataset: a device that holds another one as well ends
// with the same rows as one that does not.
func TestReferencesStayWithinADataset(t *testing.T) {
	relay := newRelay(t)
	attacker, victim := newBoard(t), newBoard(t)
	own := victim.begin("all")
	list := victim.put("list", map[string]any{"dataset_id": own, "title": "mine"})
	room := attacker.begin("all")
	attacker.sync(relay)
	attacker.admits(victim, room, "all", relay)
	_, err := victim.Put(t.Context(), "item", []byte(`{"dataset_id": "`+room+`", "list_id": "`+list+`", "text": "x"}`))
	checkCode(t, "a reference to another dataset's row", err, fault.Constraint)
	_, err = victim.Put(t.Context(), "item", []byte(`{"dataset_id": "`+room+`", "near_id": "`+list+`", "text": "x"}`))
	checkCode(t, "an optional one", err, fault.Constraint)

	// The attacker's build does not mind.
	loose := newDevice(t, strings.Replace(roomsSchema, `"list_id": "list", `, ``, 1))
	attacker.admits(loose, room, "all", relay)
	loose.put("item", map[string]any{"dataset_id": room, "list_id": list, "text": "under the victim's list"})
	loose.sync(relay)
	other := newBoard(t)
	attacker.admits(other, room, "all", relay)
	for _, d := range []*device{victim, other} {
		d.sync(relay)
		if got := d.texts(); got != "" {
			t.Errorf("shown: %q", got)
		}
		if got := d.rows("SELECT deserialization_error FROM morango_store WHERE model_name = 'item'"); got != "missing_reference: list_id" {
			t.Errorf("reason %q", got)
		}
	}
	victim.must(victim.Delete(t.Context(), "list", list, false))
	victim.sync(relay)
	other.sync(relay)
	if got := other.rows("SELECT deleted FROM morango_store WHERE model_name = 'item'"); got != "0" {
		t.Errorf("deleted in the other dataset: %s", got)
	}
}

// Which datasets a sync is for.
func TestWhichDatasetsLiveAtARelay(t *testing.T) {
	mine, theirs := newRelay(t), newRelay(t)
	_, d, shared, own := shares(t, theirs)
	synced := func(r *coretest.Relay) (held []string) {
		result := d.sync(r)
		for _, room := range result.Rooms {
			held = append(held, room.Room)
		}
		return held
	}
	check := func(what string, got []string, want ...string) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	check("somebody else's relay", synced(theirs), shared)
	check("a relay of nobody's", synced(mine), own)
	next := d.begin("all")
	check("the own relay", synced(mine), own, next)
	check("somebody else's relay again", synced(theirs), shared)
	_, err := d.Sync(t.Context(), "ws://elsewhere", mine.Dial, client.Options{})
	checkCode(t, "where none lives", err, fault.RelayNotAdmitted)
	checkCode(t, "a dataset that is not here", d.syncRoom(mine, hexID("1")), fault.NoCertificate)
	_, err = d.Sync(t.Context(), mine.URL(), mine.Dial, client.Options{Filter: value.Filter{shared}})
	checkCode(t, "a filter of none", err, fault.OutsideScope)
	_, err = d.Invite(t.Context(), core.InviteRequest{Scope: "all"})
	checkCode(t, "an invite to which", err, fault.BadRequest)
	_, err = d.Invite(t.Context(), core.InviteRequest{Scope: "all", Params: map[string]string{"dataset_id": own}})
	checkCode(t, "an invite to the one among the parameters", err, "")
}

// One dataset whose sync fails does not stop the others.
func TestOneDatasetFails(t *testing.T) {
	relay := newRelay(t)
	owner, d, room, own := shares(t, relay)
	d.must(d.syncRoom(relay, own))
	status, err := d.Status(t.Context())
	d.must(err)
	owner.must(owner.Revoke(t.Context(), status.Datasets[0].Certificates[0].ID))
	owner.sync(relay)
	d.item(own, "goes on")
	result, err := d.Sync(t.Context(), relay.URL(), relay.Dial, client.Options{})
	checkCode(t, "a revoked certificate", err, fault.Revoked)
	if len(result.Rooms) != 2 || result.Rooms[0].Code != fault.Revoked || result.Rooms[1].Code != "" || result.Pushed == 0 ||
		!strings.Contains(err.Error(), room) || strings.Contains(err.Error(), own) {
		t.Errorf("%+v, %v", result, err)
	}
}

// A dataset that is left takes all that is its own, and nothing else.
func TestLeave(t *testing.T) {
	relay := newRelay(t)
	owner, d := newBoard(t), newBoard(t)
	room := owner.begin("all")
	list := owner.put("list", map[string]any{"dataset_id": room, "title": "shared"})
	owner.put("item", map[string]any{"dataset_id": room, "list_id": list, "text": "shared"})
	owner.sync(relay)
	owner.admits(d, room, "all", relay)
	own := d.begin("all")
	d.must(d.syncRoom(relay, own))
	d.item(own, "own")
	d.sync(relay)
	d.item(room, "here alone")
	checkCode(t, "what is here alone", core.Leave(t.Context(), d.Instance, room, false), fault.NotSynced)
	checkCode(t, "none", core.Leave(t.Context(), d.Instance, hexID("1"), true), fault.NoCertificate)
	d.sync(relay)
	d.must(core.Leave(t.Context(), d.Instance, room, false))
	if got := d.texts(); got != "own" {
		t.Errorf("%q is left", got)
	}
	for _, q := range []string{
		"SELECT partition FROM morango_store", "SELECT partition FROM morango_databasemaxcounter", "SELECT room FROM amora_room",
		"SELECT room FROM amora_relay", "SELECT room FROM amora_bundle", "SELECT room FROM amora_known_relay",
		"SELECT partition FROM amora_acknowledged", "SELECT prefix FROM amora_write_scope", "SELECT partition FROM amora_partitionmaxcounter",
		"SELECT id FROM amora_dirty_item d WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.id = d.id)", "SELECT id FROM amora_orphan",
		"SELECT store_model_id FROM amora_recordmaxcounter WHERE store_model_id NOT IN (SELECT id FROM morango_store)",
		"SELECT id FROM morango_deletedmodels",
	} {
		if got := d.rows(q); strings.Contains(got, room) || strings.Contains(q, "WHERE") && got != "" {
			t.Errorf("%s gives %s", q, got)
		}
	}
	d.item(own, "later")
	d.sync(relay)
	owner.sync(relay)
	if got := owner.texts(); got != "here alone\nshared" {
		t.Errorf("the owner has %q", got)
	}

	// It can be joined again, with what was saved here before.
	owner.admits(d, room, "all", relay)
	d.sync(relay)
	if got := d.texts(); got != "here alone\nlater\nown\nshared" {
		t.Errorf("joined again: %q", got)
	}
	d.must(core.Leave(t.Context(), d.Instance, room, false))
	checkCode(t, "the only admin", core.Leave(t.Context(), d.Instance, own, false), fault.LastAdmin)
	_, err := d.Invite(t.Context(), core.Recovery(""))
	d.must(err)
	d.must(core.Leave(t.Context(), d.Instance, own, false))
	if got := d.rows("SELECT count(*) FROM item") + d.rows("SELECT count(*) FROM morango_store") + d.rows("SELECT count(*) FROM morango_certificate"); got != "000" {
		t.Errorf("%s after the last one", got)
	}
	d.begin("all")
}

// Who leaves the only dataset and joins it again gets back what it had saved
// itself, whichever way the rows had come to the relay, and goes on with them.
func TestJoinedAgain(t *testing.T) {
	for name, rejoin := range map[string]func(d *device, relay *coretest.Relay, room string){
		"by a sync": func(d *device, relay *coretest.Relay, room string) { d.sync(relay) },
		"with a row written first": func(d *device, relay *coretest.Relay, room string) {
			d.item(room, "first")
			d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
				return d.Engine().SerializeDirty(tx, value.Filter{room})
			}))
			d.sync(relay)
		},
		"live": func(d *device, relay *coretest.Relay, room string) { defer d.liveUntil(relay)() },
	} {
		t.Run(name, func(t *testing.T) {
			relay := newRelay(t)
			owner, d := newBoard(t), newBoard(t)
			room := owner.begin("all")
			owner.item(room, "theirs")
			owner.sync(relay)
			owner.admits(d, room, "all", relay)
			d.sync(relay)
			one := d.item(room, "one")
			d.sync(relay)
			end := d.liveUntil(relay)
			d.item(room, "two")
			d.must(d.Hub().Reached(t.Context()))
			end()
			d.exec("UPDATE item SET text = 'one, changed' WHERE id = ?1", one)
			d.exec("UPDATE item SET text = 'ours' WHERE text = 'theirs'")
			d.sync(relay)
			d.must(core.Leave(t.Context(), d.Instance, room, false))
			owner.admits(d, room, "all", relay)
			rejoin(d, relay, room)
			d.eventually("SELECT count(*) FROM item WHERE text IN ('one, changed', 'ours', 'two')", "3")
			d.exec("UPDATE item SET text = text || '!'")
			d.sync(relay)
			owner.sync(relay)
			if got, want := owner.texts(), d.texts(); got != want || !strings.Contains(got, "one, changed!\nours!\ntwo!") {
				t.Errorf("the owner has %q, the device %q", got, want)
			}
		})
	}
}

// usable are the usable certificates of a database's only dataset.
func usable(tx sqldb.Tx) ([]trust.Own, error) {
	room, err := datasets.Pick(tx, "")
	if err != nil {
		return nil, err
	}
	return trust.UsableCertificates(tx, room)
}

// put fills in the dataset of a row that does not say it: that of a row which
// it refers to, or the only one that is here.
func TestDatasetFilledIn(t *testing.T) {
	d := newBoard(t)
	text := func(row map[string]any, code fault.Code) string {
		t.Helper()
		row["text"] = "x"
		ids, err := d.Put(t.Context(), "item", []byte(sqldb.ToJSON(row)))
		if code != "" {
			checkCode(t, sqldb.ToJSON(row), err, code)
			return ""
		}
		d.must(err)
		return d.rows("SELECT dataset_id, _morango_partition FROM item WHERE id = '" + ids[0] + "'")
	}
	in := func(room string) string { return room + " " + room + ":items" }
	text(map[string]any{}, fault.Required)
	one := d.begin("all")
	list := d.put("list", map[string]any{"title": "one's"})
	if got := d.rows("SELECT dataset_id FROM list"); got != one {
		t.Errorf("the only dataset: %s", got)
	}
	given := map[string]any{"id": hexID("a")}
	if got := text(given, ""); got != in(one) {
		t.Errorf("with an id of its own: %s", got)
	}
	two := d.begin("all")
	text(map[string]any{}, fault.Required)
	for _, column := range []string{"list_id", "near_id"} {
		if got := text(map[string]any{column: list}, ""); got != in(one) {
			t.Errorf("by %s: %s", column, got)
		}
	}
	if got := text(given, ""); got != in(one) {
		t.Errorf("a row that is there: %s", got)
	}
	text(map[string]any{"list_id": hexID("c")}, fault.Required)
	// A deleted row does not come back by a change of one of its columns.
	for _, list := range []string{"", list} {
		row := map[string]any{"text": "x", "dataset_id": one}
		id := d.put("item", row)
		delete(row, "dataset_id")
		row["id"] = id
		if list != "" {
			row["list_id"] = list
			d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
				return d.Engine().Identity().InRoom(tx, one, func() error { return d.Engine().SerializeDirty(tx, value.Filter{one}) })
			}))
		}
		d.exec("DELETE FROM item WHERE id = ?", id)
		text(row, fault.Required)
		row["dataset_id"] = one
		text(row, "")
	}
	text(map[string]any{"list_id": list, "dataset_id": nil}, fault.Required)
	text(map[string]any{"list_id": list, "dataset_id": two}, fault.Constraint)
	if can, err := core.Can(t.Context(), d.Instance, "insert", "item", []byte(`{"list_id": "`+list+`", "text": "x"}`)); err != nil || !can {
		t.Errorf("can: %v, %v", can, err)
	}
}

// A deletion comes by a narrow pull and takes a row's fellows into the Store:
// they are sent like any other row, also where a database has several datasets
// and tells each relay only what it saved in that one.
func TestRowsSavedForADeletionAreSent(t *testing.T) {
	relay := newRelay(t)
	owner, both, shared, own := shares(t, relay)
	both.item(own, "own")
	both.must(both.syncRoom(newRelay(t), own))
	list := owner.put("list", map[string]any{"dataset_id": shared, "title": "gone"})
	owner.sync(relay)
	both.must(both.syncRoom(relay, shared))
	both.item(shared, "earlier")
	both.must(both.syncRoom(relay, shared))
	owner.sync(relay)
	owner.exec("DELETE FROM list WHERE id = ?1", list)
	owner.sync(relay)
	both.item(shared, "meanwhile")
	_, err := both.Sync(t.Context(), relay.URL(), relay.Dial,
		client.Options{Room: shared, Pull: true, Filter: value.Filter{shared + ":lists"}})
	both.must(err)
	both.must(both.syncRoom(relay, shared))
	owner.sync(relay)
	if got := owner.texts(); got != "earlier\nmeanwhile" {
		t.Errorf("the owner has %q", got)
	}
	status, err := both.Status(t.Context())
	both.must(err)
	if status.OnlyHere != 0 {
		t.Errorf("%d rows are only here", status.OnlyHere)
	}
}
