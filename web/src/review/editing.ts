/** What did a person change in a claim, and can it be read? */

import type { Claim, ClaimEdit } from '../api/types';
import { number } from '../text/format';
import type { Text } from '../text/zh';

export const QUALIFIERS = ['exact', 'over', 'nearly', 'about', 'at_least', 'at_most', 'under', 'more_than_stated', 'range'] as const;
export const UNITS = ['m2', 'CNY', 'USD', 'count', 'ratio', 'pp', 'times', 'rank', 'm', 't', 'm3', 'Wh', 'day', 'month', 'year', 'hour', 'minute', 'km/h'] as const;

/** The claim as the form holds it: all words. */
export interface Draft {
  subject: string;
  property: string;
  value: string;
  low: string;
  high: string;
  unit: string;
  qualifier: string;
  valid_from: string;
  valid_to: string;
  place: string;
}

const NUMBERS = ['value', 'low', 'high'] as const;
const DAYS = ['valid_from', 'valid_to'] as const;

export function draftOf(claim: Claim): Draft {
  const words = (value: number | null) => (value === null ? '' : String(value));
  return {
    subject: claim.subject ?? '', property: claim.property, value: words(claim.value), low: words(claim.low), high: words(claim.high),
    unit: claim.unit ?? '', qualifier: claim.qualifier ?? 'exact', valid_from: claim.valid_from ?? '', valid_to: claim.valid_to ?? '', place: claim.place ?? '',
  };
}

/** Full-width digits and thousands commas are read; null for nothing, NaN for what is no number. */
export function readNumber(text: string): number | null {
  const tidy = text.normalize('NFKC').replaceAll(',', '').trim();
  if (!tidy) return null;
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(tidy) ? Number(tidy) : Number.NaN;
}

function isDate(text: string): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return false;
  const [, year = '', month = '01', day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** The first mistake, in words; an empty string when there is none. */
export function wrong(draft: Draft, { review: { edit } }: Text): string {
  const badNumber = NUMBERS.map((name) => draft[name]).find((words) => Number.isNaN(readNumber(words)));
  if (badNumber !== undefined) return edit.bad_number(badNumber);
  const badDay = DAYS.map((name) => draft[name].trim()).find((words) => words && !isDate(words));
  if (badDay !== undefined) return edit.bad_day(badDay);
  const [low, high] = [readNumber(draft.low), readNumber(draft.high)];
  if (draft.qualifier === 'range' && low !== null && high !== null && low > high) return edit.upside_down(number(low), number(high));
  return '';
}

/** 2024-06 → 2024-06-01 as a beginning, 2024-06-30 as an end. */
function wholeDay(text: string, side: 'first' | 'last'): string {
  const [year = '', month, day] = text.split('-');
  if (day) return text;
  if (side === 'first') return `${year}-${month ?? '01'}-01`;
  const last = new Date(Date.UTC(Number(year), month ? Number(month) : 12, 0));
  return last.toISOString().slice(0, 10);
}

/** Only what differs from the claim; a new number or qualifier is sent with the number, so that its bounds are drawn anew. */
export function edited(claim: Claim, draft: Draft): ClaimEdit {
  const change: Record<string, unknown> = {};
  const before = draftOf(claim);
  for (const name of ['subject', 'property', 'unit', 'qualifier', 'place'] as const) {
    if (draft[name].trim() !== before[name]) change[name] = draft[name].trim() || null;
  }
  for (const name of DAYS) {
    const words = draft[name].trim();
    if (words !== before[name]) change[name] = words ? wholeDay(words, name === 'valid_from' ? 'first' : 'last') : null;
  }
  if (draft.qualifier === 'range') {
    for (const name of ['low', 'high'] as const) if (draft[name] !== before[name]) change[name] = readNumber(draft[name]);
    if ('low' in change || 'high' in change || 'qualifier' in change) change['value'] = null;
  } else if (draft.value !== before.value || 'qualifier' in change) {
    change['value'] = readNumber(draft.value);
  }
  return change as ClaimEdit;
}
