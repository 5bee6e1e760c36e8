// When a client comes back.
import { expect, test } from 'vitest';
import { CLOSE } from '../../shared/protocol.ts';
import {
  isPermanentClose,
  MESSAGE_TOO_BIG,
  RECONNECT_CAP_MS,
  reconnectDelay,
} from './reconnect.ts';

test('[WS7] waits grow, never pass the cap and stay spread over half of their bound', () => {
  const bounds = Array.from({ length: 12 }, (_, attempt) => [
    reconnectDelay(attempt, null, 0),
    reconnectDelay(attempt, null, 1),
  ]);
  for (const [least = 0, most = 0] of bounds) {
    expect(most).toBeLessThanOrEqual(RECONNECT_CAP_MS);
    expect(most).toBeGreaterThanOrEqual(least * 2 - 1);
  }
  expect(bounds[0]?.[0]).toBeLessThan(bounds[3]?.[0] ?? 0);
  expect(RECONNECT_CAP_MS).toBeGreaterThanOrEqual(15_000);
  expect(RECONNECT_CAP_MS).toBeLessThanOrEqual(30_000);
});

test('[WS7] two thousand clients that lose one server do not come back in one instant', () => {
  const slots = new Map<number, number>();
  for (let client = 0; client < 2_000; client++) {
    const slot = Math.floor(reconnectDelay(0, CLOSE.restarting.code, client / 2_000) / 50);
    slots.set(slot, (slots.get(slot) ?? 0) + 1);
  }
  expect(Math.max(...slots.values())).toBeLessThanOrEqual(250);
});

test('[WS2] only 44xx is permanent; an overloaded server is given time', () => {
  for (const { code } of Object.values(CLOSE)) {
    expect(isPermanentClose(code)).toBe(code >= 4400 && code < 4500);
  }
  expect(isPermanentClose(1006)).toBe(false);
  // The same words would be too many again.
  expect(isPermanentClose(MESSAGE_TOO_BIG)).toBe(true);
  expect(reconnectDelay(0, CLOSE.overloaded.code, 0)).toBeGreaterThan(reconnectDelay(0, null, 1));
});
