package trust

import (
	"maps"
	"strconv"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// serialize writes the text that is signed, as Python's json.dumps does.
func (c *Certificate) serialize() string {
	parent := "null"
	if c.Parent != "" {
		parent = value.PythonString(c.Parent)
	}
	return `{"id": ` + value.PythonString(c.ID) + `, "parent_id": ` + parent +
		`, "profile": ` + value.PythonString(c.Profile) + `, "salt": ` + value.PythonString(c.Salt) +
		`, "scope_definition_id": ` + value.PythonString(c.ScopeDefinition) + `, "scope_version": ` + strconv.Itoa(c.ScopeVersion) +
		`, "scope_params": ` + value.PythonString(c.ScopeParams) + `, "public_key_string": ` + value.PythonString(c.PublicKey) + "}"
}

// Canonical reports whether the certificate's text is the one that this engine
// writes, so that it follows from the fields.
func (c *Certificate) Canonical() bool { return c.serialize() == c.Serialized }

// Rewrite makes a certificate of its fields, but for ID and Serialized, which
// follow from the others. It verifies nothing. Error: bad_certificate.
func Rewrite(c Certificate) (*Certificate, error) {
	c.ID = certificateID(c.PublicKey, c.Profile, c.Salt)
	return ParseCertificate(c.serialize(), c.Signature)
}

// NewRoot makes the certificate that a dataset begins with. It signs itself
// with the private key given, and its own id is its primary scope parameter.
// Errors: bad_request for a definition that makes no roots, bad_value for
// parameters that do not fit, bad_certificate for a text that is no key.
func NewRoot(profile string, d ScopeDefinition, params map[string]string, private string) (*Certificate, error) {
	if d.PrimaryScopeParamKey == "" {
		return nil, fault.Errorf(fault.BadRequest, "scope %s cannot begin a dataset", d.ID).
			WithHint("take one whose definition has a primary_scope_param_key")
	}
	if _, given := params[d.PrimaryScopeParamKey]; given {
		return nil, fault.Errorf(fault.BadValue, "%q is the new dataset's own id and cannot be given", d.PrimaryScopeParamKey)
	}
	public, err := PublicKeyOf(private)
	if err != nil {
		return nil, err
	}
	c := &Certificate{
		Profile: profile, PublicKey: public, private: private, ScopeDefinition: d.ID, ScopeVersion: d.Version,
	}
	c.ID = certificateID(public, profile, "")
	c.params = map[string]string{d.PrimaryScopeParamKey: c.ID}
	maps.Copy(c.params, params)
	if err := d.CheckParams(c.params); err != nil {
		return nil, err
	}
	c.ScopeParams = FormatScopeParams(c.params)
	return c, c.signCertificate(c)
}

// CertificateRequest is what a child certificate is to say.
type CertificateRequest struct {
	ScopeDefinition string // id of the definition
	ScopeVersion    int    // version of the definition
	ScopeParams     string // parameters of the definition, the text of a JSON object
	PublicKey       string // of the certificate's holder
	Salt            string // 32 random hex digits; for a pushed certificate the nonce
}

// Issue makes and signs a child certificate. It does not check the child's
// scope or parameters: callers ask [ScopeDefinition.CheckParams] before, and
// [CheckChain] before they use the child. Errors: bad_certificate,
// no_certificate where c's key is elsewhere.
func (c *Certificate) Issue(r CertificateRequest) (*Certificate, error) {
	public, err := CanonicalKey(r.PublicKey)
	if err != nil {
		return nil, err
	}
	params, err := ParseScopeParams(r.ScopeParams)
	if err != nil {
		return nil, err
	}
	child := &Certificate{
		ID: certificateID(public, c.Profile, r.Salt), Parent: c.ID, Profile: c.Profile, Salt: r.Salt,
		ScopeDefinition: r.ScopeDefinition, ScopeVersion: r.ScopeVersion, ScopeParams: r.ScopeParams,
		PublicKey: public, params: params,
	}
	return child, c.signCertificate(child)
}

func (c *Certificate) signCertificate(child *Certificate) (err error) {
	child.Serialized = child.serialize()
	child.Signature, err = c.Sign(child.Serialized)
	return err
}

// IssueSame makes and signs a child certificate of c's own scope, as for a
// relay (Morango's certificate push, MORANGO.md §10). Errors: those of Issue.
func (c *Certificate) IssueSame(publicKey, salt string) (*Certificate, error) {
	return c.Issue(CertificateRequest{
		ScopeDefinition: c.ScopeDefinition, ScopeVersion: c.ScopeVersion, ScopeParams: c.ScopeParams,
		PublicKey: publicKey, Salt: salt,
	})
}

// CheckRequest checks what a peer asks to have signed, by the room's scope
// definitions. Errors: bad_certificate for a definition that the room does not
// have or parameters that cannot be read, bad_value for those that do not fit.
func (b *Rules) CheckRequest(r CertificateRequest) error {
	d, err := findDefinition(b.Scopes, r.ScopeDefinition, r.ScopeVersion)
	if err != nil {
		return err
	}
	params, err := ParseScopeParams(r.ScopeParams)
	if err != nil {
		return err
	}
	return d.CheckParams(params)
}
