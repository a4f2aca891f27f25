package morangohttp

import (
	"net/http"
	"slices"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// maxListed is how many rooms are looked through where a peer asks for all
// certificates.
const maxListed = 100

// listCertificates answers GET certificates/: those whose keys are here, by
// what the query says.
func (c *call) listCertificates() (reply, error) {
	query := c.r.URL.Query()
	var list trust.Chain
	var err error
	switch {
	case query.Has("primary_partition"):
		list, err = c.certificatesOf(query.Get("primary_partition"), descendants)
	case query.Has("ancestors_of"):
		list, err = c.certificatesOf(query.Get("ancestors_of"), ancestors)
	default:
		list, err = c.allCertificates()
	}
	if err != nil {
		return reply{}, err
	}
	if query.Has("profile") {
		list = slices.DeleteFunc(list, func(o *trust.Certificate) bool { return o.Profile != query.Get("profile") })
	}
	return reply{status: http.StatusOK, body: append([]*trust.Certificate{}, list...)}, nil
}

// certificatesOf is what of reads about a certificate, by id. Of one that is
// not here, it is nothing.
func (c *call) certificatesOf(id string, of func(sqldb.Tx, string) (trust.Chain, error)) (list trust.Chain, err error) {
	h, err := c.holder(id)
	if isNotFound(err) && value.IsID(id) {
		h.Room, err = id, nil // a root's, whose key is elsewhere
	}
	if err != nil {
		return nil, notFoundIsNil(err)
	}
	err = c.viewRoom(h.Room, func(tx sqldb.Tx) (err error) {
		list, err = of(tx, id)
		return err
	})
	return list, err
}

// notFoundIsNil drops errNotFound.
func notFoundIsNil(err error) error {
	if isNotFound(err) {
		return nil
	}
	return err
}

// descendants are the own certificates that descend from one, itself included,
// those nearest to it first.
func descendants(tx sqldb.Tx, id string) (trust.Chain, error) {
	return trust.ReadCertificates(tx, `WITH RECURSIVE down (id, height) AS (SELECT id, 0 FROM morango_certificate WHERE id = ?1
 UNION SELECT c.id, height + 1 FROM down JOIN morango_certificate c ON c.parent_id = down.id WHERE height < ?2)
SELECT `+trust.CertificateColumns+` FROM down JOIN morango_certificate c ON c.id = down.id
WHERE c.private_key IS NOT NULL ORDER BY height, c.id`, id, trust.ChainLimit)
}

// ancestors is the chain of an own certificate, root first.
func ancestors(tx sqldb.Tx, id string) (trust.Chain, error) {
	chain, err := trust.LoadChain(tx, id)
	if fault.CodeOf(err) == fault.NoCertificate || err == nil && !chain.Leaf().Owned() {
		return nil, nil
	}
	return chain, err
}

// allCertificates are the own ones of the mount's room, or of all rooms.
func (c *call) allCertificates() (all trust.Chain, err error) {
	rooms, err := c.rooms()
	if err != nil {
		return nil, err
	}
	if len(rooms) > maxListed {
		return nil, detail(http.StatusBadRequest, "There are too many to list: name a primary_partition.")
	}
	for _, room := range rooms {
		list, err := c.certificatesOf(room, descendants)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// readCertificate answers GET certificates/ID/.
func (c *call) readCertificate() (reply, error) {
	list, err := c.certificatesOf(c.id, ancestors)
	if err == nil && len(list) == 0 {
		err = errNotFound
	}
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: list.Leaf()}, nil
}

// signingRequest is what a peer asks to have signed.
type signingRequest struct {
	parent, profile string
	trust.CertificateRequest
}

// signCertificate answers POST certificates/, a certificate signing request:
// who proves to be somebody that may have such a certificate gets it.
func (c *call) signCertificate() (reply, error) {
	f, err := c.form(maxForm)
	if err != nil {
		return reply{}, err
	}
	user, password, ok := c.r.BasicAuth()
	if !ok {
		return errNoAccess.unauthorized(), nil
	}
	request, err := readSigningRequest(f)
	if err != nil {
		return reply{}, err
	}
	noParent := badField("parent", `Invalid pk "`+request.parent+`" - object does not exist.`)
	h, err := c.holder(request.parent)
	room := h.Room
	if isNotFound(err) {
		err = noParent
	}
	if err == nil {
		err = c.authenticate(room, user, password, request)
	}
	if err != nil {
		return reply{}, err
	}
	var signed *trust.Certificate
	err = c.in(room, false, func(engine *pipeline.Engine, _ *server.Room) error {
		if engine == nil {
			return noParent
		}
		return engine.DB().Update(c.ctx, func(tx sqldb.Tx) (err error) {
			signed, err = c.sign(tx, room, request)
			return err
		})
	})
	if err != nil {
		return reply{}, err
	}
	c.log.Info("certificate signed", "room", room, "certificate", signed.ID, "scope", signed.ScopeDefinition)
	return reply{status: http.StatusCreated, body: signed}, nil
}

// unauthorized asks for credentials.
func (r reply) unauthorized() reply {
	r.status, r.basic = http.StatusUnauthorized, true
	return r
}

func readSigningRequest(f form) (r signingRequest, err error) {
	for _, name := range []string{"parent", "profile", "scope_definition", "scope_version", "scope_params", "public_key"} {
		if !f.has(name) {
			return r, badField(name, required)
		}
	}
	version, err := f.integer("scope_version", 1<<31-1)
	r.parent, r.profile = f.text("parent"), f.text("profile")
	r.CertificateRequest = trust.CertificateRequest{
		ScopeDefinition: f.text("scope_definition"), ScopeVersion: int(version),
		ScopeParams: f.text("scope_params"), PublicKey: f.text("public_key"),
	}
	return r, err
}

// authenticate checks the request's name and password. It takes a while, so
// that the room goes on meanwhile.
func (c *call) authenticate(room, user, password string, r signingRequest) error {
	wrong := detail(http.StatusUnauthorized, "Invalid credentials.").unauthorized()
	denied := detail(http.StatusForbidden, "You do not have permission to perform this action.")
	params, err := trust.ParseScopeParams(r.ScopeParams)
	if err != nil || len(params) == 0 {
		return denied
	}
	name, facility, err := account.ParseUser(user)
	if err != nil || c.opts.Accounts == nil {
		return wrong
	}
	if facility == room {
		facility = "" // the dataset's id, which Kolibri's command takes as well
	}
	err = c.aside(room, func(db sqldb.DB) error {
		return c.opts.Accounts(room, db).Authenticate(c.ctx, account.Request{
			Room: room, Address: c.ip(), User: name, Password: password, Facility: facility,
			Scope: r.ScopeDefinition, Params: params,
		})
	})
	switch fault.CodeOf(err) {
	case fault.BadCredentials:
		return wrong
	case fault.OutsideScope:
		return denied
	case fault.Limit:
		return detail(http.StatusTooManyRequests, err.Error()).retry(30)
	default:
		return err
	}
}

// aside does something with a room's database while the room goes on.
func (c *call) aside(room string, fn func(db sqldb.DB) error) error {
	entered, err := c.enter(room, "")
	if err != nil {
		return err
	}
	defer entered.Leave()
	var db sqldb.DB
	err = entered.Do(c.ctx, false, func(engine *pipeline.Engine, _ *server.Room) error {
		if engine == nil {
			return errNotFound
		}
		db = engine.DB()
		return nil
	})
	if err != nil {
		return err
	}
	return fn(db)
}

// sign makes and stores the certificate that was asked for.
func (c *call) sign(tx sqldb.Tx, room string, r signingRequest) (*trust.Certificate, error) {
	parent, err := trust.UsableCertificate(tx, room, r.parent)
	if err != nil {
		if code := fault.CodeOf(err); code == fault.NoCertificate || code.Over() {
			err = badField("parent", `Invalid pk "`+r.parent+`" - object does not exist.`)
		}
		return nil, err
	}
	if parent.Profile != r.profile {
		return nil, classed("CertificateProfileInvalid",
			"Certificate profile is "+r.profile+" but parent's is "+parent.Profile)
	}
	rules, err := trust.RoomRules(tx, room, parent.Profile)
	if err != nil {
		return nil, err
	}
	if err := rules.CheckRequest(r.CertificateRequest); err != nil {
		return nil, badRequestField(err)
	}
	if r.Salt, err = value.RandomID(c.opts.Rand); err != nil {
		return nil, err
	}
	child, err := parent.Issue(r.CertificateRequest)
	if err != nil {
		return nil, badField("public_key", err.Error())
	}
	if _, err := trust.CheckChain(append(slices.Clone(parent.Chain), child), rules); err != nil {
		return nil, certificateError(err)
	}
	return child, trust.SaveCertificate(tx, child)
}

// badRequestField says which field of a signing request cannot be taken.
func badRequestField(err error) error {
	switch fault.CodeOf(err) {
	case fault.BadCertificate:
		return badField("scope_definition", err.Error())
	case fault.BadValue:
		return badField("scope_params", err.Error())
	}
	return err
}

// certificateError names the failure of a certificate as Morango does
// (Morango's errors.py).
func certificateError(err error) error {
	switch fault.CodeOf(err) {
	case fault.OutsideScope:
		return classed("CertificateScopeNotSubset", "")
	case fault.BadSignature:
		return classed("CertificateSignatureInvalid", "")
	case fault.BadCertificate, fault.Limit:
		return classed("MorangoCertificateError", err.Error())
	}
	return err
}
