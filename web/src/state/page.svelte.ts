/** What does the page hold at this moment? The answers of the server for the state in the address bar. */

import { api } from '../api/client';
import type { BriefFields, Item, ListName, MapData, Match, Meta, Entity } from '../api/types';
import { applyEdits } from '../brief/fields';
import { spreadLinks } from '../map/features';
import { vocabulary } from '../text/vocabulary.svelte';
import { nav } from './navigation.svelte';
import { Resource } from './resource.svelte';
import type { Edits } from './url';

export const LISTS: readonly ListName[] = ['passed', 'to_verify', 'rejected'];

class Page {
  meta = new Resource<Meta>();
  map = new Resource<MapData>();
  match = new Resource<Match>();
  entity = new Resource<Entity>();

  /** The day everything on the page is shown as of; null until the server has said what today is. */
  get asOf(): string | null {
    return nav.current.asOf ?? (nav.current.q ? this.match.data?.as_of : null) ?? this.meta.data?.today ?? null;
  }

  /** The day to ask the server for; null stands for today. */
  get day(): string | null {
    const day = nav.current.asOf ?? (this.asked ? (this.match.data?.as_of ?? null) : null);
    return day === (this.meta.data?.today ?? null) ? null : day;
  }

  get asked(): boolean {
    return nav.current.q.trim() !== '' || nav.current.edits !== null;
  }

  /** The list on view: the one chosen, else the first that has anything in it. */
  get list(): ListName {
    const match = this.match.data;
    return nav.current.list ?? LISTS.find((name) => match && match.counts[name] > 0) ?? 'to_verify';
  }

  get items(): Item[] {
    return this.asked ? (this.match.data?.[this.list] ?? []) : [];
  }

  findItem(id: string | null): Item | null {
    const match = this.asked ? this.match.data : null;
    if (!id || !match) return null;
    return LISTS.flatMap((name) => match[name]).find((item) => item.id === id) ?? null;
  }

  loadMeta(): void {
    this.meta.load('meta', async (signal) => {
      const meta = await api.meta(signal);
      vocabulary.words = meta.vocabulary;
      return meta;
    });
  }

  loadMap(): void {
    const { samples } = nav.current;
    const asOf = this.day;
    this.map.load(JSON.stringify([asOf, samples]), async (signal) => {
      const map = await api.map(asOf, samples, signal);
      return { ...map, roads: spreadLinks(map.roads) };
    });
  }

  loadMatch(): void {
    const { q, edits, asOf, samples } = nav.current;
    if (!this.asked) return this.match.clear();
    const ask = edits
      ? async (signal: AbortSignal) => {
          const read: BriefFields = await api.brief(q, signal);
          return api.matchBrief(applyEdits(read, edits), asOf, samples, signal);
        }
      : (signal: AbortSignal) => api.match(q, asOf, samples, signal);
    this.match.load(JSON.stringify([q, edits, asOf, samples]), ask);
  }

  loadEntity(): void {
    const { sel } = nav.current;
    const asOf = this.asOf;
    if (!sel) return this.entity.clear();
    const same = this.entity.data?.id === sel;
    this.entity.load(JSON.stringify([sel, asOf]), (signal) => api.entity(sel, asOf, signal), same);
  }

  /** Changes or removes one field of the brief, on top of what the sentence said. */
  edit(change: Edits): void {
    nav.go({ edits: { ...nav.current.edits, ...change }, list: null });
  }

  ask(q: string): void {
    nav.go({ q: q.trim(), edits: null, list: null, sel: null, statements: [], view: 'match' });
  }
}

export const page = new Page();
