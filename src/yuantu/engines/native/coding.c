/* Into which bin does each number of a column fall? */
#include "kernel.h"
#include <math.h>

#define STRIP 64

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
