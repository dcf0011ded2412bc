/** A document came again with other words: what does it say now, in the order of the text that says it? */

import type { Saying, VersionDifference } from '../api/types';

export type Group = 'added' | 'gone' | 'kept';
export const GROUPS: readonly Group[] = ['added', 'gone', 'kept'];

/** The three lists; what is kept is shown by its place in the newer text. */
export function group(difference: VersionDifference): Record<Group, Saying[]> {
  const inOrder = (sayings: readonly Saying[]) => [...sayings].sort((a, b) => a.start - b.start || a.end - b.end);
  return { added: inOrder(difference.new), gone: inOrder(difference.gone), kept: inOrder(difference.kept.map(({ newer }) => newer)) };
}

export interface Change {
  before: Saying;
  after: Saying;
}

/** Of what is gone and what is new: pairs about the same subject and property, which is the same figure with another value. */
export function changes(difference: VersionDifference): Change[] {
  const { added, gone } = group(difference);
  const same = (a: Saying, b: Saying) => a.subject === b.subject && a.property === b.property;
  const found: Change[] = [];
  for (const before of gone) {
    const fits = added.filter((after) => same(before, after));
    const rivals = gone.filter((other) => same(before, other));
    const [after] = fits;
    if (after && fits.length === 1 && rivals.length === 1) found.push({ before, after });
  }
  return found;
}
