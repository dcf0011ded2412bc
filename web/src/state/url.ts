/** Which view does a link mean? The whole state of the page, to and from the query string. */

import type { BriefFields, FieldName, GapState, Language, ListName, StageName } from '../api/types';

export type View = 'match' | 'find' | 'chain' | 'review';
/** The four parts of the review place. */
export type Part = 'queue' | 'documents' | 'stale' | 'conflicts';
export type Standing = 'open' | 'accepted' | 'rejected' | 'merged' | 'all';
export type BoardSize = 'names' | 'squares';
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
  chain: string | null;
  /** The region that the gaps of the chain are asked for. */
  region: string | null;
  /** Reachable is what is so many minutes away by road. */
  within: number;
  /** The product of the chain that was chosen. */
  node: string | null;
  /** Only products in one of these states; none stands for all. */
  states: GapState[];
  /** On a small screen: the stage on view, or the list of gaps. */
  stage: StageName | 'list';
  /** How the products are drawn; null leaves it to how many there are. */
  size: BoardSize | null;
  /** Only what the chosen product is linked with. */
  only: boolean;
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
  chain: null,
  region: null,
  within: 60,
  node: null,
  states: [],
  stage: 'upstream',
  size: null,
  only: false,
};

export const PARTS: readonly Part[] = ['queue', 'documents', 'stale', 'conflicts'];
export const STANDINGS: readonly Standing[] = ['open', 'accepted', 'rejected', 'merged', 'all'];
export const VIEWS: readonly View[] = ['match', 'find', 'chain', 'review'];
export const STATES: readonly GapState[] = ['present', 'reachable', 'absent', 'no_data'];
export const STAGES: readonly StageName[] = ['upstream', 'midstream', 'downstream'];
const SIZES: readonly BoardSize[] = ['names', 'squares'];
const LONGEST_WITHIN = 1440;

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

function readWithin(text: string | null): number {
  const minutes = text && /^\d{1,4}$/.test(text) ? Number(text) : START.within;
  return minutes <= LONGEST_WITHIN ? minutes : START.within;
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
    chain: params.get('chain') || null,
    region: params.get('region') || null,
    within: readWithin(params.get('within')),
    node: params.get('node') || null,
    states: STATES.filter((state) => (params.get('states') ?? '').split(',').includes(state)),
    stage: oneOf([...STAGES, 'list'] as const, params.get('stage'), START.stage),
    size: SIZES.find((size) => size === params.get('size')) ?? null,
    only: params.get('only') === '1',
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
  if (state.chain) params.set('chain', state.chain);
  if (state.region) params.set('region', state.region);
  if (state.within !== START.within) params.set('within', String(state.within));
  if (state.node) params.set('node', state.node);
  if (state.states.length) params.set('states', state.states.join(','));
  if (state.stage !== START.stage) params.set('stage', state.stage);
  if (state.size) params.set('size', state.size);
  if (state.only) params.set('only', '1');
  const text = params.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}
