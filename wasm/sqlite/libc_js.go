package sqlite3_wasm

import (
	"math"
	"time"
)

// C's library of mathematics is Go's, as in native builds.

//go:wasmexport acos
func libcAcos(x float64) float64 { return math.Acos(x) }

//go:wasmexport acosh
func libcAcosh(x float64) float64 { return math.Acosh(x) }

//go:wasmexport asin
func libcAsin(x float64) float64 { return math.Asin(x) }

//go:wasmexport asinh
func libcAsinh(x float64) float64 { return math.Asinh(x) }

//go:wasmexport atan
func libcAtan(x float64) float64 { return math.Atan(x) }

//go:wasmexport atan2
func libcAtan2(y, x float64) float64 { return math.Atan2(y, x) }

//go:wasmexport atanh
func libcAtanh(x float64) float64 { return math.Atanh(x) }

//go:wasmexport cos
func libcCos(x float64) float64 { return math.Cos(x) }

//go:wasmexport cosh
func libcCosh(x float64) float64 { return math.Cosh(x) }

//go:wasmexport exp
func libcExp(x float64) float64 { return math.Exp(x) }

//go:wasmexport fmod
func libcFmod(x, y float64) float64 { return math.Mod(x, y) }

//go:wasmexport log
func libcLog(x float64) float64 { return math.Log(x) }

//go:wasmexport log10
func libcLog10(x float64) float64 { return math.Log10(x) }

//go:wasmexport log2
func libcLog2(x float64) float64 { return math.Log2(x) }

//go:wasmexport pow
func libcPow(x, y float64) float64 { return math.Pow(x, y) }

//go:wasmexport sin
func libcSin(x float64) float64 { return math.Sin(x) }

//go:wasmexport sinh
func libcSinh(x float64) float64 { return math.Sinh(x) }

//go:wasmexport tan
func libcTan(x float64) float64 { return math.Tan(x) }

//go:wasmexport tanh
func libcTanh(x float64) float64 { return math.Tanh(x) }

// libcLocaltime fills C's struct tm. Its last field, the zone's name, is NULL.
//
//go:wasmexport localtime_r
func libcLocaltime(seconds, tm int32) int32 {
	t := time.Unix(*at[int64](seconds), 0)
	var dst int32
	if t.IsDST() {
		dst = 1
	}
	_, offset := t.Zone()
	*at[[11]int32](tm) = [11]int32{
		int32(t.Second()), int32(t.Minute()), int32(t.Hour()),
		int32(t.Day()), int32(t.Month() - time.January), int32(t.Year() - 1900),
		int32(t.Weekday()), int32(t.YearDay() - 1), dst, int32(offset), 0,
	}
	return tm
}
