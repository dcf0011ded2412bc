/** What is known of the chain on view: the answers of the server, the board made of them, and what a person may write. */

import { asApiError, type ApiError } from '../api/client';
import { chainsApi, type Act } from '../api/chains';
import type { ChainList, Comparison, GapReport, GapState, Maker, RegionStates, TargetReport, TaskChange, WholeChain } from '../api/types';
import { makeBoard, shownShelves, type BoardData, type Cell } from '../chain/board';
import { findPath } from '../chain/path';
import { author } from './author.svelte';
import { nav } from './navigation.svelte';
import { page } from './page.svelte';
import { Resource } from './resource.svelte';
import { screen } from './screen.svelte';
import type { BoardSize } from './url';

/** From here on names no longer fit: the board starts with squares. */
const MANY = 400;
export const WITHIN = [15, 30, 45, 60, 90, 120] as const;

/** Where nobody asked for a region: the city with the most companies on the chain, else with the most known. */
export function firstRegion(regions: readonly RegionStates[]): RegionStates | null {
  const cities = regions.filter(({ level }) => level === 'city');
  const order = (one: RegionStates) => one.coverage.placed * 1e6 + one.coverage.known;
  return [...(cities.length ? cities : regions)].sort((a, b) => order(b) - order(a))[0] ?? null;
}

class ChainPlace {
  list = new Resource<ChainList>();
  whole = new Resource<WholeChain>();
  comparison = new Resource<Comparison>();
  report = new Resource<GapReport>();
  targets = new Resource<TargetReport>();

  busy = $state(false);
  /** The result of the last thing written, for the live region. */
  said = $state('');
  trouble = $state.raw<ApiError | null>(null);
  /** The number of what was written last, while it can be taken back. */
  last = $state<number | null>(null);
  #version = $state(0);

  id = $derived(nav.current.chain ?? this.list.data?.chains[0]?.id ?? null);
  region = $derived(nav.current.region ?? firstRegion(this.comparison.data?.regions ?? [])?.id ?? null);
  /** Gaps of another chain, which are still on view while those of this one are fetched, do not belong here. */
  gaps = $derived(this.report.data && this.report.data.chain.id === this.whole.data?.id ? this.report.data : null);
  board: BoardData | null = $derived(this.whole.data ? makeBoard(this.whole.data, this.gaps?.gaps ?? []) : null);
  chosen: Cell | null = $derived((nav.current.node && this.board?.byId.get(nav.current.node)) || null);
  path = $derived(this.board && this.chosen ? findPath(this.board, this.chosen.id) : null);
  size: BoardSize = $derived(nav.current.size ?? ((this.board?.cells.length ?? 0) > MANY && !screen.small ? 'squares' : 'names'));
  shelves = $derived.by(() => {
    const { states, stage, only } = nav.current;
    if (!this.board) return [];
    const onView = screen.small && stage !== 'list' ? stage : null;
    return shownShelves(this.board, { states, stage: onView, among: only ? (this.path?.steps ?? null) : null });
  });

  load(): void {
    const { day } = page;
    const version = this.#version;
    const { id, region } = this;
    const { within, node } = nav.current;
    this.list.load('chains', (signal) => chainsApi.list(signal));
    if (!id || !page.meta.data) return;
    this.whole.load(JSON.stringify([id, day, version]), (signal) => chainsApi.show(id, day, signal), this.whole.data?.id === id);
    this.comparison.load(JSON.stringify([id, within, day, version]), (signal) => chainsApi.compare(id, within, day, signal));
    if (!region) return this.report.clear();
    this.report.load(JSON.stringify([id, region, within, day, version]), (signal) => chainsApi.gaps({ chain: id, region, within, asOf: day }, signal));
    if (!node) return this.targets.clear();
    this.targets.load(JSON.stringify([id, node, region, day, version]), (signal) => chainsApi.targets(id, node, region, day, signal), false);
  }

  choose(node: string | null): void {
    this.trouble = null;
    nav.go({ node });
  }

  toggle(state: GapState): void {
    const { states } = nav.current;
    nav.go({ states: states.includes(state) ? states.filter((one) => one !== state) : [...states, state] });
  }

  judge(maker: Maker, state: 'confirmed' | 'to_check' | 'rejected', says: string): Promise<boolean> {
    return this.#write(says, (chain, _region, name) => chainsApi.judge(chain, maker.node, maker.company, state, name));
  }

  /** Without a node: who answers for the whole chain in the region. */
  assign(node: string | null, change: Partial<TaskChange>, says: string): Promise<boolean> {
    return this.#write(says, (chain, region, name) => chainsApi.task(chain, node, region, change, name));
  }

  /** Takes back what was written last. */
  undo(says: string): Promise<boolean> {
    const number = this.last;
    if (number === null) return Promise.resolve(false);
    return this.#write(says, (_chain, _region, name) => chainsApi.undo(number, name), false);
  }

  /** One write at a time, under a name; true when it went through. */
  async #write(says: string, send: (chain: string, region: string, name: string) => Promise<Act>, undoable = true): Promise<boolean> {
    const [chain, region] = [this.id, this.region];
    if (this.busy || !chain || !region) return false;
    const name = await author.name();
    if (!name) return false;
    this.busy = true;
    this.trouble = null;
    try {
      const { number } = await send(chain, region, name);
      this.last = undoable ? number : null;
      this.said = says;
      this.#version += 1;
      return true;
    } catch (cause) {
      this.trouble = asApiError(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

export const chain = new ChainPlace();
