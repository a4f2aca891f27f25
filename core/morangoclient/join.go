package morangoclient

import (
	"context"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// JoinRequest asks a server for a certificate by name and password.
type JoinRequest struct {
	Dataset  string            // id of the root certificate, also of one beside others here; "" where the server has one dataset of the profile
	Username string            // as the server knows the user
	Password string            // as typed
	Facility string            // id of the user's Kolibri facility, "" for that of the dataset
	Scope    string            // id of a scope definition; "" for that of the server's certificate
	Params   map[string]string // of the definition; those of the server's certificate, and a Kolibri user's own id, need not be given
	// Insecure lets the password go over http:// to another machine, where
	// whoever sits between can read it.
	Insecure bool
}

// Join has the server sign a certificate for a key that is made here (Morango's
// certificate_signing_request), and joins the dataset with it. Errors:
// bad_credentials, outside_scope where the user may not have such a certificate,
// bad_request for a plain connection without Insecure, or where the server has
// several datasets and none is named, no_certificate where it has none,
// has_dataset, limit, unavailable.
func (c *Connection) Join(ctx context.Context, r JoinRequest) (*trust.Certificate, error) {
	if !r.Insecure && !client.Private(c.base.String()) {
		return nil, fault.Errorf(fault.BadRequest, "on http:// whoever sits between reads the password").
			WithHint("use https://, or say that the password may be read (insecure)")
	}
	var err error
	named := r.Dataset != ""
	if r.Dataset, err = c.dataset(ctx, r.Dataset); err != nil {
		return nil, err
	}
	user, err := c.forKolibri(ctx, &r)
	if err != nil {
		return nil, err
	}
	rules, err := c.rules(ctx, r.Dataset, c.engine.Profile())
	if err != nil {
		return nil, err
	}
	chain, wanted, err := c.issuer(ctx, rules, r)
	if err != nil {
		return nil, err
	}
	signed, err := c.sign(ctx, chain.Leaf(), wanted, user, r.Password)
	if err != nil {
		return nil, err
	}
	chain = append(slices.Clone(chain), signed)
	if _, err := trust.CheckChain(chain, rules); err != nil {
		return nil, err
	}
	defer c.hub.Rooms.Ring()
	return signed, c.engine.DB().Update(ctx, func(tx sqldb.Tx) error { return c.adopt(tx, chain, named) })
}

// dataset is the dataset to join: the one that is named, the only one that this
// database holds, or the only one that the server has.
func (c *Connection) dataset(ctx context.Context, named string) (string, error) {
	if named != "" && !value.IsID(named) {
		return "", fault.Errorf(fault.BadRequest, "%.40q is not a dataset's id", named)
	}
	if named != "" {
		return named, nil
	}
	var here []string
	err := c.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		here, err = rooms.Held(tx)
		return err
	})
	if err != nil || len(here) == 1 {
		return strings.Join(here, ""), err
	}
	list, err := c.Certificates(ctx, "")
	if err != nil {
		return "", err
	}
	var roots []string
	for _, o := range list[:min(len(list), maxTried)] {
		chain, err := c.chain(ctx, o.ID)
		if err != nil {
			return "", err
		}
		if root := chain.Root().ID; !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	switch len(roots) {
	case 0:
		return "", fault.Errorf(fault.NoCertificate, "the server has no dataset of profile %s", c.engine.Profile())
	case 1:
		return roots[0], nil
	}
	return "", fault.Errorf(fault.BadRequest, "the server has several datasets: %v", roots).WithHint("say which one to join")
}

// issuer finds the server's certificate that can issue what is wanted.
func (c *Connection) issuer(ctx context.Context, rules *trust.Rules, r JoinRequest) (trust.Chain, trust.CertificateRequest, error) {
	var wanted trust.CertificateRequest
	chain, err := c.find(ctx, rules, func(value.Scope) bool { return true })
	if err == nil && chain == nil {
		err = fault.Errorf(fault.NoCertificate, "the server has no certificate of dataset %s", rules.Room)
	}
	if err != nil {
		return nil, wanted, err
	}
	parent := chain.Leaf()
	if r.Scope == "" {
		r.Scope = parent.ScopeDefinition
	}
	definition, err := trust.LatestDefinition(rules.Scopes, r.Scope)
	if err != nil {
		return nil, wanted, err
	}
	params := definition.FillParams(r.Params, parent.Params())
	if err := definition.CheckParams(params); err != nil {
		return nil, wanted, err
	}
	return chain, trust.CertificateRequest{
		ScopeDefinition: definition.ID, ScopeVersion: definition.Version, ScopeParams: trust.FormatScopeParams(params),
	}, nil
}

// sign has the server sign a certificate for a new key, which it then has.
func (c *Connection) sign(
	ctx context.Context, parent *trust.Certificate, wanted trust.CertificateRequest, user, password string,
) (*trust.Certificate, error) {
	private, err := trust.GenerateKey()
	if err != nil {
		return nil, err
	}
	public, err := trust.PublicKeyOf(private)
	if err != nil {
		return nil, err
	}
	r, err := form(methodPost, "certificates/", map[string]any{
		"parent": parent.ID, "profile": parent.Profile, "scope_definition": wanted.ScopeDefinition,
		"scope_version": wanted.ScopeVersion, "scope_params": wanted.ScopeParams, "public_key": public,
	})
	if err != nil {
		return nil, err
	}
	r.user, r.password, r.once = user, password, true
	body, err := c.ask(ctx, r)
	if err != nil {
		return nil, err
	}
	signed := new(trust.Certificate)
	if err := signed.UnmarshalJSON(body); err != nil {
		return nil, err
	}
	if signed.PublicKey != public || signed.ScopeDefinition != wanted.ScopeDefinition || signed.ScopeParams != wanted.ScopeParams {
		return nil, fault.Errorf(fault.BadCertificate, "the server signed another certificate than was asked for")
	}
	signed.SetKey(private)
	return signed, nil
}

// adopt makes the certificate at the end of a chain this database's own.
// another lets it add a dataset to those that are here.
func (c *Connection) adopt(tx sqldb.Tx, chain trust.Chain, another bool) error {
	root := chain.Root().ID
	if err := datasets.Admit(tx, c.engine, root, another); err != nil {
		return err
	}
	if err := trust.SaveChain(tx, chain); err != nil {
		return err
	}
	issuer := chain[len(chain)-2]
	if err := relays.Expect(tx, root, c.address, trust.KeyFingerprint(issuer.PublicKey)); err != nil {
		return err
	}
	return trust.RefreshWriteScope(tx)
}
