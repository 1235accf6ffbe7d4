// `lensan understand <kind>`, the program as it is: lines in, JSON lines out, in order.
import { spawn } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { type Asked, understand } from '../../src/commands/understand.ts';

async function run(args: string[], input: string): Promise<{ code: number; out: string; err: string }> {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'understand', ...args]);
  program.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number>((resolve) => program.once('exit', (status) => resolve(status ?? -1))),
  ]);
  return { code, out, err };
}

/** The command without a process of its own. */
async function understood(
  kind: string,
  lines: string[],
  asked: Partial<Asked> = {},
): Promise<Record<string, unknown>[]> {
  const output = new PassThrough();
  const all = text(output);
  await understand(kind, '.', { province: 'Thái Nguyên', ...asked }, [
    Readable.from([`${lines.join('\n')}\n`]),
    output,
  ]);
  output.end();
  return jsonLines(await all);
}

const jsonLines = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const monday = { now: '2026-11-23T09:00' };

describe('lensan understand', { timeout: 60_000 }, () => {
  const cases: [kind: string, asked: Partial<Asked>, lines: Record<string, object>][] = [
    ['number', {}, { 'hai lăm': { value: 25 }, 'ba trăm rưỡi': { value: 350 }, 'hôm nay trời mưa': { value: null } }],
    [
      'money',
      {},
      {
        '250k/cân': { value: 250_000, per: { amount: 1, unit: 'kg' } },
        'khoảng 30k': { value: 30_000, approx: true },
        '300-350k': { value: { from: 300_000, to: 350_000 } },
        'dưới 50k': { value: { to: 50_000 } },
        'thỏa thuận': { value: null },
        'liên hệ': { value: null },
      },
    ],
    [
      'quantity',
      {},
      {
        '2 tạ': { value: { amount: 200, unit: 'kg', grams: 200_000 } },
        '5 lạng': { value: { amount: 500, unit: 'g', grams: 500 } },
        '50 con': { value: { amount: 50, unit: 'con' } },
        '2 chục trứng': { value: { amount: 20, unit: 'quả' } },
        'ngon lắm': { value: null },
      },
    ],
    ['area', {}, { 'sào rưỡi': { value: 540 }, '2 sào 5 thước': { value: 840 }, 'cái ao': { value: null } }],
    [
      'date',
      monday,
      {
        'hôm nay': { value: { from: '2026-11-23', to: '2026-11-23', grain: 'day', calendar: 'solar' } },
        'rằm tháng Giêng': { value: { from: '2027-02-20', to: '2027-02-20', grain: 'day', calendar: 'lunar' } },
        'chè móc câu': { value: null },
      },
    ],
    [
      'season',
      monday,
      {
        'quanh năm': { value: { from: '2026-01-01', to: '2026-12-31', grain: 'year', calendar: 'solar' } },
        'tháng 7 đến tháng 9': { value: { from: '2027-07-01', to: '2027-09-30', grain: 'month', calendar: 'solar' } },
        'không biết': { value: null },
      },
    ],
    [
      'phone',
      {},
      { '0983 123 456': { value: '0983123456' }, '01631234567': { value: '0331234567' }, '123': { value: null } },
    ],
    ['person-name', {}, { 'tôi là nguyễn thị hoa': { value: 'Nguyễn Thị Hoa' }, '25k': { value: null } }],
    [
      'place',
      {},
      {
        'xã Tân Cương': { value: { code: '05503', name: 'xã Tân Cương', province: 'Thái Nguyên' } },
        'ở đâu đó': { value: null },
      },
    ],
    [
      'yes-no',
      {},
      {
        'dạ vâng ạ': { value: 'yes' },
        'ko phai dau': { value: 'no' },
        'được không?': { value: null },
        '': { value: null },
      },
    ],
    [
      'command',
      {},
      {
        'quay lại': { value: 'back' },
        'sửa giá': { value: 'correct', field: 'product.price' },
        'cho bác gặp người thật': { value: 'person' },
        'đừng nhắn nữa': { value: 'stop' },
        'bác có người nhà ở Đại Từ': { value: null },
      },
    ],
    [
      'choice',
      { options: 'Chè|Na|Gà đồi' },
      { '2': { value: 'Na' }, 'cai cuoi': { value: 'Gà đồi' }, cam: { value: null } },
    ],
    [
      'product',
      {},
      {
        'chè móc câu': { value: { kind: 'chè', group: 'đồ uống' } },
        'trứng gà': { value: { kind: 'trứng', group: 'thực phẩm' } },
      },
    ],
  ];

  test.each(cases)('%s', async (kind, asked, lines) => {
    const found = await understood(kind, Object.keys(lines), asked);
    expect(found).toMatchObject(Object.entries(lines).map(([said, answer]) => ({ text: said, ...answer })));
    for (const answer of found) {
      expect(Object.hasOwn(answer, 'value')).not.toBe(Object.hasOwn(answer, 'choices'));
      expect((answer.choices as unknown[] | undefined)?.length ?? 1).toBeLessThanOrEqual(3);
    }
  });

  test('what leaves doubt has choices of the same shapes, the likeliest first', async () => {
    const [bare] = await understood('money', ['250']);
    expect(bare?.choices).toEqual([250_000]);
    const [split] = await understood('place', ['Gia Sàng']);
    expect(split?.choices).toMatchObject([{ province: 'Thái Nguyên' }, { province: 'Thái Nguyên' }]);
  });

  test('an identity number and a code are known, and written nowhere', async () => {
    const [id] = await understood('personal-id', ['cccd của tôi 019088001234']);
    expect(id).toMatchObject({ value: 'personal-id' });
    expect(JSON.stringify(id)).not.toContain('019088001234');
    const [code, none] = await understood('otp', ['mã OTP là 482913', 'chè ngon']);
    expect(code).toMatchObject({ value: 'otp' });
    expect(JSON.stringify(code)).not.toContain('482913');
    expect(none).toMatchObject({ text: 'chè ngon', value: null });
  });

  test('another home province has its own communes', async () => {
    const [found] = await understood('place', ['xã Tân Cương'], { province: 'Phú Thọ' });
    expect(found?.value ?? null).toBeNull();
  });

  test('hostile lines are answered one by one, in order', async () => {
    const lines = ['a'.repeat(100_000), '\u0000', '👍'.repeat(500), '{"a":"b"}', 'ạ'.normalize('NFD'), ' '];
    const found = await understood('money', lines);
    expect(found.map((answer) => answer.text)).toEqual(lines);
    expect(found.every((answer) => answer.value === null)).toBe(true);
  });

  test('the program reads stdin, its clock fixed in the zone that is named', async () => {
    const args = ['date', '--now', '2026-11-23T18:30:00Z', '--tz', 'Asia/Ho_Chi_Minh'];
    const { code, out, err } = await run(args, 'hôm nay\r\nmai\n');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(jsonLines(out)).toMatchObject([
      { text: 'hôm nay', value: { from: '2026-11-24' } },
      { text: 'mai', value: { from: '2026-11-25' } },
    ]);
  });

  test('an unknown kind is refused with those that there are', async () => {
    const { code, out, err } = await run(['weather'], 'x\n');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/number, money, quantity/);
  });

  test('a clock that is none is refused', async () => {
    await expect(understood('date', ['mai'], { now: 'soon' })).rejects.toThrow('--now');
  });
});
