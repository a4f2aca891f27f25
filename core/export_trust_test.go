package core

// Signed is a bundle as peers send it.
func (b *Bundle) Signed() (text, signature string) { return b.text, b.signature }

// Push makes the certificate that a member pushes to the holder of a key.
func (c *Certificate) Push(publicKey, salt string) (*Certificate, error) {
	return c.issue(certificateRequest{
		ScopeDefinition: c.ScopeDefinition, ScopeVersion: c.ScopeVersion, ScopeParams: c.ScopeParams, PublicKey: publicKey, Salt: salt,
	})
}
