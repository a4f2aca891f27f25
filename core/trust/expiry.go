package trust

import (
	"time"

	"github.com/amora-sync/amora/core/fault"
)

// ExpiresParam is the scope parameter that says until when a certificate counts,
// in RFC 3339. Morango's certificates have no member for it, and Morango takes
// no notice of a parameter that no template names; so a certificate that expires
// keeps Morango's form, and whoever may issue one may say so (PROTOCOL.md §8).
const ExpiresParam = "amora_expires"

// ExpiryGrace is how long a certificate counts beyond its time: clocks differ.
const ExpiryGrace = 10 * time.Minute

// Expires is until when the certificate counts; the zero time if it does not
// expire. Error: bad_certificate for a time that cannot be read.
func (c *Certificate) Expires() (at time.Time, err error) {
	text, there := c.params[ExpiresParam]
	if !there {
		return at, nil
	}
	if at, err = time.Parse(time.RFC3339, text); err != nil || at.IsZero() {
		err = fault.Errorf(fault.BadCertificate, "certificate %s expires at %.40q, which is no time", c.ID, text)
	}
	return at, err
}

// ExpiresText is until when the certificate counts, as it says, "" if it does
// not expire.
func (c *Certificate) ExpiresText() string { return c.params[ExpiresParam] }

// Expires is until when a chain counts: as long as each of its certificates. It
// is the zero time if none of them expires. Error: as of [Certificate.Expires].
func (c Chain) Expires() (first time.Time, err error) {
	for _, link := range c {
		at, err := link.Expires()
		if err != nil {
			return first, err
		}
		first = Sooner(first, at)
	}
	return first, nil
}

// Sooner is the earlier one of two times from Expires.
func Sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// checkExpiry holds a chain against the clock. Errors: expired, bad_certificate.
func (c Chain) checkExpiry() error {
	at, err := c.Expires()
	if err == nil && IsOver(at) {
		err = ExpiredError(at)
	}
	return err
}

// IsOver reports whether a time from Expires is over, with the grace.
func IsOver(expires time.Time) bool {
	return !expires.IsZero() && time.Now().After(expires.Add(ExpiryGrace))
}

// ExpiredError is the error expired for a chain that counted until then.
func ExpiredError(at time.Time) error {
	return fault.Errorf(fault.Expired, "the certificate has expired, on %s", at.UTC().Format(time.RFC3339)).
		WithHint("join with a new invite, or set the clock if it is wrong")
}
