//go:build !js

package cli

import (
	"cmp"
	"io"
	"os"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// maxSecret bounds what is read as a secret, in bytes. An invite is the longest
// one there is, of some kilobytes.
const maxSecret = 1 << 20

// secret is what an argument stands for that other users of the machine are not
// to see in the list of processes: @FILE is the file's text, - what comes on
// stdin, and anything else is the secret itself. Blanks around it do not count.
// Error: bad_request.
func (t *Terminal) secret(arg string) (string, error) {
	var from io.Reader
	switch file, named := strings.CutPrefix(arg, "@"); {
	case named:
		f, err := os.Open(file)
		if err != nil {
			return "", &fault.Error{Code: fault.BadRequest, Text: "a secret cannot be read", Err: err}
		}
		defer f.Close()
		from = f
	case arg == "-" && t.In != nil:
		from = t.In
	default:
		return arg, nil
	}
	text, err := io.ReadAll(io.LimitReader(from, maxSecret))
	if err != nil {
		return "", &fault.Error{Code: fault.BadRequest, Text: "a secret cannot be read", Err: err}
	}
	secret := strings.TrimSpace(string(text))
	if secret == "" {
		return "", fault.Errorf(fault.BadRequest, "%s holds no secret", arg)
	}
	return secret, nil
}

// Variables of the environment that stand for flags which are not given. The
// relay on Cloudflare has them too.
const (
	adminVariable = "AMORA_ADMIN"
	roomsVariable = "AMORA_ROOMS"
)

// readSecrets replaces what the flags say of secrets by the secrets.
func (f *serveFlags) readSecrets(t *Terminal) (err error) {
	if f.admin, err = t.secret(cmp.Or(f.admin, os.Getenv(adminVariable))); err != nil {
		return err
	}
	f.rooms = cmp.Or(f.rooms, os.Getenv(roomsVariable))
	if token, ok := strings.CutPrefix(f.rooms, "token="); ok {
		if token, err = t.secret(token); err != nil {
			return err
		}
		f.rooms = "token=" + token
	}
	return nil
}
