// Package notes carries between the admins of a dataset what they have issued:
// what an invite is called and when it was made, or which relay a certificate
// was made for. So each admin finds and revokes what another one has let in
// (PROTOCOL.md §8, notes).
//
// It hides the log of notes that admins' devices and relays keep. Begin with
// [Exchange], the device's side, and [Answer], the relay's.
//
// It imports fault, sqldb, value, trust, relays and seen.
package notes

import (
	"slices"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// purpose stands before the text that is signed, so that a signature of
// something else is none of a note.
const purpose = "amora note v1\n"

// MaxLabel bounds a label, in bytes.
const MaxLabel = 500

// maxText bounds the text of a note, in bytes.
const maxText = 8 << 10

// note is what the issuer of a certificate says of it.
type note struct {
	Room        string `json:"room"`        // id of the dataset's root certificate
	Certificate string `json:"certificate"` // id of the issued certificate
	Label       string `json:"label"`       // what the issuer calls it
	At          string `json:"at"`          // when it was issued, "" if the issuer does not know
	Relay       string `json:"relay"`       // host:port of the relay that it was made for, "" for an invite
}

// read reads a note as it came. Error: bad_record.
func read(text string) (note, error) {
	if len(text) > maxText {
		return note{}, fault.Errorf(fault.BadRecord, "a note of %d bytes", len(text))
	}
	f := value.ReadFields(text)
	n := note{
		Room: f.Text("room"), Certificate: f.Text("certificate"), Label: f.Text("label"), At: f.Text("at"),
		Relay: f.Text("relay"),
	}
	if err := f.Done(); err != nil {
		return n, &fault.Error{Code: fault.BadRecord, Text: "unreadable note", Err: err}
	}
	if _, err := time.Parse(value.TimeFormat, n.At); n.At != "" && err != nil || len(n.Label) > MaxLabel {
		return n, fault.Errorf(fault.BadRecord, "a note with a time or a label that is none")
	}
	return n, nil
}

// verified is a note whose signatures hold.
type verified struct {
	note
	signed trust.SignedStatement
	chain  trust.Chain // of the certificate that the note is about, root first
}

// verify checks a note: an admin of the dataset, or its root, has signed the
// certificate, and with the same key the note. Whether the certificate still
// counts makes no difference, because what was revoked is listed as well.
// Errors: bad_record, bad_certificate, bad_signature, outside_scope.
func verify(rules *trust.Rules, root *trust.Certificate, s trust.SignedStatement) (v verified, err error) {
	v.signed = s
	if v.note, err = read(s.Text); err != nil {
		return v, err
	}
	below, err := trust.ParseChain([]byte(s.Chain))
	if err != nil {
		return v, err
	}
	v.chain = append(trust.Chain{root}, below...)
	if err := v.linked(rules); err != nil {
		return v, err
	}
	if err := v.chain.Verify(); err != nil {
		return v, err
	}
	return v, v.issuer().Verify(purpose+s.Text, s.Signature)
}

// issuer is the certificate that has signed the one that the note is about.
func (v verified) issuer() *trust.Certificate { return v.chain[len(v.chain)-2] }

// linked makes sure that the chain leads from the room's root to the note's
// certificate, which an admin has issued. Errors: bad_certificate,
// outside_scope.
func (v verified) linked(rules *trust.Rules) error {
	leaf := v.chain.Leaf()
	if len(v.chain) > trust.ChainLimit || v.Room != rules.Room || leaf.ID != v.Certificate {
		return fault.Errorf(fault.BadCertificate, "a note about another certificate than the one it comes with")
	}
	for i, c := range v.chain[1:] {
		same, err := trust.Rewrite(*c)
		if err != nil {
			return err
		}
		if c.Parent != v.chain[i].ID || same.ID != c.ID || c.Profile != rules.Profile {
			return fault.Errorf(fault.BadCertificate, "certificate %.40q does not follow from the one before it", c.ID)
		}
	}
	if by := v.issuer().ID; by != rules.Room && !rules.Appoints(by) {
		return fault.Errorf(fault.OutsideScope, "certificate %s is no admin's", by)
	}
	return nil
}

// admins reports whether a certificate may exchange notes: it is an admin's, or
// the room's root. A room without signed rules has no admins.
func admins(rules *trust.Rules, certificate string) bool {
	return rules != nil && (certificate == rules.Room || rules.Appoints(certificate))
}

// valid keeps those notes that verify: what an admin's device signs, another
// one's log must not be stopped by.
func valid(rules *trust.Rules, root *trust.Certificate, list []trust.SignedStatement) (good []verified) {
	for _, s := range list[:min(len(list), pageNotes)] {
		if v, err := verify(rules, root, s); err == nil {
			good = append(good, v)
		}
	}
	return slices.Clip(good)
}
