/** The shapes of received documents, of what was read in them, and of what has to be looked at again. */

import type { EntityProperty, EntityValue, Source, Words } from './types';

export type Status = 'open' | 'accepted' | 'rejected' | 'merged';
export type Counts = Record<Status, number>;

export interface ReceivedDocument {
  id: string;
  name: string;
  published: { from: string | null; to: string | null; precision?: string; basis: string; basis_label: Words } | null;
  /** What calls itself 示例: nothing in it is a fact. */
  sample: boolean;
  received_at: string;
  source_class: string | null;
  class_label: Words | null;
  link?: string | null;
  counts: Counts;
  /** All documents of this name, the oldest first. */
  versions: string[];
}

/** A refusal or a warning that an answer carries, as in the one error shape. */
export interface Note {
  code: string;
  place?: string | null;
  message: Words;
}

/** A pasted document: what was kept, how many claims were read in it and how many of those are new. */
export interface Received {
  document: ReceivedDocument;
  offered: number;
  added: number;
  problems: Note[];
}

/** A proposal as the comparison of two versions shows it. */
export interface Saying {
  id: string;
  status: Status;
  quote: string;
  subject: string | null;
  property: string;
  label: Words;
  start: number;
  end: number;
  /** Where in the file it stands: a cell, a page, a feature. */
  place: string | null;
}

export interface Pair {
  older: Saying;
  newer: Saying;
}

export interface VersionDifference {
  older: string;
  newer: string;
  kept: Pair[];
  /** The same question with another answer: of a sheet the same cell. */
  changed: Pair[];
  gone: Saying[];
  new: Saying[];
}

/** Offsets are code points of the text. */
export interface TextBlock {
  start: number;
  end: number;
  kind: string;
}

export interface DocumentText extends ReceivedDocument {
  text: string;
  blocks: TextBlock[];
  difference: VersionDifference | null;
}

/** What was understood of some words, as read; `start` and `end` are code points of the document. */
export interface Claim {
  start: number;
  end: number;
  quote: string;
  subject: string | null;
  subject_kind?: string | null;
  property: string;
  kind: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string | null;
  qualifier: string | null;
  valid_from: string | null;
  valid_to: string | null;
  place: string | null;
  confidence: number;
  method: string;
  scope?: string | null;
  counterparty?: string | null;
  basis?: string | null;
  role?: string | null;
}

export interface EntityCandidate {
  id: string;
  name: string;
  kind: string;
  score: number;
  /** Whether the names mean one thing, or things of one house. */
  relation: 'same' | 'related' | 'different';
  reason: Words | null;
}

export interface ReviewEvent {
  event: number;
  action: string;
  author: string;
  at: string;
  batch: string | null;
  /** False for a decision that was taken back. */
  in_force: boolean;
  payload: Record<string, unknown>;
}

/** What accepting a proposal would state, and what is held in that place already. */
export interface Becoming {
  entity: string;
  kind: string;
  property: string;
  label: Words | null;
  text: Words;
  held: { state: string; rule: Words | null; values: EntityValue[] } | null;
}

/** An alarm of the reader; one without words is shown by its code. */
export interface Alarm {
  code: string;
  message?: Words;
}

/** A row of a table; `at` is the cell that is meant, `place` where a cell stands in the file. */
export interface Row {
  title: string;
  sheet: string;
  number: number;
  at: number | null;
  name_at: number | null;
  cells: { heading: string; text: string; place: string | null }[];
}

export interface Proposal {
  id: string;
  document: string;
  status: Status;
  claim: Claim;
  /** What it measures. */
  label: Words;
  /** Its own offsets are of the document, those of `span` of the sentence. */
  sentence: { text: string; start: number; end: number; span: [number, number] };
  /** Set for a cell of a table. */
  row: Row | null;
  /** What the subject names without doubt, or what was chosen for it. */
  entity: { id: string; kind: string; name: string } | null;
  entity_candidates: EntityCandidate[];
  /** The kind that a new entity would most likely have. */
  suggested_kind: string | null;
  becomes: Becoming | null;
  /** Why it cannot be accepted as it stands. */
  problems: Note[];
  alarms: Alarm[];
  /** Keys of the claim that were corrected. */
  edited: string[];
  history: ReviewEvent[];
  /** The newest event that this was drawn from. */
  seen: number;
  statements: string[];
  into: string | null;
}

export interface Queue {
  queue: Proposal[];
  /** How many the filters leave; the queue may hold only the first of them. */
  total: number;
  counts: Counts;
}

export interface StaleItem {
  entity: string;
  name: string;
  kind: string;
  property: string;
  label: Words;
  text: Words;
  observed_on: string | null;
  /** Null when nobody dated it: `reason` says so. */
  fresh_until: string | null;
  days_over: number | null;
  reason: Words;
  statements: string[];
}

/** Who says a value, and as of when. */
export interface Voice {
  statement: string;
  words: string;
  valid_from: string | null;
  source: Source;
}

export interface Conflict extends EntityProperty {
  entity: string;
  name: string;
  kind: string;
  values: (EntityValue & { sources: Voice[] })[];
  scope: { property: string; label: Words; text: Words }[];
}

export type ClaimEdit = Partial<Pick<Claim, 'subject' | 'property' | 'value' | 'low' | 'high' | 'unit' | 'qualifier' | 'valid_from' | 'valid_to' | 'place'>>;
