package wire

// CapabilityIdentity: the side knows the identity of auth and the receipt of
// ready (PROTOCOL.md §2).
const CapabilityIdentity = "identity"
