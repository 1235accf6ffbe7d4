// Where names of Zalo's media servers lead to: never into our own network, whatever the name service says.
// The name service is a table here.
import { describe, expect, test, vi } from 'vitest';
import { isPrivate } from '../../src/channels/zalo-oa/addresses.ts';
import { type GrantStore, zaloOa } from '../../src/channels/zalo-oa/index.ts';

const names: Record<string, string[]> = {
  'inside.zdn.vn': ['10.1.2.3'],
  'cloud.zdn.vn': ['169.254.169.254'],
  'mixed.zdn.vn': ['8.8.8.8', '127.0.0.1'],
  'six.zdn.vn': ['::1'],
  'empty.zdn.vn': [],
};
vi.mock('node:dns', () => ({
  lookup: (name: string, _options: object, done: (error: null, found: { address: string; family: number }[]) => void) =>
    done(
      null,
      (names[name] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
}));

describe('a name of a media server', () => {
  const channel = zaloOa({
    appId: '1',
    appSecret: 's',
    oaId: '2',
    oaSecretKey: 'k',
    grants: {} as GrantStore,
    timeoutSeconds: 1,
  });

  test.each(Object.keys(names))('%s is not asked: it leads inside', async (name) => {
    for (const scheme of ['http', 'https'])
      await expect(channel.fetchMedia({ zalo: { url: `${scheme}://${name}/a.jpg` } })).rejects.toMatchObject({
        failure: 'refused',
        message: expect.stringContaining('none of Zalo'),
      });
  });

  test.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fe80::1%eth0'],
    ...['fd00::1', 'ff02::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:a00:1::'],
  ])('may not lead to %s', (address) => expect(isPrivate(address)).toBe(true));

  test.each(['8.8.8.8', '49.213.114.1', '172.32.0.1', '100.128.0.1', '192.169.0.1', '2606:4700::1111'])(
    'may lead to %s',
    (address) => expect(isPrivate(address)).toBe(false),
  );
});
