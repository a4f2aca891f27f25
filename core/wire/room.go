package wire

// ServerWindow is the number of chunks that may be on their way to a peer
// unacknowledged.
const ServerWindow = 4
