package morangohttp

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// The optional parts of the protocol (Morango's constants/capabilities.py).
const (
	canPush = "ALLOW_CERTIFICATE_PUSHING"
	canV2   = "FSIC_V2_FORMAT"
	canGzip = "GZIP_BUFFER_POST"
	canWait = "ASYNC_OPERATIONS"
)

// version is Morango's whose protocol this is.
const version = "0.8.15"

// Instance is the id that a relay shows for itself, or for one of its rooms
// where room is not "". It follows from the relay's key, because peers remember
// it with the address. What a room saves it saves as another instance.
func (h *Handler) Instance(room string) string {
	return value.SHA2UUID(trust.KeyFingerprint(h.public), room, "")
}

// info answers GET morangoinfo/1/.
func (c *call) info() (reply, error) {
	id := c.Instance(c.mount.Room)
	capabilities := []string{canV2, canGzip, canWait}
	if c.opts.MayPush(c.mount.Token) {
		capabilities = append([]string{canPush}, capabilities...)
	}
	own, err := json.Marshal(struct {
		Hash         string   `json:"instance_hash"`
		ID           string   `json:"instance_id"`
		System       string   `json:"system_os"`
		Version      string   `json:"version"`
		Capabilities []string `json:"capabilities"`
	}{proquint(id), id, "", version, capabilities})
	return reply{status: http.StatusOK, text: c.withInfo(string(own))}, err
}

// withInfo puts what the host tells of itself in front of an object's fields.
func (h *Handler) withInfo(object string) string {
	var b strings.Builder
	b.WriteByte('{')
	for _, name := range slices.Sorted(maps.Keys(h.opts.Info)) {
		pair, _ := json.Marshal(map[string]string{name: h.opts.Info[name]}) // text always can be
		b.Write(pair[1 : len(pair)-1])
		b.WriteByte(',')
	}
	return b.String() + object[1:]
}

// serverInstance is what this side says of itself when a sync session begins
// (Morango's api/serializers.py, InstanceIDSerializer). Nothing of it describes
// the machine.
func (c *call) serverInstance() (string, error) {
	own, err := json.Marshal(struct {
		ID       string `json:"id"`
		Platform string `json:"platform"`
		Host     string `json:"hostname"`
		System   string `json:"sysversion"`
		Node     string `json:"node_id"`
		Database string `json:"database"`
		Path     string `json:"db_path"`
		SystemID string `json:"system_id"`
	}{ID: c.Instance(c.mount.Room), Platform: "amora", Database: c.Instance(c.mount.Room)})
	text := string(own)
	if len(c.opts.Info) == 0 {
		return text, err
	}
	return c.withInfo(text), err
}

// publicKey answers GET publickey/.
func (c *call) publicKey() (reply, error) {
	if !c.opts.MayPush(c.mount.Token) {
		return errNoAccess, nil
	}
	type key struct {
		PublicKey string `json:"public_key"`
	}
	return reply{status: http.StatusOK, body: []key{{c.public}}}, nil
}

// makeNonce answers POST nonces/.
func (c *call) makeNonce() (reply, error) {
	n, err := c.nonces.New(c.ip())
	return reply{status: http.StatusCreated, body: n}, err
}

// proquint writes the first 32 bits of an id so that people can say them
// (Morango's proquint.py).
func proquint(id string) string {
	const consonants, vowels = "bdfghjklmnprstvz", "aiou"
	var b strings.Builder
	for i := 0; i < 8; i += 4 {
		word := 0
		for _, digit := range id[i : i+4] {
			word = word<<4 | strings.IndexRune("0123456789abcdef", digit)
		}
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteByte(consonants[word>>12])
		b.WriteByte(vowels[word>>10&3])
		b.WriteByte(consonants[word>>6&15])
		b.WriteByte(vowels[word>>4&3])
		b.WriteByte(consonants[word&15])
	}
	return b.String()
}
