package account

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/sqldb"
)

// The scope definitions of Kolibri's facilities.
const (
	scopeFullFacility = "full-facility"
	scopeSingleUser   = "single-user"

	paramUser = "user_id"
)

// maxCandidates bounds the users whose names differ in case alone, and with
// them the passwords that are tried for one request.
const maxCandidates = 3

// Records is the authenticator of a Kolibri facility: users prove themselves by
// the facilityuser and role records of a room's Store. Its rules are Kolibri's
// (core/auth/models.py, has_morango_certificate_scope_permission;
// core/auth/backends.py):
//
//   - A name matches exactly first, then without regard to case. A user with a
//     date_deleted may not sign in.
//   - A learner without a role needs no password where the dataset says
//     learner_can_login_with_no_password.
//   - full-facility is for those with the role admin on the facility.
//   - single-user is for the user itself, and for those with the role admin on
//     the user's facility, class or group. Without a user_id it is for the user
//     itself.
//
// What Kolibri calls a superuser is a matter of one device and in no record.
type Records struct {
	db sqldb.DB
}

// NewRecords is the authenticator of the room in a database.
func NewRecords(db sqldb.DB) *Records { return &Records{db} }

// User is a facilityuser that has signed in.
type User struct {
	ID       string // of the record
	Name     string // username
	Facility string // id of the facility
	Admin    bool   // whether the user has the role admin on the facility
}

// Authenticate implements [Authenticator].
func (a *Records) Authenticate(ctx context.Context, r Request) error {
	user, err := a.SignIn(ctx, r)
	if err != nil {
		return err
	}
	if _, given := r.Params[paramUser]; !given && r.Scope == scopeSingleUser && r.Params != nil {
		r.Params[paramUser] = user.ID
	}
	allowed := false
	err = a.db.View(ctx, func(tx sqldb.Tx) (err error) {
		allowed, err = user.mayHave(tx, r)
		return err
	})
	if err == nil && !allowed {
		err = outsideScope(r.Scope)
	}
	return err
}

// SignIn finds the user whose name and password a request has. It looks at
// neither scope nor parameters. Error: bad_credentials.
func (a *Records) SignIn(ctx context.Context, r Request) (User, error) {
	if err := r.Check(); err != nil {
		return User{}, err
	}
	var candidates []candidate
	err := a.db.View(ctx, func(tx sqldb.Tx) (err error) {
		candidates, err = findCandidates(tx, r)
		return err
	})
	if err != nil {
		return User{}, err
	}
	if len(candidates) == 0 {
		matchesDjango(r.Password, "") // a name that is not there takes as long
	}
	for _, c := range candidates {
		if matchesDjango(r.Password, c.Password) || c.Passwordless {
			return User{ID: c.ID, Name: c.Username, Facility: c.Facility, Admin: c.Admin}, nil
		}
	}
	return User{}, badCredentials()
}

// candidate is a user whose name may be the one that was typed.
type candidate struct {
	ID, Username, Password, Facility string
	Admin                            bool // has the role admin on the facility
	Passwordless                     bool // needs no password
}

// counts is [kolibri.Counts] for record s of the dataset ?1.
func counts(model string) string { return kolibri.Counts("s", model) }

// candidatesSQL lists the users of the dataset ?1 whose names are as long as
// ?2, which is all that SQLite can tell of names that differ in case: ?3 is a
// facility's id, or "" for any.
var candidatesSQL = `WITH roles (user, kind, collection) AS MATERIALIZED (
 SELECT s.serialized ->> 'user_id', s.serialized ->> 'kind', s.serialized ->> 'collection_id' FROM morango_store s
 WHERE ` + counts("role") + `)
SELECT json_group_array(json_object('ID', id, 'Username', username, 'Password', password, 'Facility', facility,
 'Admin', json(iif(EXISTS (SELECT 1 FROM roles r WHERE r.user = u.id AND r.kind = 'admin' AND r.collection = u.facility), 'true', 'false')),
 'Passwordless', json(iif(open AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.user = u.id), 'true', 'false'))))
FROM (SELECT s.id AS id, s.serialized ->> 'username' AS username, s.serialized ->> 'password' AS password,
  s.serialized ->> 'facility_id' AS facility,
  EXISTS (SELECT 1 FROM morango_store d WHERE ` + kolibri.Counts("d", "facilitydataset") + `
   AND d.serialized ->> 'learner_can_login_with_no_password' = 1) AS open
 FROM morango_store s WHERE ` + counts("facilityuser") + `
  AND length(s.serialized ->> 'username') = length(?2) AND s.serialized ->> 'date_deleted' IS NULL
  AND (?3 = '' OR s.serialized ->> 'facility_id' = ?3) LIMIT -1 OFFSET 0) u`

// findCandidates lists the users that a request may mean, the likeliest first.
func findCandidates(tx sqldb.Tx, r Request) ([]candidate, error) {
	var list []candidate
	if err := sqldb.ReadJSON(tx, &list, candidatesSQL, r.Room, r.User, r.Facility); err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(c candidate) bool { return !strings.EqualFold(c.Username, r.User) })
	slices.SortFunc(list, func(a, b candidate) int {
		if exact := a.Username == r.User; exact != (b.Username == r.User) {
			if exact {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.ID, b.ID)
	})
	return list[:min(len(list), maxCandidates)], nil
}

// mayHave reports whether the user may have a certificate of the scope.
func (u User) mayHave(tx sqldb.Tx, r Request) (bool, error) {
	if r.Params[DatasetParam] != r.Room {
		return false, nil
	}
	switch r.Scope {
	case scopeFullFacility:
		return u.Admin, nil
	case scopeSingleUser:
		return u.mayActFor(tx, r.Room, r.Params[paramUser])
	}
	return false, nil
}

// actsForSQL tells whether the user ?2 of the dataset ?1 may act for the user
// ?3: whether the first has the role admin on the second's facility, or on a
// collection that the second is a member of, or on the class of such a group.
var actsForSQL = `WITH RECURSIVE above (id) AS (
 SELECT s.serialized ->> 'facility_id' FROM morango_store s WHERE ` + counts("facilityuser") + ` AND s.id = ?3
  AND s.serialized ->> 'date_deleted' IS NULL
 UNION SELECT s.serialized ->> 'collection_id' FROM morango_store s
  WHERE ` + counts("membership") + ` AND s.serialized ->> 'user_id' = ?3
 UNION SELECT s.serialized ->> 'parent_id' FROM above a CROSS JOIN morango_store s ON s.id = a.id
  WHERE (` + counts("classroom") + ") OR (" + counts("learnergroup") + ") OR (" + counts("adhoclearnersgroup") + `))
SELECT EXISTS (SELECT 1 FROM morango_store s WHERE ` + counts("facilityuser") + ` AND s.id = ?3
  AND s.serialized ->> 'date_deleted' IS NULL)
 AND EXISTS (SELECT 1 FROM morango_store s WHERE ` + counts("role") + ` AND s.serialized ->> 'user_id' = ?2
 AND s.serialized ->> 'kind' = 'admin' AND s.serialized ->> 'collection_id' IN (SELECT id FROM above))`

// mayActFor reports whether the user is the one with this id, or an
// administrator of it.
func (u User) mayActFor(tx sqldb.Tx, dataset, id string) (bool, error) {
	if id == u.ID {
		return true, nil
	}
	found, err := sqldb.Int(tx, actsForSQL, dataset, u.ID, id)
	return found == 1, err
}
