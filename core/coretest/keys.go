package coretest

import (
	"context"
	"sync"

	"github.com/amora-sync/amora/core/trust"
)

// Keys is a core.Options.GenerateKey that makes few keys and hands them out in
// turn: making one takes a good part of a second. No test needs more than
// keyCount different ones.
func Keys(context.Context) (string, error) { return devices.take() }

// relayKey is a key that no device has: a relay's key that is taken back counts
// no more in any certificate.
func relayKey() (string, error) { return relays.take() }

const keyCount = 8

var devices, relays keys

type keys struct {
	sync.Mutex
	next int
	made [keyCount]string
}

func (k *keys) take() (string, error) {
	k.Lock()
	defer k.Unlock()
	k.next = (k.next + 1) % keyCount
	if k.made[k.next] == "" {
		key, err := trust.GenerateKey()
		if err != nil {
			return "", err
		}
		k.made[k.next] = key
	}
	return k.made[k.next], nil
}
