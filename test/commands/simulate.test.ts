// `lensan flows simulate`, the program as it is, on all cores: its JSON, its table, and what it says to nonsense.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { simulateFlows, table } from '../../src/commands/simulate.ts';

async function simulated(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'flows', 'simulate', ...args]);
  const [out, err, code] = await Promise.all([
    text(program.stdout),
    text(program.stderr),
    new Promise<number>((resolve) => program.once('exit', (status) => resolve(status ?? -1))),
  ]);
  return { code, out, err };
}

describe('lensan flows simulate', { timeout: 180_000 }, () => {
  it('prints JSON with its keys, and the same from several workers as from none', async () => {
    // More than one worker takes on alone.
    const farmers = 260;
    const { code, out, err } = await simulated('--farmers', String(farmers), '--seed', '7', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const report = JSON.parse(out);
    const counts = ['finished', 'helped', 'resting', 'stuck'];
    expect(Object.keys(report).sort()).toEqual(['coverage', 'farmers', 'kinds', 'seed', 'stops', ...counts].sort());
    expect(report).toMatchObject({ farmers, seed: 7, stuck: 0 });
    for (const kind of Object.values<object>(report.kinds))
      expect(Object.keys(kind).sort()).toEqual([...counts, 'reasks', 'turns'].sort());
    const walked = { walked: expect.any(Number), all: expect.any(Number), missing: expect.any(Array) };
    expect(report.coverage).toEqual({ steps: walked, edges: walked });
    expect(await simulateFlows('.', { farmers, seed: 7, province: 'Thái Nguyên', workers: 1 })).toEqual(report);
  });

  it('prints a table by kind of farmer, and where people stop', async () => {
    const report = await simulateFlows('.', { farmers: 13, seed: 7, province: 'Thái Nguyên' });
    const printed = table(report);
    expect(printed).toMatch(/finished +resting +helped +stuck/);
    for (const kind of Object.keys(report.kinds)) expect(printed).toMatch(new RegExp(`^${kind} +\\d`, 'm'));
    expect(printed).toContain('13 farmers, seed 7');
    expect(printed).toContain('where people stop');
  });

  it.each([
    ['--farmers', 'many'],
    ['--farmers', '0'],
    ['--seed', '-1'],
  ])('refuses %s %s in words', async (option, value) => {
    const { code, err } = await simulated(`${option}=${value}`);
    expect(code).toBe(1);
    expect(err).toContain(option);
  });
});
