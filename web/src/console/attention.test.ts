// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followAttention, goneAfterMs } from './attention';

describe('attention', () => {
  beforeEach(() => { vi.useFakeTimers(); });
  afterEach(() => { vi.useRealTimers(); });

  it('ends when nobody touches the page, and comes back with a hand', () => {
    const heard: string[] = [];
    const end = followAttention(() => heard.push('come'), () => heard.push('leave'));
    vi.advanceTimersByTime(goneAfterMs - 1);
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(goneAfterMs - 1);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(heard).toEqual(['leave']);
    vi.advanceTimersByTime(10 * goneAfterMs);
    window.dispatchEvent(new Event('pointermove'));
    window.dispatchEvent(new Event('pointermove'));
    expect(heard).toEqual(['leave', 'come']);
    window.dispatchEvent(new Event('pagehide'));
    expect(heard).toEqual(['leave', 'come', 'leave']);
    end();
    window.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(10 * goneAfterMs);
    expect(heard).toEqual(['leave', 'come', 'leave']);
  });
});
