/** The shapes the server speaks, one type per document of `/api/`. */

export type * from './layers';
export type * from './evidence';
export type * from './industry';

export type Language = 'zh' | 'en';
export type Words = Record<Language, string>;
export type ListName = 'passed' | 'to_verify' | 'rejected';

export interface RoadEvent {
  id: string;
  date: string;
  label: Words;
  road: string | null;
}

/** Code → word: kinds of things, sorts of values, units, and on which basis a figure stands. */
export type Vocabulary = Record<'things' | 'kinds' | 'units' | 'bases', Record<string, Words>>;

export interface Meta {
  title: Words;
  version: string;
  snapshot: string;
  today: string;
  approval: { number: string | null; text: Words };
  attribution: string[];
  counts: Record<string, number>;
  samples: { available: boolean; count: number };
  events: RoadEvent[];
  vocabulary: Vocabulary;
  /** The language model that the workspace has configured, if any. */
  language_model: string | null;
  house_case: Words;
}

/** A part of the brief: its value fields and, when it came from the sentence, the words it came from. */
interface Read {
  words?: string | null;
  span?: [number, number] | null;
}
export interface Bounds extends Read {
  min?: number | null;
  max?: number | null;
  about?: number | null;
}
export interface Stated extends Read {
  value: string;
}
export interface NeededBy extends Read {
  days?: number | null;
  date?: string | null;
}
export interface Price extends Read {
  min?: number | null;
  max?: number | null;
  about?: number | null;
  unit: string;
}
export interface RegionWanted extends Read {
  code: string;
  name: string;
}
export interface Anchor extends Read {
  place: string;
  max_minutes?: number | null;
  mode?: string | null;
}

export interface BriefFields {
  kind: Stated | null;
  area_m2: Bounds | null;
  needed_by: NeededBy | null;
  price: Price | null;
  clear_height_m: Bounds | null;
  floor_load_t_m2: Bounds | null;
  power_kva: Bounds | null;
  regions: RegionWanted[];
  excluded_regions: RegionWanted[];
  anchors: Anchor[];
  industry: Stated | null;
  processes: Stated[];
  infrastructure: Stated[];
  not_required: Stated[];
  tenure: Stated | null;
  as_of: Stated | null;
}
export type FieldName = keyof BriefFields;

export interface Remark {
  code: string;
  message: Words;
}

export interface Brief extends BriefFields {
  text: string;
  today: string;
  not_understood: string[];
  contradictions: Remark[];
  assumptions?: Remark[];
}

export interface Criterion {
  criterion: string;
  label: Words;
  weight: number;
  worst: number;
  best: number;
  unit: string;
}

export interface Reason {
  criterion: string;
  label: Words;
  value: number | null;
  unit: string | null;
  text: Words;
  contribution: number | null;
  band: [number, number] | null;
  weight: number;
  statements: string[];
  /** True when the value is older than its kind of fact stays fresh. */
  stale?: boolean;
}

export interface Failed {
  test: string;
  label: Words;
  need: number | Words | null;
  have: number | Words | null;
  distance: number | null;
  ratio: number | null;
  unit: string | null;
  text: Words;
  statements: string[];
}

export interface Unknown {
  test: string;
  label: Words;
  ask: Words;
}

export interface ShownValue {
  property: string;
  label: Words;
  text: Words;
  statements: string[];
  conflict?: boolean;
  stale?: boolean;
}

/** Where a trip starts: what the anchor of the brief was taken for. */
export interface Place {
  id: string;
  kind: string;
  name: string;
  lon: number;
  lat: number;
}

export interface Item {
  id: string;
  name: string;
  kind: string;
  region: string | null;
  region_label: Words | null;
  region_id: string | null;
  lon: number | null;
  lat: number | null;
  sample: boolean;
  score: number | null;
  band: [number, number] | null;
  reasons: Reason[];
  values: ShownValue[];
  unknown: Unknown[];
  failed: Failed | null;
}

export interface Standing {
  id: string;
  name: string;
  score: number;
  /** Share of draws on rank 1, 2 …; the interval is that of rank 1. */
  ranks: number[];
  first_low: number;
  first_high: number;
  band: number;
}

export interface Stability {
  list: ListName;
  text: Words;
  close: boolean;
  standings: Standing[];
  flips: { text: Words; first: string; kind: 'weight' | 'value' }[];
  error: Words;
}

export interface RelaxationStep {
  text: Words;
  admits: number;
  to_verify: number;
  candidates: string[];
}

export interface Relaxation {
  test: string;
  side: string;
  label: Words;
  text: Words;
  steps: RelaxationStep[];
}

export interface Match {
  stability: Stability | null;
  relaxations: Relaxation[];
  brief: Brief;
  passed: Item[];
  to_verify: Item[];
  rejected: Item[];
  not_understood: string[];
  as_of: string;
  counts: { candidates: number; passed: number; to_verify: number; rejected: number };
  snapshot: string;
  samples: boolean;
  criteria: Criterion[];
  anchors?: (Place | null)[];
}

export interface EntityValue {
  text: Words;
  words: string | null;
  statements: string[];
  valid_from: string | null;
  chosen: boolean;
  stale?: boolean;
}
export interface EntityProperty {
  property: string;
  label: Words;
  state: 'known' | 'conflict' | 'unknown';
  rule: Words | null;
  values: EntityValue[];
}
export interface Entity {
  id: string;
  kind: string;
  kind_label: Words;
  name: string;
  sample: boolean;
  lon: number | null;
  lat: number | null;
  properties: EntityProperty[];
}

export interface Source {
  id: string;
  citation: string;
  link: string | null;
  source_class: string | null;
  class_label: Words | null;
  dated: string | null;
  note?: string | null;
}
export interface Statement {
  id: string;
  entity: string;
  entity_name: string | null;
  kind: string;
  property: string;
  label: Words;
  words: string;
  text: Words;
  value: Record<string, unknown> | null;
  unit: string | null;
  qualifier: string | null;
  valid_from: string | null;
  valid_to: string | null;
  known_at: string | null;
  source: Source;
  locator: string | null;
  method: string | null;
  visibility: string | null;
  sample: boolean;
  conflicts: string[];
  /** Set when it is no longer held. */
  retracted: { at: string; author: string; reason: string } | null;
}

/** One stretch of a route; without a `road_id` it is the way to or from the network. */
export interface Leg {
  road_id: string | null;
  road: string;
  km: number;
  minutes: number;
  statements?: string[];
}

export interface Minutes {
  minutes: number | null;
  km: number | null;
  model: Words;
  path: Leg[];
  to: Place | null;
  as_of: string;
  notes: Words[];
}
