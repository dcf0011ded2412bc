/** Which lines are drawn between the cards, and along which way? */

import type { BoardData } from './board';
import { GUTTER, type Box, type Layout } from './layout';
import type { Path } from './path';

export interface Line {
  key: string;
  d: string;
  /** How near to the product that was chosen, from 1; of the lines between segments how many links they stand for. */
  weight: number;
  returns: boolean;
}

/** More lines than this are a blot: the nearest are drawn, and the page says so. */
export const MOST_LINES = 600;

const round = (value: number) => Math.round(value * 10) / 10;

/** From the right edge of one card to the left edge of another; back and within a lane it goes round by the gutter. */
export function route(from: Box, to: Box): string {
  const [y1, y2] = [round(from.y + from.h / 2), round(to.y + to.h / 2)];
  if (to.lane > from.lane) {
    const [x1, x2] = [from.x + from.w, to.x];
    const bend = Math.max(GUTTER * 0.6, (x2 - x1) / 2);
    return `M${round(x1)} ${y1}C${round(x1 + bend)} ${y1} ${round(x2 - bend)} ${y2} ${round(x2)} ${y2}`;
  }
  if (to.lane === from.lane) {
    const [x1, x2] = [from.x + from.w, to.x + to.w];
    const out = Math.max(x1, x2) + GUTTER * 0.75;
    return `M${round(x1)} ${y1}C${round(out)} ${y1} ${round(out)} ${y2} ${round(x2)} ${y2}`;
  }
  const [x1, x2] = [from.x, to.x + to.w];
  const bend = Math.max(GUTTER * 0.6, (x1 - x2) / 2);
  return `M${round(x1)} ${y1}C${round(x1 - bend)} ${y1} ${round(x2 + bend)} ${y2} ${round(x2)} ${y2}`;
}

/** One line per pair of segments, as heavy as it has links; what flows back is left to the single products. */
export function drawShelfLinks(board: BoardData, layout: Layout): Line[] {
  const boxes = new Map(layout.shelves.map((box) => [box.id, box]));
  const counts = new Map<string, number>();
  for (const edges of board.inputs.values()) {
    for (const { from, to, returns } of edges) {
      const [a, b] = [board.byId.get(from)?.segment, board.byId.get(to)?.segment];
      if (!a || !b || a === b || returns) continue;
      counts.set(`${a}\n${b}`, (counts.get(`${a}\n${b}`) ?? 0) + 1);
    }
  }
  return [...counts].flatMap(([key, weight]) => {
    const [from, to] = key.split('\n').map((id) => boxes.get(id));
    return from && to ? [{ key, d: route(from, to), weight, returns: false }] : [];
  });
}

/** The lines of a path whose both ends are on the board, the nearest first. */
export function drawPath(path: Path, layout: Layout): Line[] {
  return path.edges.flatMap(({ edge, steps }) => {
    const [from, to] = [layout.cells.get(edge.from), layout.cells.get(edge.to)];
    return from && to ? [{ key: `${edge.from} ${edge.to}`, d: route(from, to), weight: steps, returns: edge.returns }] : [];
  });
}

/** How many lines a path has, and how many of them are drawn. */
export function drawnLines(path: Path): { all: number; drawn: number } {
  return { all: path.edges.length, drawn: Math.min(MOST_LINES, path.edges.length) };
}
