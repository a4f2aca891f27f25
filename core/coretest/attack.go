package coretest

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Attack is a message by which a stranger would have a server work.
type Attack struct {
	Name    string
	Message []byte
	Code    fault.Code // of the answer, "" if it is a challenge
}

// Attacks are messages of somebody who knows all that a member of a room shows,
// and has no key: its chain and the room's bundle. Each is as large and as
// costly as it can be, in its way.
func Attacks(ctx context.Context, in *core.Instance) ([]Attack, error) {
	own, rules, err := credentials(ctx, in)
	if err != nil {
		return nil, err
	}
	return attacks(own, rules), nil
}

func attacks(own trust.Own, rules *trust.Rules) []Attack {
	const some = "0123456789abcdef0123456789abcdef"
	hello := map[string]any{
		"versions": []int{wire.ProtocolVersion}, "capabilities": []string{}, "instance": some, "nonce": some,
		"chain": own.Chain, "bundle": rules.Signed(),
	}
	with := func(key string, value any) []byte {
		h := map[string]any{key: value}
		for k, v := range hello {
			if k != key {
				h[k] = v
			}
		}
		return wire.Encode(wire.KindHello, h, "")
	}
	raw := func(key, text string) []byte { // text need be no JSON
		const place = `"@"`
		header := strings.Replace(sqldb.ToJSON(json.RawMessage(with(key, "@")[wire.EnvelopeBytes:])), place, text, 1)
		return append(binary.BigEndian.AppendUint32([]byte{byte(wire.KindHello)}, uint32(len(header))), header...)
	}
	forged := *own.Certificate
	forged.Parent = own.Chain.Root().ID
	const large, largest = 250 << 10, wire.MaxMessageBytes - 64<<10
	list := []Attack{
		{"honest", with("versions", []int{wire.ProtocolVersion}), ""},
		{"zeros in an unknown key", with("x", strings.Repeat("0", largest)), fault.Limit},
		{"a long text in an unknown key", with("x", strings.Repeat("0", large-64<<10)), fault.Limit},
		{"escapes in an unknown key", raw("x", `"`+strings.Repeat(`\u0041`, 30_000)+`"`), fault.Limit},
		{"nested arrays", raw("x", strings.Repeat("[", 90_000)+strings.Repeat("]", 90_000)), fault.BadRequest},
		{"a wide array", raw("x", "["+strings.Repeat("0,", 90_000)+"0]"), fault.BadRequest},
		{"capabilities", with("capabilities", slices.Repeat([]string{""}, 60_000)), fault.BadRequest},
		{"a few capabilities too many", with("capabilities", slices.Repeat([]string{"x"}, 17)), fault.Limit},
		{"versions", with("versions", slices.Repeat([]int{1}, 90_000)), fault.BadRequest},
		{"blanks", raw("x", strings.Repeat(" ", 1000)+"0"), ""},
		{"a long nonce", with("nonce", strings.Repeat("0", large-64<<10)), fault.Limit},
		{"a bundle of another text", with("bundle", trust.SignedRules{Text: strings.Repeat("0", 120<<10), Signature: rules.Signed().Signature}), fault.BadSignature},
		{"a bundle of escapes", raw("bundle", `{"text":"`+strings.Repeat(`\"`, 90<<10)+`","signature":"`+rules.Signed().Signature+`"}`), fault.BadSignature},
		{"a long bundle", with("bundle", trust.SignedRules{Text: strings.Repeat("0", 190<<10)}), fault.Limit},
		{"a chain of sixteen", with("chain", deep(own.Chain, trust.ChainLimit)), fault.BadCertificate},
		{"a chain of long members", with("chain", padded(own.Chain, 60<<10)), ""},
		{"a chain of many members", raw("chain", "["+strings.Repeat("{},", 20_000)+"{}]"), fault.BadRequest},
		{"a forged chain without a root", with("chain", trust.Chain{&forged}), ""},
		{"an auth without a challenge", wire.Encode(wire.KindAuth, hello, ""), fault.BadNonce},
		{"a chunk", wire.Encode(wire.KindChunk, struct{}{}, strings.Repeat("0", largest)), fault.BadRequest},
		{"an open", wire.Encode(wire.KindOpen, struct{}{}, ""), fault.BadRequest},
		{"a kind that there is not", append([]byte{200}, make([]byte, large)...), fault.BadRequest},
	}
	return slices.DeleteFunc(list, func(a Attack) bool { return len(own.Chain) == 1 && strings.Contains(a.Name, "without a root") })
}

// deep is a chain made longer by its last certificate.
func deep(chain trust.Chain, length int) trust.Chain {
	long := slices.Clone(chain)
	for len(long) < length {
		long = append(long, chain.Leaf())
	}
	return long
}

// padded is a chain, as JSON, with a long text beside its first certificate.
func padded(chain trust.Chain, bytes int) json.RawMessage {
	text := chain.String()
	return json.RawMessage(`[{"x":"` + strings.Repeat("x", bytes-len(text)) + `",` + text[2:])
}
