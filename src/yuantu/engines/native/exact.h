/* What is asked of a row, and how well does it do? One function for every kernel: `middle`.
 *
 * Kernels may propose rows by bounds; whether a row passes and what it scores is decided here, in double precision, in
 * the order of operations of match/knockouts.py and match/scoring.py (numpy.interp), so that both come to the same
 * bits. Records are arrays of 8-byte members, filled by `Record` in calling.py; `fields` is their number.
 */
#ifndef YUANTU_EXACT_H
#define YUANTU_EXACT_H

#include "kernel.h"
#include <math.h>
#include <stdlib.h>

#define MOST_KNOTS 8
#define DIGITS 1e12 /* scores that agree to twelve digits are equal: the row decides */
#define MARGIN 1e-11 /* more than rounding can do to a sum of at most 1 + 1e-9, and to its twelve digits */

enum { WITHIN, ONE_OF, MUST_HAVE, KNOWN_NUMBER, KNOWN_FLAG, KNOWN_LABEL, MUST_LACK };

typedef struct {
    int64_t fields, rows, tests;
    const int64_t *kinds;          /* tests */
    const void *const *test_low;   /* tests: double (low), int8 (state) or int32 (codes) per row */
    const void *const *test_high;  /* tests: double (high), else as test_low */
    int64_t criteria;
    const double *const *low;      /* criteria */
    const double *const *high;
} Table;

typedef struct {
    int64_t fields, count, knots;
    const uint8_t *asked;          /* count x tests */
    const double *least, *most;    /* count x tests */
    const int32_t *sets;           /* count x tests: which row of `verdicts` */
    const int8_t *const *verdicts; /* tests: sets x members, 1 where a member passes */
    const int64_t *members;        /* tests */
    const double *weights;         /* count x criteria */
    const double *at, *value;      /* count x criteria x knots */
    const int32_t *knot_counts;    /* count x criteria */
} Demands;

typedef struct {
    double at, value, slope; /* slope: from this knot to the next */
} Knot;

typedef struct {
    double weight;
    const double *low, *high;
    int64_t knots;
    Knot knot[MOST_KNOTS];
} Curve;

typedef struct {
    int64_t kind;
    const void *low, *high;
    double least, most;
    const int8_t *verdicts;
    int64_t members;
} Check;

/* One demand, ready to be asked of a row. */
typedef struct {
    int64_t checks, curves;
    Check *check;
    Curve *curve;
} Question;

static inline double curve_value(const Curve *curve, double x) {
    const Knot *knot = curve->knot;
    const int64_t last = curve->knots - 1;
    if (x <= knot[0].at) return knot[0].value;
    if (x >= knot[last].at) return knot[last].value;
    while (x >= knot[1].at) knot++;
    return knot->at == x ? knot->value : knot->slope * (x - knot->at) + knot->value;
}

/* Lowest and highest value of a number between x and y, as Criterion.band. */
static inline void curve_band(const Curve *curve, double x, double y, double *least, double *most) {
    if (isnan(x)) {
        *least = 0.0;
        *most = 1.0;
        return;
    }
    const double one = curve_value(curve, x);
    if (x == y) {
        *least = *most = one;
        return;
    }
    const double other = curve_value(curve, y);
    double low = one < other ? one : other, high = one < other ? other : one;
    for (int64_t at = 1; at < curve->knots - 1; at++) {
        const Knot *knot = &curve->knot[at];
        if (x < knot->at && knot->at < y) {
            if (knot->value < low) low = knot->value;
            if (knot->value > high) high = knot->value;
        }
    }
    *least = low;
    *most = high;
}

/* The middle of the band of scores of one row. */
static inline double middle(const Question *question, int64_t row) {
    double low = 0.0, high = 0.0;
    for (int64_t at = 0; at < question->curves; at++) {
        const Curve *curve = &question->curve[at];
        double least, most;
        curve_band(curve, curve->low[row], curve->high[row], &least, &most);
        low += curve->weight * least;
        high += curve->weight * most;
    }
    return (low + high) / 2.0;
}

static inline int check_passes(const Check *check, int64_t row) {
    switch (check->kind) {
    case WITHIN:
        return ((const double *)check->low)[row] >= check->least && ((const double *)check->high)[row] <= check->most;
    case ONE_OF: {
        const uint32_t code = (uint32_t)((const int32_t *)check->low)[row]; /* -1, unknown, is larger than any */
        return code < check->members && check->verdicts[code] == 1;
    }
    case MUST_HAVE:
        return ((const int8_t *)check->low)[row] == 1;
    case MUST_LACK:
        return ((const int8_t *)check->low)[row] == -1;
    case KNOWN_NUMBER:
        return !isnan(((const double *)check->low)[row]);
    case KNOWN_FLAG:
        return ((const int8_t *)check->low)[row] != 0;
    default:
        return ((const int32_t *)check->low)[row] >= 0;
    }
}

static inline int passes(const Question *question, int64_t row) {
    for (int64_t at = 0; at < question->checks; at++)
        if (!check_passes(&question->check[at], row)) return 0;
    return 1;
}

static inline int records_fit(const Table *table, const Demands *demands) {
    return table->fields == sizeof(Table) / 8 && demands->fields == sizeof(Demands) / 8 &&
           demands->knots <= MOST_KNOTS;
}

/* Room for the checks and curves of `count` demands; `free(questions)` gives all of it back. */
static inline Question *question_room(const Table *table, int64_t count) {
    const size_t checks = (size_t)count * (size_t)table->tests, curves = (size_t)count * (size_t)table->criteria;
    const size_t heads = (size_t)count * sizeof(Question);
    Question *questions = malloc(heads + checks * sizeof(Check) + curves * sizeof(Curve) + 1);
    if (!questions) return NULL;
    Curve *curve = (Curve *)((char *)questions + heads);
    Check *check = (Check *)(curve + curves);
    for (int64_t at = 0; at < count; at++) {
        questions[at].check = check + at * table->tests;
        questions[at].curve = curve + at * table->criteria;
    }
    return questions;
}

static inline void put_question(const Table *table, const Demands *demands, int64_t demand, Question *question) {
    question->checks = question->curves = 0;
    for (int64_t test = 0; test < table->tests; test++) {
        const int64_t cell = demand * table->tests + test;
        if (!demands->asked[cell]) continue;
        Check *check = &question->check[question->checks++];
        check->kind = table->kinds[test];
        check->low = table->test_low[test];
        check->high = table->test_high[test];
        check->least = demands->least[cell];
        check->most = demands->most[cell];
        check->verdicts = check->kind == ONE_OF ? demands->verdicts[test] + demands->sets[cell] * demands->members[test]
                                                : NULL;
        check->members = demands->members[test];
    }
    for (int64_t criterion = 0; criterion < table->criteria; criterion++) {
        const int64_t cell = demand * table->criteria + criterion;
        if (!demands->knot_counts[cell]) continue;
        Curve *curve = &question->curve[question->curves++];
        curve->weight = demands->weights[cell];
        curve->low = table->low[criterion];
        curve->high = table->high[criterion];
        curve->knots = demands->knot_counts[cell];
        const double *at = demands->at + cell * demands->knots, *value = demands->value + cell * demands->knots;
        for (int64_t knot = 0; knot < curve->knots; knot++) {
            const int64_t next = knot + 1 < curve->knots ? knot + 1 : knot;
            curve->knot[knot].at = at[knot];
            curve->knot[knot].value = value[knot];
            curve->knot[knot].slope = next > knot ? (value[next] - value[knot]) / (at[next] - at[knot]) : 0.0;
        }
    }
}

/* The best rows of one demand so far, best first; of equal scores the row that came first. */
typedef struct {
    int64_t most, found;
    int64_t *keys, *rows;
    double *scores;
} Best;

/* Keep a row if it belongs; 1 if the last of a full list changed. */
static inline int keep(Best *best, int64_t row, double score) {
    const int64_t key = (int64_t)rint(score * DIGITS);
    int64_t at = best->found;
    if (at == best->most) {
        if (at == 0 || key < best->keys[at - 1] || (key == best->keys[at - 1] && row > best->rows[at - 1])) return 0;
        at--;
    } else {
        best->found++;
    }
    for (; at > 0 && (best->keys[at - 1] < key || (best->keys[at - 1] == key && best->rows[at - 1] > row)); at--) {
        best->keys[at] = best->keys[at - 1];
        best->rows[at] = best->rows[at - 1];
        best->scores[at] = best->scores[at - 1];
    }
    best->keys[at] = key;
    best->rows[at] = row;
    best->scores[at] = score;
    return best->found == best->most;
}

#endif
