package schema

import "slices"

// What a column may become in a later version of the schema: devices with any
// version read whatever of each other's records their own types have.

// rereads lists per type the earlier types whose values look different in
// records ([Column.From]).
var rereads = map[Type][]Type{
	TypeReal: {TypeInteger, TypeBoolean},
	TypeText: {TypeInteger, TypeReal, TypeBoolean},
}

// follows lists per type the earlier types whose values look in records as this
// type's do. JSON is any of them but bytes.
var follows = map[Type][]Type{
	TypeInteger: {TypeBoolean},
	TypeText:    {TypeDate, TypeUUID, TypeDatetime, TypeDatetimeTZ, TypeTime, TypeDuration, TypeDecimal},
	TypeJSON: {TypeText, TypeInteger, TypeReal, TypeBoolean, TypeDatetime, TypeDatetimeTZ, TypeDate, TypeTime,
		TypeDuration, TypeDecimal, TypeUUID},
}

// Widens reports whether the type can follow an earlier one, and whether the
// column has to name that in From.
func (t Type) Widens(earlier Type) (can, named bool) {
	named = slices.Contains(rereads[t], earlier)
	return named || t == earlier || slices.Contains(follows[t], earlier), named
}
