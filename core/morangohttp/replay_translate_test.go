package morangohttp_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// named finds what may have another name: ids, and public keys.
var named = regexp.MustCompile(`[0-9a-f]{32}|MIIBCgKCAQEA[0-9A-Za-z+/]+={0,2}`)

// translate replaces recorded names by ours.
func (p *replay) translate(text string) string {
	return named.ReplaceAllStringFunc(text, func(name string) string {
		if ours, ok := p.names[name]; ok {
			return ours
		}
		return name
	})
}

// privateOf is our private key in place of a recorded public one.
func (p *replay) privateOf(public string) string {
	p.t.Helper()
	if p.names[public] == "" {
		key, err := coretest.Keys(p.t.Context())
		if p.names[public] == "" && err == nil {
			p.names[public], err = trust.PublicKeyOf(key)
		}
		if err != nil {
			p.t.Fatal(err)
		}
		p.keys[p.names[public]] = key
	}
	return p.keys[p.names[public]]
}

// recordedCertificate is a certificate as peers send it.
type recordedCertificate struct {
	ID         string `json:"id"`
	Parent     string `json:"parent"`
	Profile    string `json:"profile"`
	Scope      string `json:"scope_definition"`
	Version    int    `json:"scope_version"`
	Params     string `json:"scope_params"`
	PublicKey  string `json:"public_key"`
	Salt       string `json:"salt"`
	Serialized string `json:"serialized"`
	Signature  string `json:"signature"`
}

// certificate is ours in place of a recorded one, whose parent was met before.
func (p *replay) certificate(c recordedCertificate) *trust.Certificate {
	p.t.Helper()
	id := c.signedID()
	if p.certs[id] != nil {
		return p.certs[id]
	}
	key := p.privateOf(c.PublicKey)
	var made *trust.Certificate
	var err error
	if c.Parent == "" {
		made, err = trust.NewRoot(c.Profile, p.definition(c.Scope), nil, key)
	} else {
		made, err = p.certs[c.Parent].Issue(trust.CertificateRequest{
			ScopeDefinition: c.Scope, ScopeVersion: c.Version, ScopeParams: p.translate(c.Params),
			PublicKey: p.names[c.PublicKey], Salt: p.translate(c.Salt),
		})
	}
	if err != nil {
		p.t.Fatal(err)
	}
	if key != "" { // else it is the relay's
		made.SetKey(key)
	}
	p.names[id], p.certs[id] = made.ID, made
	return made
}

func (p *replay) definition(id string) trust.ScopeDefinition {
	scopes := p.opts.Profiles[len(p.opts.Profiles)-1].Scopes
	return scopes[slices.IndexFunc(scopes, func(d trust.ScopeDefinition) bool { return d.ID == id })]
}

// chain is ours in place of a recorded one.
func (p *replay) chain(text string) string {
	p.t.Helper()
	var list []recordedCertificate
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		p.t.Fatal(err)
	}
	var chain []json.RawMessage
	for _, c := range list {
		made := sqldb.ToJSON(p.certificate(c))
		if c.ID != c.signedID() {
			made = strings.Replace(made, p.certificate(c).ID, c.ID, 1)
		}
		chain = append(chain, json.RawMessage(made))
	}
	return sqldb.ToJSON(chain)
}

// signedID is the id in the text that was signed.
func (c recordedCertificate) signedID() string {
	id, _ := inner(c.Serialized)["id"].(string)
	return id
}

// body is a request's, with our names, and signed by our keys.
func (p *replay) body(x exchange) string {
	p.t.Helper()
	var text string
	if json.Unmarshal(x.Body, &text) == nil { // a chain, or what is no JSON
		if strings.HasPrefix(text, "[") {
			return sqldb.ToJSON(p.chain(text))
		}
		return text
	}
	var o map[string]any
	if json.Unmarshal(x.Body, &o) != nil || o["model_uuid"] != nil {
		return p.translate(p.records(x))
	}
	if key, ok := o["public_key"].(string); ok {
		p.privateOf(key)
	}
	if chain, ok := o["certificate_chain"].(string); ok {
		return p.session(o, chain)
	}
	return p.translate(string(x.Body))
}

// session is the body that opens a sync session. What was signed wrongly is
// signed wrongly again.
func (p *replay) session(o map[string]any, chain string) string {
	p.t.Helper()
	text := func(name string) string { return o[name].(string) }
	client := text("client_certificate_id")
	signed := text("nonce") + ":" + text("id")
	var recorded []recordedCertificate
	if err := json.Unmarshal([]byte(chain), &recorded); err != nil {
		p.t.Fatal(err)
	}
	ours := p.chain(chain)
	good := slices.ContainsFunc(recorded, func(c recordedCertificate) bool {
		signer := trust.Certificate{PublicKey: c.PublicKey}
		return c.signedID() == client && signer.Verify(signed, text("signature")) == nil
	})
	changed := maps.Clone(o)
	delete(changed, "certificate_chain")
	var out map[string]any
	if err := json.Unmarshal([]byte(p.translate(sqldb.ToJSON(changed))), &out); err != nil {
		p.t.Fatal(err)
	}
	if own := p.certs[client]; good && own != nil {
		signature, err := own.Sign(p.translate(signed))
		if err != nil {
			p.t.Fatal(err)
		}
		out["signature"] = signature
	}
	out["certificate_chain"] = ours
	return sqldb.ToJSON(out)
}

// records are a request's, all of them: those that were not kept are like the
// last one.
func (p *replay) records(x exchange) string {
	p.t.Helper()
	var list []map[string]any
	if json.Unmarshal(x.Body, &list) != nil {
		return string(x.Body) // one
	}
	return sqldb.ToJSON(p.pad(list, x.Sent))
}

// renew notes what a record's id is with our names, if it was right.
func (p *replay) renew(r map[string]any) {
	text := func(name string) string { s, _ := r[name].(string); return s }
	id := text("model_uuid")
	partition := strings.ReplaceAll(text("partition"), id, "${id}")
	if id != "" && value.ModelID(partition, text("source_id"), text("model_name")) == id {
		p.names[id] = value.ModelID(p.translate(partition), p.translate(text("source_id")), text("model_name"))
	}
}

// pad adds records like one of a list, up to a number: of a model that no other
// needs, and that no learner's device gets.
func (p *replay) pad(list []map[string]any, all int) []map[string]any {
	like := -1
	for i, r := range list {
		id, partition, model := r["model_uuid"].(string), r["partition"].(string), r["model_name"].(string)
		if p.names[id] == "" || strings.Contains(partition, id) {
			continue // its id does not follow as others do
		}
		if like < 0 || slices.Contains([]string{"bookmark", "examlog"}, model) && list[like]["model_name"] != "examlog" {
			like = i
		}
	}
	for n := len(list); n < all; n++ {
		r := maps.Clone(list[like])
		r["source_id"] = fmt.Sprintf("%032x", 0xabc000+n)
		id := value.ModelID(p.translate(r["partition"].(string)), r["source_id"].(string), r["model_name"].(string))
		text := strings.ReplaceAll(sqldb.ToJSON(r), r["model_uuid"].(string), id)
		r = map[string]any{}
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			p.t.Fatal(err)
		}
		list = append(list, r)
	}
	return list
}
