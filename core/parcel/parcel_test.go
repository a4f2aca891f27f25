package parcel

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
)

// TestCarried: two devices that never meet a relay get each other's changes,
// deletions and conflicts, and end equal.
func TestCarried(t *testing.T) {
	a, b, dataset := newPair(t)
	id := a.lesson(dataset, "base")
	gone := a.lesson(dataset, "gone")
	text := a.answer(dataset, ana, "of a")
	if got := b.take(a.export()); got.Records != 3 || got.Conflicts != 0 || got.Quarantined != 0 {
		t.Errorf("%+v", got)
	}
	a.Exec("UPDATE lesson SET title = 'one' WHERE id = ?1", id)
	a.Exec("UPDATE answer SET done = 1")
	b.Exec("UPDATE lesson SET title = 'two' WHERE id = ?1", id)
	b.Exec("UPDATE answer SET text = 'of b'")
	b.Delete("lesson", gone)
	if got := a.take(b.export()); got.Records != 3 || got.Conflicts == 0 {
		t.Errorf("%+v", got)
	}
	b.take(a.export())
	same(t, a, b)
	wantRows(t, b, "SELECT title FROM lesson", "one") // a merged: what is there stays
	wantRows(t, b, "SELECT text, done FROM answer WHERE id = '"+text+"'", "of b 1")
	lost, err := b.Instance.Conflicts(t.Context())
	if err != nil || len(lost) != 1 || len(lost[0].Lost) != 1 {
		t.Errorf("conflicts: %v, %v", lost, err)
	}
}

// TestAgain: a file that was imported changes nothing when it is imported
// again, nor does one that says no more than is here.
func TestAgain(t *testing.T) {
	a, b, dataset := newPair(t)
	a.lesson(dataset, "one")
	file := a.export()
	b.take(file)
	b.Exec("UPDATE lesson SET title = 'two'")
	before := b.whole()
	for range 2 {
		if got := b.take(file); got.Records != 0 {
			t.Errorf("%+v", got)
		}
		if after := b.whole(); after != before {
			t.Errorf("the database was\n%s\nand is\n%s", before, after)
		}
	}
	if got := a.take(b.export()); got.Records != 1 {
		t.Errorf("%+v", got)
	}
	before = a.whole()
	if a.take(file); a.whole() != before {
		t.Error("its own file has changed a database")
	}
	same(t, a, b)
}

// TestAsAPull: who imports a file is where a pull would have brought it: syncs
// with a relay that has the same move nothing, and what the relay lacks is
// pushed on.
func TestAsAPull(t *testing.T) {
	relay := newRelay(t)
	a, b, dataset := newPair(t)
	a.lesson(dataset, "one")
	a.Sync(relay)
	b.take(a.export())
	if got := b.Sync(relay); got.Pulled != 0 || got.Pushed != 0 {
		t.Errorf("after the import a sync moves %+v", got)
	}
	a.lesson(dataset, "two")
	file := a.export()
	if got := b.take(file); got.Records != 1 {
		t.Errorf("%+v", got)
	}
	if got := b.Sync(relay); got.Pulled != 0 || got.Pushed != 1 {
		t.Errorf("what came on the stick is not carried on: %+v", got)
	}
	if got := a.Sync(relay); got.Pulled != 0 {
		t.Errorf("its own change comes back: %+v", got)
	}
	c := newDevice(t)
	a.admit(c, "all", nil)
	c.Sync(relay)
	same(t, a, b, c)
}

// TestScopes: a file holds what its writer may write, and of that is taken what
// the reader may read.
func TestScopes(t *testing.T) {
	a := newDevice(t)
	dataset := a.begin()
	pupil, other, reader := newDevice(t), newDevice(t), newDevice(t)
	a.admit(pupil, "pupil", map[string]string{"pupil": ana})
	a.admit(other, "pupil", map[string]string{"pupil": ben})
	a.admit(reader, "reader", nil)
	a.lesson(dataset, "fractions")
	a.answer(dataset, ana, "for ana")
	a.answer(dataset, ben, "for ben")

	if got := pupil.take(a.export()); got.Records != 2 || got.Quarantined != 0 {
		t.Errorf("%+v", got)
	}
	wantRows(t, pupil, "SELECT text FROM answer", "for ana")
	pupil.Exec("UPDATE answer SET text = 'by ana'")
	file := pupil.export()
	if bytes.Contains(file, []byte("for ben")) || bytes.Contains(file, []byte("fractions")) {
		t.Error("a file holds what its writer cannot vouch for")
	}
	if got := a.take(file); got.Records != 1 {
		t.Errorf("%+v", got)
	}
	wantRows(t, a, "SELECT text FROM answer ORDER BY text", "by ana for ben")
	if _, err := other.imported(file); fault.CodeOf(err) != fault.NoCertificate {
		t.Errorf("what may not be read is taken: %v", err)
	}
	reader.take(a.export())
	wantRows(t, reader, "SELECT title FROM lesson", "fractions")
	if _, err := Export(t.Context(), reader.Instance.Hub(), new(bytes.Buffer)); fault.CodeOf(err) != fault.NotWritable {
		t.Errorf("a reader vouches for something: %v", err)
	}
	wantRows(t, reader, "SELECT count(*) FROM morango_store", "1")
}

// TestSeveralCertificates: a device of several pupils exports what all of them
// may write, each part by its certificate.
func TestSeveralCertificates(t *testing.T) {
	a, tablet := newDevice(t), newDevice(t)
	dataset := a.begin()
	a.admit(tablet, "pupil", map[string]string{"pupil": ana})
	revoked := a.admit(tablet, "pupil", map[string]string{"pupil": ben})
	tablet.answer(dataset, ana, "of ana")
	tablet.answer(dataset, ben, "of ben")
	file := tablet.export()
	if got := a.take(file); got.Records != 2 {
		t.Errorf("%+v", got)
	}
	wantRows(t, a, "SELECT text FROM answer ORDER BY text", "of ana of ben")
	if err := a.Instance.Revoke(t.Context(), revoked); err != nil {
		t.Fatal(err)
	}
	tablet.answer(dataset, ana, "more")
	if _, err := a.imported(tablet.export()); fault.CodeOf(err) != fault.Revoked {
		t.Errorf("a revoked certificate vouches: %v", err)
	}
	// The owner's file brings the rules, by which the tablet leaves it out.
	tablet.take(a.export())
	if got := a.take(tablet.export()); got.Records != 1 {
		t.Errorf("%+v", got)
	}
}

// TestStrangers: a file of another dataset is refused.
func TestStrangers(t *testing.T) {
	a, b := newDevice(t), newDevice(t)
	a.lesson(a.begin(), "one")
	b.begin()
	before := b.whole()
	if _, err := b.imported(a.export()); fault.CodeOf(err) != fault.NoCertificate || b.whole() != before {
		t.Errorf("another dataset's file: %v", err)
	}
}

// TestCopiesExport: two copies of a database each export what they wrote, and
// neither's changes pass for the other's.
func TestCopiesExport(t *testing.T) {
	a, b, dataset := newPair(t)
	a.lesson(dataset, "base")
	b.take(a.export())
	db := memory(t)
	coretest.Load(t, db, coretest.Dump(t, a.Instance.DB()))
	copied := device{coretest.OpenDevice(t, db, core.Options{Schema: a.Instance.Schema(), GenerateKey: coretest.Keys})}
	a.lesson(dataset, "of one")
	copied.lesson(dataset, "of the other")
	b.take(a.export())
	b.take(copied.export())
	for _, d := range []device{a, copied} {
		d.take(b.export())
		wantRows(t, d, "SELECT title FROM lesson ORDER BY title", "base of one of the other")
	}
	same(t, b, a, copied)
}

// TestDamaged: a file of which a byte differs, or that ends too soon, is
// refused, with a code that says so, and nothing changes.
func TestDamaged(t *testing.T) {
	a, b, dataset := newPair(t)
	for i := range 20 {
		a.lesson(dataset, fmt.Sprint(i))
	}
	file, before := a.export(), b.whole()
	refuse := func(what string, damaged []byte) {
		t.Helper()
		_, err := b.imported(damaged)
		switch fault.CodeOf(err) {
		case fault.BadRequest, fault.BadSignature, fault.BadCertificate, fault.BadFSIC, fault.Limit:
		default:
			t.Errorf("%s: %v", what, err)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		at, damaged := random.IntN(len(file)), bytes.Clone(file)
		damaged[at] ^= 1 << random.IntN(8)
		refuse(fmt.Sprintf("a bit at %d", at), damaged)
		refuse(fmt.Sprintf("cut at %d", at), file[:at])
	}
	refuse("more at its end", append(bytes.Clone(file), 0))
	refuse("a database", []byte("SQLite format 3\x00"))
	if b.whole() != before {
		t.Error("a file that was refused has changed the database")
	}
	b.take(file)
}

// failing is a file that cannot be written.
type failing struct{}

var errFailing = errors.New("it is full")

func (failing) Write([]byte) (int, error) { return 0, errFailing }

func TestUnwritable(t *testing.T) {
	a := newDevice(t)
	a.begin()
	_, err := Export(t.Context(), a.Instance.Hub(), failing{})
	if fault.CodeOf(err) != fault.StorageFailed || !errors.Is(err, errFailing) {
		t.Error(err)
	}
}
