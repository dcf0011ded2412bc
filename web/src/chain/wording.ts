/** How is the state of a product said in a few words, and why is it so? */

import type { GapReport } from '../api/types';
import { number } from '../text/format';
import { say, text } from '../text/index.svelte';
import type { Cell } from './board';

/** Beside the name on a card: 有 2家, 可达 43分, 缺, 无数据. */
export function stateWord({ gap }: Cell): string {
  const t = text().chain;
  if (!gap) return '';
  if (gap.state === 'present') return `${t.states.present} ${t.makers_short(number(gap.makers.length, 0))}`;
  if (gap.state === 'reachable' && gap.nearest) return `${t.states.reachable} ${t.minutes_short(number(gap.nearest.minutes, 0))}`;
  return t.states[gap.state];
}

/** What a card says when it is read aloud. */
export function cellLabel(cell: Cell): string {
  const word = stateWord(cell);
  return word ? `${say(cell.name)}${text().list_mark}${word}` : say(cell.name);
}

/** Why the product has its state in the region, as sentences. */
export function whyState({ gap }: Cell, { within_minutes }: GapReport): string[] {
  const t = text().chain.why;
  if (!gap) return [];
  const near = gap.nearest;
  const place = say(near?.region_name) || text().unknown;
  const minutes = near ? number(near.minutes, 0) : '';
  if (gap.state === 'present') return [t.present(number(gap.makers.length, 0))];
  if (gap.state === 'reachable' && near) return [t.reachable(near.company_name, place, minutes, number(within_minutes, 0))];
  const first = gap.state === 'absent' ? t.absent : t.no_data;
  return [first, near ? t.nearest(near.company_name, place, minutes) : t.no_nearest];
}
