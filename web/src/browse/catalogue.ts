/** What is on the map, as one searchable list? */

import type { MapData } from '../api/types';

export type Kind = 'park' | 'site' | 'facility' | 'road';
export const KINDS: readonly Kind[] = ['park', 'site', 'facility', 'road'];

export interface Entry {
  /** The entity a click opens; for a road its first segment. */
  id: string;
  ids: string[];
  kind: Kind;
  name: string;
  detail: string | null;
  open: boolean;
  sample: boolean;
}

/** One entry per park, site and facility, and one per road name with all its segments. */
export function listEntries(map: MapData): Entry[] {
  const plain = { open: true, sample: false };
  const regions = new Map(map.regions.features.map(({ properties }) => [properties.id, properties.name]));
  const parks = map.parks.features.map(({ properties: { id, name, region } }) => ({
    ...plain, id, ids: [id], kind: 'park' as const, name, detail: region ? (regions.get(region) ?? region) : null,
  }));
  const sites = map.sites.features.map(({ properties: { id, name, kind, sample } }) => ({ ...plain, id, ids: [id], kind: 'site' as const, name, detail: kind, sample }));
  const facilities = map.facilities.features.map(({ properties: { id, name, kind, open } }) => ({ ...plain, id, ids: [id], kind: 'facility' as const, name, detail: kind, open }));
  const roads = new Map<string, Entry>();
  for (const { properties: road } of map.roads.features) {
    const entry = roads.get(road.name);
    if (entry) {
      entry.ids.push(road.id);
      entry.open &&= road.open;
    } else {
      roads.set(road.name, { id: road.id, ids: [road.id], kind: 'road', name: road.name, detail: null, open: road.open, sample: false });
    }
  }
  return [...parks, ...sites, ...facilities, ...roads.values()];
}

/** Entries whose name or id holds every word asked for, whatever the case. */
export function search(entries: readonly Entry[], words: string, kind: Kind | null): Entry[] {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (kind && entry.kind !== kind) return false;
    const text = `${entry.name} ${entry.ids.join(' ')} ${entry.detail ?? ''}`.normalize('NFKC').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
