package parcel

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// begin says what a part of a file is: the records of one room under a filter,
// which one certificate vouches for.
type begin struct {
	Room    string             `json:"room"`
	Profile string             `json:"profile"` // of the records
	Chain   json.RawMessage    `json:"chain"`   // of the writer's certificate, root first
	Bundle  *trust.SignedRules `json:"bundle"`  // the room's rules, as the writer has them
	Filter  value.Filter       `json:"filter"`  // partition prefixes
	FSIC    json.RawMessage    `json:"fsic"`    // what the writer has under the filter, version 2
}

// end closes a part.
type end struct {
	Records   int64  `json:"records"`
	Signature string `json:"signature"` // by the leaf's key, base64
}

// signed is the text that a part's signature is over.
func (b begin) signed(certificate string, records int64, digest string) string {
	return strings.Join([]string{"amora.v1 data", b.Room, certificate, strconv.FormatInt(records, 10), digest}, "\n")
}

// part is a part of a file whose signatures have been verified. Whether its
// certificate counts, the rules say.
type part struct {
	begin
	chain  trust.Chain
	sender counter.FSIC
	digest string
}

const (
	// maxParts is the most parts that a file may have: one for each certificate
	// that its writer needs, and for each hundred prefixes.
	maxParts = 1000
	// maxBegins is the most bytes that the begins of a file may have together,
	// because all are in memory at once.
	maxBegins = 32 << 20
)

// verify reads a whole file and checks all that needs no database. Errors:
// bad_request, limit; bad_certificate, bad_signature; bad_fsic.
func verify(ctx context.Context, file io.ReadSeeker) ([]part, error) {
	r, err := newReader(file)
	if err != nil {
		return nil, err
	}
	var parts []part
	for bytes := 0; ; {
		k, payload, err := r.next()
		switch {
		case errors.Is(err, io.EOF) && len(parts) > 0:
			return parts, nil
		case errors.Is(err, io.EOF):
			return nil, damaged("nothing is in it")
		case err != nil:
			return nil, err
		case k != kindBegin:
			return nil, damaged("a frame of kind %d where a part begins", k)
		}
		if bytes += len(payload); len(parts) == maxParts || bytes > maxBegins {
			return nil, fault.Errorf(fault.Limit, "a file of more than %d parts, or %d bytes about them", maxParts, maxBegins)
		}
		p, err := verifyPart(ctx, r, payload)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
}

// verifyPart reads a part to its end.
func verifyPart(ctx context.Context, r *reader, payload []byte) (p part, err error) {
	if err := p.read(payload); err != nil {
		return p, err
	}
	records := int64(0)
	for {
		k, payload, err := r.within()
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return p, err
		}
		if k == kindEnd {
			return p, p.close(payload, records, digest(r.sum))
		}
		if k != kindChunk {
			return p, damaged("a frame of kind %d amid a part", k)
		}
		list, err := value.ScanArray(payload, pipeline.MaxChunkRecords)
		if err != nil || len(list) == 0 {
			return p, damaged("records that cannot be read")
		}
		records += int64(len(list))
	}
}

// read reads a begin.
func (p *part) read(payload []byte) (err error) {
	if err := json.Unmarshal(payload, &p.begin); err != nil {
		return damaged("%v", err)
	}
	isBad := func(prefix string) bool { return !value.IsPrefix(prefix) }
	if len(p.Filter) == 0 || len(p.Filter) > trust.MaxFilter || slices.ContainsFunc(p.Filter, isBad) {
		return damaged("a filter of %d prefixes", len(p.Filter))
	}
	if p.chain, err = trust.ParseChain(p.Chain); err != nil {
		return err
	}
	root, leaf := p.chain.Root(), p.chain.Leaf()
	if root.ID != p.Room || leaf.Profile != p.Profile {
		return fault.Errorf(fault.BadCertificate, "the file names room %.40q, its certificate is of %s", p.Room, root.ID)
	}
	p.sender, err = counter.ParseFSIC(string(p.FSIC), p.Filter)
	return err
}

// close reads an end, and verifies the part's signature, then those of the
// chain.
func (p *part) close(payload []byte, records int64, digest string) error {
	var e end
	if err := json.Unmarshal(payload, &e); err != nil {
		return damaged("%v", err)
	}
	if e.Records != records {
		return damaged("%d records, %d are announced", records, e.Records)
	}
	leaf := p.chain.Leaf()
	if err := leaf.Verify(p.signed(leaf.ID, records, digest), e.Signature); err != nil {
		return (&fault.Error{Code: fault.BadSignature, Text: "the file is not as its writer signed it", Err: err}).
			WithHint("it was changed or damaged on the way: copy or export it again")
	}
	p.digest = digest
	return p.chain.Verify()
}
