package trust

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// Certificate says what its key's holder may read and write: a scope definition
// filled in with parameters, signed by its parent (Morango's
// models/certificates.py, Certificate; MORANGO.md §10). The signature is over
// the text Serialized, which is kept and forwarded as it came. Every other
// field is read from that text.
type Certificate struct {
	ID              string // 32 hex digits, follows from public key, profile and salt
	Parent          string // id of the certificate that signed it, "" for a root
	Profile         string // of the records
	Salt            string // "" for a root
	ScopeDefinition string // id of the definition
	ScopeVersion    int    // version of the definition
	ScopeParams     string // parameters of the definition, the text of a JSON object
	PublicKey       string // in EncodePublicKey's form
	Serialized      string // JSON, the text that is signed
	Signature       string // of the parent's key, in base64

	private string            // its private key, "" where that is elsewhere
	params  map[string]string // ScopeParams, decoded
}

// CertificateLimit bounds the signed text of one certificate, in bytes.
const CertificateLimit = 8 << 10

// String names the certificate; formatting one never shows its private key.
func (c *Certificate) String() string { return "certificate " + c.ID }

// Owned reports whether the certificate's private key is here.
func (c *Certificate) Owned() bool { return c.private != "" }

// SetKey gives the certificate its private key, in the form of [GenerateKey].
func (c *Certificate) SetKey(private string) { c.private = private }

// Params returns a copy of the scope parameters, by name, but for [ExpiresParam].
func (c *Certificate) Params() map[string]string {
	params := maps.Clone(c.params)
	delete(params, ExpiresParam)
	return params
}

// Sign signs a message with the certificate's own key, in base64. Error:
// no_certificate where the key is elsewhere.
func (c *Certificate) Sign(message string) (string, error) {
	if c.private == "" {
		return "", fault.Errorf(fault.NoCertificate, "the key of certificate %s is not here", c.ID)
	}
	return signText(c.private, message)
}

// Verify checks a signature made with the certificate's key. Error:
// bad_signature.
func (c *Certificate) Verify(message, signature string) error {
	return verifyText(c.PublicKey, message, signature)
}

// ParseCertificate reads a certificate from its signed text. It verifies the
// form only, [CheckChain] the rest. Error: bad_certificate.
func ParseCertificate(serialized, signature string) (*Certificate, error) {
	if len(serialized) > CertificateLimit || len(signature) > MaxKeyText {
		return nil, fault.Errorf(fault.BadCertificate, "a certificate of more than %d bytes", CertificateLimit)
	}
	c := &Certificate{Serialized: serialized, Signature: signature}
	f := value.ReadFields(serialized)
	c.ID = f.Text("id")
	if !f.Null("parent_id") {
		if c.Parent = f.Text("parent_id"); !value.IsID(c.Parent) && f.Err == nil {
			f.Err = fault.Errorf(fault.BadCertificate, "parent_id is not an id")
		}
	}
	c.Profile = f.Text("profile")
	if !f.Null("salt") {
		c.Salt = f.Text("salt")
	}
	c.ScopeDefinition = f.Text("scope_definition_id")
	c.ScopeVersion = int(f.Integer("scope_version"))
	c.ScopeParams = f.Text("scope_params")
	key := f.Text("public_key_string")
	if err := f.Done(); err != nil {
		return nil, &fault.Error{Code: fault.BadCertificate, Text: "unreadable certificate", Err: err}
	}
	var err error
	if c.PublicKey, err = CanonicalKey(key); err != nil {
		return nil, err
	}
	if c.params, err = ParseScopeParams(c.ScopeParams); err != nil {
		return nil, err
	}
	return c, nil
}

// ParseScopeParams reads scope parameters, a JSON object: text, or whole numbers
// as Python would write them. Control characters are refused, because readers differ on
// which of them separate the prefixes of a filter. Error: bad_certificate.
func ParseScopeParams(text string) (map[string]string, error) {
	f := value.ReadFields(text)
	params := make(map[string]string, len(f.Object))
	for name, v := range f.Object {
		switch v := v.(type) {
		case string:
			params[name] = v
		case json.Number:
			n, err := strconv.ParseInt(v.String(), 10, 64)
			if err != nil {
				return nil, fault.Errorf(fault.BadCertificate, "scope parameter %.40q is not a whole number", name)
			}
			params[name] = strconv.FormatInt(n, 10)
		default:
			return nil, fault.Errorf(fault.BadCertificate,
				"scope parameter %.40q is neither text nor a whole number", name)
		}
		if strings.ContainsFunc(params[name], func(r rune) bool { return r < ' ' }) {
			return nil, fault.Errorf(fault.BadCertificate, "scope parameter %.40q holds control characters", name)
		}
	}
	if f.Err != nil {
		return nil, &fault.Error{Code: fault.BadCertificate, Text: "unreadable scope parameters", Err: f.Err}
	}
	return params, nil
}

// certificateID computes a certificate's id: [value.SHA2UUID] of what is not
// empty of key, profile and salt, joined by single colons (Morango's
// models/fields/uuids.py).
func certificateID(publicKey, profile, salt string) string {
	parts := slices.DeleteFunc([]string{publicKey, profile, salt}, func(s string) bool { return s == "" })
	return value.SHA2UUID(strings.Join(parts, ":"))
}
