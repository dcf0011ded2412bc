/** Which features does the map draw for the state of the page? Pure data in, GeoJSON out. */

import type { Collection, Item, LineFeature, MapData, Place, RoadLine } from '../api/types';

type Position = [number, number];
export type Bounds = [number, number, number, number];

function point(coordinates: Position, properties: Record<string, unknown>): GeoJSON.Feature<GeoJSON.Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates } };
}

export function collect(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features };
}

/** The candidates of the list on view, numbered; those at one point get a place beside each other (`shift`). */
export function rankedFeatures(items: readonly Item[]): GeoJSON.FeatureCollection {
  const taken = new Map<string, number>();
  const features: GeoJSON.Feature[] = [];
  items.forEach((item, index) => {
    if (item.lon === null || item.lat === null) return;
    const place = `${item.lon},${item.lat}`;
    const shift = taken.get(place) ?? 0;
    taken.set(place, shift + 1);
    features.push(point([item.lon, item.lat], { id: item.id, name: item.name, rank: index + 1, shift, sample: item.sample }));
  });
  return collect(features);
}

/** An event names one segment of its road; the whole road of that name is the Link. */
export function spreadLinks(roads: MapData['roads']): MapData['roads'] {
  const links = new Set(roads.features.filter((road) => road.properties.link).map((road) => road.properties.name));
  const features = roads.features.map((road) => ({ ...road, properties: { ...road.properties, link: links.has(road.properties.name) } }));
  return { ...roads, features };
}

function lengthOf({ geometry: { coordinates } }: LineFeature<RoadLine>): number {
  const [a, b] = [coordinates[0], coordinates.at(-1)];
  return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
}

function middleOf({ geometry: { coordinates } }: LineFeature<RoadLine>): Position {
  const [a, b] = [coordinates[Math.floor((coordinates.length - 1) / 2)], coordinates[Math.ceil((coordinates.length - 1) / 2)]];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : [0, 0];
}

/** One label per road that must be named: the Link always, others while they are not open. */
export function roadLabels(roads: Collection<LineFeature<RoadLine>>, notOpen: (name: string) => string): GeoJSON.FeatureCollection {
  const longest = new Map<string, LineFeature<RoadLine>>();
  for (const road of roads.features) {
    const { name, link, open } = road.properties;
    if (!link && open) continue;
    const held = longest.get(name);
    if (!held || lengthOf(road) > lengthOf(held)) longest.set(name, road);
  }
  return collect(
    [...longest.values()].map((road) => {
      const { id, name, open, link } = road.properties;
      return point(middleOf(road), { id, text: open ? name : notOpen(name), link, open });
    }),
  );
}

/** The points and lines of one entity, whichever layer it is in. */
export function findFeatures(map: MapData, id: string): GeoJSON.Feature[] {
  const layers = [map.parks, map.sites, map.facilities, map.roads, map.regions] as GeoJSON.FeatureCollection[];
  return layers.flatMap((layer) => layer.features.filter((feature) => feature.properties?.['id'] === id));
}

/** Where the trips of the brief start, each with its label. */
export function anchorFeatures(anchors: readonly (Place | null)[], label: (name: string) => string): GeoJSON.FeatureCollection {
  return collect(anchors.flatMap((place) => (place ? [point([place.lon, place.lat], { text: label(place.name) })] : [])));
}

/** The box that holds all but the outermost twentieth of the parks and sites; null without any. */
export function focusBounds(map: MapData): Bounds | null {
  const real = map.sites.features.filter((site) => !site.properties.sample);
  const points = [...map.parks.features, ...real].map((feature) => feature.geometry.coordinates);
  if (!points.length) return null;
  const ends = (values: number[]): [number, number] => {
    const sorted = values.toSorted((a, b) => a - b);
    const cut = Math.floor(sorted.length / 20);
    return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
  };
  const [west, east] = ends(points.map(([lon]) => lon));
  const [south, north] = ends(points.map(([, lat]) => lat));
  return [west, south, east, north];
}
