/** How are things that need a look grouped: by kind, the most overdue first? */

import type { StaleItem } from '../api/types';

interface OfKind {
  kind: string;
}

/** Kinds with their counts, the largest first. */
export function countKinds(things: readonly OfKind[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { kind } of things) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

/** Each kind with its items, the longest past their time first; only one kind when one is asked for. */
export function groupStale(items: readonly StaleItem[], kind: string | null): [string, StaleItem[]][] {
  return countKinds(items)
    .filter(([each]) => kind === null || each === kind)
    .map(([each]) => [
      each,
      items.filter((item) => item.kind === each).sort((a, b) => (b.days_over ?? -1) - (a.days_over ?? -1) || a.entity.localeCompare(b.entity)),
    ]);
}
