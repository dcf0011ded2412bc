/** How does the page ask for what is to be reviewed, and how does it send a judgement under a name? */

import { query, request, send } from './client';
import type { ClaimEdit, Conflict, DocumentText, Note, Proposal, Queue, Received, ReceivedDocument, StaleItem } from './types';

const PAGE = 500;
/** More than this is not worked through in one sitting: choose a document. */
const MOST = 2000;

/** A text, or a file as base64; `kind` is what the rows of its tables are. */
export interface Pasted {
  name: string;
  text?: string;
  data?: string;
  published: string | null;
  source_class: string | null;
  kind?: string;
  model?: boolean;
}

export interface Judgement {
  action: 'accept' | 'edit' | 'reject' | 'merge';
  edit?: ClaimEdit;
  entity?: string;
  new_entity?: { kind: string; name: string };
  into?: string;
  /** The newest event that the judgement is based on; a newer one of somebody else is not overruled. */
  seen?: number;
}

/** A judgement changes the answer without a new version of the data, so nothing here may come from a cache. */
const fresh = (signal?: AbortSignal): RequestInit => ({ cache: 'no-store', signal: signal ?? null });

/** The whole queue of a document or of all, however many answers it takes. */
async function wholeQueue(document: string | null, signal?: AbortSignal): Promise<Queue> {
  const ask = (after: string | null) => request<Queue>(`/api/review${query({ status: 'all', document, limit: PAGE, after })}`, fresh(signal));
  const first = await ask(null);
  const queue = [...first.queue];
  for (let size = first.queue.length; size === PAGE && queue.length < MOST; ) {
    const { queue: more } = await ask(queue.at(-1)?.id ?? null);
    queue.push(...more);
    size = more.length;
  }
  return { ...first, queue };
}

export const reviewApi = {
  documents: (signal?: AbortSignal) => request<{ documents: ReceivedDocument[] }>('/api/documents', fresh(signal)),

  document: (id: string, signal?: AbortSignal) => request<DocumentText>(`/api/documents/${encodeURIComponent(id)}`, fresh(signal)),

  paste: (pasted: Pasted, author: string) => send<Received>('/api/documents', author, pasted),

  queue: wholeQueue,

  proposal: (id: string) => request<Proposal>(`/api/review/${encodeURIComponent(id)}`, fresh()),

  judge: (id: string, judgement: Judgement, author: string) =>
    send<{ batch: string; item: Proposal }>(`/api/review/${encodeURIComponent(id)}`, author, { ...judgement, author }),

  bulk: (least: number, document: string | null, fresh: boolean, author: string) =>
    send<{ batch: string | null; accepted: string[]; left: { id: string; problems: Note[] }[] }>('/api/review/bulk', author, { min_confidence: least, document, new: fresh, author }),

  undo: (what: { id: string } | { batch: string }, author: string) => send<{ batch: string }>('/api/review/undo', author, { ...what, author }),

  stale: (asOf: string | null, signal?: AbortSignal) => request<{ items: StaleItem[] }>(`/api/stale${query({ as_of: asOf })}`, fresh(signal)),

  conflicts: (asOf: string | null, signal?: AbortSignal) => request<{ conflicts: Conflict[] }>(`/api/conflicts${query({ as_of: asOf })}`, fresh(signal)),
};
