package trust

// MaxTransferRecords bounds a transfer.
const MaxTransferRecords = 100_000_000
