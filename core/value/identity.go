package value

import (
	"encoding/hex"
	"fmt"
	"io"
	"time"
)

func RandomID(rand io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return "", fmt.Errorf("random id: %w", err)
	}
	return hex.EncodeToString(b[:]), nil
}

// TimeFormat sorts as text and matches Morango's in responses (MORANGO.md §9).
const TimeFormat = "2006-01-02T15:04:05.000000Z"

// FormatTime writes a time as the engine's tables hold it.
func FormatTime(t time.Time) string { return t.UTC().Format(TimeFormat) }
