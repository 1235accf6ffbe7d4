// Addresses inside a network: our own machines, the neighbours', a cloud's desk of secrets. Called by media.ts.
import { BlockList, isIPv4 } from 'node:net';

// A list each: in a common one, ::ffff:0:0/96 would stand for every IPv4 address there is.
const inside4 = listOf('ipv4', [
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
]);
const inside6 = listOf('ipv6', [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]);

function listOf(family: 'ipv4' | 'ipv6', nets: [string, number][]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits, family);
  return list;
}

/** What wraps an IPv4 address in IPv6 counts as inside as well: no public server is reached that way. */
export function isPrivate(address: string): boolean {
  return isIPv4(address) ? inside4.check(address, 'ipv4') : inside6.check(address.replace(/%.*$/, ''), 'ipv6');
}
