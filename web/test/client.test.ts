import { afterEach, describe, expect, test, vi } from 'vitest';
import { api, ApiError, query, readError, request } from '../src/api/client';
import { reviewApi } from '../src/api/review';
import refused from './fixtures/refused.json';

afterEach(() => vi.unstubAllGlobals());

function answer(body: BodyInit, status = 200) {
  const fake = vi.fn(async (_path: string, _options?: RequestInit) => new Response(body, { status }));
  vi.stubGlobal('fetch', fake);
  return fake;
}

async function failure(run: Promise<unknown>): Promise<ApiError> {
  const cause = await run.then(
    () => null,
    (error: unknown) => error,
  );
  expect(cause).toBeInstanceOf(ApiError);
  return cause as ApiError;
}

describe('a refusal', () => {
  test('keeps code, both languages and the place of every problem', async () => {
    answer(JSON.stringify(refused), 422);
    const error = await failure(api.match('x', null, false));
    expect(error.status).toBe(422);
    expect(error.code).toBe('brief_number');
    expect(error.words.zh).toContain('面积');
    expect(error.problems.map((problem) => problem.place)).toEqual(['brief: area_m2', null]);
  });

  test('that is no JSON still says something in both languages', async () => {
    answer('<h1>Bad gateway</h1>', 502);
    const error = await failure(request('/api/meta'));
    expect(error.code).toBe('unreadable');
    expect(error.words.zh).toContain('502');
    expect(error.words.en).toContain('502');
  });

  test.each([null, {}, { error: 'no' }, { error: { code: 'x', message: 'only English' } }])('of another shape is unreadable: %j', (body) => {
    expect(readError(500, body).code).toBe('unreadable');
  });

  test('by the network is told apart', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('Failed to fetch')));
    const error = await failure(request('/api/meta'));
    expect(error.code).toBe('unreachable');
    expect(error.words.zh).toContain('yuantu serve');
  });

  test('of our own making, an abort, is not an error to show', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new DOMException('gone', 'AbortError')));
    await expect(request('/api/meta')).rejects.toBeInstanceOf(DOMException);
  });
});

describe('a question', () => {
  test('leaves out what is not asked', () => {
    expect(query({ q: '厂房', as_of: null, sel: '', n: 0 })).toBe('?q=%E5%8E%82%E6%88%BF&n=0');
    expect(query({})).toBe('');
  });

  test('escapes ids in paths', async () => {
    const fake = answer('{}');
    await api.entity('a/b?c', '2024-06-29');
    expect(fake.mock.calls[0]?.[0]).toBe('/api/entities/a%2Fb%3Fc?as_of=2024-06-29');
  });

  test('with a corrected brief is posted', async () => {
    const fake = answer('{}');
    await api.matchBrief({ regions: [] } as never, '2024-07-01', true);
    const options = fake.mock.calls[0]?.[1];
    expect(options?.method).toBe('POST');
    expect(JSON.parse(String(options?.body))).toEqual({ brief: { regions: [] }, as_of: '2024-07-01', samples: true });
  });
});

describe('the review', () => {
  const page = (ids: string[]) => JSON.stringify({ queue: ids.map((id) => ({ id })), total: 501, counts: {} });

  test('asks on after the last proposal while an answer is full', async () => {
    const full = Array.from({ length: 500 }, (_, place) => `p-${place}`);
    const fake = vi.fn(async (path: string) => new Response(path.includes('after=') ? page(['p-500']) : page(full)));
    vi.stubGlobal('fetch', fake);
    const { queue } = await reviewApi.queue('d1');
    expect(queue).toHaveLength(501);
    expect(fake.mock.calls.map(([path]) => new URLSearchParams(path.split('?')[1]).get('after'))).toEqual([null, 'p-499']);
  });

  test('signs in a header that can hold any name', async () => {
    const fake = answer('{"batch":"b-1","item":{}}');
    await reviewApi.judge('p-1', { action: 'reject' }, '审稿人 甲');
    const headers = fake.mock.calls[0]?.[1]?.headers as Record<string, string>;
    expect(decodeURIComponent(headers['x-yuantu-author'] ?? '')).toBe('审稿人 甲');
    expect(headers['x-yuantu-author']).toMatch(/^[ -~]+$/);
  });
});
