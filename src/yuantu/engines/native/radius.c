/* How many points lie within a radius of each place on the sphere?
 *
 * Points lie in rows of latitude and, within a row, in buckets of longitude. Of each row a circle covers a stretch of
 * longitudes for certain, may touch a wider one and misses the rest; both ends come from the haversine formula with a
 * little room for rounding. Buckets inside the certain stretch are counted whole, those that reach out of it point by
 * point: a point is within when its chord to the place is at most the chord of the radius. atlas/neighbours.py says
 * why no point is missed. Order: x, y, z are unit vectors; longitudes are degrees from -180 to 180.
 */
#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEGREE 0.017453292519943295
#define ROOM 1e-9 /* relative; the chord itself is good to 1e-15 */

/* ── laying out the points ───────────────────────────────────────────────────────────────────────────────── */

static inline int64_t bucket_of(double lon, double from, double scale, int64_t buckets) {
    const double at = (lon - from) * scale;
    return at >= (double)buckets ? buckets - 1 : at <= 0.0 ? 0 : (int64_t)at;
}

/* Points (count) by row: `row_of` (count) and from, scale, first bucket of each row (rows, the last + 1). */
EXPORT int32_t plan_buckets(int64_t count, int64_t rows, int64_t per_bucket, double south, double height,
                            const double *lon, const double *lat, int32_t *row_of, double *from, double *scale,
                            int64_t *first_bucket) {
    if (count < 0 || rows < 1 || per_bucket < 1 || !(height > 0.0)) return BAD_ARGUMENT;
    int64_t *size = calloc((size_t)rows, sizeof(int64_t));
    double *to = malloc((size_t)rows * sizeof(double));
    if (!size || !to) { free(size); free(to); return OUT_OF_MEMORY; }
    for (int64_t r = 0; r < rows; r++) { from[r] = INFINITY; to[r] = -INFINITY; }
    for (int64_t i = 0; i < count; i++) {
        const int64_t row = bucket_of(lat[i], south, 1.0 / height, rows);
        row_of[i] = (int32_t)row;
        size[row]++;
        if (lon[i] < from[row]) from[row] = lon[i];
        if (lon[i] > to[row]) to[row] = lon[i];
    }
    first_bucket[0] = 0;
    for (int64_t r = 0; r < rows; r++) {
        const int64_t buckets = (size[r] + per_bucket - 1) / per_bucket;
        scale[r] = buckets > 1 && to[r] > from[r] ? (double)buckets / (to[r] - from[r]) : 0.0;
        first_bucket[r + 1] = first_bucket[r] + buckets;
    }
    free(size);
    free(to);
    return DONE;
}

/* Puts the points into their buckets: `start` (buckets + 1), `order` (count): which point lies at each place. */
EXPORT int32_t fill_buckets(int64_t count, int64_t buckets, const double *lon, const int32_t *row_of,
                            const double *from, const double *scale, const int64_t *first_bucket, int64_t *start,
                            int32_t *order) {
    int64_t *bucket = malloc((size_t)(count ? count : 1) * sizeof(int64_t));
    if (!bucket) return OUT_OF_MEMORY;
    memset(start, 0, (size_t)(buckets + 1) * sizeof(int64_t));
    for (int64_t i = 0; i < count; i++) {
        const int32_t row = row_of[i];
        const int64_t first = first_bucket[row];
        bucket[i] = first + bucket_of(lon[i], from[row], scale[row], first_bucket[row + 1] - first);
        start[bucket[i] + 1]++;
    }
    for (int64_t b = 0; b < buckets; b++) start[b + 1] += start[b];
    for (int64_t i = 0; i < count; i++) order[start[bucket[i]]++] = (int32_t)i;
    memmove(start + 1, start, (size_t)buckets * sizeof(int64_t));
    start[0] = 0;
    free(bucket);
    return DONE;
}

/* ── counting ────────────────────────────────────────────────────────────────────────────────────────────── */

#define FLUSH 255 /* points whose marks a byte can hold the sum of */

typedef struct {
    int64_t rows, points, marks;
    double south, height;
    const double *x, *y, *z;
    const uint64_t *marked; /* (marks / 8 rounded up, points): a byte per mark, 0 or 1 */
    const double *from, *scale;
    const int64_t *first_bucket, *start;
    const int32_t *marked_before; /* (buckets + 1, marks): how many of each mark lie before a bucket */
    const double *narrowest, *widest; /* (rows): bounds of the cosine of the latitudes of a row */
} Grid;

/* A hair wider than the row, so that rounding in its number does not matter. */
static inline double low_edge(double south, double height, int64_t row) { return south + height * ((double)row - 1e-6); }
static inline double high_edge(double south, double height, int64_t row) {
    return south + height * ((double)row + 1.0 + 1e-6);
}

static inline int64_t test_stretch(const Grid *grid, int64_t first, int64_t last, double x, double y, double z,
                                   double most, int32_t *by_mark) {
    int64_t inside = 0;
    if (!grid->marks) {
        for (int64_t i = first; i < last; i++) {
            const double dx = grid->x[i] - x, dy = grid->y[i] - y, dz = grid->z[i] - z;
            inside += dx * dx + dy * dy + dz * dz <= most;
        }
        return inside;
    }
    uint64_t keep[FLUSH];
    for (int64_t from = first; from < last; from += FLUSH) {
        const int64_t here = last - from < FLUSH ? last - from : FLUSH;
        uint64_t all = 0;
        for (int64_t i = 0; i < here; i++) {
            const double dx = grid->x[from + i] - x, dy = grid->y[from + i] - y, dz = grid->z[from + i] - z;
            keep[i] = -(uint64_t)(dx * dx + dy * dy + dz * dz <= most);
            all -= keep[i];
        }
        inside += (int64_t)all;
        for (int64_t eight = 0; 8 * eight < grid->marks; eight++) {
            const uint64_t *bytes = grid->marked + eight * grid->points + from;
            uint64_t sums = 0;
            for (int64_t i = 0; i < here; i++) sums += bytes[i] & keep[i];
            for (int64_t m = 8 * eight; m < grid->marks && m < 8 * eight + 8; m++, sums >>= 8)
                by_mark[m] += (int32_t)(sums & 0xff);
        }
    }
    return inside;
}

/* One row: half-widths in degrees of what is covered for certain (negative: nothing) and of what may be. */
static int64_t count_row(const Grid *grid, int64_t row, double lon, double sure, double maybe, const double *place,
                         double most, int32_t *by_mark) {
    const int64_t base = grid->first_bucket[row], buckets = grid->first_bucket[row + 1] - base;
    const double from = grid->from[row], scale = grid->scale[row];
    int64_t inside = 0, done = 0; /* buckets before `done` are counted */
    if (!buckets) return 0;
    const int over = lon - maybe < -180.0 || lon + maybe > 180.0; /* the circle reaches over the date line */
    for (int turn = -over; turn <= over; turn++) {
        const double middle = lon + 360.0 * turn;
        int64_t first = 0, last = buckets, sure_first = 0, sure_last = 0;
        if (maybe < 180.0) {
            if (middle + maybe < from || (middle - maybe - from) * scale > (double)buckets + 1e-6) continue;
            first = bucket_of(middle - maybe, from, scale, buckets);
            last = bucket_of(middle + maybe, from, scale, buckets) + 1;
        } else if (turn) continue; /* the row is circled round: once is enough */
        if (first < done) first = done;
        if (last <= first) continue;
        if (sure >= 180.0) { sure_first = first; sure_last = last; }
        else if (sure >= 0.0) {
            /* What lies in a later bucket than the left end is to the right of it, and the other way round. */
            sure_first = middle - sure < from ? 0 : bucket_of(middle - sure, from, scale, buckets) + 1;
            sure_last = middle + sure < from ? 0 : bucket_of(middle + sure, from, scale, buckets);
        }
        if (sure_first < first) sure_first = first;
        if (sure_last > last) sure_last = last;
        const int64_t *start = grid->start + base;
        if (sure_last <= sure_first) {
            inside += test_stretch(grid, start[first], start[last], place[0], place[1], place[2], most, by_mark);
        } else {
            inside += start[sure_last] - start[sure_first];
            for (int64_t m = 0; m < grid->marks; m++)
                by_mark[m] += grid->marked_before[(base + sure_last) * grid->marks + m] -
                              grid->marked_before[(base + sure_first) * grid->marks + m];
            inside += test_stretch(grid, start[first], start[sure_first], place[0], place[1], place[2], most, by_mark);
            inside += test_stretch(grid, start[sure_last], start[last], place[0], place[1], place[2], most, by_mark);
        }
        done = last;
    }
    return inside;
}

static inline double square(double x) { return x * x; }

/* Half-width in degrees of longitudes whose haversine term is `term`; 180 where it goes round. */
static inline double lower_width(double term) { return term >= 1.0 ? 180.0 : 2.0 * sqrt(term) / DEGREE * (1.0 - ROOM); }
static inline double upper_width(double term) {
    /* asin s ≤ s / √(1 - s²) */
    return term >= 0.5 ? 180.0 : 2.0 * sqrt(term / (1.0 - term)) / DEGREE * (1.0 + ROOM) + 1e-12;
}

static int64_t count_place(const Grid *grid, double lon, double lat, const double *place, double half, double most,
                           int32_t *by_mark) {
    /* haversine of the radius: sin²(radius / 2 R); no circle reaches farther in latitude than the radius */
    const double reach = 2.0 * asin(sqrt(half < 1.0 ? half : 1.0)) / DEGREE * (1.0 + ROOM) + 1e-12;
    const double top = (double)(grid->rows - 1);
    const double lowest = floor((lat - reach - grid->south) / grid->height) - 1.0;
    const double highest = floor((lat + reach - grid->south) / grid->height) + 1.0;
    if (highest < 0.0 || lowest > top) return 0;
    const int64_t last = (int64_t)(highest < top ? highest : top);
    int64_t inside = 0;
    const double cosine = cos(lat * DEGREE);
    for (int64_t row = (int64_t)(lowest > 0.0 ? lowest : 0.0); row <= last; row++) {
        const double low = low_edge(grid->south, grid->height, row), high = high_edge(grid->south, grid->height, row);
        const double to_low = fabs(low - lat) * DEGREE / 2.0, to_high = fabs(high - lat) * DEGREE / 2.0;
        const double far = to_low > to_high ? to_low : to_high, near = to_low < to_high ? to_low : to_high;
        /* x - x³/6 ≤ sin x ≤ x */
        const double least = low <= lat && lat <= high ? 0.0 : square(near - near * near * near / 6.0);
        const double room = half - least * (1.0 - ROOM);
        if (near < 1.0 && room < -1e-18) continue;
        const double certain = half - far * far * (1.0 + ROOM), narrow = grid->narrowest[row] * cosine;
        double sure = -1.0, maybe = 180.0;
        /* Below 130 m the chord is not good to ROOM any more: then every point is tested. */
        if (certain > 0.0 && half > 1e-10) sure = lower_width(certain / (grid->widest[row] * cosine) * (1.0 - ROOM));
        if (near < 1.0 && narrow > 1e-9)
            maybe = upper_width((room > 0.0 ? room : 0.0) / narrow * (1.0 + ROOM) + 1e-18);
        inside += count_row(grid, row, lon, sure, maybe, place, most, by_mark);
    }
    return inside;
}

/* Places `first` to `last` of `visit`, which lists them in an order that keeps neighbours together. Adds nothing for
 * the others. counts (places, 1 + marks): all within, then those with each mark. */
EXPORT int32_t count_within(int64_t first, int64_t last, int64_t rows, int64_t points, int64_t marks, double south, double height,
                            double half, double most, const double *x, const double *y, const double *z,
                            const uint64_t *marked, const double *from, const double *scale,
                            const int64_t *first_bucket, const int64_t *start, const int32_t *marked_before,
                            const double *lon, const double *lat, const double *places, const int64_t *visit,
                            int32_t *counts) {
    if (rows < 1 || marks < 0 || marks > 64 || !(height > 0.0)) return BAD_ARGUMENT;
    double *cosines = malloc((size_t)(2 * rows) * sizeof(double));
    if (!cosines) return OUT_OF_MEMORY;
    for (int64_t r = 0; r < rows; r++) {
        const double low = low_edge(south, height, r), high = high_edge(south, height, r);
        const double a = cos(low * DEGREE), b = cos(high * DEGREE);
        cosines[r] = a < b ? a : b;
        cosines[rows + r] = low * high <= 0.0 ? 1.0 : a > b ? a : b;
    }
    const Grid grid = {rows, points, marks, south, height, x, y, z, marked, from, scale,
                       first_bucket, start, marked_before, cosines, cosines + rows};
    for (int64_t at = first; at < last; at++) {
        const int64_t p = visit[at];
        int32_t *row = counts + p * (1 + marks);
        row[0] = (int32_t)count_place(&grid, lon[p], lat[p], places + 3 * p, half, most, row + 1);
    }
    free(cosines);
    return DONE;
}
