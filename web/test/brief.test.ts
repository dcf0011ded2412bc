import { describe, expect, test } from 'vitest';
import type { Brief, FieldName } from '../src/api/types';
import { applyEdits, FIELD_ORDER, isStated, showField, wordsOf } from '../src/brief/fields';
import { en } from '../src/text/en';
import { zh } from '../src/text/zh';
import document from './fixtures/brief.json';

const brief = document as unknown as Brief;
const shown = (field: FieldName, from: Brief = brief) => showField(from, field, zh, 'zh');

describe('a field of the brief', () => {
  test.each<[FieldName, string]>([
    ['kind', '厂房'],
    ['area_m2', '≥ 10,000 ㎡（15 亩）'],
    ['needed_by', '30 天内（2026年12月22日前）'],
    ['price', '≤ 25 元/㎡·月'],
    ['regions', '江门市、中山市'],
    ['anchors', '离宝安 ≤ 90 分钟'],
  ])('%s is shown as %s', (field, words) => {
    expect(shown(field)).toBe(words);
  });

  test('says about, between and at most', () => {
    const with_area = (area: Brief['area_m2']) => shown('area_m2', { ...brief, area_m2: area });
    expect(with_area({ about: 5000 })).toBe('约 5,000 ㎡（7.5 亩）');
    expect(with_area({ min: 5000, max: 8000 })).toBe('5,000 ㎡（7.5 亩）至8,000 ㎡（12 亩）');
    expect(with_area({ max: 8000 })).toBe('≤ 8,000 ㎡（12 亩）');
  });

  test('is shown in English too', () => {
    expect(showField(brief, 'anchors', en, 'en')).toBe('≤ 90 min from 宝安');
    expect(showField(brief, 'needed_by', en, 'en')).toBe('within 30 days (by 22 December 2026)');
  });

  test('remembers its words, those of a list once each', () => {
    expect(wordsOf(brief, 'area_m2')).toBe('1万平');
    expect(wordsOf(brief, 'regions')).toBe('江门 … 中山');
    expect(wordsOf(brief, 'tenure')).toBe('');
  });

  test('is stated or not', () => {
    const stated = FIELD_ORDER.filter((field) => isStated(brief, field));
    expect(stated).toEqual(['kind', 'area_m2', 'regions', 'anchors', 'needed_by', 'price']);
  });
});

test('corrections replace, remove and leave the rest alone', () => {
  const changed = applyEdits(brief, { area_m2: { min: 8000 }, price: null, regions: null });
  expect(changed.area_m2).toEqual({ min: 8000 });
  expect(changed.price).toBeNull();
  expect(changed.regions).toEqual([]);
  expect(changed.anchors).toEqual(brief.anchors);
  expect(brief.regions).toHaveLength(2);
});
