/** What are things, units and bases called? The table is the server's: the page has no second one. */

import type { Language, Vocabulary } from '../api/types';
import { nav } from '../state/navigation.svelte';

class Held {
  /** Empty until the server has said it. */
  words = $state.raw<Vocabulary>({ things: {}, kinds: {}, units: {}, bases: {} });
}

export const vocabulary = new Held();

/** The word for a code; a code without one is shown as it is. */
export function nameOf(table: keyof Vocabulary, code: string | null | undefined, language: Language = nav.current.lang): string {
  return code ? (vocabulary.words[table][code]?.[language] ?? code) : '';
}

/** The same as the first word of a line. */
export function headOf(table: keyof Vocabulary, code: string): string {
  const name = nameOf(table, code);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
