package fault

// Log takes reports of what went wrong and failed nobody's call: a text, and
// pairs of a key and a value. A *slog.Logger is one. The engine does not import
// log/slog, because the tab would download it to throw its reports away.
type Log interface {
	// Info reports what is as it should be.
	Info(text string, pairs ...any)
	// Warn reports what somebody may have to look at.
	Warn(text string, pairs ...any)
}

// NoLog is a Log that discards.
type NoLog struct{}

// Info discards a report.
func (NoLog) Info(string, ...any) {}

// Warn discards a report.
func (NoLog) Warn(string, ...any) {}
