/** What is being reviewed now, and what happens when a person judges it? */

import { tick } from 'svelte';
import { asApiError, type ApiError } from '../api/client';
import { reviewApi, type Judgement, type Pasted } from '../api/review';
import type { Conflict, Counts, DocumentText, Note, Proposal, Queue, Received, ReceivedDocument, StaleItem } from '../api/types';
import { inReadingOrder, nextOpen, onView, recount, step } from '../review/order';
import { author } from './author.svelte';
import { nav } from './navigation.svelte';
import { page } from './page.svelte';
import { Resource } from './resource.svelte';

export type Panel = 'edit' | 'merge' | 'help' | null;
export interface Batch {
  id: string;
  count: number;
}
const NONE: Counts = { open: 0, accepted: 0, rejected: 0, merged: 0 };
type Says = (done: Proposal) => string;

class Review {
  documents = new Resource<{ documents: ReceivedDocument[] }>();
  queue = new Resource<Queue>();
  text = new Resource<DocumentText>();
  stale = new Resource<{ items: StaleItem[] }>();
  conflicts = new Resource<{ conflicts: Conflict[] }>();

  panel = $state<Panel>(null);
  busy = $state(false);
  /** The result of the last action, for the live region. */
  said = $state('');
  trouble = $state.raw<ApiError | null>(null);
  /** The proposal whose judgement was refused. */
  troubleOf = $state<string | null>(null);
  /** What the server remarked on the document that was pasted last. */
  notes = $state.raw<Note[]>([]);
  batch = $state.raw<Batch | null>(null);
  /** Judged since the filters were set: these stay in view, so that the list does not jump. */
  kept = $state.raw<ReadonlySet<string>>(new Set());
  #version = $state(0);
  #judged: string[] = [];

  all = $derived(inReadingOrder(this.queue.data?.queue ?? [], this.documents.data?.documents ?? []));
  shown = $derived(onView(this.all, nav.current.standing, nav.current.sure, this.kept));
  counts: Counts = $derived(this.queue.data?.counts ?? NONE);
  current = $derived(
    this.shown.find(({ id }) => id === nav.current.proposal) ?? this.shown.find(({ status }) => status === 'open') ?? this.shown[0] ?? null,
  );
  /** The document that the desk shows: the one asked for, else that of the proposal at hand. */
  docId = $derived(nav.current.doc ?? (nav.current.part === 'queue' ? (this.current?.document ?? null) : null));

  findDocument(id: string | null): ReceivedDocument | null {
    return this.documents.data?.documents.find((document) => document.id === id) ?? null;
  }

  loadLists(): void {
    const { doc, asOf } = nav.current;
    const version = this.#version;
    this.documents.load(`documents ${version}`, (signal) => reviewApi.documents(signal));
    this.queue.load(JSON.stringify([doc, version]), (signal) => reviewApi.queue(doc, signal));
    const day = asOf ?? page.meta.data?.today ?? null;
    if (!day) return;
    this.stale.load(JSON.stringify([day, version]), (signal) => reviewApi.stale(day, signal));
    this.conflicts.load(JSON.stringify([day, version]), (signal) => reviewApi.conflicts(day, signal));
  }

  loadText(): void {
    const id = this.docId;
    if (!id) return this.text.clear();
    this.text.load(JSON.stringify([id, this.#version]), (signal) => reviewApi.document(id, signal), this.text.data?.id === id);
  }

  /** Another question is asked of the queue: what was kept in view for calm is let go. */
  filter(change: Parameters<typeof nav.go>[0]): void {
    this.kept = new Set();
    this.trouble = null;
    this.panel = null;
    nav.go({ proposal: null, ...change });
  }

  choose(id: string, focus = true): void {
    this.panel = null;
    nav.go({ proposal: id }, true);
    if (focus) void focusCard(id);
  }

  move(by: 1 | -1): void {
    const next = step(this.shown, this.current?.id ?? null, by);
    if (next) this.choose(next.id);
  }

  /** Sends a judgement under the author's name, shows what came of it and goes on to the next open proposal. */
  judge({ id, seen }: Proposal, judgement: Judgement, says: Says, goOn = judgement.action !== 'edit'): Promise<boolean> {
    return this.write(async (name) => {
      const { item } = await reviewApi.judge(id, { ...judgement, seen }, name);
      this.#judged.push(id);
      this.#take(item);
      this.panel = null;
      this.said = says(item);
      const next = goOn ? nextOpen(this.shown, id) : null;
      this.choose(next?.id ?? id);
    }, id);
  }

  /** Takes back the last judgement of the proposal at hand, else the last one made here. */
  undo(says: Says, nothing: string): Promise<boolean> {
    const current = this.current && this.current.history.length && this.current.status !== 'open' ? this.current.id : null;
    const id = current ?? this.#judged.at(-1) ?? (this.current?.history.length ? this.current.id : null);
    if (!id) {
      this.said = nothing;
      return Promise.resolve(false);
    }
    return this.write(async (name) => {
      await reviewApi.undo({ id }, name);
      const last = this.#judged.lastIndexOf(id);
      this.#judged = this.#judged.filter((_, place) => place !== last);
      const item = await reviewApi.proposal(id);
      this.#take(item);
      this.said = says(item);
      this.choose(id);
    }, id);
  }

  /** `fresh`: rows of tables may add things whose names are like nothing known. */
  acceptAll(least: number, fresh: boolean, says: (count: number, left: number) => string): Promise<boolean> {
    return this.write(async (name) => {
      const answer = await reviewApi.bulk(least, nav.current.doc, fresh, name);
      const count = answer.accepted.length;
      if (answer.batch) this.batch = { id: answer.batch, count };
      this.#again();
      this.said = says(count, answer.left.length);
    });
  }

  undoBatch(batch: Batch, says: (count: number) => string): Promise<boolean> {
    return this.write(async (name) => {
      await reviewApi.undo({ batch: batch.id }, name);
      this.batch = null;
      this.#again();
      this.said = says(batch.count);
    });
  }

  paste(pasted: Pasted, says: (received: Received, known: boolean) => string): Promise<boolean> {
    return this.write(async (name) => {
      const known = new Set(this.documents.data?.documents.map(({ id }) => id));
      const received = await reviewApi.paste(pasted, name);
      const { id, versions } = received.document;
      this.said = says(received, known.has(id));
      this.notes = received.problems;
      this.#again();
      const changed = versions.indexOf(id) > 0 && !known.has(id);
      this.filter({ part: changed || !received.offered ? 'documents' : 'queue', doc: id, standing: 'open', sure: 0 });
    });
  }

  /** One write at a time, under a name; true when it went through. */
  async write(send: (name: string) => Promise<void>, about: string | null = null): Promise<boolean> {
    if (this.busy) return false;
    const name = await author.name();
    if (!name) return false;
    this.busy = true;
    this.trouble = null;
    this.notes = [];
    try {
      await send(name);
      return true;
    } catch (cause) {
      this.troubleOf = about;
      this.trouble = asApiError(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  #take(now: Proposal): void {
    this.kept = new Set([...this.kept, now.id]);
    const held = this.queue.data;
    const old = held?.queue.find(({ id }) => id === now.id);
    if (held && old) {
      const queue = held.queue.map((each) => (each.id === now.id ? now : each));
      this.queue.data = { ...held, queue, counts: recount(held.counts, old.status, now.status) };
    }
    if (page.entity.data) page.entity.retry();
  }

  #again(): void {
    this.#version += 1;
  }
}

export async function focusCard(id: string): Promise<void> {
  await tick();
  const card = document.querySelector<HTMLElement>(`[data-proposal="${CSS.escape(id)}"]`);
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest' });
}

export const review = new Review();
