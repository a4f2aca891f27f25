//go:build !js

package relay

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqlitedb"
)

const accountsRoom = "7154d193e8ea67fd6e78069122448b9f"

func wantFault(t *testing.T, what string, err error, want fault.Code) {
	t.Helper()
	if fault.CodeOf(err) != want {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

// ask is a request of ann's for a certificate of the scope user.
func ask(password string, change func(*account.Request)) account.Request {
	r := account.Request{Room: accountsRoom, User: "ann", Password: password, Scope: "user", Params: map[string]string{"dataset_id": accountsRoom}}
	if change != nil {
		change(&r)
	}
	return r
}

func TestAccountsOfAFolder(t *testing.T) {
	a := FolderAccounts(t.TempDir())
	wantFault(t, "no file yet", a.Authenticate(t.Context(), ask("correct-horse", nil)), fault.BadCredentials)
	wantFault(t, "add", a.Add(accountsRoom, "ann", "correct-horse", Account{"user", map[string]string{"user_id": "1"}}), "")
	wantFault(t, "a second one", a.Add(accountsRoom, "bob", "battery-staple", Account{Scope: "full"}), "")
	request := ask("correct-horse", nil)
	wantFault(t, "the password", a.Authenticate(t.Context(), request), "")
	if request.Params["user_id"] != "1" {
		t.Errorf("the account's parameters are not filled in: %v", request.Params)
	}
	for name, c := range map[string]struct {
		request account.Request
		want    fault.Code
	}{
		"another password":     {ask("correct-horsf", nil), fault.BadCredentials},
		"no password":          {ask("", nil), fault.BadCredentials},
		"the hash":             {ask(a.hashOf(t, "ann"), nil), fault.BadCredentials},
		"another name":         {ask("correct-horse", func(r *account.Request) { r.User = "bob" }), fault.BadCredentials},
		"a name in other case": {ask("correct-horse", func(r *account.Request) { r.User = "Ann" }), fault.BadCredentials},
		"another room":         {ask("correct-horse", func(r *account.Request) { r.Room = strings.Repeat("1", 32) }), fault.BadCredentials},
		"another scope":        {ask("correct-horse", func(r *account.Request) { r.Scope = "full" }), fault.OutsideScope},
		"other parameters":     {ask("correct-horse", func(r *account.Request) { r.Params["user_id"] = "2" }), fault.OutsideScope},
		"more parameters":      {ask("correct-horse", func(r *account.Request) { r.Params["class_id"] = "2" }), fault.OutsideScope},
		"its parameters":       {ask("correct-horse", func(r *account.Request) { r.Params["user_id"] = "1" }), ""},
		"the dataset's parameter by another name": {ask("correct-horse", func(r *account.Request) {
			r.Params = map[string]string{"facility_id": accountsRoom}
		}), ""},
		"another dataset":               {ask("correct-horse", func(r *account.Request) { r.Params["dataset_id"] = strings.Repeat("1", 32) }), fault.OutsideScope},
		"the dataset for its parameter": {ask("correct-horse", func(r *account.Request) { r.Params["user_id"] = accountsRoom }), fault.OutsideScope},
	} {
		wantFault(t, name, a.Authenticate(t.Context(), c.request), c.want)
	}
	wantFault(t, "remove", a.Remove(accountsRoom, "ann"), "")
	wantFault(t, "removed", a.Authenticate(t.Context(), ask("correct-horse", nil)), fault.BadCredentials)
	if users, err := a.List(accountsRoom); err != nil || len(users) != 1 || users["bob"].Scope != "full" {
		t.Errorf("%v, %v", users, err)
	}
}

// hashOf is what is kept of a password.
func (a Accounts) hashOf(t *testing.T, name string) string {
	t.Helper()
	kept, err := a.read()
	if err != nil {
		t.Fatal(err)
	}
	return kept.room(accountsRoom).Users[name].Password
}

func TestAccountsThatAreNone(t *testing.T) {
	a := FolderAccounts(t.TempDir())
	for _, name := range []string{"", "a\nb", strings.Repeat("x", 300)} {
		wantFault(t, name, a.Add(accountsRoom, name, "correct-horse", Account{Scope: "user"}), fault.BadRequest)
	}
	wantFault(t, "a short password", a.Add(accountsRoom, "ann", "horse", Account{Scope: "user"}), fault.BadRequest)
	wantFault(t, "no room", a.Add("../etc", "ann", "correct-horse", Account{Scope: "user"}), fault.BadRequest)
	wantFault(t, "no folder", FolderAccounts(filepath.Join(t.TempDir(), "nothing")).Add(accountsRoom, "ann", "correct-horse", Account{}), fault.BadRequest)
	wantFault(t, "no invite", func() error { _, err := a.SetIssuer("amora1.x"); return err }(), fault.BadInvite)
	if err := os.WriteFile(filepath.Join(a.dir, accountsFile), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantFault(t, "a file that is none", a.Authenticate(t.Context(), ask("x", nil)), fault.StorageFailed)
}

// What is kept is for its owner alone, whatever was there.
func TestAccountsArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no modes here")
	}
	a := FolderAccounts(t.TempDir())
	file := filepath.Join(a.dir, accountsFile)
	if err := os.WriteFile(file, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	wantFault(t, "add", a.Add(accountsRoom, "ann", "correct-horse", Account{Scope: "user"}), "")
	for _, name := range []string{file, file + ".lock"} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

// A hash of another cost is taken, one that would take all memory is not.
func TestKeptHashes(t *testing.T) {
	hash, err := hashPassword("correct-horse")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := hashPassword("correct-horse"); again == hash {
		t.Error("two hashes have one salt")
	}
	// argon2's reference: argon2id, t=2, m=65536, p=1, "password", "somesalt".
	const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for text, want := range map[string]bool{
		hash: true, strings.Replace(hash, "argon2id", "argon2i", 1): false, strings.Replace(hash, "v=19", "v=18", 1): false,
		strings.Replace(hash, "m=65536", "m=4294967295", 1): false, "": false, "$argon2id$": false, hash + "A": false, hash + "$": false,
	} {
		if matchesPassword("correct-horse", text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
	if !matchesPassword("password", reference) || matchesPassword("passwords", reference) {
		t.Error("the reference's hash")
	}
}

// Both protocols of a relay count the failures of a name together.
func TestGuessesAtARelaySlowDown(t *testing.T) {
	dir := t.TempDir()
	wantFault(t, "add", FolderAccounts(dir).Add(accountsRoom, "ann", "correct-horse", Account{Scope: "user"}), "")
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := core.Open(t.Context(), db, core.Options{}); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	st := &roomStore{folder: &Folder{dir: dir}, throttle: account.NewThrottle(func() time.Time { return now })}
	for range 5 {
		wantFault(t, "a guess", st.authenticator(accountsRoom, db).Authenticate(t.Context(), ask("wrong", nil)), fault.BadCredentials)
	}
	wantFault(t, "one more", st.authenticator(accountsRoom, db).Authenticate(t.Context(), ask("correct-horse", nil)), fault.Limit)
	now = now.Add(time.Minute)
	wantFault(t, "a minute later", st.authenticator(accountsRoom, db).Authenticate(t.Context(), ask("correct-horse", nil)), "")
}
