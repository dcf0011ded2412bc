/** Which colour does a criterion have? Fixed by its place among the criteria, safe for colour-blind readers. */

import type { Criterion, Reason } from '../api/types';

const PALETTE = ['#4477aa', '#228833', '#c9a21a', '#aa3377', '#2a9db0', '#e0606f', '#7a6c5d', '#5b4b9a'] as const;

export function colourOf(criterion: string, criteria: readonly Criterion[]): string {
  const place = criteria.findIndex((candidate) => candidate.criterion === criterion);
  return PALETTE[(place < 0 ? criteria.length : place) % PALETTE.length] ?? PALETTE[0];
}

/** A stated range is known, though it is no one number: it has words and statements. */
export function isKnown(reason: Reason): boolean {
  return reason.value !== null || reason.statements.length > 0;
}

export interface Segment {
  criterion: string;
  known: boolean;
  /** Share of the whole bar, 0 to 1. */
  width: number;
}

/** The bar of one candidate: what is known first, then for each unknown how much it could still add. */
export function segments(reasons: readonly Reason[]): Segment[] {
  const known: Segment[] = [];
  const open: Segment[] = [];
  for (const { criterion, contribution, band, weight } of reasons) {
    const [low, high] = band ?? [contribution ?? 0, contribution ?? weight];
    const sure = contribution ?? low;
    if (sure > 0) known.push({ criterion, known: true, width: sure });
    if (contribution === null && high > low) open.push({ criterion, known: false, width: high - low });
  }
  return [...known, ...open];
}
