/** A document came again with other words: what does it say now, in the order of the text that says it? */

import type { Pair, Saying, VersionDifference } from '../api/types';

export type Group = 'changed' | 'added' | 'gone' | 'kept';
export const GROUPS: readonly Group[] = ['changed', 'added', 'gone', 'kept'];

/** The four lists; what is kept is shown by its place in the newer text. */
export function group(difference: VersionDifference): Record<Group, Saying[]> {
  const inOrder = (sayings: readonly Saying[]) => [...sayings].sort((a, b) => a.start - b.start || a.end - b.end);
  const newest = (pairs: readonly Pair[]) => inOrder(pairs.map(({ newer }) => newer));
  return { changed: newest(difference.changed), added: inOrder(difference.new), gone: inOrder(difference.gone), kept: newest(difference.kept) };
}
