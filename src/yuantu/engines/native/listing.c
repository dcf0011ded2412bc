/* Which few rows stand on the three lists of one demand: passed, to be verified, rejected?
 *
 * As match/shortlist.py orders them: the best score first; the fewest open questions, then the score; the nearest miss,
 * then the score; equal rows as they come. Every row is judged by every test in three values. A score is only taken
 * of a row that may still belong.
 */
#include "exact.h"

#define LISTS 3
#define FARTHEST 10.0

typedef struct {
    int64_t most, found;
    double *firsts;   /* smaller is better: open questions, or how far from passing, in units of the twelfth digit */
    int64_t *seconds; /* smaller is better: the score to twelve digits, negative */
    int64_t *rows;
} List;

static int judge_within(const Check *check, double scale, int64_t row, double *distance) {
    const double low = ((const double *)check->low)[row], high = ((const double *)check->high)[row];
    if (low >= check->least && high <= check->most) return 1;
    const int below = high < check->least;
    if (!below && !(low > check->most)) return 0;
    const double bound = below ? check->least : check->most, missing = below ? high - bound : low - bound;
    const double unit = isnan(scale) ? fabs(bound) : scale, ratio = unit == 0.0 ? NAN : fabs(missing / unit);
    *distance += 1.0 + (ratio < FARTHEST ? ratio : FARTHEST);
    return -1;
}

/* 1 yes, 0 unknown, -1 no, which adds to the distance. */
static int judge(const Check *check, double scale, int64_t row, double *distance) {
    int state;
    switch (check->kind) {
    case WITHIN:
        return judge_within(check, scale, row, distance);
    case ONE_OF: {
        const uint32_t code = (uint32_t)((const int32_t *)check->low)[row];
        state = code < check->members ? check->verdicts[code] : 0;
        break;
    }
    case MUST_HAVE:
        state = ((const int8_t *)check->low)[row];
        break;
    case MUST_LACK:
        state = -((const int8_t *)check->low)[row];
        break;
    default:
        return check_passes(check, row);
    }
    if (state < 0) *distance += 1.0 + FARTHEST;
    return state;
}

static int comes_before(double first, int64_t second, const List *list, int64_t place) {
    return first < list->firsts[place] || (first == list->firsts[place] && second < list->seconds[place]);
}

static void put_on(List *list, double first, int64_t second, int64_t row) {
    if (list->found == list->most && !comes_before(first, second, list, list->most - 1)) return;
    int64_t at = list->found < list->most ? list->found++ : list->most - 1;
    for (; at > 0 && comes_before(first, second, list, at - 1); at--) {
        list->firsts[at] = list->firsts[at - 1];
        list->seconds[at] = list->seconds[at - 1];
        list->rows[at] = list->rows[at - 1];
    }
    list->firsts[at] = first;
    list->seconds[at] = second;
    list->rows[at] = row;
}

static void list_row(const Question *question, const double *scales, int64_t row, List *lists, int64_t *counts) {
    double distance = 0.0;
    int64_t open = 0, worst = 1;
    for (int64_t at = 0; at < question->checks; at++) {
        const int state = judge(&question->check[at], scales[at], row, &distance);
        open += state == 0;
        if (state < worst) worst = state;
    }
    List *list = &lists[1 - worst];
    counts[1 - worst]++;
    const double first = worst > 0 ? 0.0 : worst == 0 ? (double)open : rint(distance * DIGITS);
    if (list->found == list->most && (!list->most || first > list->firsts[list->most - 1])) return;
    put_on(list, first, -(int64_t)rint(middle(question, row) * DIGITS), row);
}

/* The rows of the three lists of the first demand, at most `most` each, in [first_row, last_row); `scales`, one per
 * test, NaN for the bound. Outputs: LISTS x most, and how many were filled; `counts`: how many rows belong to each. */
EXPORT int32_t list_rows(const Table *table, const Demands *demands, const double *scales, int64_t first_row,
                         int64_t last_row, int64_t most, double *firsts, int64_t *seconds, int64_t *rows,
                         int64_t *found, int64_t *counts) {
    if (!records_fit(table, demands) || demands->count != 1) return BAD_ARGUMENT;
    Question *question = question_room(table, 1);
    if (!question) return OUT_OF_MEMORY;
    put_question(table, demands, 0, question);
    List lists[LISTS];
    for (int at = 0; at < LISTS; at++) {
        lists[at] = (List){most, 0, firsts + at * most, seconds + at * most, rows + at * most};
        counts[at] = 0;
    }
    for (int64_t row = first_row; row < last_row; row++) list_row(question, scales, row, lists, counts);
    for (int at = 0; at < LISTS; at++) found[at] = lists[at].found;
    free(question);
    return DONE;
}
