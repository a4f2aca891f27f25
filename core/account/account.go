package account

import (
	"context"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// DatasetParam is the parameter that names the dataset in Morango's scopes.
const DatasetParam = "dataset_id"

// Request is what somebody asks for by name and password: a certificate of a
// scope.
type Request struct {
	Room     string // id of the room's root certificate
	Address  string // network address that the request came from, "" where the host cannot tell
	User     string // the name as typed
	Password string // the password as typed
	Facility string // id of the facility that the user belongs to, "" for any; see [ParseUser]
	Scope    string // id of a scope definition
	// Params are parameters of the scope. An authenticator adds those that are
	// left out and follow from the user.
	Params map[string]string
}

// Authenticator judges requests. Errors:
//   - bad_credentials: there is no such user, or the password is another one.
//     The error does not say which.
//   - outside_scope: the user may not have a certificate of this scope.
//   - limit: there were too many failed attempts. The hint says when the next
//     one is judged.
type Authenticator interface {
	// Authenticate returns nil if the request is granted.
	Authenticate(ctx context.Context, r Request) error
}

// The bounds of a request's texts, in bytes: what is longer is nobody's.
const (
	MaxUser     = 254
	MaxPassword = 1024
)

// Check refuses requests that no account can match, before anything is spent
// on them. Error: bad_credentials.
func (r Request) Check() error {
	if r.User == "" || len(r.User) > MaxUser || len(r.Password) > MaxPassword || strings.ContainsRune(r.User, 0) {
		return badCredentials()
	}
	return nil
}

// ParseUser reads the user part of Basic authentication: a plain name, or what
// Kolibri's clients send, username=NAME&facility=ID (Morango's
// api/permissions.py, BasicMultiArgumentAuthentication). Error:
// bad_credentials.
func ParseUser(text string) (user, facility string, err error) {
	if !strings.Contains(text, "=") {
		return text, "", nil
	}
	for pair := range strings.SplitSeq(text, "&") {
		key, value, _ := strings.Cut(pair, "=")
		switch {
		case strings.Contains(value, "="):
			return "", "", badCredentials()
		case key == "username":
			user = value
		case key == "facility":
			facility = value
		}
	}
	return user, facility, nil
}

func badCredentials() error {
	return fault.Errorf(fault.BadCredentials, "no such user, or another password")
}

func outsideScope(scope string) error {
	return fault.Errorf(fault.OutsideScope, "this user may not have a certificate of the scope %.40q", scope)
}

// firstOf asks several authenticators.
type firstOf []Authenticator

// FirstOf is the authenticator that takes whom one of the list takes. The
// answer is that of the first one that knows the user by this password.
func FirstOf(list ...Authenticator) Authenticator { return firstOf(list) }

// Authenticate implements [Authenticator].
func (list firstOf) Authenticate(ctx context.Context, r Request) error {
	err := badCredentials()
	for _, a := range list {
		if err = a.Authenticate(ctx, r); fault.CodeOf(err) != fault.BadCredentials {
			return err
		}
	}
	return err
}
