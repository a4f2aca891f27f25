package parcel

import (
	"bytes"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// forge signs a part by a device's certificate, whatever is in it.
func (d device) forge(t *testing.T, change func(*begin), chunks ...string) []byte {
	t.Helper()
	var own trust.Credentials
	var rules *trust.Rules
	err := d.Instance.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
		held, err := rooms.Held(tx)
		if err != nil {
			return err
		}
		if own, err = trust.RoomCredentials(tx, held[0]); err == nil {
			rules, err = trust.RoomRules(tx, own.Room, "school")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	by := own.Usable[0]
	b := begin{
		Room: own.Room, Profile: "school", Chain: []byte(by.Chain.WithoutKeys().String()), Bundle: rules.Signed(),
		Filter: by.Scope.Write, FSIC: []byte(nothing),
	}
	change(&b)
	var file bytes.Buffer
	w, err := newWriter(&file)
	if err == nil {
		err = w.frame(kindBegin, []byte(sqldb.ToJSON(b)))
	}
	records := int64(0)
	for _, chunk := range chunks {
		list, failure := value.ScanArray([]byte(chunk), 100)
		if failure != nil {
			t.Fatal(failure)
		}
		records += int64(len(list))
		if err == nil {
			err = w.frame(kindChunk, []byte(chunk))
		}
	}
	signature, failure := by.Sign(b.signed(by.ID, records, digest(w.sum)))
	if failure != nil {
		t.Fatal(failure)
	}
	if err == nil {
		err = w.frame(kindEnd, []byte(sqldb.ToJSON(end{Records: records, Signature: signature})))
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// aRecord is a record of a chunk, saved by an instance that nobody else knows.
func aRecord(partition, title string) string {
	const source, instance = "11111111111111111111111111111111", "22222222222222222222222222222222"
	id := value.ModelID(partition, source, "answer")
	return sqldb.ToJSON([]any{id, source, "answer", partition, "", instance, 1, 0, 0, nil, title, ""})
}

const invented = `{"super": {}, "sub": {"PARTITION": {"22222222222222222222222222222222": 1}}}`

// TestForged: what a member signs beyond what its certificate lets it write is
// refused as a whole, whoever reads the file; what is no record is set aside.
func TestForged(t *testing.T) {
	a, pupil := newDevice(t), newDevice(t)
	dataset := a.begin()
	a.admit(pupil, "pupil", map[string]string{"pupil": ana})
	own, others := dataset+":by:"+ana, dataset+":by:"+ben
	says := func(partition string) func(*begin) {
		return func(b *begin) { b.FSIC = []byte(strings.ReplaceAll(invented, "PARTITION", partition)) }
	}
	answer := `{"d": "` + dataset + `", "pupil": "` + ana + `", "text": "hi", "done": false}`
	before := a.whole()
	for _, c := range []struct {
		name string
		file []byte
		want fault.Code
	}{
		{"a wider filter", pupil.forge(t, func(b *begin) { b.Filter = value.Filter{dataset} }), fault.OutsideScope},
		{"another partition", pupil.forge(t, says(own), "["+aRecord(own, answer)+","+aRecord(others, answer)+"]"), fault.OutsideScope},
		{"counters of another partition", pupil.forge(t, says(others)), fault.BadFSIC},
		{"another room", pupil.forge(t, func(b *begin) { b.Room = ana }), fault.BadCertificate},
		{"another profile", pupil.forge(t, func(b *begin) { b.Profile = "shop" }), fault.BadCertificate},
		{"no rules of the root's", pupil.forge(t, func(b *begin) { b.Bundle.Signature = "AAAA" }), fault.BadSignature},
		{"no filter", pupil.forge(t, func(b *begin) { b.Filter = nil }), fault.BadRequest},
	} {
		if _, err := a.imported(c.file); fault.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if a.whole() != before {
		t.Error("a file that was refused has changed the database")
	}
	got := a.take(pupil.forge(t, says(own), "["+aRecord(own, answer)+`,["no record"],`+aRecord(own, "no JSON")+"]"))
	if got.Records != 3 || got.Quarantined != 2 {
		t.Errorf("%+v", got)
	}
	wantRows(t, a, "SELECT text FROM answer", "hi")
}

// TestClaimsOfOwn: a file that names counters of the reader's own instance has
// the reader take another one, as a relay's would, and nothing is lost.
func TestClaimsOfOwn(t *testing.T) {
	relay := newRelay(t)
	a, b, dataset := newPair(t)
	a.Sync(relay) // and so admits it
	b.lesson(dataset, "of b")
	b.Sync(relay)
	before := b.Instance.ID()
	file := a.forge(t, func(f *begin) {
		f.FSIC = []byte(strings.NewReplacer("PARTITION", dataset, "22222222222222222222222222222222", b.Instance.ID()).Replace(
			strings.ReplaceAll(invented, ": 1}", ": 1000}")))
	})
	b.take(file)
	b.lesson(dataset, "more of b")
	b.Sync(relay)
	if b.Instance.ID() == before {
		t.Error("the instance of whose counters somebody else knows more is gone on with")
	}
	a.Sync(relay)
	same(t, b, a)
	wantRows(t, a, "SELECT title FROM lesson ORDER BY title", "more of b of b")
}
