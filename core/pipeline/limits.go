package pipeline

import (
	"time"
)

// IdleAge is how long a transfer may lie idle before it and its buffers are
// forgotten (MORANGO.md §13.7).
const IdleAge = 6 * time.Hour
