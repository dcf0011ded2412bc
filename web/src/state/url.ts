/** Which view does a link mean? The whole state of the page, to and from the query string. */

import type { BriefFields, FieldName, Language, ListName } from '../api/types';

export type View = 'match' | 'find' | 'review';
/** The four parts of the review place. */
export type Part = 'queue' | 'documents' | 'stale' | 'conflicts';
export type Standing = 'open' | 'accepted' | 'rejected' | 'merged' | 'all';
/** What the user changed in the brief: a field set to `null` was removed. */
export type Edits = { [F in FieldName]?: BriefFields[F] | null };

export interface UrlState {
  q: string;
  edits: Edits | null;
  asOf: string | null;
  samples: boolean;
  lang: Language;
  view: View;
  list: ListName | null;
  sel: string | null;
  statements: string[];
  part: Part;
  doc: string | null;
  proposal: string | null;
  standing: Standing;
  /** Only proposals at least this sure, 0 to 1. */
  sure: number;
  /** Only things of this kind, in the lists of what is stale and what is in conflict. */
  kind: string | null;
}

export const START: UrlState = {
  q: '',
  edits: null,
  asOf: null,
  samples: false,
  lang: 'zh',
  view: 'match',
  list: null,
  sel: null,
  statements: [],
  part: 'queue',
  doc: null,
  proposal: null,
  standing: 'open',
  sure: 0,
  kind: null,
};

export const PARTS: readonly Part[] = ['queue', 'documents', 'stale', 'conflicts'];
export const STANDINGS: readonly Standing[] = ['open', 'accepted', 'rejected', 'merged', 'all'];
const VIEWS: readonly View[] = ['match', 'find', 'review'];

const LISTS: readonly ListName[] = ['passed', 'to_verify', 'rejected'];
const FIELDS: readonly FieldName[] = [
  'kind', 'area_m2', 'needed_by', 'price', 'clear_height_m', 'floor_load_t_m2', 'power_kva',
  'regions', 'excluded_regions', 'anchors', 'industry', 'processes', 'infrastructure', 'not_required', 'tenure', 'as_of',
];

function readEdits(text: string | null): Edits | null {
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const kept = Object.entries(value).filter(([name]) => (FIELDS as readonly string[]).includes(name));
    return kept.length ? (Object.fromEntries(kept) as Edits) : null;
  } catch {
    return null;
  }
}

/** True for a day that exists, written YYYY-MM-DD. */
export function isDay(text: string | null): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function oneOf<T extends string>(known: readonly T[], text: string | null, start: T): T {
  return known.find((each) => each === text) ?? start;
}

function readShare(text: string | null): number {
  return text && /^(0(\.\d{1,3})?|1)$/.test(text) ? Number(text) : 0;
}

/** Reads a query string; anything it does not understand is as if it were not there. */
export function readUrl(search: string): UrlState {
  const params = new URLSearchParams(search);
  const asOf = params.get('as_of');
  const list = params.get('list') as ListName | null;
  return {
    q: params.get('q') ?? '',
    edits: readEdits(params.get('brief')),
    asOf: isDay(asOf) ? asOf : null,
    samples: params.get('samples') === '1',
    lang: params.get('lang') === 'en' ? 'en' : 'zh',
    view: oneOf(VIEWS, params.get('view'), START.view),
    list: list && LISTS.includes(list) ? list : null,
    sel: params.get('sel') || null,
    statements: (params.get('st') ?? '').split(',').filter(Boolean),
    part: oneOf(PARTS, params.get('part'), START.part),
    doc: params.get('doc') || null,
    proposal: params.get('p') || null,
    standing: oneOf(STANDINGS, params.get('status'), START.standing),
    sure: readShare(params.get('sure')),
    kind: params.get('kind') || null,
  };
}

/** Writes the state as a query string with `?`, leaving out whatever is as at the start. */
export function writeUrl(state: UrlState): string {
  const params = new URLSearchParams();
  if (state.q) params.set('q', state.q);
  if (state.edits && Object.keys(state.edits).length) params.set('brief', JSON.stringify(state.edits));
  if (state.asOf) params.set('as_of', state.asOf);
  if (state.samples) params.set('samples', '1');
  if (state.lang !== 'zh') params.set('lang', state.lang);
  if (state.view !== 'match') params.set('view', state.view);
  if (state.list) params.set('list', state.list);
  if (state.sel) params.set('sel', state.sel);
  if (state.statements.length) params.set('st', state.statements.join(','));
  if (state.part !== START.part) params.set('part', state.part);
  if (state.doc) params.set('doc', state.doc);
  if (state.proposal) params.set('p', state.proposal);
  if (state.standing !== START.standing) params.set('status', state.standing);
  if (state.sure > 0) params.set('sure', String(state.sure));
  if (state.kind) params.set('kind', state.kind);
  const text = params.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}
