// The chat page as it is served: small enough for a weak signal, kept by browsers, and with a policy that runs no script
// but its own. And health, for whoever watches the server.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../support/app.ts';
import { Guest } from './guest.ts';

const mostBytes = 60 * 1024;

let app: TestApp;
let guest: Guest;
let html: string;
beforeAll(async () => {
  app = await testApp();
  const { url } = await app.start();
  guest = new Guest(url);
  html = await (await guest.ask('/chat')).text();
});
afterAll(() => app.close());

const assetsOf = (page: string) => [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);

describe('the chat page', () => {
  test('with all that it loads is at most 60 kB, compressed', async () => {
    const paths = assetsOf(html);
    expect(paths.some((path) => path.endsWith('.js'))).toBe(true);
    const loaded = [...paths];
    let bytes = gzipSync(html).length;
    for (const path of loaded) {
      const answer = await guest.ask(path);
      expect(answer.status, path).toBe(200);
      const body = Buffer.from(await answer.arrayBuffer());
      bytes += gzipSync(body).length;
      // What a script loads later counts as well.
      for (const [found] of body.toString().matchAll(/\/?assets\/[\w.-]+\.(?:js|css)/g))
        if (!loaded.includes(`/${found.replace(/^\//, '')}`)) loaded.push(`/${found.replace(/^\//, '')}`);
    }
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });

  test('runs no script but its own, and sits in nobody’s frame', async () => {
    const answer = await guest.ask('/chat');
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    const policy = headers['content-security-policy'] ?? '';
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|http/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
    // The policy would not run what stands in the page itself.
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|javascript:|<style|\sstyle=/i);
  });

  test('has parts with a name of their own, kept for a year', async () => {
    for (const path of assetsOf(html).filter((each) => each.startsWith('/assets/'))) {
      const answer = await guest.ask(path);
      expect(answer.headers.get('cache-control'), path).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
    }
  });

  test('is where the front door leads', async () => {
    const answer = await guest.ask('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/chat']);
  });
});

test.each(['/health/live', '/health/ready'])('%s tells that all is well, and nothing else', async (path) => {
  const answer = await guest.ask(path);
  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});
