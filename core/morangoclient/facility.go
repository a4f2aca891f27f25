package morangoclient

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"strings"

	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/value"
)

// What Kolibri's own client asks beside Morango's protocol before it joins a
// facility (MORANGO.md §14.9, §14.10).

// The scope of a learner's device, and its parameter for the user.
const (
	singleUser = "single-user"
	userParam  = "user_id"
)

// forKolibri completes a request to join a dataset of Kolibri's profile, and
// returns the user part of its credentials. A stock Kolibri lets nobody but its
// superusers in without the facility's id, and signs no certificate for a
// single user without the user's. Neither is shown to people, so that both are
// asked for. A server that does not tell them may do without. Errors: bad_value,
// bad_credentials, limit, unavailable.
func (c *Connection) forKolibri(ctx context.Context, r *JoinRequest) (user string, err error) {
	if user, err = userPart(r.Username, r.Facility); err != nil || c.engine.Profile() != kolibri.Schema().Profile {
		return user, err
	}
	if r.Facility == "" {
		if r.Facility, err = c.facilityOf(ctx, r.Dataset); err != nil {
			return "", err
		}
		if user, err = userPart(r.Username, r.Facility); err != nil {
			return "", err
		}
	}
	if r.Scope != singleUser || r.Params[userParam] != "" || r.Facility == "" {
		return user, nil
	}
	id, err := c.userIn(ctx, r, user)
	if err == nil && id != "" {
		params := maps.Collect(maps.All(r.Params)) // the caller keeps its own
		params[userParam] = id
		r.Params = params
	}
	return user, err
}

// facilityOf is the id of a dataset's facility, "" where the server does not
// tell.
func (c *Connection) facilityOf(ctx context.Context, dataset string) (string, error) {
	var list []struct{ ID, Dataset string }
	err := c.askPublic(ctx, request{path: "v1/facility/"}, &list)
	for _, f := range list {
		if f.Dataset == dataset && value.IsID(f.ID) {
			return f.ID, err
		}
	}
	return "", err
}

// userIn is the id of the user who joins, "" where the server does not tell. An
// administrator is shown all users of the facility.
func (c *Connection) userIn(ctx context.Context, r *JoinRequest, user string) (string, error) {
	var list []struct{ ID, Username string }
	err := c.askPublic(ctx, request{
		path: "facilityuser/", query: url.Values{"facility_id": {r.Facility}}, user: user, password: r.Password,
	}, &list)
	id := ""
	for _, u := range list {
		switch {
		case !value.IsID(u.ID):
		case u.Username == r.Username:
			return u.ID, err
		case strings.EqualFold(u.Username, r.Username) && id == "":
			id = u.ID
		}
	}
	return id, err
}

// askPublic reads one of Kolibri's endpoints beside Morango's. into is left as
// it is by a server that has no such endpoint, or gives another answer.
func (c *Connection) askPublic(ctx context.Context, r request, into any) error {
	r.method, r.base, r.most = methodGet, morango.PublicPath, maxCertificates
	body, err := c.ask(ctx, r)
	if statusOf(err) == statusNotFound {
		return nil
	}
	if err == nil {
		_ = json.Unmarshal(body, into) // what cannot be read is not told
	}
	return err
}
