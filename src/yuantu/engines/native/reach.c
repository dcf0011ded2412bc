/* How many points are reached from each place within some minutes, over the nodes of a road network?
 *
 * A place has its minutes to every node. A cell of points has, for each node that any of them uses, the least and the
 * greatest way to one of its points (infinite when some point cannot use the node): what the cell decides as a whole is
 * added as a whole, the points of all other cells are taken one by one. access/reaching.py has the same in numpy.
 */
#include "kernel.h"

#include <math.h>

typedef struct {
    int64_t cells, marks;
    const int64_t *first;      /* (cells + 1): the points of a cell */
    const int64_t *cell_start; /* (cells + 1): its nodes */
    const int64_t *cell_node;
    const double *least_km, *most_km;
    const double *centre;      /* (cells, 3) */
    const double *extent_km;
    const int32_t *cell_total; /* (cells, 1 + marks) */
    const int64_t *start;      /* (points + 1): the nodes of a point */
    const int64_t *node;
    const double *km;
    const double *reach_km;
    const double *points;      /* (points, 3) */
    const uint64_t *marked;
    double radius_km, per_km;
} Layout;

/* Great-circle km by the series of access/matrix.py, term by term. */
static inline double straight_km(const double *a, const double *b, double radius_km) {
    double squared = 0.0;
    for (int i = 0; i < 3; i++) {
        const double step = a[i] - b[i];
        squared += step * step;
    }
    double series = squared * (9.0 / 80.0);
    series += 1.0;
    series *= squared;
    series *= 1.0 / 24.0;
    series += 1.0;
    series *= sqrt(squared);
    return series * radius_km;
}

static inline void add_cell(const Layout *all, int64_t cell, int32_t *to) {
    for (int64_t m = 0; m <= all->marks; m++) to[m] += all->cell_total[cell * (1 + all->marks) + m];
}

static inline void add_point(const Layout *all, int64_t point, int32_t *to) {
    to[0]++;
    if (all->marks)
        for (uint64_t left = all->marked[point]; left; left &= left - 1) to[1 + __builtin_ctzll(left)]++;
}

static void count_place(const Layout *all, const double *place, const double *to_nodes, double reach_km, double minutes,
                        int32_t *within, int32_t *unknown) {
    const double limit_km = minutes / all->per_km, direct_km = reach_km < limit_km ? reach_km : limit_km;
    for (int64_t cell = 0; cell < all->cells; cell++) {
        double least = INFINITY, most = INFINITY;
        for (int64_t at = all->cell_start[cell]; at < all->cell_start[cell + 1]; at++) {
            const double there = to_nodes[all->cell_node[at]];
            const double low = there + all->least_km[at] * all->per_km, high = there + all->most_km[at] * all->per_km;
            if (low < least) least = low;
            if (high < most) most = high;
        }
        if (most <= minutes) { add_cell(all, cell, within); continue; }
        if ((least > minutes && most < INFINITY) || least == INFINITY) {
            if (straight_km(place, all->centre + 3 * cell, all->radius_km) - all->extent_km[cell] > direct_km) {
                if (least == INFINITY) add_cell(all, cell, unknown);
                continue;
            }
        }
        for (int64_t point = all->first[cell]; point < all->first[cell + 1]; point++) {
            double found = INFINITY;
            for (int64_t at = all->start[point]; at < all->start[point + 1]; at++) {
                const double total = to_nodes[all->node[at]] + all->km[at] * all->per_km;
                if (total < found) found = total;
            }
            if (!(found <= minutes)) {
                const double across = straight_km(place, all->points + 3 * point, all->radius_km);
                const double near = all->reach_km[point] < reach_km ? all->reach_km[point] : reach_km;
                if (across <= near && across * all->per_km < found) found = across * all->per_km;
            }
            if (found <= minutes) add_point(all, point, within);
            else if (found == INFINITY) add_point(all, point, unknown);
        }
    }
}

/* Places (count, 3) with their minutes to the nodes (count, nodes); within and unknown (count, 1 + marks). */
EXPORT int32_t count_reached(int64_t count, int64_t nodes, int64_t cells, int64_t marks, double minutes,
                             double radius_km, double per_km, const double *places, const double *to_nodes,
                             const double *place_reach_km, const int64_t *first, const int64_t *cell_start,
                             const int64_t *cell_node, const double *least_km, const double *most_km,
                             const double *centre, const double *extent_km, const int32_t *cell_total,
                             const int64_t *start, const int64_t *node, const double *km, const double *reach_km,
                             const double *points, const uint64_t *marked, int32_t *within, int32_t *unknown) {
    if (count < 0 || cells < 0 || marks < 0 || marks > 64 || !(per_km > 0.0)) return BAD_ARGUMENT;
    const Layout all = {cells,     marks, first, cell_start, cell_node, least_km, most_km, centre,    extent_km,
                        cell_total, start, node,  km,         reach_km,  points,   marked,  radius_km, per_km};
    for (int64_t p = 0; p < count; p++)
        count_place(&all, places + 3 * p, to_nodes + nodes * p, place_reach_km[p], minutes, within + (1 + marks) * p,
                    unknown + (1 + marks) * p);
    return DONE;
}
