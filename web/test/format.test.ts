import { describe, expect, test } from 'vitest';
import { area, count, day, dayBefore, number, percent, points, pointsBand } from '../src/text/format';

describe('numbers', () => {
  test('have thousands separators and no needless decimals', () => {
    expect(number(12345.678)).toBe('12,345.68');
    expect(number(1.5)).toBe('1.5');
    expect(count(3017)).toBe('3,017');
    expect(percent(0.04)).toBe('4 %');
  });

  test('an area says 亩 beside square metres', () => {
    expect(area(10000, 'zh')).toBe('10,000 ㎡（15 亩）');
    expect(area(10000, 'en')).toBe('10,000 m² (15 mu)');
    expect(area(9600, 'zh')).toBe('9,600 ㎡（14.4 亩）');
  });

  test('a score is whole points, a band both of its ends', () => {
    expect(points(0.714)).toBe('71');
    expect(pointsBand([0.35, 0.998])).toBe('35–100');
    expect(pointsBand([0.501, 0.499])).toBe('50');
  });
});

describe('days', () => {
  test('keep the precision they were stated with', () => {
    expect(day('2024-06-30', 'zh')).toBe('2024年6月30日');
    expect(day('2024-06', 'zh')).toBe('2024年6月');
    expect(day('2023', 'en')).toBe('2023');
    expect(day('2024-06-30', 'en')).toBe('30 June 2024');
    expect(day('一季度', 'zh')).toBe('一季度');
  });

  test('the eve of a day crosses months and leap years', () => {
    expect(dayBefore('2024-06-30')).toBe('2024-06-29');
    expect(dayBefore('2024-03-01')).toBe('2024-02-29');
    expect(dayBefore('2025-01-01')).toBe('2024-12-31');
  });
});
