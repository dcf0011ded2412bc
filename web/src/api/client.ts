/** How does the page ask the server, and what does it say when the answer is no? */

import type { BriefFields, Entity, MapData, Match, Meta, Minutes, Statement, Words } from './types';

export interface Problem {
  code: string;
  place: string | null;
  message: Words;
}

/** Any refusal, in both languages, so that switching the language also switches the message. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly words: Words,
    readonly problems: Problem[] = [],
    readonly status = 0,
  ) {
    super(`${code}: ${words.en}`);
  }
}

/** Whatever went wrong as a refusal with words. */
export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError('page', { zh: String(cause), en: String(cause) });
}

const UNREACHABLE: Words = {
  zh: '连不上园图的服务。请确认“yuantu serve”还在运行，然后重试。',
  en: 'The Yuantu server does not answer. Check that “yuantu serve” is still running, then try again.',
};

function unreadable(status: number): Words {
  return {
    zh: `服务的回答读不懂（状态 ${status}）。请重试；如果仍然如此，请看服务窗口里的消息。`,
    en: `The server's answer cannot be read (status ${status}). Try again; if it stays, see the server's own messages.`,
  };
}

function isWords(value: unknown): value is Words {
  const words = value as Partial<Words> | null;
  return typeof words?.zh === 'string' && typeof words?.en === 'string';
}

/** Turns the body of an HTTP 4xx or 5xx into an `ApiError`; never throws. */
export function readError(status: number, body: unknown): ApiError {
  const error = (body as { error?: Record<string, unknown> } | null)?.error;
  if (!error || !isWords(error['message'])) return new ApiError('unreadable', unreadable(status), [], status);
  const listed = Array.isArray(error['problems']) ? (error['problems'] as Partial<Problem>[]) : [];
  const problems = listed
    .filter((problem) => isWords(problem.message))
    .map((problem) => ({
      code: String(problem.code ?? ''),
      place: problem.place ? String(problem.place) : null,
      message: problem.message as Words,
    }));
  return new ApiError(String(error['code'] ?? 'unknown'), error['message'], problems, status);
}

export async function request<T>(path: string, options: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...options, headers: { accept: 'application/json', ...options.headers } });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('unreachable', UNREACHABLE);
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    throw new ApiError('unreadable', unreadable(response.status), [], response.status);
  }
  if (!response.ok) throw readError(response.status, body);
  return body as T;
}

/** Writes under the name of a person. A header holds no Chinese, so the name goes percent-encoded. */
export function send<T>(path: string, author: string, body: object): Promise<T> {
  return request<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-yuantu-author': encodeURIComponent(author) },
    body: JSON.stringify(body),
  });
}

/** Query string of the given parameters, leaving out what is empty. */
export function query(params: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

const flag = (samples: boolean) => (samples ? 1 : 0);

export const api = {
  meta: (signal?: AbortSignal) => request<Meta>('/api/meta', { signal: signal ?? null }),

  map: (asOf: string | null, samples: boolean, signal?: AbortSignal) =>
    request<MapData>(`/api/map${query({ as_of: asOf, samples: flag(samples) })}`, { signal: signal ?? null }),

  match: (q: string, asOf: string | null, samples: boolean, signal?: AbortSignal) =>
    request<Match>(`/api/match${query({ q: q || ' ', as_of: asOf, samples: flag(samples) })}`, { signal: signal ?? null }),

  matchBrief: (brief: BriefFields, asOf: string | null, samples: boolean, signal?: AbortSignal) =>
    request<Match>('/api/match', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ brief, as_of: asOf, samples }),
      signal: signal ?? null,
    }),

  brief: (q: string, signal?: AbortSignal) =>
    request<Match['brief']>(`/api/brief${query({ q })}`, { signal: signal ?? null }),

  entity: (id: string, asOf: string | null, signal?: AbortSignal) =>
    request<Entity>(`/api/entities/${encodeURIComponent(id)}${query({ as_of: asOf })}`, { signal: signal ?? null }),

  statement: (id: string, signal?: AbortSignal) =>
    request<Statement>(`/api/statements/${encodeURIComponent(id)}`, { signal: signal ?? null }),

  minutes: (from: string, to: string, asOf: string | null, signal?: AbortSignal) =>
    request<Minutes>(`/api/minutes${query({ from, to, as_of: asOf })}`, { signal: signal ?? null }),
};
