/** What does each command do to the proposal at hand? The same for a key as for its button. */

import { chosen } from '../state/chosen.svelte';
import { review } from '../state/review.svelte';
import { language, text } from '../text/index.svelte';
import type { Press } from './keys';
import { summary } from './wording';
import type { Proposal } from '../api/types';

const says = (action: 'accept' | 'reject' | 'undo' | 'edit' | 'merge') => (done: Proposal) =>
  text().review.said[action](summary(done, text(), language()));

export function accept(proposal: Proposal): Promise<boolean> {
  const meant = chosen.byHand(proposal);
  const about = !meant ? {} : meant.id === null ? { new_entity: { kind: meant.kind, name: meant.name } } : { entity: meant.id };
  return review.judge(proposal, { action: 'accept', ...about }, says('accept'));
}

export function merge(proposal: Proposal, into: string): Promise<boolean> {
  return review.judge(proposal, { action: 'merge', into }, says('merge'));
}

/** Runs a command; false when there is nothing for it to do. */
export function run({ command, place }: Press): boolean {
  const current = review.current;
  if (command === 'help') review.panel = 'help';
  else if (command === 'next') review.move(1);
  else if (command === 'previous') review.move(-1);
  else if (command === 'undo') void review.undo(says('undo'), text().review.said.nothing_to_undo);
  else if (!current || current.status !== 'open') return false;
  else if (command === 'accept') void accept(current);
  else if (command === 'reject') void review.judge(current, { action: 'reject' }, says('reject'));
  else if (command === 'choose') {
    const candidate = current.entity_candidates[place];
    if (!candidate) return false;
    chosen.set(current.id, candidate);
  } else review.panel = command;
  return true;
}
