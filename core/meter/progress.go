package meter

// maxThings bounds the things that a Progress remembers.
const maxThings = 4096

// Progress is how far each of many things was had. Of things beyond a bound
// some are forgotten: nothing was had of those. Calls must not overlap.
type Progress struct {
	next map[string]int64 // by thing, what follows the furthest part that was had
}

// Had notes a part of a thing, and returns how much of it lies after all that was
// had.
func (p *Progress) Had(thing string, offset, count int64) (fresh int64) {
	if p.next == nil {
		p.next = map[string]int64{}
	}
	next, known := p.next[thing]
	if !known && len(p.next) >= maxThings {
		for other := range p.next {
			delete(p.next, other)
			break
		}
	}
	end := offset + count
	fresh = max(0, end-max(next, offset))
	p.next[thing] = max(next, end)
	return fresh
}

// End forgets a thing.
func (p *Progress) End(thing string) { delete(p.next, thing) }
