/* In how many draws of weights and values does a candidate come first, second … K-th?
 *
 * Draws are taken GROUP at a time, one per lane. Every candidate's score, or the best it can have where values are
 * bands, is computed in single precision and held against the K-th best score that the draw has seen so far. What
 * comes within the margin is scored in double precision, in the order of the criteria, and put on the draw's list.
 * The margin, (2 m + 16) / 2^24, is more than single precision can be off: match/acceptability.py says why.
 */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GROUP 32   /* draws of a block; Philox counters of a block: GROUP / 4 */
#define COUNTERS 8
#define MOST_CRITERIA 32

/* ── a few lanes ─────────────────────────────────────────────────────────────────────────────────────────── */

#if defined(__AVX512F__)
#include <immintrin.h>
#define LANES 16
typedef __m512 Lanes;
static inline Lanes spread(float x) { return _mm512_set1_ps(x); }
static inline Lanes fetch(const float *x) { return _mm512_loadu_ps(x); }
static inline Lanes times_plus(Lanes a, Lanes b, Lanes c) { return _mm512_fmadd_ps(a, b, c); }
static inline uint32_t reaching(Lanes a, Lanes b) { return _mm512_cmp_ps_mask(a, b, _CMP_GE_OQ); }
#elif defined(__AVX2__)
#include <immintrin.h>
#define LANES 8
typedef __m256 Lanes;
static inline Lanes spread(float x) { return _mm256_set1_ps(x); }
static inline Lanes fetch(const float *x) { return _mm256_loadu_ps(x); }
static inline Lanes times_plus(Lanes a, Lanes b, Lanes c) { return _mm256_fmadd_ps(a, b, c); }
static inline uint32_t reaching(Lanes a, Lanes b) {
    return (uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(a, b, _CMP_GE_OQ));
}
#else
#define LANES 4
typedef struct { float at[LANES]; } Lanes;
static inline Lanes spread(float x) { return (Lanes){{x, x, x, x}}; }
static inline Lanes fetch(const float *x) { return (Lanes){{x[0], x[1], x[2], x[3]}}; }
static inline Lanes times_plus(Lanes a, Lanes b, Lanes c) {
    for (int i = 0; i < LANES; i++) c.at[i] += a.at[i] * b.at[i];
    return c;
}
static inline uint32_t reaching(Lanes a, Lanes b) {
    uint32_t mask = 0;
    for (int i = 0; i < LANES; i++) mask |= (uint32_t)(a.at[i] >= b.at[i]) << i;
    return mask;
}
#endif

/* ── Philox4x32-10 on the counters of one block ──────────────────────────────────────────────────────────── */

#if defined(__AVX512F__)
#define WORDS_AT_ONCE 8
typedef __m512i Words;
static inline Words all_words(uint64_t x) { return _mm512_set1_epi64((long long)x); }
static inline Words words_from(const uint64_t *x) { return _mm512_loadu_si512(x); }
static inline void keep_words(uint64_t *to, Words x) { _mm512_storeu_si512(to, x); }
static inline Words product(Words a, Words b) { return _mm512_mul_epu32(a, b); }
static inline Words upper(Words a) { return _mm512_srli_epi64(a, 32); }
static inline Words either(Words a, Words b, Words c) { return _mm512_ternarylogic_epi64(a, b, c, 0x96); }
#elif defined(__AVX2__)
#define WORDS_AT_ONCE 4
typedef __m256i Words;
static inline Words all_words(uint64_t x) { return _mm256_set1_epi64x((long long)x); }
static inline Words words_from(const uint64_t *x) { return _mm256_loadu_si256((const __m256i *)x); }
static inline void keep_words(uint64_t *to, Words x) { _mm256_storeu_si256((__m256i *)to, x); }
static inline Words product(Words a, Words b) { return _mm256_mul_epu32(a, b); }
static inline Words upper(Words a) { return _mm256_srli_epi64(a, 32); }
static inline Words either(Words a, Words b, Words c) { return _mm256_xor_si256(_mm256_xor_si256(a, b), c); }
#else
#define WORDS_AT_ONCE 1
typedef uint64_t Words;
static inline Words all_words(uint64_t x) { return x; }
static inline Words words_from(const uint64_t *x) { return *x; }
static inline void keep_words(uint64_t *to, Words x) { *to = x; }
static inline Words product(Words a, Words b) { return (a & 0xffffffffu) * (b & 0xffffffffu); }
static inline Words upper(Words a) { return a >> 32; }
static inline Words either(Words a, Words b, Words c) { return a ^ b ^ c; }
#endif

/* The GROUP words of one candidate, criterion and block. Only the lower halves of the 64-bit lanes count. */
static void draw_words(uint64_t key, uint32_t criterion, uint64_t block, uint32_t *words) {
    uint64_t counters[COUNTERS], made[4][COUNTERS];
    for (uint64_t l = 0; l < COUNTERS; l++) counters[l] = COUNTERS * block + l;
    for (int at = 0; at < COUNTERS; at += WORDS_AT_ONCE) {
        Words x0 = words_from(counters + at), x1 = all_words(criterion), x2 = all_words(0), x3 = all_words(0);
        uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
        for (int round = 0; round < 10; round++) {
            const Words first = product(x0, all_words(0xD2511F53u)), second = product(x2, all_words(0xCD9E8D57u));
            x0 = either(upper(second), x1, all_words(k0));
            x1 = second;
            x2 = either(upper(first), x3, all_words(k1));
            x3 = first;
            k0 += 0x9E3779B9u;
            k1 += 0xBB67AE85u;
        }
        keep_words(made[0] + at, x0);
        keep_words(made[1] + at, x1);
        keep_words(made[2] + at, x2);
        keep_words(made[3] + at, x3);
    }
    for (int k = 0; k < 4; k++)
        for (int l = 0; l < COUNTERS; l++) words[COUNTERS * k + l] = (uint32_t)made[k][l];
}

/* ── the list of one draw ────────────────────────────────────────────────────────────────────────────────── */

typedef struct { double score; int32_t row; } Entry;

typedef struct {
    Entry *entries;     /* all that were at least the K-th best when they came */
    int64_t count, room;
    double *top;        /* the K best scores, greatest first */
    int64_t ranked;     /* how many of them there are, at most K */
    double least;       /* the K-th best score; minus infinity until there are K */
} List;

static int put(List *list, int64_t ranks, double score, int32_t row) {
    if (score < list->least) return 1;
    if (list->count == list->room) { /* forget what has fallen behind; what is left over are ties */
        int64_t kept = 0;
        for (int64_t i = 0; i < list->count; i++)
            if (list->entries[i].score >= list->least) list->entries[kept++] = list->entries[i];
        list->count = kept;
        if (kept > list->room / 2) {
            Entry *more = realloc(list->entries, (size_t)(2 * list->room) * sizeof(Entry));
            if (!more) return 0;
            list->entries = more;
            list->room *= 2;
        }
    }
    list->entries[list->count++] = (Entry){score, row};
    if (list->ranked == ranks && score == list->least) return 1;
    int64_t at = list->ranked < ranks ? list->ranked++ : ranks - 1;
    while (at > 0 && list->top[at - 1] < score) { list->top[at] = list->top[at - 1]; at--; }
    list->top[at] = score;
    if (list->ranked == ranks) list->least = list->top[ranks - 1];
    return 1;
}

/* Ranks are one more than the number of greater scores: `top` holds every score that has fewer than K above it. */
static void close_list(const List *list, int64_t ranks, int32_t *counts, double *best) {
    *best = list->ranked ? list->top[0] : NAN;
    for (int64_t i = 0; i < list->count; i++) {
        const Entry entry = list->entries[i];
        if (entry.score < list->least) continue;
        int64_t above = 0;
        while (above < list->ranked && list->top[above] > entry.score) above++;
        if (above < ranks) counts[entry.row * ranks + above]++;
    }
}

/* ── a block of draws ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
    int64_t rows, width, ranks;
    const double *low, *high;
    const uint64_t *keys;
    const int32_t *order;
    const float *ceiling;    /* (rows, width), in order: the best case in single precision */
    const uint32_t *blurred; /* (rows), in order: a bit per criterion that is known as a band */
    float margin;
} Field;

typedef struct {
    uint64_t number;
    int64_t draws;
    double weights[MOST_CRITERIA][GROUP];
    float narrow[MOST_CRITERIA][GROUP];
    float threshold[GROUP];
    List lists[GROUP];
} Block;

static float threshold_of(const List *list, float margin) {
    /* Rounding to single precision may raise a number by 2^-25 of it: the margin has room for that. */
    return list->least == -INFINITY ? -INFINITY : (float)list->least - margin;
}

static int put_exact(const Field *field, Block *block, int32_t row, uint32_t lanes, uint32_t blurred,
                     uint32_t words[MOST_CRITERIA][GROUP]) {
    const double *low = field->low + row * field->width, *high = field->high + row * field->width;
    for (; lanes; lanes &= lanes - 1) {
        const int d = __builtin_ctz(lanes);
        double score = 0.0;
        for (int64_t c = 0; c < field->width; c++) {
            double value = low[c];
            if (blurred >> c & 1) {
                const double drawn = ((double)words[c][d] + 0.5) * 0x1p-32, span = high[c] - low[c];
                value = span * drawn + value;
                if (value > high[c]) value = high[c];
            }
            const double part = value * block->weights[c][d];
            score = score + part;
        }
        if (!put(&block->lists[d], field->ranks, score, row)) return 0;
        block->threshold[d] = threshold_of(&block->lists[d], field->margin);
    }
    return 1;
}

/* Lanes among `open` in which a candidate with bands may be among the first K, after its values were drawn. Starts
 * from the best case and gives up as soon as no lane is left: most candidates never draw all their values. */
static uint32_t draw_and_compare(const Field *field, const Block *block, int32_t row, const float *ceiling,
                                 uint32_t open, uint32_t blurred, uint32_t words[MOST_CRITERIA][GROUP]) {
    float score[GROUP] = {0};
    const double *low = field->low + row * field->width, *high = field->high + row * field->width;
    for (int64_t c = 0; c < field->width; c++)
        for (int d = 0; d < GROUP; d++) score[d] += ceiling[c] * block->narrow[c][d];
    for (; blurred && open; blurred &= blurred - 1) {
        const int c = __builtin_ctz(blurred);
        draw_words(field->keys[row], (uint32_t)c, block->number, words[c]);
        const float span = (float)(high[c] - low[c]);
        uint32_t near = 0;
        for (int d = 0; d < GROUP; d++) {
            /* 24 bits convert exactly; what is cut off is less than 2^-24 */
            const float missed = 1.0f - (float)(int32_t)(words[c][d] >> 8) * 0x1p-24f;
            score[d] -= span * missed * block->narrow[c][d];
        }
        for (int d = 0; d < GROUP; d++) near |= (uint32_t)(score[d] >= block->threshold[d]) << d;
        open &= near;
    }
    return open;
}

/* Everything for one block; `width` is a constant where it is inlined, so that the weights stay in registers. */
static inline __attribute__((always_inline)) int scan(const Field *field, Block *block, const int64_t width) {
    uint32_t words[MOST_CRITERIA][GROUP];
    const uint32_t all = block->draws == GROUP ? 0xffffffffu : (1u << block->draws) - 1;
    for (int64_t i = 0; i < field->rows; i++) {
        const float *ceiling = field->ceiling + i * width;
        uint32_t open = 0;
        for (int g = 0; g < GROUP; g += LANES) {
            Lanes sum = spread(0.0f);
            for (int64_t c = 0; c < width; c++) sum = times_plus(spread(ceiling[c]), fetch(&block->narrow[c][g]), sum);
            open |= reaching(sum, fetch(&block->threshold[g])) << g;
        }
        open &= all;
        if (__builtin_expect(open != 0, 0)) {
            const int32_t row = field->order[i];
            const uint32_t blurred = field->blurred[i];
            if (blurred) open = draw_and_compare(field, block, row, ceiling, open, blurred, words);
            if (!put_exact(field, block, row, open, blurred, words)) return 0;
        }
    }
    return 1;
}

static int scan_block(const Field *field, Block *block) {
    switch (field->width) {
    case 1: return scan(field, block, 1);
    case 2: return scan(field, block, 2);
    case 3: return scan(field, block, 3);
    case 4: return scan(field, block, 4);
    case 5: return scan(field, block, 5);
    case 6: return scan(field, block, 6);
    case 7: return scan(field, block, 7);
    case 8: return scan(field, block, 8);
    default: return scan(field, block, field->width);
    }
}

static int open_lists(Block *block, int64_t ranks) {
    for (int d = 0; d < GROUP; d++) {
        List *list = &block->lists[d];
        list->room = 4 * ranks + 64;
        list->entries = malloc((size_t)list->room * sizeof(Entry));
        list->top = malloc((size_t)ranks * sizeof(double));
        if (!list->entries || !list->top) return 0;
    }
    return 1;
}

static void start_block(Block *block, const Field *field, const double *weights, uint64_t number, int64_t draws) {
    block->number = number;
    block->draws = draws;
    memset(block->weights, 0, sizeof block->weights);
    for (int64_t d = 0; d < draws; d++)
        for (int64_t c = 0; c < field->width; c++) block->weights[c][d] = weights[d * field->width + c];
    for (int d = 0; d < GROUP; d++) {
        for (int64_t c = 0; c < field->width; c++) block->narrow[c][d] = (float)block->weights[c][d];
        block->threshold[d] = -INFINITY;
        block->lists[d].count = block->lists[d].ranked = 0;
        block->lists[d].least = -INFINITY;
    }
}

/* Candidates (rows, width) as bands of values in [0, 1], their keys, the order to look at them in; weights
 * (draws, width) of the draws from `first` on, a multiple of 32. Adds to counts (rows, ranks); sets best (draws). */
EXPORT int32_t count_ranks(int64_t rows, int64_t width, int64_t ranks, int64_t first, int64_t draws,
                           const double *low, const double *high, const uint64_t *keys, const int32_t *order,
                           const double *weights, int32_t *counts, double *best) {
    if (rows < 1 || width < 1 || width > MOST_CRITERIA || ranks < 1 || first % GROUP) return BAD_ARGUMENT;
    float *ceiling = malloc((size_t)(rows * width) * sizeof(float));
    uint32_t *blurred = calloc((size_t)rows, sizeof(uint32_t));
    Block *block = calloc(1, sizeof(Block));
    int fine = ceiling && blurred && block && open_lists(block, ranks);
    if (fine) {
        for (int64_t i = 0; i < rows; i++)
            for (int64_t c = 0; c < width; c++) {
                const int64_t cell = order[i] * width + c;
                ceiling[i * width + c] = (float)high[cell];
                blurred[i] |= (uint32_t)(low[cell] != high[cell]) << c;
            }
        const Field field = {rows, width, ranks, low, high, keys, order, ceiling, blurred,
                             (2.0f * (float)width + 16.0f) * 0x1p-24f};
        for (int64_t at = 0; fine && at < draws; at += GROUP) {
            const int64_t here = draws - at < GROUP ? draws - at : GROUP;
            start_block(block, &field, weights + at * width, (uint64_t)((first + at) / GROUP), here);
            fine = scan_block(&field, block);
            for (int64_t d = 0; fine && d < here; d++) close_list(&block->lists[d], ranks, counts, best + at + d);
        }
    }
    if (block)
        for (int d = 0; d < GROUP; d++) {
            free(block->lists[d].entries);
            free(block->lists[d].top);
        }
    free(block);
    free(blurred);
    free(ceiling);
    return fine ? DONE : OUT_OF_MEMORY;
}
