package morangohttp_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/sqldb"
)

// TestHostileForeignIDs: who has another room's ids cannot take them for its own
// sessions and transfers, so that requests of their owners would go astray.
func TestHostileForeignIDs(t *testing.T) {
	r := newRelay(t)
	a, b := r.newRoot().open(), r.newRoot().open()
	path := a.pushing(1)
	a.unchanged(a.dataset(), "another room's ids", func() {
		r.request("POST", "syncsessions/", b.opening(a.session, b.nonce())).want(400)
		body := b.begin(true)
		body["id"] = idOf(path)
		r.request("POST", "transfersessions/", body).want(400)
		body = b.begin(true)
		body["sync_session_id"] = a.session
		r.request("POST", "transfersessions/", body).want(403)
		mine := b.pushing(1)
		r.request("POST", "buffers/", []any{b.record(idOf(path), "of b", nil)}).want(400)
		r.request("POST", "buffers/", []any{a.record(idOf(mine), "of a", nil)}).want(400)
	})
	r.request("GET", "syncsessions/"+a.session+"/", nil).want(200)
	a.open()
	a.pushAll("1")
}

// TestHostileSameCertificate: a certificate's id follows from its key and salt
// alone, which others see. Another room's owner who signs the same ones gets no
// room by that id.
func TestHostileSameCertificate(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot()
	own := r.request("GET", "certificates/"+a.own+"/", nil).want(200).object()
	b := &peer{relay: r, instance: r.newID(), chain: r.newRootChain()}
	leaf, err := b.leaf().IssueSame(own["public_key"].(string), own["salt"].(string))
	if err != nil {
		t.Fatal(err)
	}
	if leaf.ID != a.own {
		t.Fatalf("its id is %s", leaf.ID)
	}
	r.request("POST", "certificatechain/", sqldb.ToJSON(append(b.chain, leaf).String())).want(403)
	if got := r.text(b.dataset(), stateSQL); got != "no room" {
		t.Errorf("%s", got)
	}
	a.open().pushAll("1")
}

// sessionsOf opens sync sessions of the ids and certificates that a query gives,
// whose parameters are args from ?2 on.
func (r *relay) sessionsOf(tx sqldb.Tx, query string, args ...any) error {
	_, err := tx.Exec(`INSERT INTO morango_syncsession (id, start_timestamp, last_activity_timestamp, active, is_server, client_certificate_id,
 server_certificate_id, profile, client_instance_id, server_instance_id, server_instance_json)
SELECT id, ?1, ?1, 1, 1, certificate, 'c', 'school', '', '', '{}' FROM (`+query+")",
		append([]any{r.now.Format("2006-01-02T15:04:05.000000Z")}, args...)...)
	return err
}

// TestHostileThousandsOfSessions: a room's open sync sessions are bounded,
// however many certificates they are of.
func TestHostileThousandsOfSessions(t *testing.T) {
	r := newRelay(t)
	a := r.newRoot().open()
	err := r.rooms[a.dataset()].instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		return r.sessionsOf(tx, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
SELECT printf('%032x', i) AS id, printf('%032x', i / 50) AS certificate FROM n`, 2*morangohttp.MaxRoomSyncSessions)
	})
	if err != nil {
		t.Fatal(err)
	}
	r.now = r.now.Add(time.Second)
	a.open()
	n := r.text(a.dataset(), "SELECT count(*) FROM morango_syncsession WHERE active = 1")
	if n != fmt.Sprint(morangohttp.MaxRoomSyncSessions) {
		t.Errorf("%s sync sessions are open", n)
	}
	r.request("GET", "syncsessions/"+a.session+"/", nil).want(200)
	r.request("GET", "syncsessions/"+strings.Repeat("0", 31)+"1/", nil).want(404)
}

// TestHostileMemberOfManyCertificates: whoever opens a room's sync sessions with
// certificates that it made itself ends its own, not those of other members.
func TestHostileMemberOfManyCertificates(t *testing.T) {
	r := newRelay(t)
	owner := r.newRoot()
	params := map[string]string{"dataset_id": owner.dataset()}
	other, hoarder := owner.child("full", params).open(), owner.child("full", params).open()
	r.now = r.now.Add(time.Minute)
	err := r.rooms[owner.dataset()].instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
INSERT INTO morango_certificate (id, parent_id, profile, salt, scope_definition_id, scope_version, scope_params, public_key, serialized, signature)
SELECT printf('%032x', i), CASE WHEN i % 2 THEN ?2 ELSE printf('%032x', i - 1) END, '', '', '', 0, '', '', '', '' FROM n`,
			morangohttp.MaxRoomSyncSessions, hoarder.leaf().ID)
		if err != nil {
			return err
		}
		return r.sessionsOf(tx, "SELECT id, id AS certificate FROM morango_certificate WHERE profile = ''")
	})
	if err != nil {
		t.Fatal(err)
	}
	r.now = r.now.Add(time.Second)
	hoarder.open()
	n := r.text(owner.dataset(), "SELECT count(*) FROM morango_syncsession WHERE active = 1")
	if n != fmt.Sprint(morangohttp.MaxRoomSyncSessions) {
		t.Errorf("%s sync sessions are open", n)
	}
	r.request("GET", "syncsessions/"+other.session+"/", nil).want(200)
	r.request("GET", "syncsessions/"+hoarder.session+"/", nil).want(200)
}
