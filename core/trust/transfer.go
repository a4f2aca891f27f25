package trust

// MaxFilter bounds the prefixes of a transfer's filter.
const MaxFilter = 100
