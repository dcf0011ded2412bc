/** How is a text with marks laid out: which paragraphs, and which pieces of them are marked? */

import type { Proposal, Status, TextBlock } from '../api/types';

export interface Mark {
  id: string;
  start: number;
  end: number;
  status: Status;
}

export interface Piece {
  text: string;
  mark: Mark | null;
}

export interface Passage {
  start: number;
  kind: string;
  pieces: Piece[];
}

/** Characters as the server counts them: one code point each. */
export function characters(text: string): string[] {
  return Array.from(text);
}

/** Cuts a sentence at its span. */
export function cut(text: string, [start, end]: readonly [number, number]): [string, string, string] {
  const all = characters(text);
  return [all.slice(0, start).join(''), all.slice(start, end).join(''), all.slice(end).join('')];
}

/** Lines of the text that hold anything, as blocks. */
function lines(all: readonly string[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let start = 0;
  for (let at = 0; at <= all.length; at += 1) {
    if (at < all.length && all[at] !== '\n') continue;
    if (all.slice(start, at).some((character) => character.trim())) blocks.push({ start, end: at, kind: 'paragraph' });
    start = at + 1;
  }
  return blocks;
}

/** The marks in order; of two that overlap the later one gives way, and `first` never does. */
export function marksOf(proposals: readonly Proposal[], first: string | null): Mark[] {
  const marks = proposals.map(({ id, status, claim: { start, end } }) => ({ id, start, end, status }));
  marks.sort((a, b) => Number(b.id === first) - Number(a.id === first) || a.start - b.start || b.end - a.end);
  const placed: Mark[] = [];
  for (const mark of marks) {
    if (mark.end > mark.start && placed.every((other) => mark.end <= other.start || mark.start >= other.end)) placed.push(mark);
  }
  return placed.sort((a, b) => a.start - b.start);
}

/** The text as paragraphs with marked pieces. Marks that cross a paragraph's end are cut there. */
export function layOut(text: string, blocks: readonly TextBlock[], marks: readonly Mark[]): Passage[] {
  const all = characters(text);
  const usable = blocks.length && blocks.every(({ start, end }) => start < end && end <= all.length) ? blocks : lines(all);
  return usable.map(({ start, end, kind }) => {
    const pieces: Piece[] = [];
    let at = start;
    for (const mark of marks) {
      const [from, to] = [Math.max(mark.start, start), Math.min(mark.end, end)];
      if (from >= to) continue;
      if (from > at) pieces.push({ text: all.slice(at, from).join(''), mark: null });
      pieces.push({ text: all.slice(from, to).join(''), mark });
      at = to;
    }
    if (at < end) pieces.push({ text: all.slice(at, end).join(''), mark: null });
    return { start, kind, pieces };
  });
}
