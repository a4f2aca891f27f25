package meter

// maxThings bounds the things that a Progress remembers.
const maxThings = 4096

// Progress is how much of each of many things was had. Of things beyond a bound
// some are forgotten: nothing was had of those. Calls must not overlap.
type Progress struct{ had map[string]stretch }

// stretch is what was had of a thing.
type stretch struct {
	next int64 // after the furthest part
	got  int64 // of all parts; what was skipped and is had later does not count
}

// Had notes a part of a thing, and reports whether some of it lies before one
// that was had.
func (p *Progress) Had(thing string, offset, count int64) (again bool) {
	if p.had == nil {
		p.had = map[string]stretch{}
	}
	s, known := p.had[thing]
	if !known && len(p.had) >= maxThings {
		for other := range p.had {
			delete(p.had, other)
			break
		}
	}
	again, end := offset < s.next, offset+count
	s.got += max(0, end-max(s.next, offset))
	s.next = max(s.next, end)
	p.had[thing] = s
	return again
}

// End forgets a thing, and returns how much of it was had.
func (p *Progress) End(thing string) int64 {
	got := p.had[thing].got
	delete(p.had, thing)
	return got
}
