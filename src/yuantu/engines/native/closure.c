/* How many steps is every node of a graph away from one node?
 *
 * Breadth first over compressed rows: the neighbours of node i are targets[starts[i] .. starts[i + 1]). The queue is
 * the caller's, `count` long: every node enters it once at most, so a circle ends by itself. steps is -1 where the
 * node does not lead.
 */
#include "kernel.h"

EXPORT int32_t spread_steps(int64_t count, int64_t edges, int64_t node, const int32_t *starts, const int32_t *targets,
                            int32_t *steps, int32_t *queue) {
    if (node < 0 || node >= count || starts[0] != 0 || starts[count] != edges) return BAD_ARGUMENT;
    for (int64_t i = 0; i < count; i++) steps[i] = -1;
    int64_t head = 0, tail = 0;
    steps[node] = 0;
    queue[tail++] = (int32_t)node;
    while (head < tail) {
        const int32_t from = queue[head++];
        const int32_t next = steps[from] + 1;
        for (int32_t at = starts[from]; at < starts[from + 1]; at++) {
            const int32_t to = targets[at];
            if (steps[to] < 0) {
                steps[to] = next;
                queue[tail++] = to;
            }
        }
    }
    return DONE;
}
