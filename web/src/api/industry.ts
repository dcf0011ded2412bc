/** The shapes of industry chains: products, who makes them where, what is missing, whom to visit. */

import type { Source, Words } from './types';
import type { Note } from './evidence';

export type StageName = 'upstream' | 'midstream' | 'downstream';
export type GapState = 'present' | 'reachable' | 'absent' | 'no_data';
export type PlacementState = 'by_rule' | 'confirmed' | 'to_check' | 'rejected';
export type StateCounts = Record<GapState, number>;

export interface ChainHead {
  id: string;
  name: Words;
  version: string;
  basis: string;
  counts: { nodes: number; edges: number } & Record<StageName, number>;
}

export interface ChainList {
  chains: ChainHead[];
  /** What is wrong with the files that cannot be used. */
  problems: Note[];
}

export interface Segment {
  id: string;
  stage: StageName;
  name: Words;
}

/** A company with the region that it is counted in. */
export interface ChainCompany {
  company: string;
  company_name: string;
  sample: boolean;
  role: string | null;
  region: string | null;
  region_name: Words | null;
}

/** A company on a node, with the words that put it there. */
export interface Maker extends ChainCompany {
  node: string;
  state: PlacementState;
  rule: string;
  confidence: number;
  words: string;
  statements: string[];
}

export interface ChainNode {
  id: string;
  name: Words;
  synonyms: string[];
  stage: StageName;
  segment: string;
  codes: string[];
  note: Words | null;
  makers: Maker[];
  to_check: Maker[];
}

/** `from` is the input or the narrower product, `to` the output or the broader one. */
export interface ChainEdge {
  from: string;
  to: string;
  kind: 'input' | 'kind_of';
  returns: boolean;
  basis: Words & { source: string; address: string };
}

export interface Coverage {
  known: number;
  placed: number;
  to_check: number;
  text: Words;
}

export interface WholeChain extends ChainHead {
  as_of: string;
  coverage: Coverage;
  segments: Segment[];
  nodes: ChainNode[];
  edges: ChainEdge[];
}

export interface ChainRegion {
  id: string;
  name: Words;
  code: string | null;
  level: string;
}

export interface RegionStates extends ChainRegion {
  counts: StateCounts;
  coverage: Coverage;
}

export interface Comparison {
  chain: ChainHead;
  regions: RegionStates[];
}

export interface ImportancePart {
  part: string;
  count: number;
  bounds: [number, number];
  value: number;
  weight: number;
  contribution: number;
}

/** Who does what by when; of a chain as a whole, who answers for it (链长). */
export interface ChainTask {
  owner: string | null;
  next_step: string | null;
  due: string | null;
  status: 'open' | 'done';
  overdue: boolean;
  author: string;
  at: string;
  history: ({ number: number; author: string; at: string; reason: string; stands: boolean } & Partial<TaskChange>)[];
}
export type TaskChange = { owner: string; next_step: string; due: string; status: 'open' | 'done' };

export interface Gap {
  node: string;
  name: Words;
  segment: string;
  stage: StageName;
  state: GapState;
  makers: Maker[];
  nearest: (ChainCompany & { minutes: number }) | null;
  importance: number;
  importance_parts: ImportancePart[];
  statements: string[];
  task: ChainTask | null;
}

export interface GapReport {
  chain: ChainHead;
  region: ChainRegion;
  as_of: string;
  within_minutes: number;
  snapshot: string;
  coverage: Coverage;
  counts: StateCounts;
  gaps: Gap[];
  chief: ChainTask | null;
  model: Words;
}

/** One reason or doubt; without statements it is counted, not stated. */
export interface Point {
  sort: string;
  text: Words;
  statements: string[];
}

export interface Target extends Maker {
  score: number | null;
  band: [number, number];
  minutes: number | null;
  sources: string[];
  reasons: Point[];
  doubts: Point[];
}

export interface TargetReport {
  customers: (ChainCompany & { statements: string[] })[];
  targets: (Target & { rank: number })[];
  /** Of these nothing is recommended, and why. */
  abstained: (Target & { why: Words })[];
  sources: Source[];
  model: Words;
}

/** The first day of a company's projects in a region, as stated. */
export interface StatedDay {
  day: string;
  statements: string[];
}

export interface Follower extends ChainCompany {
  since: StatedDay | null;
  /** Whether it came after the leader; null where a day is not known. */
  after: boolean | null;
}

/** What a chain leader needs, who of its makers came to a region, and who is still outside. */
export interface FollowerReport {
  leader: ChainCompany;
  region: ChainRegion;
  since: StatedDay | null;
  counts: { inputs: number; came: number; outside: number; unknown: number };
  inputs: { node: string; name: Words; steps: number; came: Follower[]; outside: ChainCompany[] }[];
}
