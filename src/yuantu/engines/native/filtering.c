/* Which rows are best for each of many demands? Codes of a byte propose, `exact.h` decides.
 *
 * An index holds per criterion a code of 0..15 and per test a code of 0..255 for every row. For a demand, each code of
 * a criterion stands for a loss: the weighted distance between the highest value that any row with that code can have
 * and the highest of any code. Losses are rounded down to whole units, added with saturation, and compared with what
 * may be lost against the worst of the k rows found so far. As every rounding is downwards, a row that is left out
 * cannot be among the best:
 *
 *   score(row) <= highest - sum of losses,  sum of floor(loss * scale) <= scale * sum of losses
 *   left out  =>  sum of floor(loss * scale) > scale * (highest - worst kept + MARGIN)  =>  score(row) < worst kept
 *
 * The unit shrinks with what may be lost, so that the bytes stay as fine as they can be.
 *
 * The rows of an index are in an order that brings equal codes together. For each block and criterion it is known which
 * codes there are, so the same sum, with the least loss of each criterion, leaves out whole blocks. A demand first
 * scans the block where the least is lost: what it finds there lets it leave out most others.
 */
#include "exact.h"
#include "lanes.h"
#include <string.h>

#define BLOCK 2048 /* rows: the codes of fifteen columns stay in the cache for all demands of a tile */
#define TILE 256   /* demands that share a pass over the index */
#define BINS 16
#define CODES 256
#define ALLOWED 254

typedef struct {
    int64_t fields;
    const uint8_t *const *soft;      /* criteria: codes, padded to whole lanes x 4 */
    const double *bins;              /* criteria x BINS x 4: least and most `low`, least and most `high`; NaN: unknown */
    const uint8_t *const *test_low;  /* tests */
    const uint8_t *const *test_high; /* tests: the same array where low and high are one */
    const double *hulls;             /* tests x 2 x CODES x 2: least and most number of a code */
    const int32_t *order;            /* the row that each place of the index stands for */
    int64_t blocks;                  /* padded to whole lanes */
    const uint8_t *const *zones;     /* criteria: 3 x blocks: least and greatest known code, 0 if one is unknown */
} Index;

typedef struct {
    int64_t fields;
    const uint8_t *const *tables; /* tests: sets x 32, see lanes_in_set */
} Sets;

typedef struct {
    const uint8_t *codes;
    uint8_t first, width; /* a code passes when code - first <= width, modulo 256 */
} Span;

typedef struct {
    const uint8_t *codes, *tables;
} Among;

/* A demand while it runs. */
typedef struct {
    Question question;
    Best best;
    int64_t spans, sets;
    Span *span;
    Among *among;
    const uint8_t **soft;  /* curves */
    double (*loss)[BINS];  /* curves */
    uint8_t (*table)[BINS]; /* curves */
    const uint8_t **zone;  /* curves */
    uint8_t *steady;       /* curves: losses rise or fall with the code, so the ends of a range have the least */
    uint64_t *alive;       /* blocks, one bit each: those that may hold one of the best */
    double highest, scale, built_for;
    uint8_t allowed;
    int impossible, many; /* many: criteria left rows in more than a sixteenth of the registers of the last block */
} Run;

static double highest_between(const Curve *curve, double x, double y) {
    double least, most;
    curve_band(curve, x, y, &least, &most);
    return most;
}

/* The highest middle value that a row with low in [a, b] and high in [c, d] can have. */
static double highest_of_bin(const Curve *curve, const double *bin) {
    if (isnan(bin[0])) return 0.5;
    if (bin[0] > bin[1]) return 0.0; /* no row has this code */
    const double low = highest_between(curve, bin[0], bin[1]), high = highest_between(curve, bin[2], bin[3]);
    return ((low < high ? low : high) + highest_between(curve, bin[0], bin[3])) / 2.0;
}

/* Whether losses only rise, or only fall, over the known codes that somebody has. */
static uint8_t is_steady(const double *loss, const double *bins) {
    int rises = 0, falls = 0, last = 0;
    for (int bin = 1; bin < BINS; bin++) {
        if (bins[4 * bin] > bins[4 * bin + 1]) continue;
        rises |= last && loss[bin] > loss[last];
        falls |= last && loss[bin] < loss[last];
        last = bin;
    }
    return !(rises && falls);
}

static void price_bins(const Index *index, const Demands *demands, const Table *table, int64_t demand, Run *run) {
    int64_t curve = 0;
    run->highest = 0.0;
    for (int64_t criterion = 0; criterion < table->criteria; criterion++) {
        if (!demands->knot_counts[demand * table->criteria + criterion]) continue;
        const Curve *one = &run->question.curve[curve];
        double top = 0.0, value[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            value[bin] = highest_of_bin(one, index->bins + (criterion * BINS + bin) * 4);
            if (value[bin] > top) top = value[bin];
        }
        for (int bin = 0; bin < BINS; bin++) run->loss[curve][bin] = one->weight * (top - value[bin]);
        run->highest += one->weight * top;
        run->steady[curve] = is_steady(run->loss[curve], index->bins + criterion * BINS * 4);
        run->zone[curve] = index->zones[criterion];
        run->soft[curve++] = index->soft[criterion];
    }
}

/* Tables of whole units for what may be lost now. */
static void build_tables(Run *run, double may_lose) {
    run->built_for = may_lose;
    run->scale = ALLOWED / may_lose;
    run->allowed = ALLOWED;
    const double units = run->scale * (1.0 - 1e-9);
    for (int64_t curve = 0; curve < run->question.curves; curve++)
        for (int bin = 0; bin < BINS; bin++) {
            const double lost = run->loss[curve][bin] * units;
            run->table[curve][bin] = lost < 255.0 ? (uint8_t)lost : 255;
        }
}

static void tighten(Run *run) {
    double may_lose = run->highest - run->best.scores[run->best.most - 1] + MARGIN;
    if (may_lose < MARGIN) may_lose = MARGIN;
    if (may_lose < 0.8 * run->built_for)
        build_tables(run, may_lose);
    else {
        const double units = may_lose * run->scale + 1.0;
        run->allowed = units < ALLOWED ? (uint8_t)units : ALLOWED;
    }
}

static void add_span(Run *run, const uint8_t *codes, int64_t first, int64_t last) {
    if (first > last) {
        run->impossible = 1;
        return;
    }
    run->span[run->spans++] = (Span){codes, (uint8_t)first, (uint8_t)(last - first)};
}

/* Codes, 1 to 255, of which some number may be at least `least` and at most `most`. */
static int64_t first_code(const double *hull, double least) {
    int64_t code = 1;
    while (code < CODES && !(hull[2 * code + 1] >= least)) code++;
    return code;
}

static int64_t last_code(const double *hull, double most) {
    int64_t code = CODES - 1;
    while (code > 0 && !(hull[2 * code] <= most)) code--;
    return code;
}

static void add_within(const Index *index, int64_t test, double least, double most, Run *run) {
    const double *hull = index->hulls + test * 2 * CODES * 2;
    const uint8_t *low = index->test_low[test], *high = index->test_high[test];
    const int64_t first = first_code(hull, least);
    if (low == high) {
        add_span(run, low, first, last_code(hull, most));
        return;
    }
    add_span(run, low, first, CODES - 1);
    add_span(run, high, 1, last_code(hull + CODES * 2, most));
}

static void add_tests(const Index *index, const Sets *sets, const Demands *demands, const Table *table, int64_t demand,
                      Run *run) {
    run->spans = run->sets = run->impossible = 0;
    for (int64_t test = 0; test < table->tests; test++) {
        const int64_t cell = demand * table->tests + test;
        if (!demands->asked[cell]) continue;
        switch (table->kinds[test]) {
        case WITHIN:
            add_within(index, test, demands->least[cell], demands->most[cell], run);
            break;
        case ONE_OF:
            run->among[run->sets++] =
                (Among){index->test_low[test], sets->tables[test] + demands->sets[cell] * 32};
            break;
        case MUST_HAVE: /* the code of a flag is its state as a byte: 0 unknown, 1 yes, 255 no */
            add_span(run, index->test_low[test], 1, 1);
            break;
        case MUST_LACK:
            add_span(run, index->test_low[test], CODES - 1, CODES - 1);
            break;
        default:
            add_span(run, index->test_low[test], 1, CODES - 1);
        }
    }
}

static void decide(Run *run, const int32_t *order, uint64_t mask, int64_t start) {
    for (; mask; mask &= mask - 1) {
        const int64_t row = order[start + __builtin_ctzll(mask)];
        if (passes(&run->question, row) && keep(&run->best, row, middle(&run->question, row))) tighten(run);
    }
}

/* The tests, for the rows of one register that criteria have left. */
static uint64_t test_few(const Run *run, uint64_t mask, int64_t start) {
    for (int64_t at = 0; at < run->spans && mask; at++) {
        const Span *span = &run->span[at];
        const Lanes from = lanes_minus(lanes_load(span->codes + start), lanes_of(span->first));
        mask &= lanes_at_most(from, lanes_of(span->width));
    }
    for (int64_t at = 0; at < run->sets && mask; at++)
        mask &= lanes_in_set(lanes_load(run->among[at].codes + start), run->among[at].tables);
    return mask;
}

/* The tests for four registers at once, without a branch that depends on a row. */
static void test_all(const Run *run, uint64_t *mask, int64_t start) {
    uint64_t m0 = mask[0], m1 = mask[1], m2 = mask[2], m3 = mask[3];
    for (int64_t at = 0; at < run->spans; at++) {
        const Span *span = &run->span[at];
        const uint8_t *codes = span->codes + start;
        const Lanes first = lanes_of(span->first), width = lanes_of(span->width);
        m0 &= lanes_at_most(lanes_minus(lanes_load(codes), first), width);
        m1 &= lanes_at_most(lanes_minus(lanes_load(codes + LANES), first), width);
        m2 &= lanes_at_most(lanes_minus(lanes_load(codes + 2 * LANES), first), width);
        m3 &= lanes_at_most(lanes_minus(lanes_load(codes + 3 * LANES), first), width);
    }
    for (int64_t at = 0; at < run->sets && (m0 | m1 | m2 | m3); at++) {
        const uint8_t *codes = run->among[at].codes + start, *tables = run->among[at].tables;
        m0 &= lanes_in_set(lanes_load(codes), tables);
        m1 &= lanes_in_set(lanes_load(codes + LANES), tables);
        m2 &= lanes_in_set(lanes_load(codes + 2 * LANES), tables);
        m3 &= lanes_in_set(lanes_load(codes + 3 * LANES), tables);
    }
    mask[0] = m0, mask[1] = m1, mask[2] = m2, mask[3] = m3;
}

static void weigh(const Run *run, uint64_t *mask, int64_t start) {
    Lanes l0 = lanes_of(0), l1 = l0, l2 = l0, l3 = l0;
    for (int64_t curve = 0; curve < run->question.curves; curve++) {
        const Lanes table = lanes_table(run->table[curve]);
        const uint8_t *codes = run->soft[curve] + start;
        l0 = lanes_add(l0, lanes_lookup(table, lanes_load(codes)));
        l1 = lanes_add(l1, lanes_lookup(table, lanes_load(codes + LANES)));
        l2 = lanes_add(l2, lanes_lookup(table, lanes_load(codes + 2 * LANES)));
        l3 = lanes_add(l3, lanes_lookup(table, lanes_load(codes + 3 * LANES)));
    }
    const Lanes allowed = lanes_of(run->allowed);
    mask[0] = lanes_at_most(l0, allowed), mask[1] = lanes_at_most(l1, allowed);
    mask[2] = lanes_at_most(l2, allowed), mask[3] = lanes_at_most(l3, allowed);
}

static void scan_block(Run *run, const int32_t *order, int64_t first, int64_t last) {
    int64_t left_by_criteria = 0;
    for (int64_t start = first; start < last; start += 4 * LANES) {
        uint64_t mask[4];
        weigh(run, mask, start);
        left_by_criteria += (mask[0] != 0) + (mask[1] != 0) + (mask[2] != 0) + (mask[3] != 0);
        if (run->many) test_all(run, mask, start);
        if (!(mask[0] | mask[1] | mask[2] | mask[3])) continue;
        for (int part = 0; part < 4; part++) {
            const int64_t at = start + part * LANES, left = last - at;
            if (left < LANES) mask[part] &= left > 0 ? (UINT64_C(1) << left) - 1 : 0;
            if (mask[part] && !run->many) mask[part] = test_few(run, mask[part], at);
            if (mask[part]) decide(run, order, mask[part], at);
        }
    }
    run->many = left_by_criteria > BLOCK / LANES / 16;
}

/* The least of a table over a range of codes and, if `unknown` is 0, over the unknown. */
static uint8_t least_between(const uint8_t *table, int from, int to, int unknown) {
    uint8_t least = table[unknown];
    for (int code = from; code <= to; code++) least = table[code] < least ? table[code] : least;
    return least;
}

/* Units that every row of each block loses, at least. */
static void lose_blocks(const Run *run, int64_t blocks, uint8_t *lost) {
    for (int64_t at = 0; at < blocks; at += LANES) {
        Lanes all = lanes_of(0);
        for (int64_t curve = 0; curve < run->question.curves; curve++) {
            const uint8_t *zone = run->zone[curve] + at;
            if (run->steady[curve]) {
                const Lanes table = lanes_table(run->table[curve]);
                const Lanes ends = lanes_least(lanes_lookup(table, lanes_load(zone)),
                                               lanes_lookup(table, lanes_load(zone + blocks)));
                all = lanes_add(all, lanes_least(ends, lanes_lookup(table, lanes_load(zone + 2 * blocks))));
            } else {
                uint8_t least[LANES];
                for (int part = 0; part < LANES; part++)
                    least[part] = least_between(run->table[curve], zone[part], zone[blocks + part],
                                                zone[2 * blocks + part]);
                all = lanes_add(all, lanes_load(least));
            }
        }
        lanes_store(lost + at, all);
    }
}

/* Scan the block where the least is lost, then note which others may still hold one of the best. */
static void begin(Run *run, const Index *index, int64_t first, int64_t last, int64_t last_row, uint8_t *lost) {
    int64_t best = first;
    lose_blocks(run, index->blocks, lost);
    for (int64_t block = first; block < last; block++)
        if (lost[block] < lost[best]) best = block;
    scan_block(run, index->order, best * BLOCK, best + 1 < last ? (best + 1) * BLOCK : last_row);
    lose_blocks(run, index->blocks, lost);
    memset(run->alive, 0, (size_t)(index->blocks / 64 + 1) * sizeof(uint64_t));
    for (int64_t block = first; block < last; block++)
        run->alive[block / 64] |= (uint64_t)(lost[block] <= run->allowed && block != best) << (block % 64);
}

/* Whether a block that was alive when the demand began still is. */
static int still_alive(const Run *run, int64_t block, int64_t blocks) {
    int64_t lost = 0;
    for (int64_t curve = 0; curve < run->question.curves; curve++) {
        const uint8_t *zone = run->zone[curve] + block, *table = run->table[curve];
        const int from = zone[0], to = zone[blocks], unknown = zone[2 * blocks];
        uint8_t least = table[unknown] < table[from] ? table[unknown] : table[from];
        if (!run->steady[curve]) least = least_between(table, from, to, unknown);
        lost += table[to] < least ? table[to] : least;
    }
    return lost <= run->allowed;
}

static void scan_blocks(Run *runs, int64_t count, const Index *index, int64_t first_row, int64_t last_row,
                        uint8_t *lost) {
    const int64_t first = first_row / BLOCK, last = (last_row + BLOCK - 1) / BLOCK;
    for (int64_t at = 0; at < count; at++)
        if (!runs[at].impossible && first < last) begin(&runs[at], index, first, last, last_row, lost);
    for (int64_t block = first; block < last; block++)
        for (int64_t at = 0; at < count; at++) {
            Run *run = &runs[at];
            if (run->impossible || !(run->alive[block / 64] >> (block % 64) & 1)) continue;
            if (still_alive(run, block, index->blocks))
                scan_block(run, index->order, block * BLOCK, block + 1 < last ? (block + 1) * BLOCK : last_row);
        }
}

typedef struct {
    Question *questions;
    Run *runs;
    Span *spans;
    Among *amongs;
    const uint8_t **softs;
    double (*losses)[BINS];
    uint8_t (*tables)[BINS];
    const uint8_t **zones;
    uint8_t *steadies, *lost;
    uint64_t *alive;
    int64_t *keys;
} Room;

static void release(Room *room) {
    free(room->questions);
    free(room->runs);
    free(room->spans);
    free(room->amongs);
    free(room->softs);
    free(room->losses);
    free(room->tables);
    free(room->zones);
    free(room->steadies);
    free(room->lost);
    free(room->alive);
    free(room->keys);
}

static int reserve(Room *room, const Table *table, const Index *index, int64_t count, int64_t most) {
    const size_t tests = (size_t)(count * table->tests) + 1, curves = (size_t)(count * table->criteria) + 1;
    room->questions = question_room(table, count);
    room->runs = malloc((size_t)count * sizeof(Run) + 1);
    room->spans = malloc(2 * tests * sizeof(Span));
    room->amongs = malloc(tests * sizeof(Among));
    room->softs = malloc(curves * sizeof(uint8_t *));
    room->losses = malloc(curves * BINS * sizeof(double));
    room->tables = malloc(curves * BINS);
    room->zones = malloc(curves * sizeof(uint8_t *));
    room->steadies = malloc(curves);
    room->lost = malloc((size_t)index->blocks + 1);
    room->alive = malloc((size_t)count * (size_t)(index->blocks / 64 + 1) * sizeof(uint64_t) + 1);
    room->keys = malloc((size_t)(count * most) * sizeof(int64_t) + 1);
    return room->questions && room->runs && room->spans && room->amongs && room->softs && room->losses &&
           room->tables && room->zones && room->steadies && room->lost && room->alive && room->keys;
}

static void prepare(const Table *table, const Demands *demands, const Index *index, const Sets *sets, int64_t demand,
                    int64_t at, Room *room, int64_t most, int64_t *rows, double *scores) {
    Run *run = &room->runs[at];
    run->question = room->questions[at];
    put_question(table, demands, demand, &run->question);
    run->span = room->spans + 2 * at * table->tests;
    run->among = room->amongs + at * table->tests;
    run->soft = room->softs + at * table->criteria;
    run->loss = room->losses + at * table->criteria;
    run->table = room->tables + at * table->criteria;
    run->zone = room->zones + at * table->criteria;
    run->steady = room->steadies + at * table->criteria;
    run->alive = room->alive + at * (index->blocks / 64 + 1);
    run->best = (Best){most, 0, room->keys + at * most, rows, scores};
    add_tests(index, sets, demands, table, demand, run);
    price_bins(index, demands, table, demand, run);
    build_tables(run, run->highest + MARGIN);
    run->many = 1;
}

/* The best `most` rows, among those at the places [first_row, last_row) of the index, of the demands [first, last): `rows` and `scores` are
 * (last - first) x most, `found` says how many of them were filled. first_row is a multiple of BLOCK. */
EXPORT int32_t best_of_codes(const Table *table, const Demands *demands, const Index *index, const Sets *sets,
                             int64_t first, int64_t last, int64_t first_row, int64_t last_row, int64_t most, int64_t *rows,
                             double *scores, int64_t *found) {
    if (!records_fit(table, demands) || index->fields != sizeof(Index) / 8 || index->blocks % LANES ||
        sets->fields != sizeof(Sets) / 8 || first_row % BLOCK)
        return BAD_ARGUMENT;
    Room room;
    memset(&room, 0, sizeof room);
    const int enough = reserve(&room, table, index, last - first < TILE ? last - first : TILE, most);
    for (int64_t tile = first; enough && tile < last; tile += TILE) {
        const int64_t count = last - tile < TILE ? last - tile : TILE;
        for (int64_t at = 0; at < count; at++) {
            const int64_t place = (tile - first + at) * most;
            prepare(table, demands, index, sets, tile + at, at, &room, most, rows + place, scores + place);
        }
        scan_blocks(room.runs, count, index, first_row, last_row, room.lost);
        for (int64_t at = 0; at < count; at++) found[tile - first + at] = room.runs[at].best.found;
    }
    release(&room);
    return enough ? DONE : OUT_OF_MEMORY;
}
