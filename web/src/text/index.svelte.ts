/** Which words does the page use now? Follows the language in the address bar. */

import type { Language, Words } from '../api/types';
import { nav } from '../state/navigation.svelte';
import { en } from './en';
import { zh, type Text } from './zh';

export const CATALOGUES: Record<Language, Text> = { zh, en };

export function text(): Text {
  return CATALOGUES[nav.current.lang];
}

export function language(): Language {
  return nav.current.lang;
}

/** The words of the server in the language of the page; the other language when one is empty. */
export function say(words: Words | null | undefined): string {
  if (!words) return '';
  return words[nav.current.lang] || words.zh || words.en;
}

/** A code of the server as a word; a code that has no word here is shown as it is. */
export function word(table: Record<string, string>, code: string | null | undefined): string {
  return code ? (table[code] ?? code) : '';
}
