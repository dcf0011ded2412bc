/** Which proposals are on view, in which order, and which one comes next? */

import type { Counts, Proposal, ReceivedDocument, Status } from '../api/types';
import type { Standing } from '../state/url';

export const STATUSES: readonly Status[] = ['open', 'accepted', 'rejected', 'merged'];

/** As in the documents, newest document first: the order a reader would meet them. */
export function inReadingOrder(proposals: readonly Proposal[], documents: readonly ReceivedDocument[]): Proposal[] {
  const newest = [...documents].sort((a, b) => b.received_at.localeCompare(a.received_at));
  const places = new Map(newest.map(({ id }, place) => [id, place]));
  const place = (proposal: Proposal) => places.get(proposal.document) ?? places.size;
  return [...proposals].sort(
    (a, b) =>
      place(a) - place(b) || a.document.localeCompare(b.document) || a.claim.start - b.claim.start || a.claim.end - b.claim.end || a.id.localeCompare(b.id),
  );
}

/** Those that are asked for, and those in `kept`: what was just judged stays in its place until the next look. */
export function onView(proposals: readonly Proposal[], standing: Standing, sure: number, kept: ReadonlySet<string>): Proposal[] {
  return proposals.filter((proposal) => {
    if (kept.has(proposal.id)) return true;
    return (standing === 'all' || proposal.status === standing) && proposal.claim.confidence >= sure;
  });
}

/** The neighbour of `id`; at an end it stays there, and from nowhere it starts at the first. */
export function step(proposals: readonly Proposal[], id: string | null, by: 1 | -1): Proposal | null {
  const here = proposals.findIndex((proposal) => proposal.id === id);
  if (here < 0) return proposals[0] ?? null;
  return proposals[Math.min(Math.max(here + by, 0), proposals.length - 1)] ?? null;
}

/** The next one still to be judged after `id`, else the nearest before it, else null. */
export function nextOpen(proposals: readonly Proposal[], id: string): Proposal | null {
  const here = proposals.findIndex((proposal) => proposal.id === id);
  const isOpen = (proposal: Proposal) => proposal.status === 'open' && proposal.id !== id;
  return proposals.slice(here + 1).find(isOpen) ?? proposals.slice(0, Math.max(here, 0)).reverse().find(isOpen) ?? null;
}

/** The counts after one proposal went from a status to another. */
export function recount(counts: Counts, from: Status, to: Status): Counts {
  const after = { ...counts };
  after[from] -= 1;
  after[to] += 1;
  return after;
}

/** What a proposal may be merged into, likeliest first: same property, same subject, same value, then the nearest. */
export function mergeTargets(proposals: readonly Proposal[], from: Proposal): Proposal[] {
  const likeness = ({ claim, document }: Proposal) =>
    (claim.property === from.claim.property ? 4 : 0) +
    (claim.subject !== null && claim.subject === from.claim.subject ? 2 : 0) +
    (claim.value === from.claim.value && claim.unit === from.claim.unit ? 2 : 0) +
    (document === from.document ? 1 : 0);
  const distance = ({ claim }: Proposal) => Math.abs(claim.start - from.claim.start);
  return proposals
    .filter(({ id, status }) => id !== from.id && (status === 'open' || status === 'accepted'))
    .sort((a, b) => likeness(b) - likeness(a) || distance(a) - distance(b) || a.id.localeCompare(b.id));
}

const ORDINARY_ROLES: readonly (string | null | undefined)[] = [null, undefined, 'value', 'part'];

/** A row of a table about a thing that nothing known is called like. */
export function isNewRow({ row, suggested_kind, entity_candidates, problems }: Proposal): boolean {
  const alike = entity_candidates.some(({ kind, relation }) => kind === suggested_kind && relation === 'same');
  return row !== null && suggested_kind !== null && !alike && problems.length === 1 && problems[0]?.code === 'mapping_subject_unknown';
}

/** Of the open proposals that are sure enough: how many go through in bulk, how many are left to a person, how many would be new things. */
export function previewBulk(proposals: readonly Proposal[], least: number, fresh = false): { accepted: number; left: number; rows: number } {
  const sure = proposals.filter(({ status, claim }) => status === 'open' && claim.confidence >= least);
  const plain = sure.filter(({ alarms, claim }) => !alarms.length && ORDINARY_ROLES.includes(claim.role));
  const mapped = plain.filter(({ problems }) => !problems.length);
  const rows = plain.filter(isNewRow).length;
  const accepted = mapped.length + (fresh ? rows : 0);
  return { accepted, left: sure.length - accepted, rows };
}
