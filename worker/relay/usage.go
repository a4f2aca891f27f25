//go:build !js

package relay

import (
	"os"
	"strings"
	"sync"
	"time"

	"github.com/amora-sync/amora/core/fault"
)

// usageEvery is how old what is known of the folder's use may be.
const usageEvery = time.Second

// usage holds what all rooms of a folder take against what they may take. A
// bound of 0 is none.
type usage struct {
	dir              string
	maxRooms, maxAll int64

	mu           sync.Mutex
	counted      time.Time
	rooms, bytes int64
}

// mayOpen reports, by a limit error, that there may be no further room. A room
// that may be opened counts from then on.
func (u *usage) mayOpen() error {
	if u.maxRooms == 0 && u.maxAll == 0 {
		return nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if err := u.count(); err != nil {
		return err
	}
	if u.maxRooms > 0 && u.rooms >= u.maxRooms {
		return fault.Errorf(fault.Limit, "the relay has %d rooms, and opens no more", u.rooms).
			WithHint("whoever runs the relay can raise the limit")
	}
	if err := u.fullLocked(); err != nil {
		return err
	}
	u.rooms++
	return nil
}

// full reports, by a limit error, that the rooms together take all they may.
func (u *usage) full() error {
	if u.maxAll == 0 {
		return nil
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	if err := u.count(); err != nil {
		return err
	}
	return u.fullLocked()
}

func (u *usage) fullLocked() error {
	if u.maxAll > 0 && u.bytes > u.maxAll {
		return fault.Errorf(fault.Limit, "all rooms together hold %d bytes, %d are allowed", u.bytes, u.maxAll).
			WithHint("whoever runs the relay can raise the limit")
	}
	return nil
}

// count looks at the folder's files, logs included, unless it has just done so.
func (u *usage) count() error {
	if time.Since(u.counted) < usageEvery {
		return nil
	}
	entries, err := os.ReadDir(u.dir)
	if err != nil {
		return &fault.Error{Code: fault.StorageFailed, Text: "the relay's data folder cannot be read", Err: err}
	}
	u.rooms, u.bytes = 0, 0
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasSuffix(name, ".db") {
			u.rooms++
		} else if !strings.Contains(name, ".db-") {
			continue
		}
		if info, err := entry.Info(); err == nil { // otherwise it is gone
			u.bytes += info.Size()
		}
	}
	u.counted = time.Now()
	return nil
}
