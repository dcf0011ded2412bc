/** What stands on the board: the products of a chain with their state in one region, ready to be looked up and walked. */

import type { ChainEdge, ChainNode, Gap, GapState, Segment, StageName, WholeChain } from '../api/types';
import { STAGES } from '../state/url';

export interface Cell extends ChainNode {
  /** Null while no region has been asked for. */
  gap: Gap | null;
}

export interface Shelf extends Segment {
  cells: Cell[];
}

export interface BoardData {
  shelves: Shelf[];
  cells: Cell[];
  byId: ReadonlyMap<string, Cell>;
  /** Edges by the product they lead to, and by the one they come from; inputs only. */
  inputs: ReadonlyMap<string, ChainEdge[]>;
  uses: ReadonlyMap<string, ChainEdge[]>;
  broader: ReadonlyMap<string, ChainEdge[]>;
  narrower: ReadonlyMap<string, ChainEdge[]>;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const held = found.get(keyOf(item));
    if (held) held.push(item);
    else found.set(keyOf(item), [item]);
  }
  return found;
}

/** Joins a chain with the gaps of a region; segments in the order of their stages, products in that of the file. */
export function makeBoard(chain: WholeChain, gaps: readonly Gap[]): BoardData {
  const gapOf = new Map(gaps.map((gap) => [gap.node, gap]));
  const cells = chain.nodes.map((node) => ({ ...node, gap: gapOf.get(node.id) ?? null }));
  const bySegment = group(cells, ({ segment }) => segment);
  const shelves = STAGES.flatMap((stage) =>
    chain.segments.filter((one) => one.stage === stage).map((one) => ({ ...one, cells: bySegment.get(one.id) ?? [] })),
  ).filter((shelf) => shelf.cells.length > 0);
  const inputs = chain.edges.filter(({ kind }) => kind === 'input');
  const kinds = chain.edges.filter(({ kind }) => kind === 'kind_of');
  return {
    shelves,
    cells: shelves.flatMap((shelf) => shelf.cells),
    byId: new Map(cells.map((cell) => [cell.id, cell])),
    inputs: group(inputs, ({ to }) => to),
    uses: group(inputs, ({ from }) => from),
    broader: group(kinds, ({ from }) => from),
    narrower: group(kinds, ({ to }) => to),
  };
}

export interface Wanted {
  /** None stands for all. */
  states: readonly GapState[];
  stage: StageName | null;
  among: ReadonlyMap<string, unknown> | null;
}

/** The shelves with only the products that are wanted, without those that are left empty. */
export function shownShelves(board: BoardData, { states, stage, among }: Wanted): Shelf[] {
  const wanted = ({ id, gap }: Cell) => (!states.length || (gap !== null && states.includes(gap.state))) && (!among || among.has(id));
  return board.shelves
    .filter((shelf) => stage === null || shelf.stage === stage)
    .map((shelf) => ({ ...shelf, cells: shelf.cells.filter(wanted) }))
    .filter((shelf) => shelf.cells.length > 0);
}

/** What a region lacks, the most needed first; equal need in the order of the chain. */
export function rankGaps(board: BoardData): Cell[] {
  const lacking = board.cells.filter(({ gap }) => gap !== null && gap.state !== 'present');
  return lacking.map((cell, place) => ({ cell, place, need: cell.gap?.importance ?? 0 })).sort((a, b) => b.need - a.need || a.place - b.place).map(({ cell }) => cell);
}

export function countStates(cells: readonly Cell[]): Record<GapState, number> {
  const counts = { present: 0, reachable: 0, absent: 0, no_data: 0 };
  for (const { gap } of cells) if (gap) counts[gap.state] += 1;
  return counts;
}
