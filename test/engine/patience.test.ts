// Silence after a question: a nudge by day, a last one, then rest; no nudge where nothing is missing or none is wanted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Input, quietTimer, step, type Turn } from '../../src/engine/index.ts';
import type { Facts } from '../../src/model/facts.ts';
import { PureTalk, shippedContent } from '../support/scenarios.ts';
import { playbook, Somebody } from './small.ts';

const content = await shippedContent();
const { nudges, between, within } = content.playbook.entry.quiet;
const hour = 3_600_000;

/** A talk that waits for a product's name, with the last word at this moment. */
function waiting(at: number): PureTalk {
  const talk = new PureTalk(content);
  talk.now = at - 3_000;
  for (const said of ['xin chào', 'Đồng ý', 'Bác']) talk.says(said);
  return talk;
}

const timer: Input = { type: 'timer', key: quietTimer };
const fire = (talk: PureTalk, now: number, facts: Facts = talk.facts): Turn =>
  step(content.playbook, talk.state, facts, timer, now, []);
const said = ({ effects }: Turn) => effects.flatMap((effect) => (effect.type === 'say' ? effect.text : []));

/** The hour of the day in Viet Nam. */
const hourOf = (at: number) => (at / hour + 7) % 24;

describe('a farmer who falls silent', () => {
  const evening = Date.UTC(2026, 10, 23, 14, 0);

  it('is nudged once, then told that all is kept, then left in peace', () => {
    const talk = waiting(evening);
    const first = talk.nudgeAt ?? 0;
    const one = fire(talk, first);
    expect(said(one)).toContain('common:quiet');
    expect(one.state.options).toEqual(talk.state.options);
    const two = step(content.playbook, one.state, one.facts, timer, one.nudgeAt ?? 0, []);
    expect(said(two)).toEqual(['common:quiet.last']);
    expect(two.nudgeAt).toBeUndefined();
  });

  it('can answer the question as if nothing had been', () => {
    const talk = waiting(evening);
    expect(talk.does({ after: 30 })).toHaveLength(1);
    expect(talk.does({ after: 30 })).toHaveLength(1);
    expect(talk.does({ after: 200 })).toEqual([]);
    talk.says('na dai');
    expect(talk.facts.product).toMatchObject([{ name: 'na dai' }]);
  });

  it('is nudged by day and within the channels’ windows, whenever the last word was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 24 * 60 }), (minutes) => {
        const last = Date.UTC(2026, 10, 23) + minutes * 60_000;
        const talk = waiting(last);
        for (let nudged = 0; talk.nudgeAt !== undefined; nudged++) {
          const at = talk.nudgeAt;
          expect(hourOf(at)).toBeGreaterThanOrEqual(between[0]);
          expect(hourOf(at)).toBeLessThan(between[1]);
          expect(at - last).toBeGreaterThanOrEqual((nudges[nudged] ?? 0) * hour - 5_000);
          expect(at - last).toBeLessThanOrEqual(within * hour);
          talk.now = at;
          expect(talk.input(timer)).toHaveLength(1);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it.each([
    ['before its time: a newer word has moved it', (due: number) => due - 1],
    ['too late: the channels would not let it through', (due: number) => due + 48 * hour],
  ])('hears nothing of a nudge that comes %s', (_why, at) => {
    const talk = waiting(evening);
    const turn = fire(talk, at(talk.nudgeAt ?? 0));
    expect(turn.effects).toEqual([]);
    expect(turn.state).toEqual(talk.state);
  });
});

describe('the hour of a nudge', () => {
  const small = (day: number, time: string) => Date.parse(`2026-11-2${day}T${time}:00+07:00`);
  const quiet = (at: number) => {
    const person = new Somebody(playbook('  phone: { ask: household.phone }\n  done: { end: true }'));
    person.now = at;
    return person.reads({});
  };

  it.each([
    ['is no earlier than the day', '06:00', 1, '07:00'],
    ['may be the very first of the day', '07:00', 1, '07:00'],
    ['may be the last before the evening', '19:45', 1, '19:45'],
    ['is the next morning when the evening has come', '20:00', 2, '07:00'],
    ['is a quarter of an hour that has begun', '08:01', 1, '08:15'],
  ])('%s', (_what, due, day, at) => {
    const person = quiet(small(1, due) - 20 * hour);
    expect(new Date(person.nudgeAt ?? 0)).toEqual(new Date(small(day, at)));
  });

  it('may be the last at which the channels let us write, not one later', () => {
    const latest = (last: number) => {
      const person = quiet(last);
      person.now = person.nudgeAt ?? 0;
      return person.does(timer).nudgeAt;
    };
    // The second is due after 42 hours, in the night; by day it is 47 hours, to the quarter of an hour, or more.
    expect(latest(small(1, '08:00'))).toBe(small(3, '07:00'));
    expect(latest(small(1, '07:59'))).toBeUndefined();
  });
});

describe('nobody is nudged', () => {
  const at = Date.UTC(2026, 10, 23, 2, 0);
  it.each([
    ['who has not agreed yet', ['xin chào']],
    ['who looks at the menu, where nothing is missing', ['xin chào', 'Đồng ý', 'Bác', 'menu']],
    ['who waits for a person', ['xin chào', 'Đồng ý', 'Bác', 'cho gặp người']],
  ])('%s', (_who, lines) => {
    const talk = new PureTalk(content);
    talk.now = at;
    for (const line of lines) talk.says(line);
    expect(talk.nudgeAt).toBeUndefined();
  });

  it('who waits for an answer from outside', () => {
    const steps = '  check: { wait: checked, days: 1, late: done }\n  done: { end: true }';
    expect(new Somebody(playbook(steps)).nudgeAt).toBeUndefined();
  });

  it('who wants no more messages', () => {
    const talk = waiting(at);
    const muted = { ...talk.facts, contact: { ...talk.facts.contact, muted_at: '2026-11-23T02:00:00Z' } };
    const turn = fire(talk, talk.nudgeAt ?? 0, muted);
    expect(turn.effects).toEqual([]);
    expect(turn.nudgeAt).toBeUndefined();
  });
});

describe('messages without end on one question', () => {
  it('bring in a person, once, with a word of regret; the question stays open', () => {
    const talk = waiting(Date.UTC(2026, 10, 23, 2, 0));
    for (let at = 0; at < 60; at++) talk.takes({ type: 'other', what: 'sticker' });
    expect(talk.tickets).toEqual([{ kind: 'talk', reason: 'endless' }]);
    expect(talk.effects.filter((effect) => effect.type === 'say' && effect.text[0] === 'common:endless')).toHaveLength(
      1,
    );
    talk.says('na dai');
    expect(talk.facts.product).toMatchObject([{ name: 'na dai' }]);
  });

  it('are none where each has its own question, however many there are', () => {
    const talk = waiting(Date.UTC(2026, 10, 23, 2, 0));
    for (let at = 0; at < 300; at++) {
      talk.says(`na dai loại ${at}`);
      talk.says('sửa tên');
    }
    expect(talk.tickets).toEqual([]);
  });
});
