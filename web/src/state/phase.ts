/** Before or after an event: which side of it is a day on, and which day is meant by choosing a side? */

import type { RoadEvent } from '../api/types';
import { dayBefore } from '../text/format';

export type Side = 'before' | 'after';

export function sideOf(asOf: string, event: RoadEvent): Side {
  return asOf < event.date ? 'before' : 'after';
}

/** The day to look at: the eve of the event, or today (the event's own day while it is still to come). */
export function dayFor(side: Side, event: RoadEvent, today: string): string {
  if (side === 'before') return today < event.date ? today : dayBefore(event.date);
  return today < event.date ? event.date : today;
}

/** 深中通道通车 → 深中通道, so that the switch can say 通车前 and 通车后 beside it. */
export function splitLabel(label: string, opening: string): { name: string; opens: boolean } {
  const opens = label.endsWith(opening) && label.length > opening.length;
  return { name: opens ? label.slice(0, -opening.length) : label, opens };
}
