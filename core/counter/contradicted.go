package counter

import (
	"slices"

	"github.com/amora-sync/amora/core/value"
)

// A received version contradicts what this side knows if the version's counter
// is one up to which this side had everything of the instance, and yet the
// version is new. A copied database, a restored one or a peer that lies has
// used the counter twice. Others, who know the counter too, would never ask for
// the version. So whoever receives it, and may write it, saves it again under a
// counter of its own (MORANGO.md §13.23).

// Horizon is a counter that does not hold: of the versions that an instance
// saved in a partition, up to the counter, some are not here.
type Horizon struct {
	Partition string // a whole partition, no prefix
	Instance  string // id
	Counter   int64  // of the instance
}

// Contradicting lists, with the counter known, those of the versions brought
// that f covers: f said that they were here. own are the ids of this database's
// own instances, which made no version that is not here.
func (f FSIC) Contradicting(brought []Horizon, filter value.Filter, own []string) (out []Horizon) {
	expanded := f.Expand(filter)
	for _, b := range brought {
		counter := prefixCounters(expanded, b.Partition, true)[b.Instance]
		if slices.Contains(own, b.Instance) {
			counter = value.MaxCounter
		}
		if b.Counter <= counter {
			out = append(out, Horizon{b.Partition, b.Instance, counter})
		}
	}
	return out
}
