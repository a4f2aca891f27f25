package account_test

import (
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

// Ids of the facility's records. They only have to differ.
const (
	dataset   = "7154d193e8ea67fd6e78069122448b9f"
	facility  = "ccff11d5875198e18d29e643e5e5c774"
	class1    = "36d567261c6f69fb5eb027d6669c79ff"
	class2    = "bc67fbbde5694e0f0fea78724905a6af"
	group1    = "ffc74a5efa2e8449029a9bcf50abdbe5"
	elsewhere = "9a1596b64333704126a4c4fc6c43cca8"

	admin      = "a0000000000000000000000000000000"
	coach      = "a1000000000000000000000000000000"
	classAdmin = "a2000000000000000000000000000000"
	learner    = "a3000000000000000000000000000000"
	other      = "a4000000000000000000000000000000"
	former     = "a5000000000000000000000000000000"
	visitor    = "a6000000000000000000000000000000"
	namesake   = "a7000000000000000000000000000000"
	unusable   = "a8000000000000000000000000000000"
	greedy     = "a9000000000000000000000000000000"
)

// room is a relay's database with a facility's records.
type room struct {
	t  *testing.T
	db sqldb.DB
	*account.Records
}

func newRoom(t *testing.T) *room {
	db, err := sqlitedb.Open(t.Context(), ":memory:", sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := core.Open(t.Context(), db, core.Options{}); err != nil {
		t.Fatal(err)
	}
	r := &room{t, db, account.NewRecords(db)}
	r.put("facilitydataset", dataset, map[string]any{"learner_can_login_with_no_password": false})
	r.put("facility", facility, map[string]any{"parent_id": nil})
	r.put("classroom", class1, map[string]any{"parent_id": facility})
	r.put("classroom", class2, map[string]any{"parent_id": facility})
	r.put("learnergroup", group1, map[string]any{"parent_id": class1})
	for id, name := range map[string]string{
		admin: "admin", coach: "coach", classAdmin: "class_admin", learner: "Zoë", other: "other", former: "former", namesake: "ADMIN",
	} {
		r.user(id, name, django(name+" secret"), facility)
	}
	r.user(visitor, "visitor", django("visitor secret"), elsewhere)
	r.user(unusable, "unusable", "!"+django("x"), facility)
	r.user(greedy, "greedy", "pbkdf2_sha256$2000000000$salt$"+django("x")[len(django("x"))-44:], facility)
	r.put("facilityuser", former, map[string]any{
		"username": "former", "password": django("former secret"), "facility_id": facility, "date_deleted": "2026-11-29 19:42:17.286674(UTC)",
	})
	r.role(admin, "admin", facility)
	r.role(coach, "coach", facility)
	r.role(classAdmin, "admin", class1)
	r.member(learner, group1)
	r.member(other, class2)
	return r
}

// django is a password as Django keeps it, with few rounds.
func django(password string) string {
	const rounds = 10
	sum, err := pbkdf2.Key(sha256.New, password, []byte("salt"), rounds, sha256.Size)
	if err != nil {
		panic(err)
	}
	return "pbkdf2_sha256$" + strconv.Itoa(rounds) + "$salt$" + base64.StdEncoding.EncodeToString(sum)
}

// put stores a record as a Kolibri's push brings it, in place of what is there.
func (r *room) put(model, id string, content map[string]any) {
	r.t.Helper()
	partition := dataset + ":allusers-ro"
	switch model {
	case "facilityuser":
		partition = dataset + ":user-ro:" + id
	case "role", "membership":
		partition = dataset + ":user-ro:" + content["user_id"].(string)
	}
	r.putIn(partition, model, id, content)
}

// putIn stores a record in a partition.
func (r *room) putIn(partition, model, id string, content map[string]any) {
	r.t.Helper()
	err := r.db.Update(r.t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT OR REPLACE INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance,
 last_saved_counter, serialized) VALUES (?1, ?1, ?2, 'facilitydata', ?3, ?1, 1, ?4)`, id, model, partition, sqldb.ToJSON(content))
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *room) user(id, name, password, facility string) {
	r.put("facilityuser", id, map[string]any{"username": name, "password": password, "facility_id": facility, "date_deleted": nil})
}

func (r *room) role(user, kind, collection string) {
	r.put("role", value.ModelID(dataset, user+collection, "role"), map[string]any{"user_id": user, "kind": kind, "collection_id": collection})
}

func (r *room) member(user, collection string) {
	r.put("membership", value.ModelID(dataset, user+collection, "membership"), map[string]any{"user_id": user, "collection_id": collection})
}

// forget deletes a record.
func (r *room) forget(id string) {
	r.t.Helper()
	err := r.db.Update(r.t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec("UPDATE morango_store SET deleted = 1 WHERE id = ?1", id)
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
}

// ask is a request for a scope of the dataset.
func ask(user, password, scope, of string) account.Request {
	r := account.Request{
		Room: dataset, Address: "192.0.2.7", User: user, Password: password, Facility: facility, Scope: scope,
		Params: map[string]string{"dataset_id": dataset},
	}
	if of != "" {
		r.Params["user_id"] = of
	}
	return r
}

// expect fails unless the request is answered with the code, "" being yes.
func (r *room) expect(want fault.Code, about string, request account.Request) {
	r.t.Helper()
	if err := r.Authenticate(r.t.Context(), request); fault.CodeOf(err) != want {
		r.t.Errorf("%s: %v, want %q", about, err, want)
	}
}

func TestWhoMayHaveACertificate(t *testing.T) {
	r := newRoom(t)
	const full, single = "full-facility", "single-user"
	for _, c := range []struct {
		about, user, password, scope, of string
		want                             fault.Code
	}{
		{"an administrator", "admin", "admin secret", full, "", ""},
		{"an administrator, for a learner", "admin", "admin secret", single, learner, ""},
		{"an administrator, for nobody", "admin", "admin secret", single, elsewhere, fault.OutsideScope},
		{"an administrator, for a deleted user", "admin", "admin secret", single, former, fault.OutsideScope},
		{"a coach", "coach", "coach secret", full, "", fault.OutsideScope},
		{"a coach, for a learner", "coach", "coach secret", single, learner, fault.OutsideScope},
		{"a coach, for itself", "coach", "coach secret", single, coach, ""},
		{"a class's administrator, for a learner of its group", "class_admin", "class_admin secret", single, learner, ""},
		{"a class's administrator, for another class's", "class_admin", "class_admin secret", single, other, fault.OutsideScope},
		{"a class's administrator, for all", "class_admin", "class_admin secret", full, "", fault.OutsideScope},
		{"a learner", "Zoë", "Zoë secret", single, learner, ""},
		{"a learner, for another one", "Zoë", "Zoë secret", single, other, fault.OutsideScope},
		{"a learner, for all", "Zoë", "Zoë secret", full, "", fault.OutsideScope},
		{"a learner, for another scope", "Zoë", "Zoë secret", "coach", learner, fault.OutsideScope},
		{"a name in other case", "zOË", "Zoë secret", single, learner, ""},
		{"the exact name first", "ADMIN", "ADMIN secret", single, namesake, ""},
		{"then those in other case", "ADMIN", "admin secret", full, "", ""},
		{"a wrong password", "admin", "wrong", full, "", fault.BadCredentials},
		{"no password", "admin", "", full, "", fault.BadCredentials},
		{"no such name", "nobody", "admin secret", full, "", fault.BadCredentials},
		{"no name", "", "admin secret", full, "", fault.BadCredentials},
		{"a deleted user", "former", "former secret", single, former, fault.BadCredentials},
		{"another facility's user", "visitor", "visitor secret", single, visitor, fault.BadCredentials},
		{"an unusable password", "unusable", "x", single, unusable, fault.BadCredentials},
		{"a password of too many rounds", "greedy", "x", single, greedy, fault.BadCredentials},
		{"a pattern", "adm%", "admin secret", full, "", fault.BadCredentials},
	} {
		r.expect(c.want, c.about, ask(c.user, c.password, c.scope, c.of))
	}
	foreign := ask("admin", "admin secret", full, "")
	foreign.Params = map[string]string{"dataset_id": elsewhere}
	r.expect(fault.OutsideScope, "another dataset", foreign)
	own := ask("Zoë", "Zoë secret", single, "")
	r.expect("", "no user named", own)
	if own.Params["user_id"] != learner {
		t.Errorf("the user is %q", own.Params["user_id"])
	}
	anywhere := ask("visitor", "visitor secret", single, visitor)
	anywhere.Facility = ""
	r.expect("", "no facility named", anywhere)
}

// What a Kolibri 0.19.5 has written, and what no password matches.
func TestKeptPasswords(t *testing.T) {
	r := newRoom(t)
	keep := func(text string) { r.user(learner, "Zoë", text, facility) }
	keep("pbkdf2_sha256$260000$bjaTuxHTYSATT4YJXHXVt9$sKGi/mjKgkTCW/r5tzb+06ysFO3uW2zasxkw+kNnjKg=")
	r.expect("", "Kolibri's", ask("Zoë", "pass", "single-user", learner))
	r.expect(fault.BadCredentials, "Kolibri's", ask("Zoë", "Pass", "single-user", learner))
	for _, text := range []string{
		"NOT_SPECIFIED", "", "!", "!abc", "$$$", "pbkdf2_sha256$0$salt$", "pbkdf2_sha256$-1$salt$AAAA", "pbkdf2_sha256$1$salt$",
		"pbkdf2_sha1$1$salt$AAAA", "pbkdf2_sha256$x$salt$AAAA", "pbkdf2_sha256$10$salt$====",
	} {
		keep(text)
		for _, password := range []string{text, "", "pass"} {
			r.expect(fault.BadCredentials, "kept as "+text, ask("Zoë", password, "single-user", learner))
		}
	}
}

func TestLearnersWithoutPassword(t *testing.T) {
	r := newRoom(t)
	r.put("facilitydataset", dataset, map[string]any{"learner_can_login_with_no_password": true})
	r.user(learner, "Zoë", "NOT_SPECIFIED", facility)
	r.expect("", "a learner", ask("Zoë", "", "single-user", learner))
	r.expect("", "a learner with any password", ask("zoë", "anything", "single-user", learner))
	r.expect(fault.OutsideScope, "a learner, for another one", ask("Zoë", "", "single-user", other))
	r.expect(fault.OutsideScope, "a learner, for all", ask("Zoë", "", "full-facility", ""))
	r.expect(fault.BadCredentials, "an administrator", ask("class_admin", "", "single-user", classAdmin))
	r.expect(fault.BadCredentials, "a coach", ask("coach", "coach", "single-user", coach))
	r.expect(fault.BadCredentials, "a deleted learner", ask("former", "", "single-user", former))
}

// Who lost the role, or was deleted, is refused at once.
func TestRolesAreReadAnew(t *testing.T) {
	r := newRoom(t)
	r.expect("", "before", ask("admin", "admin secret", "full-facility", ""))
	r.forget(value.ModelID(dataset, admin+facility, "role"))
	r.expect(fault.OutsideScope, "without the role", ask("admin", "admin secret", "full-facility", ""))
	r.forget(admin)
	r.expect(fault.BadCredentials, "without the user", ask("admin", "admin secret", "single-user", admin))
}

// Another room's records in the same database, and what is no Kolibri's, do not
// count.
func TestRecordsOfOthersDoNotCount(t *testing.T) {
	r := newRoom(t)
	request := ask("admin", "admin secret", "full-facility", "")
	request.Room, request.Params = elsewhere, map[string]string{"dataset_id": elsewhere}
	r.expect(fault.BadCredentials, "another room", request)
	r.put("note", value.ModelID(dataset, "note", "note"), map[string]any{
		"username": "sly", "password": django("sly"), "facility_id": facility, "user_id": admin,
	})
	r.expect(fault.BadCredentials, "another model", ask("sly", "sly", "single-user", admin))
}

func TestParseUser(t *testing.T) {
	for text, want := range map[string][2]string{
		"admin": {"admin", ""}, "username=admin&facility=" + facility: {"admin", facility}, "facility=f&username=Zoë": {"Zoë", "f"},
		"username=a": {"a", ""}, "colour=red": {"", ""}, "username=&facility=": {"", ""},
	} {
		user, in, err := account.ParseUser(text)
		if err != nil || user != want[0] || in != want[1] {
			t.Errorf("%q: %q, %q, %v", text, user, in, err)
		}
	}
	if _, _, err := account.ParseUser("username=a=b"); fault.CodeOf(err) != fault.BadCredentials {
		t.Error(err)
	}
}

func TestSignInTellsTheUser(t *testing.T) {
	r := newRoom(t)
	user, err := r.SignIn(context.Background(), ask("Admin", "admin secret", "", ""))
	if err != nil || user != (account.User{ID: admin, Name: "admin", Facility: facility, Admin: true}) {
		t.Errorf("%+v, %v", user, err)
	}
}
