/* Which rows are best for a few demands, read straight from the columns, with no index?
 *
 * A block of rows goes through the tests eight rows at a time, one bit each. Where few groups of eight are left, the
 * other tests read those alone. Scores of a block with many rows left are first summed column by column; that sum may
 * differ from the exact one by rounding only (less than MARGIN), so a row below the worst kept by more than MARGIN
 * cannot be among the best. The others are scored by `exact.h`.
 */
#include "exact.h"
#include <string.h>

#if defined(__AVX2__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

#define BLOCK 8192 /* rows: long enough for the memory to run ahead in every column */
#define PIECE 1024 /* rows whose sums stay in the cache */
#define GROUPS (BLOCK / 8)
#define AHEAD 64 /* groups */
#define SPARSE (GROUPS / 8)

typedef struct {
    const Check *check;
    uint32_t bits[8]; /* the members that pass, if there are at most 255 */
    int small;
} Sieve;

static inline unsigned eight_numbers(const double *low, const double *high, double least, double most) {
#if defined(__AVX512F__)
    const __m512d first = _mm512_loadu_pd(low), second = low == high ? first : _mm512_loadu_pd(high);
    return _mm512_mask_cmp_pd_mask(_mm512_cmp_pd_mask(first, _mm512_set1_pd(least), _CMP_GE_OQ), second,
                                   _mm512_set1_pd(most), _CMP_LE_OQ);
#elif defined(__AVX2__)
    unsigned mask = 0;
    for (int half = 0; half < 2; half++) {
        const __m256d first = _mm256_loadu_pd(low + 4 * half), second = _mm256_loadu_pd(high + 4 * half);
        const __m256d inside = _mm256_and_pd(_mm256_cmp_pd(first, _mm256_set1_pd(least), _CMP_GE_OQ),
                                             _mm256_cmp_pd(second, _mm256_set1_pd(most), _CMP_LE_OQ));
        mask |= (unsigned)_mm256_movemask_pd(inside) << (4 * half);
    }
    return mask;
#else
    unsigned mask = 0;
    for (int at = 0; at < 8; at++) mask |= (unsigned)(low[at] >= least && high[at] <= most) << at;
    return mask;
#endif
}

static inline unsigned eight_codes(const Sieve *sieve, const int32_t *codes) {
#if defined(__AVX2__)
    if (sieve->small) {
        const __m256i code = _mm256_loadu_si256((const __m256i *)codes);
        const __m256i words = _mm256_loadu_si256((const __m256i *)sieve->bits);
        const __m256i word = _mm256_permutevar8x32_epi32(words, _mm256_srli_epi32(code, 5));
        const __m256i up = _mm256_sub_epi32(_mm256_set1_epi32(31), _mm256_and_si256(code, _mm256_set1_epi32(31)));
        return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_sllv_epi32(word, up)));
    }
#endif
    unsigned mask = 0;
    const Check *check = sieve->check;
    for (int at = 0; at < 8; at++) {
        const uint32_t code = (uint32_t)codes[at];
        mask |= (unsigned)(code < check->members && check->verdicts[code] == 1) << at;
    }
    return mask;
}

static inline unsigned eight_states(const int8_t *states, int8_t wanted) {
#if defined(__SSE2__)
    const __m128i eight = _mm_loadl_epi64((const __m128i *)states);
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(eight, _mm_set1_epi8(wanted))) & 255;
#else
    unsigned mask = 0;
    for (int at = 0; at < 8; at++) mask |= (unsigned)(states[at] == wanted) << at;
    return mask;
#endif
}

static inline unsigned eight_rows(const Sieve *sieve, int64_t row) {
    const Check *check = sieve->check;
    switch (check->kind) {
    case WITHIN:
        return eight_numbers((const double *)check->low + row, (const double *)check->high + row, check->least,
                             check->most);
    case ONE_OF:
        return eight_codes(sieve, (const int32_t *)check->low + row);
    case MUST_HAVE:
        return eight_states((const int8_t *)check->low + row, 1);
    case MUST_LACK:
        return eight_states((const int8_t *)check->low + row, -1);
    default: {
        unsigned mask = 0;
        for (int at = 0; at < 8; at++) mask |= (unsigned)check_passes(check, row + at) << at;
        return mask;
    }
    }
}

/* One test over a whole block; the kind is the same for all of it. Gives how many groups have a row left. */
static int64_t sift_all(const Sieve *sieve, int64_t start, int64_t groups, uint8_t *masks) {
    int64_t alive = 0;
    const Check *check = sieve->check;
    if (check->kind == WITHIN) {
        const double *low = (const double *)check->low + start, *high = (const double *)check->high + start;
        const double least = check->least, most = check->most;
        for (int64_t at = 0; at < groups; at++) {
            __builtin_prefetch(low + 8 * (at + AHEAD)); /* over the end of a page, where the processor stops */
            const unsigned left = masks[at] & eight_numbers(low + 8 * at, high + 8 * at, least, most);
            masks[at] = (uint8_t)left;
            alive += left != 0;
        }
        return alive;
    }
    for (int64_t at = 0; at < groups; at++) {
        masks[at] &= eight_rows(sieve, start + 8 * at);
        alive += masks[at] != 0;
    }
    return alive;
}

static int64_t sift_few(const Sieve *sieve, int64_t start, int64_t groups, uint8_t *masks) {
    int64_t alive = 0;
    for (int64_t at = 0; at < groups; at++) {
        if (!masks[at]) continue;
        masks[at] &= eight_rows(sieve, start + 8 * at);
        alive += masks[at] != 0;
    }
    return alive;
}

/* The rows of a block that pass every test: one bit each. */
static void sift(const Question *question, const Sieve *sieves, int64_t start, int64_t count, uint8_t *masks) {
    const int64_t groups = count / 8;
    memset(masks, 255, (size_t)groups);
    int64_t alive = groups;
    for (int64_t at = 0; at < question->checks && alive; at++)
        alive = alive > SPARSE ? sift_all(&sieves[at], start, groups, masks)
                               : sift_few(&sieves[at], start, groups, masks);
    if (count % 8) {
        masks[groups] = 0;
        for (int64_t row = 8 * groups; row < count; row++)
            masks[groups] |= (uint8_t)(passes(question, start + row) << (row % 8));
    }
}

static void add_ramps(const Curve *curve, const double *numbers, int64_t count, double share, double *sums) {
    double value[PIECE];
    const Knot *knot = curve->knot;
    for (int64_t at = 0; at < count; at++) value[at] = knot[0].value;
    for (int64_t piece = 0; piece + 1 < curve->knots; piece++) {
        const double from = knot[piece].at, width = knot[piece + 1].at - from, slope = knot[piece].slope;
        for (int64_t at = 0; at < count; at++) {
            double along = numbers[at] - from;
            along = along > 0.0 ? along : 0.0;
            along = along < width ? along : width;
            value[at] += slope * along;
        }
    }
    for (int64_t at = 0; at < count; at++) {
        const double known = numbers[at] == numbers[at] ? value[at] : 0.5;
        sums[at] += share * known;
    }
}

/* Whether `add_ramps` gives the middle of every band: not where an interval may hold an inner knot. */
static int is_summable(const Question *question) {
    for (int64_t at = 0; at < question->curves; at++) {
        const Curve *curve = &question->curve[at];
        if (curve->low != curve->high && curve->knots > 2) return 0;
    }
    return 1;
}

/* Ask for the next piece of a column while this one is summed. Beyond its end that asks for nothing. */
static void fetch_next(const double *numbers, int64_t count) {
    for (int64_t at = 0; at < count; at += 8) __builtin_prefetch(numbers + count + at);
}

static void sum_block(const Question *question, int64_t start, int64_t count, double *sums) {
    memset(sums, 0, (size_t)count * sizeof(double));
    for (int64_t at = 0; at < question->curves; at++) {
        const Curve *curve = &question->curve[at];
        fetch_next(curve->low + start, count);
        if (curve->low == curve->high) {
            add_ramps(curve, curve->low + start, count, curve->weight, sums);
        } else {
            add_ramps(curve, curve->low + start, count, curve->weight / 2.0, sums);
            add_ramps(curve, curve->high + start, count, curve->weight / 2.0, sums);
        }
    }
}

/* As add_ramps, for the listed rows alone: column by column, so that no row waits for the one before. */
static void add_listed(const Curve *curve, const double *numbers, const uint16_t *listed, int64_t count, double share,
                       double *sums) {
    double picked[PIECE], added[PIECE];
    for (int64_t at = 0; at < count; at++) picked[at] = numbers[listed[at]];
    memset(added, 0, (size_t)count * sizeof(double));
    add_ramps(curve, picked, count, share, added);
    for (int64_t at = 0; at < count; at++) sums[listed[at]] += added[at];
}

static void sum_listed(const Question *question, int64_t start, const uint16_t *listed, int64_t count, double *sums) {
    for (int64_t at = 0; at < count; at++) sums[listed[at]] = 0.0;
    for (int64_t at = 0; at < question->curves; at++) {
        const Curve *curve = &question->curve[at];
        const double share = curve->low == curve->high ? curve->weight : curve->weight / 2.0;
        add_listed(curve, curve->low + start, listed, count, share, sums);
        if (curve->low != curve->high) add_listed(curve, curve->high + start, listed, count, share, sums);
    }
}

static int64_t list_rows(const uint8_t *masks, int64_t bytes, uint16_t *listed) {
    int64_t count = 0;
    for (int64_t at = 0; at < bytes; at++)
        for (unsigned mask = masks[at]; mask; mask &= mask - 1) listed[count++] = (uint16_t)(8 * at + __builtin_ctz(mask));
    return count;
}

/* Keep the best of the rows that are left in a piece; `start` is its first row. */
static void keep_piece(const Question *question, const uint8_t *masks, int64_t start, int64_t count, int summable,
                       Best *best) {
    double sums[PIECE];
    uint16_t listed[PIECE];
    const int64_t left = list_rows(masks, (count + 7) / 8, listed);
    const int summed = summable && best->found == best->most;
    if (summed && left > count / 4) sum_block(question, start, count, sums);
    else if (summed) sum_listed(question, start, listed, left, sums);
    for (int64_t at = 0; at < left; at++) {
        if (summed && sums[listed[at]] < best->scores[best->most - 1] - MARGIN) continue;
        keep(best, start + listed[at], middle(question, start + listed[at]));
    }
}

static void scan_rows(const Question *question, const Sieve *sieves, int64_t start, int64_t count, int summable,
                      Best *best) {
    uint8_t masks[GROUPS + 1];
    sift(question, sieves, start, count, masks);
    for (int64_t piece = 0; piece < count; piece += PIECE) {
        const int64_t rows = count - piece < PIECE ? count - piece : PIECE;
        keep_piece(question, masks + piece / 8, start + piece, rows, summable, best);
    }
}

static void prepare_sieves(const Table *table, const Demands *demands, int64_t demand, const Question *question,
                           Sieve *sieves) {
    int64_t at = 0;
    for (int64_t test = 0; test < table->tests; test++) {
        if (!demands->asked[demand * table->tests + test]) continue;
        Sieve *sieve = &sieves[at];
        sieve->check = &question->check[at++];
        memset(sieve->bits, 0, sizeof sieve->bits);
        sieve->small = sieve->check->kind == ONE_OF && demands->members[test] < 256;
        for (int64_t code = 0; sieve->small && code < demands->members[test]; code++)
            if (sieve->check->verdicts[code] == 1) sieve->bits[code / 32] |= UINT32_C(1) << (code % 32);
    }
}

/* As best_of_codes in filtering.c, without an index; first_row may be any. */
EXPORT int32_t best_of_columns(const Table *table, const Demands *demands, int64_t first, int64_t last,
                               int64_t first_row, int64_t last_row, int64_t most, int64_t *rows, double *scores,
                               int64_t *found) {
    if (!records_fit(table, demands)) return BAD_ARGUMENT;
    Question *question = question_room(table, 1);
    Sieve *sieves = malloc((size_t)(table->tests + 1) * sizeof(Sieve));
    int64_t *keys = malloc((size_t)(most + 1) * sizeof(int64_t));
    const int enough = question && sieves && keys;
    for (int64_t demand = first; enough && demand < last; demand++) {
        const int64_t place = (demand - first) * most;
        Best best = {most, 0, keys, rows + place, scores + place};
        put_question(table, demands, demand, question);
        prepare_sieves(table, demands, demand, question, sieves);
        const int summable = most > 0 && is_summable(question);
        for (int64_t start = first_row; start < last_row; start += BLOCK)
            scan_rows(question, sieves, start, last_row - start < BLOCK ? last_row - start : BLOCK, summable, &best);
        found[demand - first] = best.found;
    }
    free(question);
    free(sieves);
    free(keys);
    return enough ? DONE : OUT_OF_MEMORY;
}
