package core_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangokey"
	"github.com/amora-sync/amora/core/pipeline"
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
	nonces := a.Engine().Identity().Nonces("secret")
	make := func() morangokey.Nonce {
		n, err := nonces.New("10.0.0.1")
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	use := func(id string) error {
		return a.DB().Update(t.Context(), func(tx sqldb.Tx) error { return nonces.Use(tx, id) })
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
	checkCode(t, "another one", use(make().ID), "")
	if n := a.text("SELECT count(*) FROM morango_nonce"); n != "1" {
		t.Errorf("%s used nonces, expired ones among them", n)
	}

	forged := []byte(make().ID)
	for i, digit := range forged {
		forged[i] = "123456789abcdef0"[strings.IndexByte("0123456789abcdef", digit)]
		checkCode(t, "changed in digit "+strconv.Itoa(i), use(string(forged)), fault.BadNonce)
		forged[i] = digit
	}
	other, err := a.Engine().Identity().Nonces("another secret").New("")
	if err != nil {
		t.Fatal(err)
	}
	checkCode(t, "another relay's", use(other.ID), fault.BadNonce)
}

// useNonce makes a nonce and uses it up.
func useNonce(tx sqldb.Tx, e *pipeline.Engine) error {
	nonces := e.Identity().Nonces("secret")
	n, err := nonces.New("")
	if err != nil {
		return err
	}
	return nonces.Use(tx, n.ID)
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
		if err := morangokey.SaveSharedKey(tx, private); err != nil {
			return err
		}
		if shared, err = morangokey.SharedKey(tx); err != nil {
			return err
		}
		n, err := relay.Engine().Identity().Nonces(private).New("")
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
			got, err := morangokey.TakePushedChain(tx, relay.Engine().Identity().Nonces(private), chain, rules)
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
