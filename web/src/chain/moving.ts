/** Which card comes next when an arrow key is pressed? */

import type { Box, Layout } from './layout';

const middle = ({ x, y, w, h }: Box) => ({ x: x + w / 2, y: y + h / 2 });
const SAME = 2;

type Entry = [string, Box];

function best(entries: Entry[], costOf: (box: Box) => number): string | null {
  let found: string | null = null;
  let least = Infinity;
  for (const [id, box] of entries) {
    const cost = costOf(box);
    if (cost < least) [found, least] = [id, cost];
  }
  return found;
}

/** The next card in the direction of `key`, null where there is none: within a lane up and down, across lanes sideways. */
export function neighbour(layout: Layout, from: string, key: string): string | null {
  const here = layout.cells.get(from);
  if (!here) return null;
  const at = middle(here);
  const all = [...layout.cells];
  const lane = all.filter(([, box]) => box.lane === here.lane);
  if (key === 'Home' || key === 'End') return (key === 'Home' ? lane[0] : lane.at(-1))?.[0] ?? null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const sign = key === 'ArrowDown' ? 1 : -1;
    const beyond = lane.filter(([, box]) => sign * (middle(box).y - at.y) > SAME);
    return best(beyond, (box) => Math.abs(middle(box).y - at.y) * 1000 + Math.abs(middle(box).x - at.x));
  }
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return null;
  const sign = key === 'ArrowRight' ? 1 : -1;
  const row = lane.filter(([, box]) => Math.abs(middle(box).y - at.y) < SAME && sign * (middle(box).x - at.x) > SAME);
  if (row.length) return best(row, (box) => Math.abs(middle(box).x - at.x));
  for (let next = here.lane + sign; next >= 0 && next < layout.lanes; next += sign) {
    const there = all.filter(([, box]) => box.lane === next);
    if (there.length) return best(there, (box) => Math.abs(middle(box).y - at.y) * 1000 + Math.abs(middle(box).x - at.x));
  }
  return null;
}
