/** Is a dropped file prose to be shown, or a file to be sent as it is; in which encoding, and what is it called? */

export const LONGEST = 200_000;
export const MOST_BYTES = 20_000_000;
const AS_IT_IS = /\.(?:csv|tsv|json|geojson|html?|xml)$/i;
const LONGEST_TITLE = 40;

/** Text has no zero bytes at its head, and does not begin as a known container does. */
export function isText(bytes: Uint8Array): boolean {
  const head = bytes.slice(0, 4096);
  const starts = (...marks: number[]) => marks.every((mark, at) => head[at] === mark);
  const utf16 = starts(0xff, 0xfe) || starts(0xfe, 0xff);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x25, 0x50, 0x44, 0x46) || starts(0xd0, 0xcf, 0x11, 0xe0)) return false;
  return utf16 || !head.includes(0);
}

/** Prose is shown before it is sent; tables, pages and maps are read by the server from their bytes. */
export function isProse(name: string, bytes: Uint8Array): boolean {
  return !AS_IT_IS.test(name) && isText(bytes);
}

const CHUNK = 0x8000;
/** The bytes of a file as base64. */
export function encode(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** UTF-8 if it is valid, else the Chinese national encoding, as older files of bureaus have it. */
export function decode(bytes: ArrayBuffer): string {
  const head = new Uint8Array(bytes.slice(0, 2));
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The first line that says anything, cut to the length of a title. */
export function titleOf(text: string): string {
  const line = Array.from(text.split('\n').find((each) => each.trim())?.trim() ?? '');
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE).join('')}…` : line.join('');
}
