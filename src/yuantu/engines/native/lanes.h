/* Bytes side by side: LANES rows at once, with the widest instructions this library was compiled for. */
#ifndef YUANTU_LANES_H
#define YUANTU_LANES_H

#include "kernel.h"

#if defined(__AVX512BW__) || defined(__AVX2__)
#include <immintrin.h>
#endif

#if defined(__AVX512BW__)
#define LANES 64
typedef __m512i Lanes;
static inline Lanes lanes_load(const uint8_t *from) { return _mm512_loadu_si512(from); }
static inline Lanes lanes_of(uint8_t byte) { return _mm512_set1_epi8((char)byte); }
static inline Lanes lanes_table(const uint8_t *sixteen) {
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)sixteen));
}
/* table[index & 15], 0 where the highest bit of the index is set */
static inline Lanes lanes_lookup(Lanes table, Lanes index) { return _mm512_shuffle_epi8(table, index); }
static inline Lanes lanes_and(Lanes one, Lanes other) { return _mm512_and_si512(one, other); }
static inline Lanes lanes_or(Lanes one, Lanes other) { return _mm512_or_si512(one, other); }
static inline Lanes lanes_xor(Lanes one, Lanes other) { return _mm512_xor_si512(one, other); }
static inline Lanes lanes_add(Lanes one, Lanes other) { return _mm512_adds_epu8(one, other); } /* saturates */
static inline Lanes lanes_minus(Lanes one, Lanes other) { return _mm512_sub_epi8(one, other); } /* wraps */
static inline Lanes lanes_high_nibble(Lanes one) {
    return _mm512_and_si512(_mm512_srli_epi16(one, 4), _mm512_set1_epi8(15));
}
static inline Lanes lanes_least(Lanes one, Lanes other) { return _mm512_min_epu8(one, other); }
static inline void lanes_store(uint8_t *to, Lanes one) { _mm512_storeu_si512(to, one); }
static inline uint64_t lanes_at_most(Lanes one, Lanes other) { return _mm512_cmple_epu8_mask(one, other); }
static inline uint64_t lanes_any(Lanes one) { return _mm512_test_epi8_mask(one, one); }

#elif defined(__AVX2__)
#define LANES 32
typedef __m256i Lanes;
static inline Lanes lanes_load(const uint8_t *from) { return _mm256_loadu_si256((const __m256i *)from); }
static inline Lanes lanes_of(uint8_t byte) { return _mm256_set1_epi8((char)byte); }
static inline Lanes lanes_table(const uint8_t *sixteen) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)sixteen));
}
static inline Lanes lanes_lookup(Lanes table, Lanes index) { return _mm256_shuffle_epi8(table, index); }
static inline Lanes lanes_and(Lanes one, Lanes other) { return _mm256_and_si256(one, other); }
static inline Lanes lanes_or(Lanes one, Lanes other) { return _mm256_or_si256(one, other); }
static inline Lanes lanes_xor(Lanes one, Lanes other) { return _mm256_xor_si256(one, other); }
static inline Lanes lanes_add(Lanes one, Lanes other) { return _mm256_adds_epu8(one, other); }
static inline Lanes lanes_minus(Lanes one, Lanes other) { return _mm256_sub_epi8(one, other); }
static inline Lanes lanes_high_nibble(Lanes one) {
    return _mm256_and_si256(_mm256_srli_epi16(one, 4), _mm256_set1_epi8(15));
}
static inline Lanes lanes_least(Lanes one, Lanes other) { return _mm256_min_epu8(one, other); }
static inline void lanes_store(uint8_t *to, Lanes one) { _mm256_storeu_si256((__m256i *)to, one); }
static inline uint64_t lanes_at_most(Lanes one, Lanes other) {
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(one, other), one));
}
static inline uint64_t lanes_any(Lanes one) {
    return (uint32_t)~_mm256_movemask_epi8(_mm256_cmpeq_epi8(one, _mm256_setzero_si256()));
}

#else
#define LANES 32
typedef struct {
    uint8_t byte[LANES];
} Lanes;
#define EACH(expression)                                             \
    Lanes made;                                                      \
    for (int at = 0; at < LANES; at++) made.byte[at] = (expression); \
    return made
static inline Lanes lanes_load(const uint8_t *from) { EACH(from[at]); }
static inline Lanes lanes_of(uint8_t byte) { EACH(byte); }
static inline Lanes lanes_table(const uint8_t *sixteen) { EACH(sixteen[at & 15]); }
static inline Lanes lanes_lookup(Lanes table, Lanes index) {
    EACH(index.byte[at] & 128 ? 0 : table.byte[index.byte[at] & 15]);
}
static inline Lanes lanes_and(Lanes one, Lanes other) { EACH(one.byte[at] & other.byte[at]); }
static inline Lanes lanes_or(Lanes one, Lanes other) { EACH(one.byte[at] | other.byte[at]); }
static inline Lanes lanes_xor(Lanes one, Lanes other) { EACH(one.byte[at] ^ other.byte[at]); }
static inline Lanes lanes_add(Lanes one, Lanes other) {
    EACH((uint8_t)(one.byte[at] + other.byte[at]) < one.byte[at] ? 255 : (uint8_t)(one.byte[at] + other.byte[at]));
}
static inline Lanes lanes_minus(Lanes one, Lanes other) { EACH((uint8_t)(one.byte[at] - other.byte[at])); }
static inline Lanes lanes_high_nibble(Lanes one) { EACH(one.byte[at] >> 4); }
static inline Lanes lanes_least(Lanes one, Lanes other) {
    EACH(one.byte[at] < other.byte[at] ? one.byte[at] : other.byte[at]);
}
static inline void lanes_store(uint8_t *to, Lanes one) {
    for (int at = 0; at < LANES; at++) to[at] = one.byte[at];
}
static inline uint64_t lanes_at_most(Lanes one, Lanes other) {
    uint64_t mask = 0;
    for (int at = 0; at < LANES; at++) mask |= (uint64_t)(one.byte[at] <= other.byte[at]) << at;
    return mask;
}
static inline uint64_t lanes_any(Lanes one) {
    uint64_t mask = 0;
    for (int at = 0; at < LANES; at++) mask |= (uint64_t)(one.byte[at] != 0) << at;
    return mask;
}
#endif

#define ALL_LANES (LANES == 64 ? ~UINT64_C(0) : (UINT64_C(1) << (LANES % 64)) - 1)

/* Whether code `byte` lies in a set of 256, given as two tables of sixteen bytes: bit h of `first[n]` stands for the
 * code 16 h + n with h < 8, of `second[n]` for h >= 8. */
static inline uint64_t lanes_in_set(Lanes codes, const uint8_t *tables) {
    static const uint8_t bits[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const Lanes low = lanes_of(0x8f);
    const Lanes below = lanes_lookup(lanes_table(tables), lanes_and(codes, low));
    const Lanes above = lanes_lookup(lanes_table(tables + 16), lanes_and(lanes_xor(codes, lanes_of(0x80)), low));
    const Lanes bit = lanes_lookup(lanes_table(bits), lanes_high_nibble(codes));
    return lanes_any(lanes_and(lanes_or(below, above), bit));
}

#endif
