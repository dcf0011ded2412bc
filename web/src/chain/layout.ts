/** Where does every product stand? Worked out from sizes alone, so that two thousand need no measuring. */

import type { StageName } from '../api/types';
import type { BoardSize } from '../state/url';
import type { Cell, Shelf } from './board';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
  lane: number;
}
export interface ShelfBox extends Box {
  id: string;
  stage: StageName;
}
export interface StageHead {
  stage: StageName;
  x: number;
  w: number;
}
export interface Layout {
  cells: ReadonlyMap<string, Box>;
  shelves: ShelfBox[];
  stages: StageHead[];
  lanes: number;
  width: number;
  height: number;
}
export interface Sheet {
  width: number;
  size: BoardSize;
  /** The name in the language of the page: the height of a card follows it. */
  nameOf: (cell: Cell) => string;
  widthOf: (name: string) => number;
  /** How wide the word of the state may be. */
  word: number;
  /** The side of a square. */
  square: number;
  /** Everything under each other, for a small screen. */
  single?: boolean;
}

export const GUTTER = 26;
/** What names need, and what squares and a crowded window make do with. */
export const LEAST_LANE = 214;
export const TIGHT_LANE = 150;
export const MOST_LANE = 330;
export const PAD = 8;
export const HEAD = 30;
export const SHELF_GAP = 12;
/** Squares are drawn large while there are few of them. */
export const SQUARES = { few: 24, many: 16, from: 800 } as const;
const BETWEEN = 4;
/** A card of one line, of a name above its word, of a name in two lines above its word. */
export const HEIGHTS = [27, 44, 60] as const;
const STEP = 3;
/** What the mark of the state and the inner space take of the width of a card. */
const BESIDE = 38;
const SPACE = 8;

function cellHeight(cell: Cell, lane: number, { nameOf, widthOf, word }: Sheet): number {
  const room = lane - 2 * PAD - BESIDE;
  const name = widthOf(nameOf(cell));
  return HEIGHTS[name + SPACE + word <= room ? 0 : name <= room ? 1 : 2];
}

function shelfHeight(shelf: Shelf, lane: number, sheet: Sheet): number {
  if (sheet.size === 'squares') return HEAD + Math.ceil(shelf.cells.length / perRow(lane, sheet.square)) * (sheet.square + BETWEEN) + PAD;
  return HEAD + shelf.cells.reduce((sum, cell) => sum + cellHeight(cell, lane, sheet) + STEP, 0) + PAD - STEP;
}

const perRow = (lane: number, side: number) => Math.max(1, Math.floor((lane - 2 * PAD + BETWEEN) / (side + BETWEEN)));

/** Cuts a row of heights into `parts` runs so that the tallest run is as low as can be; the places where runs start. */
export function cutEvenly(heights: readonly number[], parts: number): number[] {
  const fits = (most: number): number[] | null => {
    const starts = [0];
    let sum = 0;
    heights.forEach((height, place) => {
      if (place > 0 && sum + height > most) {
        starts.push(place);
        sum = 0;
      }
      sum += height;
    });
    return starts.length <= parts ? starts : null;
  };
  let low = Math.max(0, ...heights);
  let high = heights.reduce((sum, height) => sum + height, 0);
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) high = middle;
    else low = middle;
  }
  return fits(low) ?? fits(high) ?? [0];
}

/** How many lanes each stage gets: one each, the others where the lanes are tallest. */
function shareLanes(stages: readonly { shelves: Shelf[]; height: number }[], lanes: number): number[] {
  const shares = stages.map(() => 1);
  for (let left = lanes - stages.length; left > 0; left -= 1) {
    const open = stages.map(({ shelves, height }, place) => ((shares[place] ?? 1) < shelves.length ? height / (shares[place] ?? 1) : 0));
    const tallest = open.indexOf(Math.max(...open));
    if (!open[tallest]) break;
    shares[tallest] = (shares[tallest] ?? 1) + 1;
  }
  return shares;
}

function placeShelf(shelf: Shelf, box: Box, sheet: Sheet, into: Map<string, Box>): void {
  const [across, step] = [perRow(box.w, sheet.square), sheet.square + BETWEEN];
  let y = box.y + HEAD;
  shelf.cells.forEach((cell, place) => {
    if (sheet.size === 'squares') {
      const [row, column] = [Math.floor(place / across), place % across];
      into.set(cell.id, { x: box.x + PAD + column * step, y: y + row * step, w: sheet.square, h: sheet.square, lane: box.lane });
      return;
    }
    const h = cellHeight(cell, box.w, sheet);
    into.set(cell.id, { x: box.x + PAD, y, w: box.w - 2 * PAD, h, lane: box.lane });
    y += h + STEP;
  });
}

/** Lanes from left to right, stage by stage; within a stage its segments one under another, in their order. */
export function layOut(shelves: readonly Shelf[], sheet: Sheet): Layout {
  const names = [...new Set(shelves.map(({ stage }) => stage))];
  const least = sheet.size === 'squares' ? TIGHT_LANE : LEAST_LANE;
  const most = sheet.single ? names.length : Math.max(names.length, Math.floor((sheet.width + GUTTER) / (least + GUTTER)));
  const stages = names.map((stage) => {
    const own = shelves.filter((shelf) => shelf.stage === stage);
    return { stage, shelves: own, height: own.reduce((sum, shelf) => sum + shelfHeight(shelf, least, sheet), 0) };
  });
  const shares = shareLanes(stages, most);
  const lanes = shares.reduce((sum, share) => sum + share, 0);
  const room = Math.floor((sheet.width - (lanes - 1) * GUTTER) / Math.max(1, lanes));
  const lane = sheet.single ? room : Math.min(MOST_LANE, Math.max(lanes > names.length ? least : TIGHT_LANE, room));
  const cells = new Map<string, Box>();
  const boxes: ShelfBox[] = [];
  const heads: StageHead[] = [];
  let first = 0;
  let height = 0;
  stages.forEach(({ stage, shelves: own }, at) => {
    const share = shares[at] ?? 1;
    const starts = cutEvenly(own.map((shelf) => shelfHeight(shelf, lane, sheet) + SHELF_GAP), share);
    heads.push({ stage, x: first * (lane + GUTTER), w: share * lane + (share - 1) * GUTTER });
    let number = first - 1;
    let y = 0;
    own.forEach((shelf, place) => {
      if (starts.includes(place)) [number, y] = [number + 1, 0];
      const box = { x: number * (lane + GUTTER), y, w: lane, h: shelfHeight(shelf, lane, sheet), lane: number };
      boxes.push({ ...box, id: shelf.id, stage });
      placeShelf(shelf, box, sheet, cells);
      y += box.h + SHELF_GAP;
      height = Math.max(height, y - SHELF_GAP);
    });
    first += share;
  });
  return { cells, shelves: boxes, stages: heads, lanes, width: lanes * lane + Math.max(0, lanes - 1) * GUTTER, height };
}
