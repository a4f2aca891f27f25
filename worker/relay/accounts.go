//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"unicode"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
)

// accountsFile, in a relay's folder, has what [Accounts] keeps.
const accountsFile = "accounts.json"

// Accounts are the names and passwords by which people join the rooms of a
// relay's folder whose data has no users of its own, as a Kolibri facility's
// has. They lie in a file that its owner alone can read; a relay reads the file
// anew for each request, so that a change counts at once.
type Accounts struct{ dir string }

// FolderAccounts are those of a relay's folder, which need not be open.
func FolderAccounts(dir string) Accounts { return Accounts{dir} }

// Account is what a user may have.
type Account struct {
	Scope  string            `json:"scope"`            // id of a scope definition
	Params map[string]string `json:"params,omitempty"` // parameters of the scope, but for the dataset's id
}

// keptAccounts is the file: rooms by id.
type keptAccounts map[string]*roomAccounts

// roomAccounts are what is kept for one room.
type roomAccounts struct {
	// Issuer is an invite, by whose certificate the relay issues others.
	Issuer string                 `json:"issuer,omitempty"`
	Users  map[string]keptAccount `json:"users,omitempty"` // by name
}

// keptAccount is an account with its password, as hashPassword writes it.
type keptAccount struct {
	Password string `json:"password"`
	Account
}

func (a Accounts) read() (keptAccounts, error) {
	kept := keptAccounts{}
	text, err := os.ReadFile(filepath.Join(a.dir, accountsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return kept, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	if err != nil {
		return nil, &fault.Error{Code: fault.StorageFailed, Text: "the relay's accounts cannot be read", Err: err}
	}
	return kept, nil
}

// change rewrites the file, whole or not at all. Error: busy, while another
// process changes it.
func (a Accounts) change(do func(keptAccounts) error) error {
	lock, err := os.OpenFile(filepath.Join(a.dir, accountsFile+".lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return (&fault.Error{Code: fault.BadRequest, Text: a.dir + " is not a relay's folder", Err: err}).
			WithHint("start amora serve once, or name its folder by --data")
	}
	defer lock.Close()
	if err := tryLock(lock); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return &fault.Error{Code: fault.Busy, Text: "another process changes the relay's accounts", Err: err}
	}
	kept, err := a.read()
	if err != nil {
		return err
	}
	if err := do(kept); err != nil {
		return err
	}
	text, err := json.MarshalIndent(kept, "", " ")
	if err != nil {
		return err
	}
	name := filepath.Join(a.dir, accountsFile)
	return writeWhole(name, append(text, '\n'), func(written string) error { return os.Rename(written, name) })
}

// Add makes an account in a room. Errors: bad_request where the name is taken
// or no name.
func (a Accounts) Add(room, name, password string, may Account) error {
	switch {
	case !roomID.MatchString(room):
		return fault.Errorf(fault.BadRequest, "%.40q is not a room's id", room)
	case name == "" || len(name) > account.MaxUser || slices.ContainsFunc([]rune(name), unicode.IsControl):
		return fault.Errorf(fault.BadRequest, "%.40q is not a name", name)
	case len(password) < minPassword || len(password) > account.MaxPassword:
		return fault.Errorf(fault.BadRequest, "a password has %d to %d characters", minPassword, account.MaxPassword)
	}
	hash, err := hashPassword(password)
	if err != nil {
		return err
	}
	return a.change(func(kept keptAccounts) error {
		r := kept.room(room)
		if _, taken := r.Users[name]; taken {
			return fault.Errorf(fault.BadRequest, "there is a user %q in this room", name).WithHint("amora user remove takes it away")
		}
		r.Users[name] = keptAccount{hash, may}
		return nil
	})
}

// minPassword is the least length of a password that is made here.
const minPassword = 8

// room is a room's accounts, made where there are none.
func (kept keptAccounts) room(id string) *roomAccounts {
	if kept[id] == nil {
		kept[id] = &roomAccounts{}
	}
	if kept[id].Users == nil {
		kept[id].Users = map[string]keptAccount{}
	}
	return kept[id]
}

// Remove takes an account away. Certificates that it got stay good: whoever has
// the dataset's root key revokes them. Error: bad_request where there is no
// such account.
func (a Accounts) Remove(room, name string) error {
	return a.change(func(kept keptAccounts) error {
		if _, there := kept.room(room).Users[name]; !there {
			return fault.Errorf(fault.BadRequest, "there is no user %q in this room", name).WithHint("amora user list shows them")
		}
		delete(kept.room(room).Users, name)
		return nil
	})
}

// List returns what the users of a room may have, by name.
func (a Accounts) List(room string) (map[string]Account, error) {
	kept, err := a.read()
	if err != nil {
		return nil, err
	}
	users := map[string]Account{}
	for name, k := range kept.room(room).Users {
		users[name] = k.Account
	}
	return users, nil
}

// SetIssuer lets the relay issue certificates in the invite's room, below the
// invite's certificate. The relay keeps the invite, with its key. Errors:
// bad_invite, bad_request for a short one.
func (a Accounts) SetIssuer(invite string) (room string, err error) {
	if invites.IsShort(invite) {
		return "", fault.Errorf(fault.BadRequest, "a short invite does not hold the dataset's root").WithHint("make one without --short")
	}
	d, err := invites.Decode(invite)
	if err != nil {
		return "", err
	}
	room = d.Chain.Root().ID
	return room, a.change(func(kept keptAccounts) error {
		kept.room(room).Issuer = invite
		return nil
	})
}

// issuer is the invite by which the relay issues certificates in a room, nil if
// there is none.
func (a Accounts) issuer(room string) (*invites.Invite, error) {
	kept, err := a.read()
	if err != nil || kept.room(room).Issuer == "" {
		return nil, err
	}
	return invites.Decode(kept.room(room).Issuer)
}

// Authenticate implements [account.Authenticator]. Parameters that are left out
// become those of the account. Of those that an account does not name, a request
// may name the dataset, whatever the schema calls that parameter: a Morango peer
// always does.
func (a Accounts) Authenticate(_ context.Context, r account.Request) error {
	if err := r.Check(); err != nil {
		return err
	}
	kept, err := a.read()
	if err != nil {
		return err
	}
	user, there := kept.room(r.Room).Users[r.User]
	if !matchesPassword(r.Password, user.Password) || !there {
		return fault.Errorf(fault.BadCredentials, "no such user, or another password")
	}
	want := maps.Clone(r.Params)
	maps.DeleteFunc(want, func(name, value string) bool {
		_, named := user.Params[name]
		return !named && value == r.Room
	})
	for name, value := range user.Params {
		if _, given := r.Params[name]; !given && r.Params != nil {
			r.Params[name] = value
		} else if want[name] == value {
			delete(want, name)
		}
	}
	if r.Scope != user.Scope || len(want) > 0 {
		return fault.Errorf(fault.OutsideScope, "this user may have a certificate of the scope %.40q, with its own parameters", user.Scope)
	}
	return nil
}
