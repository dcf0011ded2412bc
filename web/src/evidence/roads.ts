/** Which roads does a route take, when neighbouring segments of one road are said once? */

import type { Leg } from '../api/types';

export interface Stretch {
  /** The first segment, for the map and the card; null for the way to or from the network. */
  id: string | null;
  name: string;
  km: number;
  statements: string[];
}

export function joinRoads(path: readonly Leg[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { road_id: id, road: name, km, statements = [] } of path) {
    const last = stretches.at(-1);
    if (last && last.name === name && (last.id === null) === (id === null)) {
      last.km += km;
      last.statements.push(...statements);
    } else {
      stretches.push({ id, name, km, statements: [...statements] });
    }
  }
  return stretches;
}

/** Every statement that the minutes of a route rest on, each once. */
export function statementsOf(path: readonly Leg[]): string[] {
  return [...new Set(path.flatMap((leg) => leg.statements ?? []))];
}
