/** Which cards of a very long board are near enough to the window to be drawn? */

import type { Cell } from './board';
import type { Box } from './layout';

export interface Range {
  top: number;
  bottom: number;
}

/** Boards up to here are drawn whole, so that the browser's own search finds every name. */
export const WHOLE = 500;
const BEYOND = 500;

/** The cells with their places; of long boards those near `range`, and always the one that Tab reaches. */
export function cutTo(cells: readonly Cell[], places: ReadonlyMap<string, Box>, range: Range, always: string | null): { cell: Cell; at: Box }[] {
  const whole = places.size <= WHOLE;
  return cells.flatMap((cell) => {
    const at = places.get(cell.id);
    if (!at) return [];
    const near = at.y + at.h >= range.top - BEYOND && at.y <= range.bottom + BEYOND;
    return whole || near || cell.id === always ? [{ cell, at }] : [];
  });
}
