package morangohttp

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Instance is the id that a relay shows for itself, or for one of its rooms
// where room is not "". It follows from the relay's key, because peers remember
// it with the address. What a room saves it saves as another instance.
func (h *Handler) Instance(room string) string {
	return value.SHA2UUID(trust.KeyFingerprint(h.public), room, "")
}

// info answers GET morangoinfo/1/.
func (c *call) info() (reply, error) {
	id := c.Instance(c.mount.Room)
	capabilities := []string{morango.CanFSICv2, morango.CanGzip, morango.CanWait}
	if c.opts.MayPush(c.mount.Token) {
		capabilities = append([]string{morango.CanPushCertificates}, capabilities...)
	}
	own, err := json.Marshal(struct {
		Hash         string   `json:"instance_hash"`
		ID           string   `json:"instance_id"`
		System       string   `json:"system_os"`
		Version      string   `json:"version"`
		Capabilities []string `json:"capabilities"`
	}{proquint(id), id, "", morango.Version, capabilities})
	return reply{status: http.StatusOK, text: morango.WithInfo(string(own), c.opts.Info)}, err
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
