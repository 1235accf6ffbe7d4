// The side that is measured: the whole program, web server and worker, with its Telegram channel pointed at the receiver.
// Durable per message: the inbox row before the webhook answers; in one transaction transcript both ways, facts, the
// conversation's state, timers, events and the outbox row; then the claim of the row, and that it was sent.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openApp, run } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { firstMessageId } from './receiver.ts';
import { secret, secretKey, side, token } from './side.ts';

side(async ({ database, receiver }, report) => {
  watchMarks((sent) => report({ sent }));
  const folder = mkdtempSync(join(tmpdir(), 'lensan-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const config = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    DATABASE_URL: database,
    SECRET_KEY: secretKey,
    PUBLIC_URL: 'https://example.test',
    TELEGRAM_TOKEN: token,
    TELEGRAM_SECRET: secret,
    TELEGRAM_API_ROOT: receiver,
  });
  const { server } = await run(await openApp(config), config, { serve: true, work: true });
  const address = server?.server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/webhooks/telegram`;
});

type Query = (...args: unknown[]) => unknown;

/** Tells of the messages whose marks as sent are durable: a statement says 'sent', carries their ids, and is done. */
function watchMarks(marked: (messageIds: number[]) => void): void {
  const client = pg.Client.prototype as unknown as { query: Query };
  const query = client.query;
  client.query = function (this: unknown, ...args: unknown[]) {
    const [first, values] = args;
    const text = typeof first === 'string' ? first : (first as { text?: string }).text;
    if (!text?.includes("'sent'") || !Array.isArray(values)) return query.apply(this, args);
    const numbers = JSON.stringify(values).match(/\d{13,}/g) ?? [];
    const ids = numbers.map(Number).filter((value) => value >= firstMessageId);
    const tell = () => marked(ids);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const told = (error: unknown, ...rest: unknown[]) => {
        callback(error, ...rest);
        if (!error) tell();
      };
      return query.apply(this, [...args.slice(0, -1), told]);
    }
    const result = query.apply(this, args) as Promise<unknown>;
    result.then(tell, () => {});
    return result;
  };
}
