/** Which thing is meant by the subject of each proposal, as far as the reviewer has said? */

import type { Proposal } from '../api/types';

/** Something that is held already, or something to be added under the name of the subject. */
export type Meant = { id: string; name: string; kind: string } | { id: null; name: string; kind: string };

class Chosen {
  #by = $state.raw<Readonly<Record<string, Meant>>>({});

  /** What the reviewer chose, else what the subject names without doubt; a name that is merely near is never taken. */
  of(proposal: Proposal): Meant | null {
    return this.#by[proposal.id] ?? proposal.entity;
  }

  /** What was chosen by hand. */
  byHand(proposal: Proposal): Meant | null {
    return this.#by[proposal.id] ?? null;
  }

  set(proposal: string, meant: Meant): void {
    this.#by = { ...this.#by, [proposal]: meant };
  }
}

export const chosen = new Chosen();
