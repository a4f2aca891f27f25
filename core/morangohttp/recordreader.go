package morangohttp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/value"
)

// glimpseBytes is how much [glimpse] reads at a time.
const glimpseBytes = 32 << 10

// glimpse finds the transfer that the first record names, "" if none does in
// maxOne bytes. It decodes nothing, because strangers send what it reads: within
// a string the key's quotes would be escaped. Error: a reply.
func glimpse(in io.Reader) (id string, err error) {
	window := make([]byte, 0, glimpseBytes+len(transferKey)+100)
	for read := 0; read < maxOne && id == "" && err == nil; read += glimpseBytes {
		kept := window[max(0, len(window)-len(transferKey)-100):]
		n := copy(window[:cap(window)], kept)
		got := 0
		got, err = io.ReadFull(in, window[n:n+glimpseBytes])
		window = window[:n+got]
		id = idAfter(window, transferKey)
	}
	if id != "" || err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return id, nil
	}
	return "", readError(err)
}

const transferKey = `"transfer_session"`

// mostKeys bounds the places that idAfter looks at: a body of nothing but keys
// would take long.
const mostKeys = 8

// idAfter is the id that follows a key, in its quotes, in a piece of JSON; "" if
// none does after the first mostKeys.
func idAfter(text []byte, key string) string {
	for range mostKeys {
		_, rest, found := bytes.Cut(text, []byte(key))
		if !found {
			return ""
		}
		text = rest
		rest = bytes.TrimLeft(rest, " \t\r\n:")
		if len(rest) >= 34 && rest[0] == '"' && rest[33] == '"' && value.IsID(string(rest[1:33])) {
			return string(rest[1:33])
		}
	}
	return ""
}

// The bounds of what a request's body holds, in bytes.
const (
	// maxInflated bounds what a compressed body may come out at.
	maxInflated = 128 << 20
	// maxOne bounds one record. Its texts hold value.MaxRecordBytes, and each of
	// their characters may be escaped twice.
	maxOne = 4 << 20
	// batchBytes is how many bytes of records go into one statement, about.
	batchBytes = 512 << 10
)

// boundedReader reads no further than peers may send: of a compressed body
// nobody knows how long it comes out.
type boundedReader struct {
	in   io.Reader
	read int64 // bytes that were read
	most int64 // bytes that may be read by now
}

// Read implements [io.Reader]. Error: errTooLarge.
func (r *boundedReader) Read(b []byte) (int, error) {
	left := min(r.most, maxInflated) - r.read
	if left <= 0 {
		return 0, errTooLarge
	}
	n, err := r.in.Read(b[:min(int64(len(b)), left)])
	r.read += int64(n)
	return n, err
}

// recordReader cuts records out of a JSON array, or is one record alone. It
// looks at no value: SQLite reads those. It holds one record at a time.
type recordReader struct {
	in      *boundedReader
	decoder *json.Decoder
	list    bool
	done    bool
}

// newRecordReader begins to read. Error: a reply.
func newRecordReader(in io.Reader) (*recordReader, error) {
	bounded := &boundedReader{in: in, most: maxOne}
	buffered := bufio.NewReader(bounded)
	first, err := firstByte(buffered)
	if err != nil {
		return nil, readError(err)
	}
	r := &recordReader{in: bounded, decoder: json.NewDecoder(buffered), list: first == '['}
	if first != '[' && first != '{' {
		return nil, errJSON
	}
	if r.list {
		if _, err := r.decoder.Token(); err != nil {
			return nil, readError(err)
		}
	}
	return r, nil
}

// firstByte looks at the first byte that is no white space.
func firstByte(in *bufio.Reader) (byte, error) {
	for {
		ahead, err := in.Peek(1)
		if err != nil {
			return 0, err
		}
		if strings.IndexByte(" \t\r\n", ahead[0]) < 0 {
			return ahead[0], nil
		}
		_, _ = in.Discard(1) // it was just seen
	}
}

// readError is the answer to a body that cannot be read.
func readError(err error) error {
	if answer, ok := errors.AsType[reply](err); ok {
		return answer
	}
	return errJSON
}

// next is the next record's text; io.EOF after the last. Error: a reply.
func (r *recordReader) next() (json.RawMessage, error) {
	r.in.most = r.in.read + maxOne
	if r.done || r.list && !r.decoder.More() {
		return nil, r.end()
	}
	var one json.RawMessage
	if err := r.decoder.Decode(&one); err != nil {
		return nil, readError(err)
	}
	r.done = !r.list
	return one, nil
}

// end checks that nothing follows. Error: io.EOF, or a reply.
func (r *recordReader) end() error {
	if r.list && !r.done {
		if _, err := r.decoder.Token(); err != nil {
			return readError(err)
		}
		r.done = true
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return errJSON
	}
	return io.EOF
}

// batch is the next records as a JSON array; io.EOF after the last. Error: a
// reply.
func (r *recordReader) batch() (string, error) {
	var b strings.Builder
	n := 0
	for b.Len() < batchBytes && n < pipeline.MaxChunkRecords {
		one, err := r.next()
		if errors.Is(err, io.EOF) && n > 0 {
			break
		}
		if err != nil {
			return "", err
		}
		b.WriteByte("[,"[min(n, 1)])
		b.Write(one)
		n++
	}
	b.WriteByte(']')
	return b.String(), nil
}
