import { expect, test } from 'vitest';
import type { ChainEdge, ChainNode, Gap, GapState, RegionStates, StageName, WholeChain } from '../src/api/types';
import { countStates, makeBoard, rankGaps, shownShelves, type BoardData } from '../src/chain/board';
import { cutEvenly, GUTTER, HEIGHTS, layOut, SQUARES, type Layout, type Sheet } from '../src/chain/layout';
import { drawnLines, drawPath, drawShelfLinks, MOST_LINES, route } from '../src/chain/links';
import { estimateWidth } from '../src/chain/measuring';
import { neighbour } from '../src/chain/moving';
import { findPath } from '../src/chain/path';
import { searchCells } from '../src/chain/searching';
import { cutTo, WHOLE } from '../src/chain/window';
import { firstRegion } from '../src/state/chain.svelte';

const both = (words: string) => ({ zh: words, en: words });
const node = (id: string, stage: StageName, segment: string, more: Partial<ChainNode> = {}): ChainNode => ({
  id, name: both(id), synonyms: [], stage, segment, codes: [], note: null, makers: [], to_check: [], ...more,
});
const edge = (from: string, to: string, more: Partial<ChainEdge> = {}): ChainEdge => ({
  from, to, kind: 'input', returns: false, basis: { ...both('工艺'), source: '', address: '' }, ...more,
});
const gap = (of: string, state: GapState, importance = 0): Gap => ({
  node: of, name: both(of), segment: '', stage: 'upstream', state, makers: [], nearest: null, importance, importance_parts: [], statements: [], task: null,
});
const whole = (nodes: ChainNode[], edges: ChainEdge[]): WholeChain => ({
  id: 'kites', name: both('风筝'), version: '1', basis: '', counts: { nodes: nodes.length, edges: edges.length, upstream: 0, midstream: 0, downstream: 0 },
  as_of: '2026-11-22', coverage: { known: 0, placed: 0, to_check: 0, text: both('') },
  segments: [
    { id: 'goods', stage: 'downstream', name: both('成品') },
    { id: 'raw', stage: 'upstream', name: both('料') },
    { id: 'sticks', stage: 'upstream', name: both('杆') },
    { id: 'parts', stage: 'midstream', name: both('部件') },
  ],
  nodes, edges,
});

const NODES = [
  node('silk', 'upstream', 'raw'), node('glue', 'upstream', 'raw'), node('bamboo', 'upstream', 'sticks', { synonyms: ['竹篾', 'ＦＲＰ杆'], codes: ['2041'] }),
  node('frame', 'midstream', 'parts'), node('reel', 'midstream', 'parts'), node('kite', 'downstream', 'goods'), node('stunt kite', 'downstream', 'goods'),
];
const EDGES = [
  edge('bamboo', 'frame'), edge('glue', 'frame'), edge('frame', 'kite'), edge('silk', 'kite'), edge('reel', 'kite'),
  edge('stunt kite', 'kite', { kind: 'kind_of' }), edge('kite', 'bamboo', { returns: true }),
];
const GAPS = [gap('silk', 'present'), gap('glue', 'no_data', 0.2), gap('bamboo', 'absent', 0.9), gap('frame', 'reachable', 0.2), gap('reel', 'no_data', 0.9)];
const BOARD: BoardData = makeBoard(whole(NODES, EDGES), GAPS);
const SHEET: Sheet = { width: 1036, size: 'names', nameOf: ({ name }) => name.zh, widthOf: estimateWidth, word: 60, square: SQUARES.few };
const ALL = { states: [], stage: null, among: null };
const lay = (more: Partial<Sheet> = {}): Layout => layOut(BOARD.shelves, { ...SHEET, ...more });

test('segments stand in the order of the stages, whatever the file says, and empty ones are left out', () => {
  expect(BOARD.shelves.map(({ id }) => id)).toEqual(['raw', 'sticks', 'parts', 'goods']);
  expect(BOARD.cells.map(({ id }) => id)[0]).toBe('silk');
  expect(BOARD.byId.get('kite')?.gap).toBeNull();
  expect(countStates(BOARD.cells)).toEqual({ present: 1, reachable: 1, absent: 1, no_data: 2 });
  expect(shownShelves(BOARD, { ...ALL, states: ['absent'] }).map(({ id, cells }) => [id, cells.length])).toEqual([['sticks', 1]]);
  expect(shownShelves(BOARD, { ...ALL, stage: 'midstream' }).map(({ id }) => id)).toEqual(['parts']);
  expect(shownShelves(BOARD, { ...ALL, among: new Map([['kite', 0]]) }).flatMap(({ cells }) => cells)).toHaveLength(1);
});

test('the most needed gap is first, equal need keeps the order of the chain, what is present is no gap', () => {
  expect(rankGaps(BOARD).map(({ id }) => id)).toEqual(['bamboo', 'reel', 'glue', 'frame']);
});

test('a path holds every input and use with its fewest steps, and does not follow what is recovered', () => {
  const path = findPath(BOARD, 'frame');
  expect([...(path?.steps ?? [])].sort()).toEqual([['bamboo', -1], ['frame', 0], ['glue', -1], ['kite', 1]]);
  expect([path?.upstream, path?.downstream]).toEqual([2, 1]);
  const kite = findPath(BOARD, 'kite');
  expect(kite?.steps.get('bamboo')).toBe(-2);
  expect(kite?.edges.filter((one) => one.edge.returns)).toHaveLength(1);
  expect(kite?.steps.has('stunt kite')).toBe(false);
  expect(findPath(BOARD, 'nobody')).toBeNull();
});

test('a circle of inputs ends', () => {
  const round = makeBoard(whole(NODES, [edge('silk', 'frame'), edge('frame', 'kite'), edge('kite', 'silk')]), []);
  expect(findPath(round, 'silk')?.steps.size).toBe(3);
});

test('heights are cut so that the tallest run is as low as can be', () => {
  expect(cutEvenly([4, 4, 4], 2)).toEqual([0, 2]);
  expect(cutEvenly([9, 1, 1, 1], 2)).toEqual([0, 1]);
  expect(cutEvenly([5], 3)).toEqual([0]);
  expect(cutEvenly([], 2)).toEqual([0]);
});

function overlaps(layout: Layout): number {
  const boxes = [...layout.cells.values()];
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h)).length;
}

test.each([{}, { size: 'squares' as const }, { width: 700 }, { width: 358, single: true }, { width: 2400 }])('no two cards lie on each other, each within its segment: %o', (more) => {
  const layout = lay(more);
  expect(layout.cells.size).toBe(NODES.length);
  expect(overlaps(layout)).toBe(0);
  for (const { id, segment } of BOARD.cells) {
    const [cell, shelf] = [layout.cells.get(id), layout.shelves.find((box) => box.id === segment)];
    expect(cell && shelf && cell.x >= shelf.x && cell.x + cell.w <= shelf.x + shelf.w && cell.y >= shelf.y && cell.y + cell.h <= shelf.y + shelf.h).toBe(true);
  }
});

test('stages run from left to right, and a stage with more segments gets the lane that is left', () => {
  const layout = lay();
  expect(layout.stages.map(({ stage }) => stage)).toEqual(['upstream', 'midstream', 'downstream']);
  expect(layout.stages.map(({ x }) => x)).toEqual([...layout.stages.map(({ x }) => x)].sort((a, b) => a - b));
  expect(layout.lanes).toBe(4);
  expect(layout.stages[0]?.w).toBeGreaterThan(layout.stages[1]?.w ?? 0);
  expect(layout.width).toBeLessThanOrEqual(SHEET.width);
});

test('on a small screen a lane is as wide as the screen', () => {
  const layout = layOut(shownShelves(BOARD, { ...ALL, stage: 'upstream' }), { ...SHEET, width: 358, single: true });
  expect([layout.lanes, layout.width]).toEqual([1, 358]);
});

test('a long name makes its card higher', () => {
  const tall = layOut(BOARD.shelves, { ...SHEET, nameOf: ({ id }) => (id === 'silk' ? '涂层尼龙与涤纶绸布料成品卷材及其边角' : id) });
  expect(tall.cells.get('silk')?.h).toBe(HEIGHTS[2]);
  expect(tall.cells.get('glue')?.h).toBe(HEIGHTS[0]);
});

test('lines leave to the right; within a lane and backwards they go round', () => {
  const layout = lay();
  const at = (id: string) => layout.cells.get(id) ?? { x: 0, y: 0, w: 0, h: 0, lane: 0 };
  const ends = (d: string) => [Number(/^M([\d.-]+)/.exec(d)?.[1]), Number(/ ([\d.-]+) [\d.-]+$/.exec(d)?.[1])];
  expect(ends(route(at('frame'), at('kite')))).toEqual([at('frame').x + at('frame').w, at('kite').x]);
  const [out, back] = ends(route(at('frame'), at('reel')));
  expect(out).toBe(back);
  expect(ends(route(at('kite'), at('bamboo')))).toEqual([at('kite').x, at('bamboo').x + at('bamboo').w]);
  expect(GUTTER).toBeGreaterThan(0);
});

test('segments are joined by one line that counts its links; a path draws only what is on the board', () => {
  const layout = lay();
  const weights = Object.fromEntries(drawShelfLinks(BOARD, layout).map(({ key, weight }) => [key.replace('\n', '>'), weight]));
  expect(weights).toEqual({ 'sticks>parts': 1, 'raw>parts': 1, 'parts>goods': 2, 'raw>goods': 1 });
  const path = findPath(BOARD, 'kite');
  expect(path && drawPath(path, layout)).toHaveLength(6);
  const some = layOut(shownShelves(BOARD, { ...ALL, stage: 'downstream' }), SHEET);
  expect(path && drawPath(path, some)).toEqual([]);
  expect(path && drawnLines(path)).toEqual({ all: 6, drawn: 6 });
  expect(MOST_LINES).toBeGreaterThan(6);
});

test('arrows walk down a lane, across lanes, and stop at the edge', () => {
  const layout = lay();
  expect(neighbour(layout, 'silk', 'ArrowDown')).toBe('glue');
  expect(neighbour(layout, 'silk', 'ArrowUp')).toBeNull();
  expect(neighbour(layout, 'silk', 'ArrowRight')).toBe('bamboo');
  expect(neighbour(layout, 'bamboo', 'ArrowRight')).toBe('frame');
  expect(neighbour(layout, 'reel', 'ArrowRight')).toBe('stunt kite');
  expect(neighbour(layout, 'kite', 'ArrowRight')).toBeNull();
  expect(neighbour(layout, 'reel', 'Home')).toBe('frame');
  expect(neighbour(layout, 'silk', 'x')).toBeNull();
  const squares = lay({ size: 'squares' });
  expect(neighbour(squares, 'silk', 'ArrowRight')).toBe('glue');
  expect(neighbour(squares, 'glue', 'ArrowRight')).toBe('bamboo');
});

test('a search finds names, synonyms of any width, and codes, the nearest first', () => {
  expect(searchCells(BOARD.cells, 'KITE').map(({ cell }) => cell.id)).toEqual(['kite', 'stunt kite']);
  expect(searchCells(BOARD.cells, '竹')[0]).toMatchObject({ cell: { id: 'bamboo' }, by: '竹篾' });
  expect(searchCells(BOARD.cells, 'frp杆')[0]?.cell.id).toBe('bamboo');
  expect(searchCells(BOARD.cells, '2041')[0]?.cell.id).toBe('bamboo');
  expect(searchCells(BOARD.cells, ' ')).toEqual([]);
  expect(searchCells(BOARD.cells, 'e', 2)).toHaveLength(2);
});

test('of a long board only what is near the window is drawn, and the card that has the focus', () => {
  const cells = Array.from({ length: WHOLE + 1 }, (_, i) => ({ ...node(`n${i}`, 'upstream', 'raw'), gap: null }));
  const places = new Map(cells.map(({ id }, i) => [id, { x: 0, y: i * 30, w: 200, h: 27, lane: 0 }]));
  const drawn = cutTo(cells, places, { top: 6000, bottom: 6900 }, 'n1');
  expect(drawn.length).toBeLessThan(80);
  expect(drawn.map(({ cell }) => cell.id)).toContain('n1');
  expect(drawn.map(({ cell }) => cell.id)).toContain('n210');
  places.delete('n9');
  expect(cutTo(cells, places, { top: 0, bottom: 0 }, null)).toHaveLength(WHOLE);
});

test('where no region is asked for, the city with the most companies on the chain is shown', () => {
  const region = (id: string, level: string, placed: number, known: number): RegionStates => ({
    id, name: both(id), code: null, level, counts: { present: 0, reachable: 0, absent: 0, no_data: 0 }, coverage: { known, placed, to_check: 0, text: both('') },
  });
  expect(firstRegion([region('省', 'province', 9, 90), region('甲', 'city', 2, 80), region('乙', 'city', 3, 10)])?.id).toBe('乙');
  expect(firstRegion([region('镇', 'town', 0, 1)])?.id).toBe('镇');
  expect(firstRegion([])).toBeNull();
});
