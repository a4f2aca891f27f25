package counter

const MaxReceiptBytes = 1 << 10
