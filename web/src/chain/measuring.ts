/** How wide is a name on a card? */

const FONT = '13px';
const WIDE_CHAR = 13;
const NARROW_CHAR = 6.6;
const known = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null | undefined;

/** Without a browser to measure: a Chinese character is as wide as it is high. */
export function estimateWidth(name: string): number {
  let width = 0;
  for (const char of name) width += (char.codePointAt(0) ?? 0) > 0x2e7f ? WIDE_CHAR : NARROW_CHAR;
  return width;
}

/** In CSS pixels, in the font of the page. */
export function measureName(name: string): number {
  const held = known.get(name);
  if (held !== undefined) return held;
  if (canvas === undefined) {
    canvas = document.createElement('canvas').getContext('2d');
    if (canvas) canvas.font = `${FONT} ${getComputedStyle(document.body).fontFamily}`;
  }
  const width = canvas ? canvas.measureText(name).width : estimateWidth(name);
  known.set(name, width);
  return width;
}
