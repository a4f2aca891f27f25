package core_test

import (
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// manualClock is a clock that only the test moves.
type manualClock struct{ now time.Time }

func newManualClock() *manualClock {
	return &manualClock{time.Date(2026, 11, 21, 20, 0, 0, 0, time.UTC)}
}

func (c *manualClock) option(o *core.Options) { o.Clock = func() time.Time { return c.now } }

func TestNonce(t *testing.T) {
	clock := newManualClock()
	a := openClinic(t, "", clock.option)
	make := func() (n trust.Nonce) {
		a.update(func(tx sqldb.Tx) (err error) {
			n, err = a.Engine().Identity().Nonces().New(tx, "10.0.0.1")
			return err
		})
		return n
	}
	use := func(id string) error {
		return a.DB().Update(t.Context(), func(tx sqldb.Tx) error { return a.Engine().Identity().Nonces().Use(tx, id) })
	}
	first := make()
	if first.IP != "10.0.0.1" || first.Timestamp != "2026-11-21T20:00:00.000000Z" || len(first.ID) != 32 {
		t.Errorf("%+v", first)
	}
	checkCode(t, "unknown", use(nurseA), fault.BadNonce)
	clock.now = clock.now.Add(59 * time.Second)
	checkCode(t, "in time", use(first.ID), "")
	checkCode(t, "used", use(first.ID), fault.BadNonce)

	late, early := make(), make()
	clock.now = clock.now.Add(-time.Second)
	checkCode(t, "from the future", use(early.ID), fault.BadNonce)
	clock.now = clock.now.Add(61 * time.Second)
	checkCode(t, "a minute old", use(late.ID), fault.BadNonce)
	make()
	if n := a.text("SELECT count(*) FROM morango_nonce"); n != "1" {
		t.Errorf("%s nonces, expired ones among them", n)
	}

	a.update(func(tx sqldb.Tx) error {
		_, err := tx.Exec(`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
INSERT INTO morango_nonce (id, timestamp) SELECT i, (SELECT timestamp FROM morango_nonce) FROM n`, trust.MaxNonces)
		return err
	})
	err := a.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := a.Engine().Identity().Nonces().New(tx, "")
		return err
	})
	checkCode(t, "too many", err, fault.Limit)
}

// A member makes a certificate for a relay's shared key and pushes it.
func TestPushedChain(t *testing.T) {
	a := openClinic(t, clinicSchema)
	root := a.root()
	rules := a.bundle(root.ID)
	relay := openClinic(t, "")
	var shared, nonce string
	private, err := coretest.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	relay.update(func(tx sqldb.Tx) error {
		if err := trust.SaveSharedKey(tx, private); err != nil {
			return err
		}
		if shared, err = trust.SharedKey(tx); err != nil {
			return err
		}
		n, err := relay.Engine().Identity().Nonces().New(tx, "")
		nonce = n.ID
		return err
	})
	push := func(key, salt string) error {
		leaf, err := root.IssueSame(key, salt)
		if err != nil {
			t.Fatal(err)
		}
		return relay.DB().Update(t.Context(), func(tx sqldb.Tx) error {
			chain, err := trust.ParseChain([]byte(trust.Chain{root, leaf}.String())) // as it arrives: without keys
			if err != nil {
				return err
			}
			got, err := trust.TakePushedChain(tx, relay.Engine().Identity().Nonces(), chain, rules)
			if err == nil && (got.ID != leaf.ID || !got.Owned()) {
				t.Errorf("%+v", got)
			}
			return err
		})
	}
	checkCode(t, "another key", push(root.PublicKey, nonce), fault.BadCertificate)
	checkCode(t, "another nonce", push(shared, nurseA), fault.BadNonce)
	if n := relay.text("SELECT count(*) FROM morango_certificate"); n != "0" {
		t.Errorf("%s certificates stored by a push that was refused", n)
	}
	checkCode(t, "as it should be", push(shared, nonce), "")
	checkCode(t, "the nonce again", push(shared, nonce), fault.BadNonce)
	if n := relay.text("SELECT count(*) FROM morango_certificate WHERE private_key IS NOT NULL"); n != "1" {
		t.Errorf("%s own certificates", n)
	}
}
