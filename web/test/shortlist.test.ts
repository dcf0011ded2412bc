import { expect, test } from 'vitest';
import type { Reason } from '../src/api/types';
import { joinRoads, statementsOf } from '../src/evidence/roads';
import { segments } from '../src/shortlist/colours';
import { dayFor, sideOf, splitLabel } from '../src/state/phase';

const words = { zh: '', en: '' };
const reason = (criterion: string, contribution: number | null, band: [number, number], weight: number): Reason => ({
  criterion, label: words, value: contribution === null ? null : 1, unit: null, text: words, contribution, band, weight, statements: [],
});

test('the bar shows what is known first, then how much each unknown could add', () => {
  const parts = segments([reason('rent', null, [0, 0.2], 0.2), reason('minutes', 0.3, [0.3, 0.3], 0.35), reason('load', null, [0.05, 0.2], 0.2)]);
  expect(parts.map(({ criterion, known }) => [criterion, known])).toEqual([['minutes', true], ['load', true], ['rent', false], ['load', false]]);
  expect(parts.map(({ width }) => Number(width.toFixed(2)))).toEqual([0.3, 0.05, 0.2, 0.15]);
});

test('a criterion that gives nothing takes no room', () => {
  expect(segments([reason('rent', 0, [0, 0], 0.2)])).toEqual([]);
});

const LINK = { id: 'link', date: '2024-06-30', label: words, road: null };

test('the day of the opening is after it', () => {
  expect(sideOf('2024-06-29', LINK)).toBe('before');
  expect(sideOf('2024-06-30', LINK)).toBe('after');
});

test('before is the eve, after is today, and an event still to come turns that round', () => {
  expect(dayFor('before', LINK, '2026-11-22')).toBe('2024-06-29');
  expect(dayFor('after', LINK, '2026-11-22')).toBe('2026-11-22');
  expect(dayFor('before', { ...LINK, date: '2027-01-01' }, '2026-11-22')).toBe('2026-11-22');
  expect(dayFor('after', { ...LINK, date: '2027-01-01' }, '2026-11-22')).toBe('2027-01-01');
});

test('the switch takes the opening out of the name of the event', () => {
  expect(splitLabel('深中通道通车', '通车')).toEqual({ name: '深中通道', opens: true });
  expect(splitLabel('园区挂牌', '通车')).toEqual({ name: '园区挂牌', opens: false });
});

test('segments of one road are one stretch, the way to the network stays apart', () => {
  const leg = (road_id: string | null, road: string, km: number, statements: string[]) => ({ road_id, road, km, minutes: 1, statements });
  const path = [leg(null, '', 1, []), leg('e-1', 'G15', 2, ['a']), leg('e-2', 'G15', 3, ['b', 'a']), leg('e-3', 'G2518', 4, ['c'])];
  expect(joinRoads(path)).toEqual([
    { id: null, name: '', km: 1, statements: [] },
    { id: 'e-1', name: 'G15', km: 5, statements: ['a', 'b', 'a'] },
    { id: 'e-3', name: 'G2518', km: 4, statements: ['c'] },
  ]);
  expect(statementsOf(path)).toEqual(['a', 'b', 'c']);
});
