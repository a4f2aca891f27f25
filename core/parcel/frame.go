package parcel

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash"
	"io"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// magic is what a file begins with.
const magic = "amora data v1\n"

// kind tells frames apart.
type kind byte

// A part of a file is one begin, any number of chunks and one end.
const (
	kindBegin kind = 1 // a begin, in JSON
	kindChunk kind = 2 // records, a JSON array (PROTOCOL.md §6)
	kindEnd   kind = 3 // an end, in JSON
)

// frameOverhead is the size of a frame's kind and length.
const frameOverhead = 5

// limit is the most bytes that a frame of a kind may have. A begin holds an
// FSIC.
func (k kind) limit() uint32 {
	switch k {
	case kindBegin:
		return 4 << 20
	case kindChunk:
		return wire.MaxMessageBytes
	case kindEnd:
		return 4 << 10
	}
	return 0
}

// writer writes frames, and sums them up for the signature.
type writer struct {
	to    io.Writer
	sum   hash.Hash // of the part's frames
	bytes int64     // of the file
}

func newWriter(to io.Writer) (*writer, error) {
	w := &writer{to: to, sum: sha256.New()}
	return w, w.write([]byte(magic))
}

func (w *writer) write(text []byte) error {
	n, err := w.to.Write(text)
	w.bytes += int64(n)
	if _, coded := errors.AsType[*fault.Error](err); err != nil && !coded {
		err = &fault.Error{Code: fault.StorageFailed, Text: "the file cannot be written", Err: err}
	}
	return err
}

// frame writes one frame. A begin starts the sum anew.
func (w *writer) frame(k kind, payload []byte) error {
	if uint64(len(payload)) > uint64(k.limit()) {
		return fault.Errorf(fault.Limit, "a frame of %d bytes, at most %d are possible", len(payload), k.limit())
	}
	if k == kindBegin {
		w.sum.Reset()
	}
	head := binary.BigEndian.AppendUint32([]byte{byte(k)}, uint32(len(payload)))
	w.sum.Write(head)
	w.sum.Write(payload)
	if err := w.write(head); err != nil {
		return err
	}
	return w.write(payload)
}

// digest is the sum of the part's frames so far, in hex.
func digest(sum hash.Hash) string { return hex.EncodeToString(sum.Sum(nil)) }

// reader reads frames, and sums them up as a writer does.
type reader struct {
	from *bufio.Reader
	sum  hash.Hash // of the part's frames before the last end
}

// newReader reads a file from its first byte. Error: bad_request if it is no
// such file.
func newReader(file io.ReadSeeker) (*reader, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, unreadable(err)
	}
	r := &reader{from: bufio.NewReaderSize(file, 64<<10), sum: sha256.New()}
	begin := make([]byte, len(magic))
	if _, err := io.ReadFull(r.from, begin); err != nil && !ended(err) {
		return nil, unreadable(err)
	}
	if string(begin) != magic {
		return nil, fault.Errorf(fault.BadRequest, "this is no file of exported data").
			WithHint("a database file, which is a backup, cannot be imported")
	}
	return r, nil
}

// next reads one frame. Errors: io.EOF at the end of the file; bad_request,
// limit.
func (r *reader) next() (kind, []byte, error) {
	var head [frameOverhead]byte
	if _, err := io.ReadFull(r.from, head[:]); errors.Is(err, io.EOF) {
		return 0, nil, io.EOF
	} else if err != nil {
		return 0, nil, unreadable(err)
	}
	k, n := kind(head[0]), binary.BigEndian.Uint32(head[1:])
	if k.limit() == 0 {
		return 0, nil, damaged("a frame of kind %d", k)
	}
	if n > k.limit() {
		return 0, nil, fault.Errorf(fault.Limit, "a frame of %d bytes, at most %d are taken", n, k.limit())
	}
	payload := make([]byte, n)
	if _, err := io.ReadFull(r.from, payload); err != nil {
		return 0, nil, unreadable(err)
	}
	if k == kindBegin {
		r.sum.Reset()
	}
	if k != kindEnd {
		r.sum.Write(head[:])
		r.sum.Write(payload)
	}
	return k, payload, nil
}

// within is next amid a part, where the file must not end. Errors: bad_request,
// limit.
func (r *reader) within() (kind, []byte, error) {
	k, payload, err := r.next()
	if err != nil {
		err = unreadable(err)
	}
	return k, payload, err
}

// expect reads a frame of a kind. Errors: those of within.
func (r *reader) expect(want kind) ([]byte, error) {
	k, payload, err := r.within()
	if err == nil && k != want {
		err = damaged("a frame of kind %d, expected %d", k, want)
	}
	return payload, err
}

func ended(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// unreadable is the error of a file that ends too soon, or cannot be read.
func unreadable(err error) error {
	if ended(err) {
		return damaged("it ends too soon")
	}
	if _, coded := errors.AsType[*fault.Error](err); coded {
		return err
	}
	return &fault.Error{Code: fault.StorageFailed, Text: "the file cannot be read", Err: err}
}

// damaged is the error bad_request of a file that does not have the format.
func damaged(format string, args ...any) error {
	return fault.Errorf(fault.BadRequest, "the file is damaged: "+format, args...).WithHint("copy or export it again")
}
