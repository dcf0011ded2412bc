/* Into which bin does each number of a column fall, and in which order do rows of like bins lie together? */
#include "kernel.h"
#include <math.h>
#include <stdlib.h>

#define STRIP 64
#define BINS 16
#define KEYS 65536
#define MOST_COLUMNS 16

/* codes[i] = 0 where the number is NaN, else 1 + how many of `edges` lie below it. `edges` has `size` - 1 numbers,
 * `size` a power of two of at most 256, rising, filled up with infinity, the last one infinite. `ends`: the least and most number, infinities
 * included, NaN left out; infinity and minus infinity if there is none. */
EXPORT int32_t code_numbers(const double *numbers, int64_t count, const double *edges, int64_t size, uint8_t *codes,
                            double *ends) {
    double least = INFINITY, most = -INFINITY;
    if (size < 2 || size > 256 || size & (size - 1) || !isinf(edges[size - 2])) return BAD_ARGUMENT;
    for (int64_t start = 0; start < count; start += STRIP) {
        const int64_t rows = count - start < STRIP ? count - start : STRIP;
        int64_t below[STRIP]; /* a strip at a time, one halving for all of it: no row waits for the one before */
        for (int64_t at = 0; at < rows; at++) below[at] = 0;
        for (int64_t step = size / 2; step; step /= 2)
            for (int64_t at = 0; at < rows; at++)
                below[at] += edges[below[at] + step - 1] < numbers[start + at] ? step : 0;
        for (int64_t at = 0; at < rows; at++) {
            const double number = numbers[start + at];
            codes[start + at] = number == number ? (uint8_t)(1 + below[at]) : 0;
            least = number < least ? number : least;
            most = number > most ? number : most;
        }
    }
    ends[0] = least;
    ends[1] = most;
    return DONE;
}

/* What a code adds to the key of a row: the bits of all columns in turns, the highest of each first (Morton 1966). */
static void spread_bits(int64_t columns, uint16_t (*shares)[BINS]) {
    const int64_t each = 16 / columns < 4 ? 16 / columns : 4;
    for (int64_t column = 0; column < columns; column++)
        for (int code = 0; code < BINS; code++) {
            shares[column][code] = 0;
            for (int64_t bit = 0; bit < each; bit++)
                if (code >> (3 - bit) & 1) shares[column][code] |= (uint16_t)(1u << (15 - bit * columns - column));
        }
}

/* order[place] = row, rows of like codes (0..15 in each of `columns` arrays) together, else in their own order. */
EXPORT int32_t order_rows(const int64_t *fields, int64_t columns, int64_t count, int32_t *order) {
    const uint8_t *const *codes = (const uint8_t *const *)(intptr_t)fields[1];
    if (fields[0] != 2 || columns < 1 || columns > MOST_COLUMNS || count > INT32_MAX) return BAD_ARGUMENT;
    uint16_t shares[MOST_COLUMNS][BINS], *keys = malloc((size_t)count * sizeof(uint16_t) + 1);
    int32_t *places = calloc(KEYS + 1, sizeof(int32_t));
    const int enough = keys && places;
    if (enough) {
        spread_bits(columns, shares);
        for (int64_t row = 0; row < count; row++) keys[row] = 0;
        for (int64_t column = 0; column < columns; column++)
            for (int64_t row = 0; row < count; row++) keys[row] |= shares[column][codes[column][row] & (BINS - 1)];
        for (int64_t row = 0; row < count; row++) places[keys[row] + 1]++;
        for (int64_t key = 0; key < KEYS; key++) places[key + 1] += places[key];
        for (int64_t row = 0; row < count; row++) order[places[keys[row]]++] = (int32_t)row;
    }
    free(keys);
    free(places);
    return enough ? DONE : OUT_OF_MEMORY;
}

/* taken[place] = codes[order[place]] */
EXPORT int32_t take_codes(const uint8_t *codes, const int32_t *order, int64_t count, uint8_t *taken) {
    for (int64_t place = 0; place < count; place++) taken[place] = codes[order[place]];
    return DONE;
}

/* zones (3 x blocks): the least and the greatest known code of each block of `block` rows, the third 0 if a code is
 * unknown, else the least again; where none is known all three are 0. */
EXPORT int32_t find_zones(const uint8_t *codes, int64_t count, int64_t block, int64_t blocks, uint8_t *zones) {
    if (block < 1 || (count + block - 1) / block > blocks) return BAD_ARGUMENT;
    for (int64_t at = 0; at * block < count; at++) {
        const int64_t start = at * block, end = count - start < block ? count : start + block;
        uint8_t least = 0, most = 0, unknown = 0;
        for (int64_t row = start; row < end; row++) {
            const uint8_t code = codes[row];
            least = (uint8_t)(code - 1) < (uint8_t)(least - 1) ? code : least; /* 0, unknown, counts as 256 */
            most = code > most ? code : most;
            unknown |= code == 0;
        }
        zones[at] = least;
        zones[blocks + at] = most;
        zones[2 * blocks + at] = unknown ? 0 : least;
    }
    return DONE;
}
