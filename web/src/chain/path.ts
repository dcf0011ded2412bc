/** What goes into a product, what is made with it, and along which links? */

import type { ChainEdge } from '../api/types';
import type { BoardData } from './board';

export interface Path {
  start: string;
  /** Product → how many steps upstream (negative), downstream (positive) or 0 for the start. */
  steps: ReadonlyMap<string, number>;
  /** Nearest first. */
  edges: { edge: ChainEdge; steps: number }[];
  upstream: number;
  downstream: number;
}

type Next = (edge: ChainEdge) => string;

function walk(from: string, edgesOf: ReadonlyMap<string, ChainEdge[]>, next: Next): { steps: Map<string, number>; edges: Path['edges'] } {
  const steps = new Map([[from, 0]]);
  const edges: Path['edges'] = [];
  for (const [node, far] of steps) {
    for (const edge of edgesOf.get(node) ?? []) {
      // What is recovered closes a circle: it is shown at the product itself and not followed further.
      if (edge.returns && far > 0) continue;
      edges.push({ edge, steps: far + 1 });
      const other = next(edge);
      if (!steps.has(other) && !edge.returns) steps.set(other, far + 1);
    }
  }
  return { steps, edges };
}

/** All that goes into `start` and all it goes into, breadth first, so that each product has its fewest steps. */
export function findPath(board: BoardData, start: string): Path | null {
  if (!board.byId.has(start)) return null;
  const up = walk(start, board.inputs, ({ from }) => from);
  const down = walk(start, board.uses, ({ to }) => to);
  const steps = new Map<string, number>([[start, 0]]);
  for (const [node, far] of up.steps) if (far > 0) steps.set(node, -far);
  for (const [node, far] of down.steps) if (far > 0 && !steps.has(node)) steps.set(node, far);
  for (const { edge } of [...up.edges, ...down.edges]) {
    if (!edge.returns) continue;
    if (!steps.has(edge.from)) steps.set(edge.from, -1);
    if (!steps.has(edge.to)) steps.set(edge.to, 1);
  }
  const edges = [...up.edges, ...down.edges].sort((a, b) => a.steps - b.steps);
  return { start, steps, edges, upstream: up.steps.size - 1, downstream: down.steps.size - 1 };
}
