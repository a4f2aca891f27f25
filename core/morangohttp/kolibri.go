package morangohttp

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// What a Kolibri asks beside Morango's protocol (MORANGO.md §14.9): who it
// speaks with, which facilities there are, who their users are.

// publicRoutes has the endpoints below morango.PublicPath.
var publicRoutes = map[string]map[string]endpoint{
	"info":               {http.MethodGet: (*call).kolibriInfo},
	"v1/facility":        {http.MethodGet: (*call).facilities},
	"v1/facility/":       {http.MethodGet: (*call).facility},
	"v1/channels":        {http.MethodGet: (*call).channels},
	"facilityuser":       {http.MethodGet: (*call).facilityUsers},
	"facilitysearchuser": {http.MethodGet: (*call).findUsers},
	"syncqueue":          {http.MethodPost: (*call).syncQueue},
}

// publicRoute cuts a path below morango.PublicPath into an endpoint and an id.
func publicRoute(path string) (resource, id string) {
	if rest, ok := strings.CutPrefix(path, "v1/facility/"); ok {
		return "v1/facility/", rest
	}
	return path, ""
}

// kolibriInfo answers GET info/?v=1, 2 or 3: each version adds to the one before.
func (c *call) kolibriInfo() (reply, error) {
	type first struct {
		Application string `json:"application"`
		Version     string `json:"kolibri_version"`
		Instance    string `json:"instance_id"`
		Name        string `json:"device_name"`
		System      string `json:"operating_system"`
	}
	type second struct {
		first
		Subset bool `json:"subset_of_users_device"`
	}
	type third struct {
		second
		Content string `json:"min_content_schema_version"`
	}
	info := third{second{first{"kolibri", c.opts.Info["kolibri"], c.Instance(c.mount.Room), "amora", ""}, false}, "5"}
	answer := reply{status: http.StatusOK, body: info}
	switch c.r.URL.Query().Get("v") {
	case "", "1":
		answer.body = info.first
	case "2":
		answer.body = info.second
	}
	return answer, nil
}

// channels answers GET v1/channels: a relay has no content.
func (c *call) channels() (reply, error) { return reply{status: http.StatusOK, text: "[]"}, nil }

// eachRoom runs a reading transaction in each room that the request may be
// about, until fn says that it has what it wanted.
func (c *call) eachRoom(fn func(tx sqldb.Tx, room string) (done bool, err error)) error {
	rooms, err := c.rooms()
	if err != nil {
		return err
	}
	for _, room := range rooms[:min(len(rooms), maxListed)] {
		done := false
		err := c.viewRoom(room, func(tx sqldb.Tx) (err error) {
			done, err = fn(tx, room)
			return err
		})
		if err != nil || done {
			return err
		}
	}
	return nil
}

// facilities answers GET v1/facility/.
func (c *call) facilities() (reply, error) {
	all, err := c.allFacilities()
	return reply{status: http.StatusOK, body: all}, err
}

func (c *call) allFacilities() ([]json.RawMessage, error) {
	all := []json.RawMessage{}
	err := c.eachRoom(func(tx sqldb.Tx, room string) (bool, error) {
		text, err := kolibri.Facilities(tx, room)
		if err != nil {
			return false, err
		}
		var list []json.RawMessage
		err = json.Unmarshal([]byte(text), &list)
		all = append(all, list...)
		return false, err
	})
	return all, err
}

// facility answers GET v1/facility/ID/.
func (c *call) facility() (reply, error) {
	all, err := c.allFacilities()
	if err != nil {
		return reply{}, err
	}
	for _, f := range all {
		var named struct{ ID string }
		if json.Unmarshal(f, &named) == nil && named.ID == c.id {
			return reply{status: http.StatusOK, text: string(f)}, nil
		}
	}
	return errNotFound, nil
}

// roomOf is the room that holds a record of a model, by id. Error: errNotFound.
func (c *call) roomOf(model, id string) (found string, err error) {
	if !value.IsID(id) {
		return "", errNotFound
	}
	holds := func(tx sqldb.Tx, room string) (bool, error) {
		there, err := kolibri.Holds(tx, room, model, id)
		if there {
			found = room
		}
		return there, err
	}
	if h, err := c.holder(id); err == nil {
		err = c.viewRoom(h.Room, func(tx sqldb.Tx) error {
			_, err := holds(tx, h.Room)
			return err
		})
		if err != nil || found != "" {
			return found, err
		}
	}
	if err := c.eachRoom(holds); err != nil {
		return "", err
	}
	if found == "" {
		return "", errNotFound
	}
	c.opts.Rooms.Hold(id, Holder{Room: found, Expires: true})
	return found, nil
}

// facilityUsers answers GET facilityuser/?facility_id=…: an administrator sees
// all users of the facility, others themselves.
func (c *call) facilityUsers() (reply, error) {
	login, password, ok := c.r.BasicAuth()
	if !ok {
		return errNoAccess.unauthorized(), nil
	}
	wrong := detail(http.StatusUnauthorized, "Invalid credentials.").unauthorized()
	name, facility, err := account.ParseUser(login)
	if err != nil || c.opts.SignIn == nil {
		return wrong, nil
	}
	id := c.r.URL.Query().Get("facility_id")
	if id == "" {
		id = facility
	}
	room, err := c.roomOf("facility", id)
	if err != nil {
		return wrong, notFoundIsNil(err)
	}
	var list string
	err = c.aside(room, func(db sqldb.DB) error {
		user, err := c.opts.SignIn(c.ctx, room, db, account.Request{
			Room: room, Address: c.ip(), User: name, Password: password, Facility: id,
		})
		if err != nil {
			return err
		}
		only := user.ID
		if user.Admin {
			only = ""
		}
		return db.View(c.ctx, func(tx sqldb.Tx) (err error) {
			list, err = kolibri.Users(tx, room, id, only)
			return err
		})
	})
	switch fault.CodeOf(err) {
	case fault.BadCredentials:
		return wrong, nil
	case fault.Limit:
		return detail(http.StatusTooManyRequests, err.Error()).retry(30), nil
	}
	return reply{status: http.StatusOK, text: list}, err
}

// SignInByRecords is [Options.SignIn] by the records of a facility, as often as a
// throttle allows.
func SignInByRecords(t *account.Throttle) func(context.Context, string, sqldb.DB, account.Request) (account.User, error) {
	return func(ctx context.Context, _ string, db sqldb.DB, r account.Request) (user account.User, err error) {
		err = t.Do(ctx, r, func() (err error) {
			user, err = account.NewRecords(db).SignIn(ctx, r)
			return err
		})
		return user, err
	}
}

// findUsers answers GET facilitysearchuser/?facility=…&search=….
func (c *call) findUsers() (reply, error) {
	query := c.r.URL.Query()
	if !query.Has("facility") {
		return detail(http.StatusPreconditionFailed, "facility is missing"), nil
	}
	room, err := c.roomOf("facility", query.Get("facility"))
	if err != nil {
		return reply{status: http.StatusOK, text: "[]"}, notFoundIsNil(err)
	}
	var list string
	err = c.in(room, false, func(engine *pipeline.Engine, _ *server.Room) error {
		if engine == nil {
			return errNotFound
		}
		return engine.DB().View(c.ctx, func(tx sqldb.Tx) (err error) {
			list, err = kolibri.FindUsers(tx, room, query.Get("facility"), query.Get("search"))
			return err
		})
	})
	return reply{status: http.StatusOK, text: list}, err
}

// keepAlive is how many seconds a learner's device keeps its place.
const keepAlive = 5

// syncQueue answers POST syncqueue/, by which a learner's device asks whether
// it may sync now. A relay has no queue: it bounds transfers otherwise.
func (c *call) syncQueue() (reply, error) {
	f, err := c.form(maxForm)
	if err != nil {
		return reply{}, err
	}
	if _, err := c.roomOf("facilityuser", f.text("user")); err != nil {
		return reply{status: http.StatusNotFound, text: `[{"id":"NOT_FOUND","metadata":{"view":"Sync Queue Api"}}]`}, notFoundIsNil(err)
	}
	id, err := value.RandomID(c.opts.Rand)
	return reply{status: http.StatusOK, body: struct {
		ID        string `json:"id"`
		Status    string `json:"status"`
		KeepAlive int    `json:"keep_alive"`
	}{id, "READY", keepAlive}}, err
}

// WidenForLearners is [Options.Widen] for Kolibri's profile.
func WidenForLearners(tx sqldb.Tx, w Widening) (value.Filter, error) {
	const single = "single-user"
	if w.Client.Profile != kolibri.Schema().Profile || w.Client.ScopeDefinition != single || w.Server.ScopeDefinition == single {
		return nil, nil
	}
	params := w.Client.Params()
	return kolibri.Widening(tx, params["dataset_id"], params["user_id"], w.Push)
}
