package trust

// SignedRules is a room's bundle as its root signed it.
type SignedRules struct {
	Text      string `json:"text"`
	Signature string `json:"signature"`
}
