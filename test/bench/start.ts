// How long somebody waits who starts the program: from spawning `lensan start` to the chat page, and to the bot's first
// reply there. The embedded database; not the first start, which makes its tables.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, progress, rounded } from './figures.ts';
import { startProgram } from './process.ts';

const times = 3;

export async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'lensan-bench-'));
  try {
    await (await startProgram({ DATA_DIR: folder })).stop();
    const starts: Awaited<ReturnType<typeof oneStart>>[] = [];
    for (let time = 0; time < times; time++) starts.push(await oneStart(folder));
    const of = (key: 'page' | 'reply' | 'resident') => rounded(median(starts.map((each) => each[key])));
    return { page_ms: of('page'), reply_ms: of('reply'), resident_mb: of('resident') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function oneStart(folder: string) {
  const program = await startProgram({ DATA_DIR: folder });
  const cookie = program.page.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const messages = `${program.url}/api/chat/messages`;
  const posted = await fetch(messages, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ key: crypto.randomUUID(), text: 'xin chào' }),
  });
  if (!posted.ok) throw new Error(`the chat page's message was answered ${posted.status}: ${await posted.text()}`);
  await program.until('a reply', async () => {
    const page = (await (await fetch(messages, { headers: { cookie } })).json()) as { messages: { from: string }[] };
    return page.messages.find(({ from }) => from === 'bot');
  });
  const found = { page: program.pageAt, reply: program.age(), resident: program.residentMb() };
  progress(`start: ${JSON.stringify(found)}`);
  await program.stop();
  return found;
}
