package pipeline

import (
	"fmt"
)

// Stage is where a transfer is (Morango's constants/transfer_stages.py).
type Stage string

// The stages, in order.
const (
	StageInitializing  Stage = "initializing"  // it is stored
	StageSerializing   Stage = "serializing"   // app tables → Store, at the sender; both sides say what they have
	StageQueuing       Stage = "queuing"       // Store → Buffer, at the sender
	StageTransferring  Stage = "transferring"  // Buffer → Buffer
	StageDequeuing     Stage = "dequeuing"     // Buffer → Store, at the receiver
	StageDeserializing Stage = "deserializing" // Store → app tables, at the receiver
	StageCleanup       Stage = "cleanup"       // it is over
)

// Status is how far a transfer's stage is (Morango's
// constants/transfer_statuses.py).
type Status string

// The statuses.
const (
	StatusPending   Status = "pending"   // not begun
	StatusStarted   Status = "started"   // under way
	StatusCompleted Status = "completed" // done
	StatusErrored   Status = "errored"   // given up
)

// StageError says which stage of which transfer failed.
type StageError struct {
	Stage   Stage  // that failed
	Session string // id of the transfer
	Err     error  // what went wrong
}

// Error names stage and transfer, then the cause.
func (e *StageError) Error() string {
	return fmt.Sprintf("%s (transfer %s): %v", e.Stage, e.Session, e.Err)
}

// Unwrap returns the cause.
func (e *StageError) Unwrap() error { return e.Err }
