// The functions of the C library that wasm2go leaves to Go. Strings are handled
// here, because a call of Go costs more than most of them. Mathematics and local
// time are imported from Go (libc_js.go), so that results equal those of native
// builds.
#include <stddef.h>
#include <stdint.h>

typedef uint64_t __attribute__((aligned(1), may_alias)) word;

int memcmp(const void* a, const void* b, size_t n) {
  const unsigned char *x = a, *y = b;
  for (; n >= sizeof(word); x += sizeof(word), y += sizeof(word)) {
    if (*(const word*)x != *(const word*)y) break;
    n -= sizeof(word);
  }
  for (; n > 0; n--, x++, y++) {
    if (*x != *y) return *x - *y;
  }
  return 0;
}

void* memchr(const void* s, int c, size_t n) {
  const unsigned char* p = s;
  for (; n > 0; n--, p++) {
    if (*p == (unsigned char)c) return (void*)p;
  }
  return NULL;
}

size_t strlen(const char* s) {
  const char* p = s;
  while (*p) p++;
  return p - s;
}

int strcmp(const char* a, const char* b) {
  while (*a && *a == *b) a++, b++;
  return (unsigned char)*a - (unsigned char)*b;
}

int strncmp(const char* a, const char* b, size_t n) {
  for (; n > 0 && *a && *a == *b; n--) a++, b++;
  return n > 0 ? (unsigned char)*a - (unsigned char)*b : 0;
}

char* strchrnul(const char* s, int c) {
  while (*s && *s != (char)c) s++;
  return (char*)s;
}

char* strchr(const char* s, int c) {
  char* found = strchrnul(s, c);
  return *found == (char)c ? found : NULL;
}

char* strrchr(const char* s, int c) {
  const char* found = NULL;
  do {
    if (*s == (char)c) found = s;
  } while (*s++);
  return (char*)found;
}

size_t strspn(const char* s, const char* accept) {
  size_t n = 0;
  while (s[n] && strchr(accept, s[n])) n++;
  return n;
}

size_t strcspn(const char* s, const char* reject) {
  size_t n = 0;
  while (s[n] && !strchr(reject, s[n])) n++;
  return n;
}

char* strstr(const char* s, const char* part) {
  size_t n = strlen(part);
  if (n == 0) return (char*)s;
  for (; *s; s++) {
    if (strncmp(s, part, n) == 0) return (char*)s;
  }
  return NULL;
}

// The product of two 128-bit integers, which clang takes from its runtime
// library: schoolbook multiplication with digits of 32 bits.
__int128 __multi3(__int128 a, __int128 b) {
  uint64_t a_low = a, b_low = b;
  uint64_t a_high = (unsigned __int128)a >> 64;
  uint64_t b_high = (unsigned __int128)b >> 64;
  uint64_t a0 = (uint32_t)a_low, a1 = a_low >> 32;
  uint64_t b0 = (uint32_t)b_low, b1 = b_low >> 32;

  uint64_t digit0 = a0 * b0;
  uint64_t middle = a1 * b0 + (digit0 >> 32);
  uint64_t digit1 = a0 * b1 + (uint32_t)middle;

  uint64_t low = (digit1 << 32) + (uint32_t)digit0;
  uint64_t high = a1 * b1 + (middle >> 32) + (digit1 >> 32) +
                  a_high * b_low + a_low * b_high;
  return ((unsigned __int128)high << 64) | low;
}
