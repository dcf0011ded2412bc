/** In which order, colours and zooms is everything drawn? One MapLibre style, without tiles, glyphs or sprites. */

import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../api/types';
import { COLOURS } from './symbols';

export const FONT = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";
export const SOURCES = ['outlines', 'regions', 'roads', 'road-labels', 'facilities', 'parks', 'cells', 'sites', 'ranked', 'chosen', 'anchor'] as const;
export type SourceName = (typeof SOURCES)[number];
/** What a click can open, topmost first. */
export const OPENABLE = ['ranked', 'sites', 'parks', 'facilities'] as const;
export const ROADS = ['roads-link', 'roads-open', 'roads-closed'] as const;

const FONT_STACK = ['Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'sans-serif'];
const is = (name: string, value: string | boolean): ExpressionSpecification => ['==', ['get', name], value];
const widths = (low: number, high: number): ExpressionSpecification => ['interpolate', ['exponential', 1.4], ['zoom'], 7, low, 13, high];

export function regionName(language: Language): ExpressionSpecification {
  return language === 'zh' ? ['get', 'name'] : ['coalesce', ['get', 'name_en'], ['get', 'name']];
}

function label(size: number | ExpressionSpecification, text: ExpressionSpecification) {
  return { 'text-field': text, 'text-font': FONT_STACK, 'text-size': size, 'text-max-width': 9, 'text-padding': 4 };
}

const halo = (colour: string, width = 1.6) => ({ 'text-color': colour, 'text-halo-color': 'rgba(250,249,245,0.92)', 'text-halo-width': width });
const beside = { 'text-variable-anchor': ['left', 'right', 'top', 'bottom'] as ('left' | 'right' | 'top' | 'bottom')[], 'text-justify': 'auto' as const };

function ground(): LayerSpecification[] {
  return [
    { id: 'water', type: 'background', paint: { 'background-color': COLOURS.water } },
    { id: 'land', type: 'fill', source: 'outlines', paint: { 'fill-color': COLOURS.land } },
    { id: 'border', type: 'line', source: 'outlines', paint: { 'line-color': COLOURS.border, 'line-width': 0.9, 'line-dasharray': [4, 2] } },
  ];
}

function roads(): LayerSpecification[] {
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const toll: ExpressionSpecification = ['case', is('toll', true), COLOURS.road, COLOURS.roadMinor];
  const open: ExpressionSpecification = ['all', is('open', true), is('link', false)];
  return [
    { id: 'route', type: 'line', source: 'roads', filter: ['in', ['get', 'id'], ['literal', []]], layout: round, paint: { 'line-color': '#8fb4de', 'line-width': widths(6, 13), 'line-opacity': 0.75 } },
    { id: 'chosen-road', type: 'line', source: 'roads', filter: is('id', ''), layout: round, paint: { 'line-color': COLOURS.chosen, 'line-width': widths(6.5, 14), 'line-opacity': 0.5 } },
    { id: 'roads-casing', type: 'line', source: 'roads', filter: open, layout: round, paint: { 'line-color': '#ffffff', 'line-width': widths(2.6, 7.5) } },
    { id: 'roads-open', type: 'line', source: 'roads', filter: open, layout: round, paint: { 'line-color': toll, 'line-width': widths(1.1, 4) } },
    { id: 'roads-closed', type: 'line', source: 'roads', filter: ['all', is('open', false), is('link', false)], paint: { 'line-color': COLOURS.roadClosed, 'line-width': widths(1.3, 3), 'line-dasharray': [2.4, 2.2] } },
    { id: 'link-casing', type: 'line', source: 'roads', filter: is('link', true), layout: round, paint: { 'line-color': '#ffffff', 'line-width': widths(5, 11) } },
    { id: 'roads-link', type: 'line', source: 'roads', filter: ['all', is('link', true), is('open', true)], layout: round, paint: { 'line-color': COLOURS.link, 'line-width': widths(3, 7) } },
    { id: 'link-closed', type: 'line', source: 'roads', filter: ['all', is('link', true), is('open', false)], paint: { 'line-color': COLOURS.link, 'line-width': widths(2.4, 5), 'line-dasharray': [1.6, 1.5] } },
  ];
}

function places(language: Language): LayerSpecification[] {
  const name = regionName(language);
  const level = (code: string, minzoom: number, size: number, colour: string, spacing: number): LayerSpecification => ({
    id: `region-${code}`, type: 'symbol', source: 'regions', filter: is('level', code), minzoom,
    layout: { ...label(size, name), 'text-letter-spacing': spacing, 'text-padding': 8, 'text-offset': [0, -1.1] }, paint: halo(colour),
  });
  return [level('town', 11, 11.5, '#7a766c', 0), level('county', 9.4, 12.5, '#6c685e', 0.08), level('city', 0, 15, '#625e54', 0.22)];
}

function points(): LayerSpecification[] {
  const grow: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 7, 0.6, 9, 0.86, 11, 1.1];
  const icon = { 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': grow };
  const siteIcon: ExpressionSpecification = ['case', is('sample', true), 'sample', is('kind', 'parcel'), 'parcel', 'plant'];
  const parkName: ExpressionSpecification = [
    'step', ['zoom'], '',
    8.4, ['case', is('level', 'national'), ['get', 'name'], ''],
    9.2, ['case', ['in', ['get', 'level'], ['literal', ['national', 'provincial']]], ['get', 'name'], ''],
    10.2, ['get', 'name'],
  ];
  const many: ExpressionSpecification = ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 3, 60, 22];
  return [
    { id: 'cells', type: 'circle', source: 'cells', paint: { 'circle-radius': many, 'circle-color': COLOURS.sample, 'circle-opacity': 0.1, 'circle-stroke-color': COLOURS.sample, 'circle-stroke-width': 1, 'circle-stroke-opacity': 0.45 } },
    { id: 'facilities', type: 'symbol', source: 'facilities', layout: { ...icon, 'icon-image': ['case', is('open', true), 'facility', 'facility-closed'] } },
    { id: 'parks', type: 'symbol', source: 'parks', layout: { ...icon, 'icon-image': 'park' } },
    { id: 'sites', type: 'symbol', source: 'sites', layout: { ...icon, 'icon-image': siteIcon }, paint: { 'icon-opacity': ['case', is('sample', true), 0.7, 1] } },
    { id: 'road-names', type: 'symbol', source: 'roads', minzoom: 10.8, layout: { ...label(11, ['get', 'name']), 'symbol-placement': 'line', 'text-max-width': 30 }, paint: halo('#6f6654') },
    { id: 'site-names', type: 'symbol', source: 'sites', minzoom: 11.6, layout: { ...label(11.5, ['get', 'name']), ...beside, 'text-radial-offset': 0.9 }, paint: halo('#26456e') },
    { id: 'facility-names', type: 'symbol', source: 'facilities', minzoom: 10.4, layout: { ...label(11, ['get', 'name']), ...beside, 'text-radial-offset': 0.8 }, paint: halo('#59616c') },
    { id: 'park-names', type: 'symbol', source: 'parks', layout: { ...label(12, parkName), ...beside, 'text-radial-offset': 0.9, 'symbol-sort-key': ['match', ['get', 'level'], 'national', 0, 'provincial', 1, 2] }, paint: halo('#1d5450') },
  ];
}

function onTop(): LayerSpecification[] {
  const shift: ExpressionSpecification = ['match', ['get', 'shift'], 0, ['literal', [0, 0]], 1, ['literal', [25, 0]], 2, ['literal', [-25, 0]], 3, ['literal', [0, 25]], 4, ['literal', [0, -25]], ['literal', [25, 25]]];
  return [
    { id: 'closed-names', type: 'symbol', source: 'road-labels', minzoom: 8.6, filter: is('link', false), layout: { ...label(11.5, ['get', 'text']), ...beside, 'text-radial-offset': 0.5 }, paint: halo('#6a5f49') },
    { id: 'link-name', type: 'symbol', source: 'road-labels', filter: is('link', true), layout: { ...label(13, ['get', 'text']), 'text-variable-anchor': ['bottom', 'top', 'right', 'left'], 'text-radial-offset': 0.7, 'text-max-width': 14 }, paint: halo(COLOURS.link, 2) },
    { id: 'chosen', type: 'circle', source: 'chosen', paint: { 'circle-radius': 15, 'circle-color': COLOURS.chosen, 'circle-opacity': 0.16, 'circle-stroke-color': COLOURS.chosen, 'circle-stroke-width': 2.5 } },
    { id: 'chosen-name', type: 'symbol', source: 'chosen', filter: is('numbered', false), layout: { ...label(13, ['get', 'name']), ...beside, 'text-radial-offset': 1.5 }, paint: halo(COLOURS.chosen, 2) },
    { id: 'anchor', type: 'symbol', source: 'anchor', layout: { 'icon-image': 'anchor', 'icon-allow-overlap': true, ...label(13, ['get', 'text']), 'text-max-width': 16, ...beside, 'text-radial-offset': 1.1, 'text-optional': true }, paint: halo(COLOURS.link, 2) },
    { id: 'ranked-names', type: 'symbol', source: 'ranked', filter: ['==', ['get', 'shift'], 0], minzoom: 8.2, layout: { ...label(13, ['get', 'name']), ...beside, 'text-radial-offset': 1.3, 'symbol-sort-key': ['get', 'rank'] }, paint: halo(COLOURS.ink, 2) },
    { id: 'ranked', type: 'symbol', source: 'ranked', layout: { 'icon-image': ['concat', 'rank-', ['to-string', ['get', 'rank']], ['case', is('sample', true), '-sample', '']], 'icon-allow-overlap': true, 'icon-offset': shift, 'symbol-sort-key': ['-', 0, ['get', 'rank']] } },
  ];
}

export function buildStyle(language: Language): StyleSpecification {
  const empty = { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } };
  return {
    version: 8,
    sources: Object.fromEntries(SOURCES.map((name) => [name, empty])),
    layers: [...ground(), ...roads(), ...places(language), ...points(), ...onTop()],
  };
}
