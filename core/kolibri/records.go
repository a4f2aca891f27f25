package kolibri

import (
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// A facility's users, roles and classes come as records. What a Kolibri asks of
// a server beside Morango's protocol, a relay reads of its Store: these
// functions run in a room's database, whose root certificate's id is the
// dataset's. They go by [Counts].

// maxRows bounds what one answer lists.
const maxRows = "10000"

// Facilities lists the facilities of a dataset, as JSON, in the form of
// Kolibri's api/public/v1/facility/ (core/auth/api.py, PublicFacilitySerializer).
func Facilities(tx sqldb.Tx, dataset string) (string, error) {
	return tx.Text(`WITH set_ (o, extra) AS (SELECT s.serialized, s.serialized ->> 'extra_fields' FROM morango_store s
  WHERE `+Counts("s", "facilitydataset")+`)
SELECT json_group_array(json_object('id', id, 'dataset', ?1, 'name', name,
 'learner_can_login_with_no_password', json(iif((SELECT o ->> 'learner_can_login_with_no_password' FROM set_), 'true', 'false')),
 'learner_can_sign_up', json(iif((SELECT o ->> 'learner_can_sign_up' FROM set_), 'true', 'false')),
 'on_my_own_setup', json(iif((SELECT iif(json_valid(extra), extra ->> 'on_my_own_setup', 0) FROM set_), 'true', 'false')),
 'picture_password_settings', json(ifnull((SELECT iif(json_valid(o ->> 'picture_password_settings'),
   o ->> 'picture_password_settings', 'null') FROM set_), 'null'))))
FROM (SELECT s.id, s.serialized ->> 'name' AS name FROM morango_store s WHERE `+Counts("s", "facility")+`
 ORDER BY s.id LIMIT `+maxRows+")", dataset)
}

// Users lists the users of a facility, as JSON, in the form of Kolibri's
// api/public/facilityuser/ (core/auth/api.py, PublicFacilityUserViewSet): only
// the one named, if only is not "".
func Users(tx sqldb.Tx, dataset, facility, only string) (string, error) {
	return tx.Text(`SELECT json_group_array(json_object('id', id, 'username', o ->> 'username', 'full_name', o ->> 'full_name',
 'facility', o ->> 'facility_id', 'id_number', o ->> 'id_number', 'gender', o ->> 'gender', 'birth_year', o ->> 'birth_year',
 'is_superuser', json('false'), 'roles', (SELECT json_group_array(s.serialized ->> 'kind') FROM morango_store s
  WHERE `+Counts("s", "role")+` AND s.serialized ->> 'user_id' = u.id)))
FROM (SELECT s.id, s.serialized AS o FROM morango_store s WHERE `+Counts("s", "facilityuser")+`
 AND s.serialized ->> 'facility_id' = ?2 AND s.serialized ->> 'date_deleted' IS NULL AND (?3 = '' OR s.id = ?3)
 ORDER BY s.id LIMIT `+maxRows+") u", dataset, facility, only)
}

// FindUsers lists the users of a facility whose names hold a text, as JSON, in
// the form of Kolibri's api/public/facilitysearchuser/. It lists nobody, unless
// the dataset lets learners in without a password.
func FindUsers(tx sqldb.Tx, dataset, facility, text string) (string, error) {
	return tx.Text(`SELECT json_group_array(json_object('id', id, 'username', name))
FROM (SELECT s.id, s.serialized ->> 'username' AS name FROM morango_store s WHERE `+Counts("s", "facilityuser")+`
 AND s.serialized ->> 'facility_id' = ?2 AND s.serialized ->> 'date_deleted' IS NULL
 AND instr(lower(s.serialized ->> 'username'), lower(?3)) > 0
 AND EXISTS (SELECT 1 FROM morango_store s WHERE `+Counts("s", "facilitydataset")+`
  AND s.serialized ->> 'learner_can_login_with_no_password')
 AND NOT EXISTS (SELECT 1 FROM morango_store r WHERE `+Counts("r", "role")+` AND r.serialized ->> 'user_id' = s.id)
 ORDER BY s.id LIMIT `+maxRows+")", dataset, facility, text)
}

// Holds reports whether a dataset has a record of a model, by id, that was not
// deleted.
func Holds(tx sqldb.Tx, dataset, model, id string) (bool, error) {
	n, err := sqldb.Int(tx, "SELECT count(*) FROM morango_store s WHERE "+Counts("s", model)+" AND s.id = ?2", dataset, id)
	return n > 0, err
}

// Widening returns the prefixes that a server adds to the filter of a learner's
// device (core/auth/sync_operations.py, KolibriSingleUserSyncOperation): the
// classes that the user is a member of, and those that it coaches or
// administers. Without them courses are missing there. A role on something else
// than a class gives a prefix that nothing lies under.
func Widening(tx sqldb.Tx, dataset, userID string, push bool) (value.Filter, error) {
	learns, coaches := "", ""
	if push {
		learns, coaches = ":learner-rw", ":coach-rw"
	}
	var prefixes value.Filter
	err := sqldb.ReadJSON(tx, &prefixes, `SELECT json_group_array(DISTINCT ?1 || ':classroom:' || id || suffix) FROM
 (SELECT s.serialized ->> 'collection_id' AS id, ?3 AS suffix FROM morango_store s WHERE `+Counts("s", "membership")+`
   AND s.serialized ->> 'user_id' = ?2 AND EXISTS (SELECT 1 FROM morango_store c
    WHERE c.id = s.serialized ->> 'collection_id' AND `+Counts("c", "classroom")+`)
  UNION SELECT s.serialized ->> 'collection_id', ?4 FROM morango_store s WHERE `+Counts("s", "role")+`
   AND s.serialized ->> 'user_id' = ?2 AND s.serialized ->> 'kind' IN ('coach', 'admin') ORDER BY 1, 2 LIMIT 50)
WHERE id IS NOT NULL AND length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'`, dataset, userID, learns, coaches)
	return prefixes, err
}
