import { describe, expect, test } from 'vitest';
import { en } from '../src/text/en';
import { zh } from '../src/text/zh';

type Tree = { [key: string]: string | ((...args: string[]) => string) | Tree };

function leaves(tree: Tree, path = ''): [string, string | ((...args: string[]) => string)][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? leaves(value, `${path}${key}.`) : [[path + key, value] as [string, typeof value]],
  );
}

const chinese = leaves(zh as Tree);
const english = leaves(en as Tree);

describe('the two catalogues', () => {
  test('have the same keys', () => {
    expect(english.map(([key]) => key).sort()).toEqual(chinese.map(([key]) => key).sort());
  });

  test('take the same number of parts in every sentence', () => {
    const parts = (entries: typeof chinese) => Object.fromEntries(entries.map(([key, value]) => [key, typeof value === 'function' ? value.length : -1]));
    expect(parts(english)).toEqual(parts(chinese));
  });

  test('use every part they are given', () => {
    for (const [key, value] of [...chinese, ...english]) {
      if (typeof value !== 'function') continue;
      const marks = Array.from({ length: value.length }, (_, index) => `⟨${index}⟩`);
      for (const mark of marks) expect(value(...marks), key).toContain(mark);
    }
  });

  test('leave nothing blank, and no English in the Chinese', () => {
    for (const [key, value] of chinese) {
      const words = typeof value === 'function' ? value('', '', '', '') : value;
      expect(words.trim(), key).not.toBe('');
      if (key !== 'language') expect(words.replace('WebGL', ''), key).not.toMatch(/[A-Za-z]{4,}/u);
    }
  });

  test('use full-width punctuation between Chinese words', () => {
    for (const [key, value] of chinese) {
      const words = typeof value === 'function' ? value('甲', '乙', '丙') : value;
      expect(words, key).not.toMatch(/[\u4e00-\u9fff][,;:?!]/u);
    }
  });
});
