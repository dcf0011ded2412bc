import { describe, expect, test } from 'vitest';
import { isDay, readUrl, START, writeUrl, type UrlState } from '../src/state/url';

const FULL: UrlState = {
  q: '江门的1万平厂房，≥1.5吨/㎡ & 双回路',
  edits: { area_m2: { min: 8000, max: null, about: null }, price: null, regions: [] },
  asOf: '2024-06-29',
  samples: true,
  lang: 'en',
  view: 'find',
  list: 'rejected',
  sel: 's-043',
  statements: ['s-00ff00ff00ff00ff', 'b-0123456789ab-17-area'],
  part: 'conflicts',
  doc: '3b3cd62bd507',
  proposal: 'p-bf74e7bf58e6ee60',
  standing: 'accepted',
  sure: 0.75,
  kind: 'park',
  chain: 'battery',
  region: '440700',
  within: 90,
  node: 'electrolyte',
  states: ['absent', 'no_data'],
  stage: 'midstream',
  size: 'squares',
  only: true,
};

describe('the address bar', () => {
  test('holds the whole state and gives it back', () => {
    expect(readUrl(writeUrl(FULL))).toEqual(FULL);
  });

  test('is empty at the start', () => {
    expect(writeUrl(START)).toBe('');
    expect(readUrl('')).toEqual(START);
  });

  test.each([
    ['as_of=2024-02-30', 'asOf'],
    ['as_of=45473', 'asOf'],
    ['list=winners', 'list'],
    ['lang=fr', 'lang'],
    ['samples=yes', 'samples'],
    ['view=admin', 'view'],
    ['part=settings', 'part'],
    ['status=forgotten', 'standing'],
    ['sure=7', 'sure'],
    ['sure=-0.2', 'sure'],
    ['brief=%7Bnot-json', 'edits'],
    ['brief=%7B%22__proto__%22%3A1%2C%22colour%22%3A2%7D', 'edits'],
  ] as const)('ignores what it does not understand: %s', (search, field) => {
    expect(readUrl(`?${search}`)[field]).toEqual(START[field]);
  });

  test('keeps statement ids readable', () => {
    expect(writeUrl({ ...START, statements: ['s-1', 's-2'] })).toBe('?st=s-1,s-2');
  });
});

test('a day must exist', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isDay('2023-02-29')).toBe(false);
  expect(isDay('2024-6-1')).toBe(false);
  expect(isDay(null)).toBe(false);
});
