/** Which key asks for what while the queue is reviewed? */

export type Command = 'next' | 'previous' | 'accept' | 'edit' | 'reject' | 'merge' | 'undo' | 'help' | 'choose';

export interface Press {
  command: Command;
  /** For `choose`: the place of the candidate, from 0. */
  place: number;
}

export interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing?: boolean;
}

const KEYS: Record<string, Command> = {
  j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous',
  a: 'accept', e: 'edit', r: 'reject', m: 'merge', u: 'undo', '?': 'help', '？': 'help',
};

/** The keys in the order they are explained; `choose` stands for the digits. */
export const EXPLAINED: readonly [Command, readonly string[]][] = [
  ['next', ['j', '↓']], ['previous', ['k', '↑']], ['accept', ['a']], ['edit', ['e']], ['reject', ['r']],
  ['merge', ['m']], ['undo', ['u']], ['choose', ['1–9']], ['help', ['?']],
];

/** Controls where letters and arrows already have a meaning of their own. */
const OWN_KEYS = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=tab], dialog, aside';

export function commandOf(stroke: Stroke): Press | null {
  if (stroke.ctrlKey || stroke.metaKey || stroke.altKey || stroke.isComposing) return null;
  if (/^[1-9]$/.test(stroke.key)) return { command: 'choose', place: Number(stroke.key) - 1 };
  const command = KEYS[stroke.key] ?? KEYS[stroke.key.toLowerCase()];
  return command ? { command, place: 0 } : null;
}

/** False where a key belongs to the control that has the focus. */
export function isFree(target: { closest?: (selector: string) => unknown } | null): boolean {
  return !target?.closest?.(OWN_KEYS);
}
