/** How is one requirement of the brief shown, and how does a correction of it become a new brief? */

import type { BriefFields, Bounds, FieldName, Language } from '../api/types';
import type { Edits } from '../state/url';
import { area, count, day, number } from '../text/format';
import type { Text } from '../text/zh';

export const FIELD_ORDER: readonly FieldName[] = [
  'kind', 'area_m2', 'regions', 'excluded_regions', 'anchors', 'needed_by', 'price', 'clear_height_m', 'floor_load_t_m2',
  'power_kva', 'industry', 'processes', 'infrastructure', 'not_required', 'tenure', 'as_of',
];

export const NUMBER_UNITS = { clear_height_m: 'm', floor_load_t_m2: 't/㎡', power_kva: 'kVA' } as const;
export type NumberField = keyof typeof NUMBER_UNITS;

export const PRICE_UNITS = ['元/㎡·月', '元/㎡·年', '元/㎡', '万元/亩', '万元'] as const;
export const KINDS = ['plant', 'parcel', 'warehouse'] as const;
export const TENURES = ['lease', 'purchase'] as const;

export function isNumberField(field: FieldName): field is NumberField {
  return field in NUMBER_UNITS;
}

/** True when the brief says something in this field. */
export function isStated(brief: BriefFields, field: FieldName): boolean {
  const value: unknown = brief[field];
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}

const LISTED: readonly FieldName[] = ['regions', 'excluded_regions', 'anchors', 'processes', 'infrastructure', 'not_required'];

/** The brief as read, with the user's corrections on top of it. */
export function applyEdits(brief: BriefFields, edits: Edits): BriefFields {
  const changed: Record<string, unknown> = { ...brief };
  for (const [field, value] of Object.entries(edits)) {
    changed[field] = value === null && LISTED.includes(field as FieldName) ? [] : value;
  }
  return changed as unknown as BriefFields;
}

function showBounds(bounds: Bounds, show: (x: number) => string, text: Text): string {
  const { min, max, about } = bounds;
  if (about != null && max == null) return text.bounds.around(show(about));
  if (min != null && max != null) return min === max ? show(min) : text.bounds.between(show(min), show(max));
  if (min != null) return text.bounds.least(show(min));
  if (max != null) return text.bounds.most(show(max));
  return '';
}

/** One field of the brief in words, without its name. */
export function showField(brief: BriefFields, field: FieldName, text: Text, language: Language): string {
  const named = (code: string) => text.words[code] ?? code;
  switch (field) {
    case 'kind':
    case 'tenure':
    case 'industry':
      return named(brief[field]?.value ?? '');
    case 'as_of':
      return day(brief.as_of?.value ?? '', language);
    case 'area_m2':
      return brief.area_m2 ? showBounds(brief.area_m2, (m2) => area(m2, language), text) : '';
    case 'clear_height_m':
    case 'floor_load_t_m2':
    case 'power_kva': {
      const bounds = brief[field];
      return bounds ? showBounds(bounds, (x) => `${number(x)} ${NUMBER_UNITS[field]}`, text) : '';
    }
    case 'needed_by': {
      const needed = brief.needed_by;
      if (!needed) return '';
      const date = needed.date ? day(needed.date, language) : '';
      return needed.days != null ? text.bounds.within_days(count(needed.days), date) : text.bounds.before(date);
    }
    case 'price':
      return brief.price ? showBounds({ ...brief.price, about: null }, (x) => `${number(x)} ${brief.price?.unit}`, text) : '';
    case 'regions':
    case 'excluded_regions':
      return brief[field].map((region) => region.name).join(text.list_mark);
    case 'processes':
    case 'infrastructure':
    case 'not_required':
      return brief[field].map((stated) => named(stated.value)).join(text.list_mark);
    case 'anchors':
      return brief.anchors
        .map((anchor) =>
          anchor.max_minutes != null
            ? text.bounds.minutes_from(anchor.place, count(anchor.max_minutes))
            : text.bounds.from(anchor.place),
        )
        .join(text.list_mark);
  }
}

/** The words of the sentence a field was read from; empty when the user set it. */
export function wordsOf(brief: BriefFields, field: FieldName): string {
  const value = brief[field];
  const parts = (Array.isArray(value) ? value : [value]).map((part) => part?.words ?? '');
  return [...new Set(parts.filter(Boolean))].join(' … ');
}
