/** Which products of the chain do these words mean? */

import type { Cell } from './board';

export interface Hit {
  cell: Cell;
  /** The synonym that was met, when it was not the name. */
  by: string | null;
}

const fold = (words: string) => words.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** By name in either language, synonym, or code: what begins so comes first. */
export function searchCells(cells: readonly Cell[], words: string, most = 8): Hit[] {
  const wanted = fold(words);
  if (!wanted) return [];
  const found: (Hit & { rank: number })[] = [];
  for (const cell of cells) {
    const names = [cell.name.zh, cell.name.en].map(fold);
    const synonym = cell.synonyms.find((one) => fold(one).includes(wanted)) ?? null;
    if (names.includes(wanted)) found.push({ cell, by: null, rank: 0 });
    else if (names.some((name) => name.startsWith(wanted))) found.push({ cell, by: null, rank: 1 });
    else if (names.some((name) => name.includes(wanted))) found.push({ cell, by: null, rank: 2 });
    else if (synonym) found.push({ cell, by: synonym, rank: fold(synonym).startsWith(wanted) ? 3 : 4 });
    else if (cell.codes.some((code) => code.startsWith(wanted))) found.push({ cell, by: cell.codes.join(' '), rank: 5 });
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, most).map(({ cell, by }) => ({ cell, by }));
}
