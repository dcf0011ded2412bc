import { describe, expect, test } from 'vitest';
import type { Claim, Proposal, ReceivedDocument, Saying, Status, VersionDifference } from '../src/api/types';
import { group } from '../src/review/difference';
import { draftOf, edited, readNumber, wrong } from '../src/review/editing';
import { countKinds, groupStale } from '../src/review/grouping';
import { commandOf, EXPLAINED, isFree, type Stroke } from '../src/review/keys';
import { inReadingOrder, mergeTargets, nextOpen, onView, previewBulk, recount, step } from '../src/review/order';
import { cut, layOut, marksOf } from '../src/review/passages';
import { decode, encode, isProse, isText, titleOf } from '../src/review/receiving';
import { amount, periodWords, publishedWords, summary, sureness, valueWords } from '../src/review/wording';
import { headOf, nameOf, vocabulary } from '../src/text/vocabulary.svelte';
import { en } from '../src/text/en';
import { zh } from '../src/text/zh';

const CLAIM: Claim = {
  start: 10, end: 15, quote: '近120家', subject: '翠亨新区', property: 'enterprises_introduced', kind: 'count', value: 120, low: 108, high: 120,
  unit: 'count', qualifier: 'nearly', valid_from: '2024-06-01', valid_to: '2024-06-30', place: null, confidence: 0.77, method: 'rules', role: 'value',
};

const LABEL = { zh: '引进企业', en: 'enterprises brought in' };
// As the server says it in /api/meta.
vocabulary.words = {
  things: { park: { zh: '园区', en: 'park' } }, kinds: {}, bases: {},
  units: { count: { zh: '个', en: '' }, CNY: { zh: '元', en: 'CNY' } },
};

function proposal(id: string, claim: Partial<Claim> = {}, rest: Partial<Proposal> = {}): Proposal {
  return {
    id, document: 'd1', status: 'open', claim: { ...CLAIM, ...claim }, label: LABEL, sentence: { text: '', start: 0, end: 0, span: [0, 0] }, row: null, entity: null, entity_candidates: [],
    suggested_kind: null, becomes: null, problems: [], alarms: [], edited: [], history: [], seen: 0, statements: [], into: null, ...rest,
  };
}

function received(id: string, at: string): ReceivedDocument {
  const counts = { open: 0, accepted: 0, rejected: 0, merged: 0 };
  return { id, name: id, published: null, sample: false, received_at: at, source_class: 'A', class_label: null, counts, versions: [id] };
}

const ids = (proposals: readonly { id: string }[]) => proposals.map(({ id }) => id);
const press = (key: string, rest: Partial<Stroke> = {}) => commandOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...rest });

describe('the keys', () => {
  test.each([
    ['j', 'next'], ['ArrowDown', 'next'], ['k', 'previous'], ['a', 'accept'], ['A', 'accept'], ['e', 'edit'], ['r', 'reject'], ['m', 'merge'], ['u', 'undo'], ['?', 'help'], ['？', 'help'],
  ])('%s means %s', (key, command) => {
    expect(press(key)?.command).toBe(command);
  });

  test('digits choose a candidate by its place', () => {
    expect(press('3')).toEqual({ command: 'choose', place: 2 });
    expect(press('0')).toBeNull();
  });

  test('leave the shortcuts of the browser and of input methods alone', () => {
    expect(press('a', { ctrlKey: true })).toBeNull();
    expect(press('r', { metaKey: true })).toBeNull();
    expect(press('a', { isComposing: true })).toBeNull();
    expect(press('Enter')).toBeNull();
  });

  test('belong to a control that has its own use for them', () => {
    expect(isFree({ closest: (selector) => (selector.includes('textarea') ? {} : null) })).toBe(false);
    expect(isFree({ closest: () => null })).toBe(true);
    expect(isFree(null)).toBe(true);
  });

  test('are all explained', () => {
    for (const [command, keys] of EXPLAINED) expect(press(keys[0] === '1–9' ? '1' : (keys[0] ?? ''))?.command).toBe(command);
  });
});

describe('the queue', () => {
  const old = received('d1', '2026-01-01T00:00:00Z');
  const fresh = received('d2', '2026-02-01T00:00:00Z');
  const list = [proposal('late', { start: 90 }), proposal('early', { start: 5 }), proposal('other', { start: 50 }, { document: 'd2' })];

  test('is in the order of the documents, the newest first, and of their texts', () => {
    expect(ids(inReadingOrder(list, [old, fresh]))).toEqual(['other', 'early', 'late']);
  });

  test('shows what is asked for and keeps what was just judged', () => {
    const judged = [proposal('a'), proposal('b', {}, { status: 'accepted' }), proposal('c', { confidence: 0.2 })];
    expect(ids(onView(judged, 'open', 0.5, new Set()))).toEqual(['a']);
    expect(ids(onView(judged, 'open', 0.5, new Set(['b'])))).toEqual(['a', 'b']);
    expect(ids(onView(judged, 'all', 0, new Set()))).toEqual(['a', 'b', 'c']);
  });

  test('steps to neighbours and stops at the ends', () => {
    const three = [proposal('a'), proposal('b'), proposal('c')];
    expect(step(three, 'a', 1)?.id).toBe('b');
    expect(step(three, 'c', 1)?.id).toBe('c');
    expect(step(three, 'a', -1)?.id).toBe('a');
    expect(step(three, 'gone', 1)?.id).toBe('a');
    expect(step([], null, 1)).toBeNull();
  });

  test('goes on to the next open one, else back, else nowhere', () => {
    const done = { status: 'accepted' as Status };
    expect(nextOpen([proposal('a'), proposal('b'), proposal('c', {}, done), proposal('d')], 'b')?.id).toBe('d');
    expect(nextOpen([proposal('a'), proposal('b'), proposal('c', {}, done)], 'b')?.id).toBe('a');
    expect(nextOpen([proposal('a', {}, done), proposal('b')], 'b')).toBeNull();
  });

  test('counts again after a judgement', () => {
    expect(recount({ open: 3, accepted: 1, rejected: 0, merged: 0 }, 'open', 'accepted')).toEqual({ open: 2, accepted: 2, rejected: 0, merged: 0 });
  });

  test('offers the likeliest to merge into first, and never one that is settled otherwise', () => {
    const targets = [
      proposal('far', { property: 'gdp', subject: '江门市', value: 1 }),
      proposal('twin', { start: 80 }),
      proposal('sibling', { value: 46 }),
      proposal('refused', {}, { status: 'rejected' }),
    ];
    expect(ids(mergeTargets([...targets, proposal('self')], proposal('self')))).toEqual(['twin', 'sibling', 'far']);
  });

  test('previews a bulk as the server does it', () => {
    const all = [
      proposal('plain', { confidence: 0.9 }),
      proposal('alarmed', { confidence: 0.9 }, { alarms: [{ code: 'x' }] }),
      proposal('condition', { confidence: 0.9, role: 'condition' }),
      proposal('unmapped', { confidence: 0.9 }, { problems: [{ code: 'x', message: { zh: '', en: '' } }] }),
      proposal('unsure', { confidence: 0.5 }),
      proposal('done', { confidence: 0.9 }, { status: 'accepted' }),
    ];
    expect(previewBulk(all, 0.8)).toEqual({ accepted: 1, left: 3, rows: 0 });
  });
});

describe('rows of a table', () => {
  const row = { title: '', sheet: '', number: 4, at: 0, name_at: 0, cells: [] };
  const nobody = { row, suggested_kind: 'site', problems: [{ code: 'mapping_subject_unknown', message: { zh: '', en: '' } }] };
  const twin = { id: 's', name: '一号', kind: 'site', score: 0.8, relation: 'same' as const, reason: null };

  test('may add things in bulk, but none that something is called like', () => {
    const all = [proposal('new', {}, nobody), proposal('alike', {}, { ...nobody, entity_candidates: [twin] }), proposal('text', {}, { ...nobody, row: null })];
    expect(previewBulk(all, 0.5)).toEqual({ accepted: 0, left: 3, rows: 1 });
    expect(previewBulk(all, 0.5, true)).toEqual({ accepted: 1, left: 2, rows: 1 });
  });
});

describe('the text', () => {
  test('is cut by code points, not by halves of a pair', () => {
    expect(cut('𠮷园120家', [2, 5])).toEqual(['𠮷园', '120', '家']);
  });

  test('is laid out in paragraphs with marks, and nothing is lost', () => {
    const text = '甲园\n\n乙园𠮷有120家。';
    const marks = marksOf([proposal('p', { start: 8, end: 12 })], null);
    const passages = layOut(text, [], marks);
    expect(passages.map(({ pieces }) => pieces.map((piece) => piece.text).join(''))).toEqual(['甲园', '乙园𠮷有120家。']);
    expect(passages[1]?.pieces.find(({ mark }) => mark)?.text).toBe('120家');
  });

  test('of marks that overlap shows the one at hand', () => {
    const both = [proposal('long', { start: 0, end: 9 }), proposal('short', { start: 4, end: 6 }), proposal('after', { start: 9, end: 11 })];
    expect(ids(marksOf(both, null))).toEqual(['long', 'after']);
    expect(ids(marksOf(both, 'short'))).toEqual(['short', 'after']);
  });

  test('keeps to its own lines when the blocks do not fit it', () => {
    expect(layOut('甲\n乙', [{ start: 0, end: 99, kind: 'paragraph' }], [])).toHaveLength(2);
  });
});

describe('a changed document', () => {
  const saying = (id: string, start: number, rest: Partial<Saying> = {}): Saying => ({ id, status: 'open', quote: id, subject: '翠亨新区', property: 'enterprises', label: LABEL, start, end: start + 2, place: null, ...rest });
  const difference: VersionDifference = {
    older: 'd1', newer: 'd2', kept: [{ older: saying('k1', 40), newer: saying('k2', 9) }, { older: saying('l1', 2), newer: saying('l2', 3) }],
    changed: [{ older: saying('近120家', 20), newer: saying('近130家', 21) }], gone: [saying('9.8%', 70, { property: 'growth' }), saying('8家', 12)], new: [saying('3家', 2)],
  };

  test('is listed in the order of its text', () => {
    expect(ids(group(difference).kept)).toEqual(['l2', 'k2']);
    expect(ids(group(difference).gone)).toEqual(['8家', '9.8%']);
    expect(ids(group(difference).changed)).toEqual(['近130家']);
  });
});

describe('the words of a claim', () => {
  const claim = (rest: Partial<Claim>): Claim => ({ ...CLAIM, ...rest });

  test.each([
    [{}, '近 120 个', 'nearly 120'],
    [{ value: 8.6e9, unit: 'CNY', qualifier: 'over' }, '超 86 亿元', 'over CNY 8.6 bn'],
    [{ value: 1.25e7, unit: 'm2', qualifier: 'exact' }, '12.5 平方公里（18,750 亩）', '12.5 km² (18,750 mu)'],
    [{ value: null, low: 1e9, high: 1.5e9, unit: 'CNY', qualifier: 'range' }, '10 亿元至15 亿元', 'CNY 1 bn to CNY 1.5 bn'],
    [{ value: 0.098, unit: 'ratio', qualifier: 'exact' }, '9.8 %', '9.8 %'],
    [{ value: 3, unit: 'rank', qualifier: 'exact' }, '第 3 位', 'rank 3'],
    [{ value: 5e10, unit: 'Wh', qualifier: 'at_least' }, '至少 50 GWh', 'at least 50 GWh'],
    [{ value: null, low: null, high: null, unit: null, qualifier: 'exact', kind: 'date' }, '2024年6月', 'June 2024'],
    [{ value: null, low: null, high: null, unit: null, qualifier: null, kind: 'event' }, '近120家', '近120家'],
  ] as [Partial<Claim>, string, string][])('%o', (rest, chinese, english) => {
    expect(valueWords(claim(rest), zh, 'zh')).toBe(chinese);
    expect(valueWords(claim(rest), en, 'en')).toBe(english);
  });

  test('say whole months and years as such, and anything else with both ends', () => {
    expect(periodWords({ valid_from: '2024-02-01', valid_to: '2024-02-29' }, 'zh')).toBe('2024年2月');
    expect(periodWords({ valid_from: '2023-01-01', valid_to: '2023-12-31' }, 'en')).toBe('2023');
    expect(periodWords({ valid_from: '2024-01-01', valid_to: '2024-06-30' }, 'zh')).toBe('2024年1月1日–2024年6月30日');
    expect(periodWords({ valid_from: null, valid_to: null }, 'zh')).toBe('');
    expect(publishedWords({ published: { from: '2023-02-01', to: '2023-02-28', basis: 'given', basis_label: { zh: '', en: '' } } }, 'en')).toBe('February 2023');
    expect(publishedWords({ published: null }, 'en')).toBe('');
  });

  test('name what it measures and things as the server calls them, a code without a word as it is', () => {
    expect(summary(proposal('p'), zh, 'zh')).toContain('引进企业');
    expect([nameOf('things', 'park', 'en'), headOf('things', 'park'), nameOf('units', 'parsec', 'en')]).toEqual(['park', '园区', 'parsec']);
  });

  test('say how sure the reader is', () => {
    expect([0.95, 0.8, 0.79, 0.5, 0.49].map(sureness)).toEqual(['high', 'high', 'middle', 'middle', 'low']);
  });

  test('keep small numbers and unknown units', () => {
    expect(amount(0.57, 'ratio', zh, 'zh')).toBe('57 %');
    expect(amount(120, 'km/h', zh, 'zh')).toBe('120 km/h');
    expect(amount(12, null, zh, 'zh')).toBe('12');
  });
});

describe('an edit', () => {
  test('sends only what was changed', () => {
    expect(edited(CLAIM, draftOf(CLAIM))).toEqual({});
    expect(edited(CLAIM, { ...draftOf(CLAIM), subject: '  江门市 ', place: '' })).toEqual({ subject: '江门市' });
    expect(edited(CLAIM, { ...draftOf(CLAIM), value: '130' })).toEqual({ value: 130 });
  });

  test('sends the number with a new qualifier, so that its bounds are drawn anew', () => {
    expect(edited(CLAIM, { ...draftOf(CLAIM), qualifier: 'over' })).toEqual({ qualifier: 'over', value: 120 });
    expect(edited(CLAIM, { ...draftOf(CLAIM), qualifier: 'range', low: '100', high: '130' })).toEqual({ qualifier: 'range', low: 100, high: 130, value: null });
  });

  test('reads a month as its first or last day', () => {
    expect(edited(CLAIM, { ...draftOf(CLAIM), valid_from: '2023', valid_to: '2024-02' })).toEqual({ valid_from: '2023-01-01', valid_to: '2024-02-29' });
  });

  test('reads numbers as people write them', () => {
    expect(readNumber(' 1,2３4.5 ')).toBe(1234.5);
    expect(readNumber('')).toBeNull();
    expect(readNumber('近百')).toBeNaN();
  });

  test('says what is wrong, with the value', () => {
    const draft = draftOf(CLAIM);
    expect(wrong(draft, zh)).toBe('');
    expect(wrong({ ...draft, value: '近百' }, zh)).toContain('近百');
    expect(wrong({ ...draft, valid_from: '2024-02-30' }, zh)).toContain('2024-02-30');
    expect(wrong({ ...draft, valid_to: '2024-13' }, en)).toContain('2024-13');
    expect(wrong({ ...draft, qualifier: 'range', low: '9', high: '3' }, en)).toContain('9');
  });
});

describe('a dropped file', () => {
  test('is read in its own encoding', () => {
    expect(decode(new TextEncoder().encode('江门').buffer as ArrayBuffer)).toBe('江门');
    expect(decode(new Uint8Array([0xbd, 0xad, 0xc3, 0xc5]).buffer)).toBe('江门');
  });

  test('must be text', () => {
    expect(isText(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x20]))).toBe(false);
    expect(isText(new Uint8Array([0x25, 0x50, 0x44, 0x46]))).toBe(false);
    expect(isText(new TextEncoder().encode('江门'))).toBe(true);
  });

  test('is shown when it is prose, and sent as it is when it is a table', () => {
    const words = new TextEncoder().encode('名称,面积\n甲,12');
    expect([isProse('a.txt', words), isProse('a.csv', words), isProse('a.txt', new Uint8Array([0x50, 0x4b, 0x03, 0x04]))]).toEqual([true, false, false]);
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
    expect(Uint8Array.from(atob(encode(bytes)), (letter) => letter.charCodeAt(0))).toEqual(bytes);
  });

  test('is called by its first line', () => {
    expect(titleOf('\n  园区半年小结 \n正文')).toBe('园区半年小结');
    expect(Array.from(titleOf('字'.repeat(60)))).toHaveLength(41);
  });
});

test('what is stale is grouped by kind, the longest over first', () => {
  const item = (entity: string, kind: string, days_over: number) => ({ entity, kind, days_over, name: entity, property: 'rent', label: { zh: '', en: '' }, text: { zh: '', en: '' }, observed_on: null, fresh_until: '2026-01-01', reason: LABEL, statements: [] });
  const items = [item('a', 'site', 3), item('b', 'park', 9), item('c', 'site', 30)];
  expect(countKinds(items)).toEqual([['site', 2], ['park', 1]]);
  expect(groupStale(items, null).map(([kind, list]) => [kind, list.map(({ entity }) => entity)])).toEqual([['site', ['c', 'a']], ['park', ['b']]]);
  expect(groupStale(items, 'park')).toHaveLength(1);
});
