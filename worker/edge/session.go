package edge

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/worker/host"
)

// session is what the host remembers of a socket.
type session struct {
	opened                   int64  // Unix milliseconds
	remote                   string // address
	token                    string // brought by the peer, for host.Policy.MayOpen
	received, sent           int64  // messages
	receivedBytes, sentBytes int64
	code                     string // why the room closed it, "": it did not
	meter                    host.Meter
}

// numbers and texts are a session's fields, in the order of its encoding.
func (v *session) numbers() []*int64 {
	return []*int64{&v.opened, &v.received, &v.sent, &v.receivedBytes, &v.sentBytes, &v.meter.Level, &v.meter.At}
}

func (v *session) texts() []*string { return []*string{&v.remote, &v.token, &v.code} }

// encode writes the session in one line.
func (v *session) encode() string {
	var fields []string
	for _, n := range v.numbers() {
		fields = append(fields, strconv.FormatInt(*n, 10))
	}
	for _, t := range v.texts() {
		fields = append(fields, url.QueryEscape(*t))
	}
	return strings.Join(fields, " ")
}

// decode reads what encode wrote. Anything else leaves zeros.
func (v *session) decode(line string) {
	fields := strings.Split(line, " ")
	numbers, texts := v.numbers(), v.texts()
	if len(fields) != len(numbers)+len(texts) {
		return
	}
	for i, n := range numbers {
		*n, _ = strconv.ParseInt(fields[i], 10, 64)
	}
	for i, t := range texts {
		*t, _ = url.QueryUnescape(fields[len(numbers)+i])
	}
}
