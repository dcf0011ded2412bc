/** How does the page ask for industry chains, and how does it send a judgement or a task under a name? */

import { query, request, send } from './client';
import type { ChainList, Comparison, FollowerReport, GapReport, PlacementState, TargetReport, TaskChange, WholeChain } from './types';

/** A judgement changes the answer without a new version of the data, so nothing here may come from a cache. */
const fresh = (signal?: AbortSignal): RequestInit => ({ cache: 'no-store', signal: signal ?? null });
const at = (chain: string, rest = '') => `/api/chains/${encodeURIComponent(chain)}${rest}`;

/** What was written, and the number by which it can be taken back. */
export interface Act {
  number: number;
}

export interface GapQuestion {
  chain: string;
  region: string;
  within: number;
  asOf: string | null;
}

export const chainsApi = {
  list: (signal?: AbortSignal) => request<ChainList>('/api/chains', fresh(signal)),

  show: (chain: string, asOf: string | null, signal?: AbortSignal) =>
    request<WholeChain>(at(chain, query({ as_of: asOf })), fresh(signal)),

  compare: (chain: string, within: number, asOf: string | null, signal?: AbortSignal) =>
    request<Comparison>(at(chain, `/gaps${query({ within, as_of: asOf })}`), fresh(signal)),

  gaps: ({ chain, region, within, asOf }: GapQuestion, signal?: AbortSignal) =>
    request<GapReport>(at(chain, `/gaps${query({ region, within, as_of: asOf })}`), fresh(signal)),

  targets: (chain: string, node: string, region: string, asOf: string | null, signal?: AbortSignal) =>
    request<TargetReport>(at(chain, `/targets/${encodeURIComponent(node)}${query({ region, as_of: asOf })}`), fresh(signal)),

  followers: (chain: string, leader: string, region: string, asOf: string | null) =>
    request<FollowerReport>(at(chain, `/followers/${encodeURIComponent(leader)}${query({ region, as_of: asOf })}`), fresh()),

  /** Where the call sheet is, one HTML file. */
  sheet: (chain: string, node: string, region: string, asOf: string | null, lang: string) =>
    at(chain, `/targets/${encodeURIComponent(node)}/sheet${query({ region, as_of: asOf, lang })}`),

  judge: (chain: string, node: string, company: string, state: PlacementState, author: string) =>
    send<Act>(at(chain, '/placements'), author, { node, company, state, author }),

  task: (chain: string, node: string | null, region: string, change: Partial<TaskChange>, author: string) =>
    send<Act>(at(chain, '/tasks'), author, { node, region, ...change, author }),

  undo: (number: number, author: string) => send<Act>('/api/chains/undo', author, { number, author }),
};
