// `lensan start` as a newcomer runs it, with nothing but its own folder: stopped and killed in the middle of a talk.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Visitor } from '../support/visitor.ts';

let folder: string;
let server: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lensan-'));
});
afterEach(async () => {
  server?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const run = () =>
  spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    env: { PATH: process.env.PATH, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Starts the server; resolves with its address once it listens. */
async function start(): Promise<string> {
  const child = run();
  server = child;
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    const port = /localhost:(\d+)\/chat/.exec(output)?.[1];
    if (port) {
      child.stdout.resume();
      return `http://127.0.0.1:${port}`;
    }
  }
  throw new Error(`the server ended: ${output}`);
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(server as ChildProcess, 'exit');
  server?.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}

describe('a server that is restarted in the middle of a talk', () => {
  it.each([
    ['stopped', 'SIGTERM', 0],
    ['killed', 'SIGKILL', null],
  ] as const)('loses nothing when it is %s', async (_how, signal, code) => {
    const hoa = new Visitor(await start());
    await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
    await hoa.says('Đồng ý', /bác, cô, chú, anh hay chị/);
    await hoa.says('Cô', /muốn bán sản phẩm gì/);
    await hoa.says('chè móc câu', /chụp cho cháu/);
    const before = await hoa.messages();
    expect(await stop(signal)).toBe(code);

    const again = new Visitor(await start());
    again.cookie = hoa.cookie;
    expect(await again.messages()).toEqual(before);
    await again.says('Chưa có ảnh, để sau', /giá bao nhiêu/);
    await again.says('300 nghìn một cân', /ba trăm nghìn đồng/);
  });

  it('answers after the restart what it had only stored before', async () => {
    const hoa = new Visitor(await start());
    await hoa.says('xin chào', /có đồng ý cho cháu ghi/);
    await Promise.all([hoa.posts({ text: 'Đồng ý' }), hoa.posts({ text: 'Cô' })]);
    await stop('SIGKILL');
    const again = new Visitor(await start());
    again.cookie = hoa.cookie;
    await vi.waitFor(
      async () => {
        const messages = await again.messages();
        expect(messages.filter(({ from }) => from === 'me')).toHaveLength(3);
        // The first message is answered in two parts, the two others in one each.
        expect(messages.filter(({ from }) => from === 'bot')).toHaveLength(4);
      },
      { timeout: 10_000, interval: 100 },
    );
  });

  it('keeps a second server out of its folder, and says why', async () => {
    await start();
    const second = run();
    let complaint = '';
    second.stderr.on('data', (chunk) => {
      complaint += String(chunk);
    });
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(1);
    expect(complaint).toMatch(/is in use by process \d+/);
  });
});
