// Package value has what peers, Go and SQLite must read alike: ids,
// partition prefixes and filters, times, text and strict JSON. Where both Go
// and SQL decide by a rule, the rule stands here once for each, side by side.
//
// Begin with [Filter], in filter.go, by which everything that is synced is
// chosen, and [ModelID], in id.go, from which a record's id follows. text.go
// says which text no peer takes, json.go reads JSON that means the same to
// every reader.
//
// It imports fault and sqldb.
package value
