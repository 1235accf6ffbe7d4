// A talk in the terminal, by the whole durable way, with a database in memory. `--record` keeps it as a scenario test.
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { stringify } from 'yaml';
import { openApp } from '../app.ts';
import type { Config } from '../config.ts';
import { accept, settle } from '../conversation/index.ts';
import { openPglite } from '../db/index.ts';
import { invariant } from '../model/errors.ts';
import { findConversation } from '../records/conversations.ts';
import { visibleMessages } from '../records/messages.ts';

type Turn = { said: string; answered: string[] };

export async function talk(config: Config, record: string | undefined): Promise<void> {
  const database = await openPglite();
  const app = await openApp({ ...config, REDIS_URL: undefined }, { database });
  const { runtime } = app;
  const web = runtime.channels.find((channel) => channel.name === 'web');
  invariant(web, 'the web channel is always set up');
  const visitor = 'terminal'.padEnd(64, '0');
  const turns: Turn[] = [];
  let buttons: { token: string; label: string }[] = [];
  let seen = 0;

  /** Says it, or taps the button that is called so; prints what comes back. */
  async function say(said: string): Promise<void> {
    const button = buttons.find(({ label }) => label === said);
    const body = button ? { token: button.token } : { text: said };
    const key = crypto.randomUUID();
    await accept(runtime, web as NonNullable<typeof web>, Buffer.from(JSON.stringify({ key, visitor, body })));
    await settle(runtime);
    const { name: channel, account } = web as NonNullable<typeof web>;
    const conversation = await findConversation(runtime.database.db, { channel, account, address: visitor });
    const found = await visibleMessages(runtime.database.db, conversation ?? '', { limit: 20 });
    const fresh = found.map(({ message }) => message).filter(({ id, author }) => id > seen && author !== 'person');
    seen = Math.max(seen, ...fresh.map(({ id }) => id));
    const answers = fresh.reverse();
    for (const { text } of answers) process.stdout.write(`\n${text}\n`);
    buttons = answers.at(-1)?.buttons ?? [];
    if (buttons.length > 0) process.stdout.write(`\n${buttons.map(({ label }) => `[${label}]`).join(' ')}\n`);
    turns.push({ said, answered: answers.map(({ text }) => text) });
  }

  process.stdout.write('Nhắn gì đó rồi bấm Enter; gõ tên một nút để bấm nút đó; Ctrl-D để thôi.\n\n');
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  lines.prompt();
  for await (const line of lines) {
    if (line.trim()) await say(line.trim());
    lines.prompt();
  }
  if (record) await writeFile(record, stringify({ about: 'Recorded in the terminal.', turns }, { lineWidth: 0 }));
  await app.close();
}
