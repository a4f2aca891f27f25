package coretest

import (
	"context"
	"sync"

	"github.com/amora-sync/amora/core/trust"
)

// Keys is a core.Options.GenerateKey that makes few keys and hands them out in
// turn: making one takes a good part of a second. No test needs more than
// keyCount different ones.
func Keys(context.Context) (string, error) {
	keys.Lock()
	defer keys.Unlock()
	keys.next = (keys.next + 1) % keyCount
	if keys.made[keys.next] == "" {
		key, err := trust.GenerateKey()
		if err != nil {
			return "", err
		}
		keys.made[keys.next] = key
	}
	return keys.made[keys.next], nil
}

const keyCount = 8

var keys struct {
	sync.Mutex
	next int
	made [keyCount]string
}
