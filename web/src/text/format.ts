/** How are numbers, areas, days and shares written, in each language? */

import type { Language } from '../api/types';

export const SQUARE_METRES_PER_MU = 10000 / 15;

/** 12345.678 → 12,345.68; never more decimals than asked for, never trailing zeros. */
export function number(value: number, decimals = 2): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals });
}

export function count(value: number): string {
  return number(Math.round(value), 0);
}

/** 10000 → 10,000 ㎡（15 亩） / 10,000 m² (15 mu). */
export function area(m2: number, language: Language): string {
  const mu = number(m2 / SQUARE_METRES_PER_MU, 1);
  return language === 'zh' ? `${number(m2)} ㎡（${mu} 亩）` : `${number(m2)} m² (${mu} mu)`;
}

export function percent(share: number): string {
  return `${number(share * 100, 0)} %`;
}

/** A share of 1 as points of 100, whole. */
export function points(share: number): string {
  return String(Math.round(share * 100));
}

/** Both ends of a band in points; one number when they round to the same. */
export function pointsBand(band: readonly [number, number]): string {
  const [low, high] = [points(band[0]), points(band[1])];
  return low === high ? low : `${low}–${high}`;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** An ISO date of year, month or day precision in words; anything else comes back unchanged. */
export function day(iso: string, language: Language): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (!match) return iso;
  const [, year, month, date] = match;
  if (language === 'zh') return `${year}年${month ? `${Number(month)}月` : ''}${date ? `${Number(date)}日` : ''}`;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  return [date ? String(Number(date)) : '', name ?? '', year].filter(Boolean).join(' ');
}

/** A moment as the day it fell on in UTC; unreadable text comes back unchanged. */
export function moment(iso: string, language: Language): string {
  return day(iso.slice(0, 10), language);
}

export function dayBefore(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
