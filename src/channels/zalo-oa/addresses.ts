// Addresses inside a network: our own machines, the neighbours', a cloud's desk of secrets. Called by media.ts.
import { BlockList, isIPv4 } from 'node:net';

const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** What wraps an IPv4 address in IPv6 counts as inside as well: no public server is reached that way. */
export function isPrivate(address: string): boolean {
  return isIPv4(address) ? inside.check(address, 'ipv4') : inside.check(address.replace(/%.*$/, ''), 'ipv6');
}
