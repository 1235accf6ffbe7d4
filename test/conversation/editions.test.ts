// Editions: what a start makes of changed files, and of broken ones.
import { expect, it } from 'vitest';
import { home, readContent } from '../../src/app.ts';
import { openPglite } from '../../src/db/index.ts';
import { testApp } from '../support/app.ts';

const files = await readContent(home);

it('a start publishes changed files, and broken ones stop nobody: the last edition goes on', async () => {
  const database = { ...(await openPglite()), url: undefined };
  const opened = async (changed: Record<string, string>) => {
    const shared = { ...database, close: async () => {} };
    const app = await testApp({}, { database: shared, files: { ...files, ...changed } });
    const { published } = app;
    const { id } = await app.runtime.editions.current(database.db);
    await app.close();
    return { ...published, current: id };
  };
  expect(await opened({})).toEqual({ id: 1, isNew: true, current: 1 });
  expect(await opened({})).toEqual({ id: 1, isNew: false, current: 1 });
  const stop = `${files['flows/stop.yaml']}\n# reworded\n`;
  expect(await opened({ 'flows/stop.yaml': stop })).toEqual({ id: 2, isNew: true, current: 2 });
  expect(await opened({ 'flows/stop.yaml': 'flow: stop\nsteps: { a: { ask: nothing } }' })).toEqual({
    id: 2,
    isNew: false,
    current: 2,
  });
  await database.close();
});

it('a first start with broken files says every fault', async () => {
  const broken = { ...files, 'flows/stop.yaml': 'flow: stop\nsteps: { a: { ask: nothing } }' };
  await expect(testApp({}, { files: broken })).rejects.toThrow(/flows\/stop\.yaml:2 wrong-shape .*ask/);
});
