import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { whoseRequest } from '../../src/pages/whose-request.ts';

const from = (remoteAddress: string, said?: string): IncomingMessage =>
  ({
    headers: said === undefined ? {} : { 'x-forwarded-for': said },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;
const direct = (address: string): string => whoseRequest(from(address), 0);

describe('where a request comes from', () => {
  test('is a whole address of IPv4, however it is written', () => {
    expect(direct('192.0.2.1')).not.toBe(direct('192.0.2.2'));
    expect(direct('::ffff:192.0.2.1')).not.toBe(direct('::ffff:192.0.2.2'));
    expect(direct('::ffff:192.0.2.1')).toBe(direct('::FFFF:c000:201'));
    expect(direct('64:ff9b::192.0.2.1')).not.toBe(direct('64:ff9b::192.0.2.2'));
  });

  test('is the network of an IPv6 address, of which one household or one machine has all addresses', () => {
    const one = direct('2001:db8:1:2::1');
    for (const same of [
      '2001:DB8:1:2:ffff:ffff:ffff:ffff',
      '2001:0db8:0001:0002::',
      '2001:db8:1:2::192.0.2.1',
    ])
      expect(direct(same)).toBe(one);
    for (const other of ['2001:db8:1:3::1', '2001:db8:1::2:0:0:1', '2001:db8::1'])
      expect(direct(other)).not.toBe(one);
    expect(direct('fe80::1%eth0')).toBe(direct('fe80::2'));
    expect(direct('::1')).not.toBe(one);
  });

  test('is the same as a proxy says it, in brackets, with a port, or plain', () => {
    const behind = (said: string): string => whoseRequest(from('198.51.100.9', said), 1);
    expect(behind('203.0.113.7, 2001:db8:1:2::7')).toBe(direct('2001:db8:1:2::8'));
    expect(behind('[2001:db8:1:2::9]:4711')).toBe(direct('2001:db8:1:2::8'));
    expect(behind('[2001:db8:1:2::9]')).toBe(direct('2001:db8:1:2::8'));
    expect(behind('192.0.2.1:50123')).toBe(direct('192.0.2.1'));
    expect(behind('192.0.2.1:50124')).toBe(direct('192.0.2.1'));
  });

  test('is what was said, where it is no address', () => {
    for (const said of ['unknown', '[', '[::1', ':::', '1::2::3', '2001:db8', '%', 'fe80::1%'])
      expect(typeof whoseRequest(from('198.51.100.9', said), 1)).toBe('string');
    expect(whoseRequest(from('198.51.100.9', 'unknown'), 1)).toBe('unknown');
    expect(whoseRequest(from('198.51.100.9'), 1)).toBe('198.51.100.9');
  });
});
