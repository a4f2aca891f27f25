package sqlite3_wasm

// C's malloc asks for memory in pages. It gets them from larger pieces of Go's
// heap, which do not move, so that most pieces of its own are one.
const (
	page     = 64 << 10
	minPiece = 1 << 20
	maxHeap  = 256 << 20 // as go-sqlite3's default, which is for each connection
)

var (
	pieces   [][]byte // what C has, so that the garbage collector lets it be
	heapSize int      // of all pieces
	heapNext int32    // address of the first page that malloc has not
	heapLeft int      // how many bytes there are from there
)

// growHeap gives malloc pages. It returns the number of the first, or -1: then
// SQLite reports that it is out of memory.
//
//go:wasmexport go_heap_grow
func growHeap(pages int32) int32 {
	callbacks++
	defer func() { callbacks-- }()
	size := int(uint32(pages)) * page
	start, capacity := heapNext, heapLeft
	if size > capacity {
		if start, capacity = addPiece(size); start == 0 {
			return -1
		}
	}
	// The rest of a piece that was too small may be larger than the new one's.
	if rest := capacity - size; start == heapNext || rest > heapLeft {
		heapNext, heapLeft = start+int32(size), rest
	}
	return int32(uint32(start) / page)
}

// addPiece returns the start of a new piece with at least size bytes, or 0. The
// piece is a quarter of what there is, if that is more, so that a heap that
// grows does so in few pieces.
func addPiece(size int) (start int32, capacity int) {
	capacity = max(size, minPiece, heapSize/4/page*page)
	capacity = min(capacity, maxHeap-heapSize)
	if capacity < size {
		return 0, 0
	}
	piece := make([]byte, capacity+page)
	pieces = append(pieces, piece)
	heapSize += capacity
	return (address(&piece[0]) + page - 1) &^ (page - 1), capacity
}
