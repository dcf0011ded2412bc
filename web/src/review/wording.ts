/** How is a claim said in words: its number, its qualifier, its period, how sure it is? */

import type { Claim, Language, Proposal, ReceivedDocument } from '../api/types';
import { area, day, number, SQUARE_METRES_PER_MU } from '../text/format';
import { nameOf } from '../text/vocabulary.svelte';
import type { Text } from '../text/zh';

const SCALES: readonly [number, string][] = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];
const CURRENCIES = ['CNY', 'USD', 'HKD', 'EUR', 'GBP', 'JPY'];

const STEPS: Record<Language, readonly [number, string][]> = {
  zh: [[1e8, '亿'], [1e4, '万'], [1, '']],
  en: [[1e9, ' bn'], [1e6, ' m'], [1, '']],
};

/** 8600000000 CNY → 86 亿元 / CNY 8.6 bn, as the server writes it. */
function money(value: number, unit: string, name: string, language: Language): string {
  const [scale, word] = STEPS[language].find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  const sum = `${number(value / scale)}`;
  return language === 'zh' ? `${sum} ${word}${name}` : `${unit} ${sum}${word}`;
}

/** 12500000 → 12.5 平方公里（18,750 亩） / 12.5 km² (18,750 mu). */
function wide(m2: number, language: Language): string {
  const mu = number(m2 / SQUARE_METRES_PER_MU, 0);
  return language === 'zh' ? `${number(m2 / 1e6)} 平方公里（${mu} 亩）` : `${number(m2 / 1e6)} km² (${mu} mu)`;
}

function energy(value: number, unit: string): string {
  const [scale, letter] = SCALES.find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return `${number(value / scale)} ${letter}${unit}`;
}

/** One number with its unit, without qualifier. */
export function amount(value: number, unit: string | null, text: Text, language: Language): string {
  const name = nameOf('units', unit, language);
  if (unit === 'm2') return value >= 1e6 ? wide(value, language) : area(value, language);
  if (unit === 'ratio') return `${number(value * 100)} %`;
  if (unit === 'rank') return text.review.rank(number(value));
  if (unit === 'Wh' || unit === 'W') return energy(value, unit);
  if (unit && CURRENCIES.includes(unit)) return money(value, unit, name, language);
  return `${number(value)} ${name}`.trim();
}

/** The number with its qualifier as words; the words of the text where there is no number. */
export function valueWords(claim: Claim, text: Text, language: Language): string {
  const { value, low, high, unit, qualifier, quote } = claim;
  const frame = text.review.qualifiers[qualifier ?? 'exact'] ?? ((x: string) => x);
  if (qualifier === 'range' && low !== null && high !== null && low !== high) {
    return text.review.between(amount(low, unit, text, language), amount(high, unit, text, language));
  }
  const stated = value ?? low ?? high;
  if (stated !== null) return frame(amount(stated, unit, text, language));
  return claim.kind === 'date' ? periodWords(claim, language) || quote : quote;
}

/** 2024-06-01 to 2024-06-30 → 2024年6月; the whole year, half or month is said as such. */
export function periodWords({ valid_from: from, valid_to: to }: Pick<Claim, 'valid_from' | 'valid_to'>, language: Language): string {
  if (!from && !to) return '';
  const say = (iso: string) => day(iso, language);
  if (!from) return `…–${say(to as string)}`;
  if (!to || from === to) return say(from);
  const [year, month] = [from.slice(0, 4), from.slice(0, 7)];
  if (from === `${year}-01-01` && to === `${year}-12-31`) return say(year);
  if (from === `${month}-01` && to.slice(0, 7) === month && isLastDay(to)) return say(month);
  return `${say(from)}–${say(to)}`;
}

function isLastDay(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.getUTCDate() === 1;
}

export function sureness(confidence: number): 'high' | 'middle' | 'low' {
  if (confidence >= 0.8) return 'high';
  return confidence >= 0.5 ? 'middle' : 'low';
}

/** When a document was published, in the precision that is known. */
export function publishedWords(document: Pick<ReceivedDocument, 'published'>, language: Language): string {
  const { from = null, to = null } = document.published ?? {};
  return periodWords({ valid_from: from, valid_to: to }, language);
}

/** A moment as day and time of this machine, to the minute. */
export function momentWords(iso: string, language: Language): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day(date, language)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** One line that names a claim to a person. */
export function summary({ claim, label }: Pick<Proposal, 'claim' | 'label'>, text: Text, language: Language): string {
  return text.review.queue.card(claim.subject ?? text.review.queue.no_subject, label[language], valueWords(claim, text, language));
}
