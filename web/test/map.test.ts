import { expect, test } from 'vitest';
import type { Item, MapData, RoadLine } from '../src/api/types';
import { listEntries, search } from '../src/browse/catalogue';
import { findFeatures, focusBounds, rankedFeatures, roadLabels } from '../src/map/features';
import { buildStyle, SOURCES } from '../src/map/style';

const point = <P>(lon: number, lat: number, properties: P) => ({
  type: 'Feature' as const, properties, geometry: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] },
});
const line = (properties: Partial<RoadLine> & { id: string; name: string }, ...coordinates: [number, number][]) => ({
  type: 'Feature' as const,
  properties: { open: true, opened_on: null, toll: true, link: false, ...properties },
  geometry: { type: 'LineString' as const, coordinates },
});
const layer = <F>(...features: F[]) => ({ type: 'FeatureCollection' as const, features });

const MAP: MapData = {
  as_of: '2024-06-29',
  outlines: { type: 'FeatureCollection', features: [] },
  regions: layer(point(113.03, 22.46, { id: 'r-440705', name: '新会区', name_en: 'Xinhui', level: 'county' })),
  parks: layer(point(113.0, 22.4, { id: 'p-1', name: '凤山湖园区', level: 'provincial', region: 'r-440705' })),
  sites: layer<MapData['sites']['features'][number]>(
    point(113.2, 22.6, { id: 's-1', name: '厂房甲', kind: 'plant', sample: false }),
    point(99, 1, { id: 'x-1', name: '示例厂房', kind: 'plant', sample: true }),
  ),
  facilities: layer(point(113.7, 22.58, { id: 'f-1', name: '深中通道', kind: 'bridge_tunnel', open: false })),
  roads: layer(
    line({ id: 'e-1', name: 'G2518 深中通道', link: true, open: false }, [113.8, 22.5], [113.75, 22.5]),
    line({ id: 'e-2', name: 'G2518 深中通道', link: true, open: false }, [113.75, 22.5], [113.25, 22.25]),
    line({ id: 'e-3', name: 'G15', link: false }, [113, 22], [113, 23]),
  ),
};

test('roads that must be named are named once, at the middle of their longest segment', () => {
  const labels = roadLabels(MAP.roads, (name) => `${name}（未通车）`);
  expect(labels.features).toHaveLength(1);
  expect(labels.features[0]?.properties?.['text']).toBe('G2518 深中通道（未通车）');
  expect(labels.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [113.5, 22.375] });
});

test('candidates at one point stand beside each other; those without a point are left out', () => {
  const item = (id: string, lon: number | null) => ({ id, name: id, lon, lat: lon === null ? null : 22.5, sample: false }) as Item;
  const ranked = rankedFeatures([item('a', 113), item('b', null), item('c', 113), item('d', 112)]);
  expect(ranked.features.map(({ properties }) => [properties?.['id'], properties?.['rank'], properties?.['shift']])).toEqual([
    ['a', 1, 0],
    ['c', 3, 1],
    ['d', 4, 0],
  ]);
});

test('the first view is that of the facts, not of the samples', () => {
  expect(focusBounds(MAP)).toEqual([113.0, 22.4, 113.2, 22.6]);
});

test('an entity is found in whichever layer it is', () => {
  expect(findFeatures(MAP, 'e-2').map((feature) => feature.geometry.type)).toEqual(['LineString']);
  expect(findFeatures(MAP, 'nobody')).toEqual([]);
});

test('the list is the twin of the map: roads by name with their segments, parks with their region', () => {
  const entries = listEntries(MAP);
  expect(entries.map(({ id, kind }) => `${kind} ${id}`)).toEqual(['park p-1', 'site s-1', 'site x-1', 'facility f-1', 'road e-1', 'road e-3']);
  expect(entries[0]?.detail).toBe('新会区');
  expect(entries[4]).toMatchObject({ ids: ['e-1', 'e-2'], open: false });
});

test('a search takes names, ids and full-width letters, and a kind', () => {
  const entries = listEntries(MAP);
  expect(search(entries, 'ｇ２５１８', null).map(({ id }) => id)).toEqual(['e-1']);
  expect(search(entries, '深中', 'facility').map(({ id }) => id)).toEqual(['f-1']);
  expect(search(entries, 'e-2', null).map(({ id }) => id)).toEqual(['e-1']);
  expect(search(entries, '新会 凤山', null).map(({ id }) => id)).toEqual(['p-1']);
  expect(search(entries, '没有', null)).toEqual([]);
});

test('the style loads nothing: no glyphs, no sprite, no tiles, and every layer has a source', () => {
  const style = buildStyle('zh');
  expect(style).not.toHaveProperty('glyphs');
  expect(style).not.toHaveProperty('sprite');
  expect(JSON.stringify(style)).not.toMatch(/https?:/);
  for (const each of style.layers) if ('source' in each) expect(SOURCES as readonly string[]).toContain(each.source);
  expect(new Set(style.layers.map((each) => each.id)).size).toBe(style.layers.length);
});
