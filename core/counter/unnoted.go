package counter

import (
	"maps"
	"sync"
)

// Unnoted is what relays have acknowledged of the own saves and what no commit
// has noted yet ([Acknowledge]), by whom it was acknowledged. The zero value is
// ready.
type Unnoted struct {
	mu sync.Mutex
	by map[any]map[string]Counters
}

// Set takes in what one has acknowledged, by partition and instance; nil once
// that is noted.
func (u *Unnoted) Set(by any, has map[string]Counters) {
	copied := make(map[string]Counters, len(has))
	for partition, counters := range has {
		copied[partition] = maps.Clone(counters)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.by, by)
	if len(copied) == 0 {
		return
	}
	if u.by == nil {
		u.by = map[any]map[string]Counters{}
	}
	u.by[by] = copied
}

// All is what was acknowledged by anybody.
func (u *Unnoted) All() map[string]Counters {
	u.mu.Lock()
	defer u.mu.Unlock()
	all := map[string]Counters{}
	for _, has := range u.by {
		for partition, counters := range has {
			for instance, n := range counters {
				Add(all, partition, instance, n)
			}
		}
	}
	return all
}
