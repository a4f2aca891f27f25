package pipeline

import (
	"fmt"
)

// Stage is where a transfer is (constants/transfer_stages.py).
type Stage string

// The stages, in order.
const (
	StageInitializing  Stage = "initializing"
	StageSerializing   Stage = "serializing"
	StageQueuing       Stage = "queuing"
	StageTransferring  Stage = "transferring"
	StageDequeuing     Stage = "dequeuing"
	StageDeserializing Stage = "deserializing"
	StageCleanup       Stage = "cleanup"
)

// Status is how far a transfer's stage is (constants/transfer_statuses.py).
type Status string

// The statuses.
const (
	StatusPending   Status = "pending"
	StatusStarted   Status = "started"
	StatusCompleted Status = "completed"
	StatusErrored   Status = "errored"
)

// StageError says which stage of which transfer failed.
type StageError struct {
	Stage   Stage  // that failed
	Session string // id of the transfer
	Err     error  // what went wrong
}

// Error is for people.
func (e *StageError) Error() string {
	return fmt.Sprintf("%s (transfer %s): %v", e.Stage, e.Session, e.Err)
}

// Unwrap returns the cause.
func (e *StageError) Unwrap() error { return e.Err }
