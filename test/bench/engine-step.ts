// What the pure parts of a turn cost, in microseconds, and how large the state grows. Over the scenario talks of adding a
// product and telling of the household: each of their turns is noted once and then done again, warm, many times.
// `read`: what the step expects, and the words read for it (expects, the options' words, readAll).
// `step`: the state out of its JSON, one step, the state into JSON.
import { understood } from '../../src/conversation/understood.ts';
import { type Input, type State, step } from '../../src/engine/index.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Content as MessageContent } from '../../src/model/messages.ts';
import { PureTalk, scenarios, shippedContent } from '../support/scenarios.ts';
import { median, progress, spread, timed } from './figures.ts';

type Situation = { state: string; facts: Facts; content: MessageContent; input: Input; now: number };

const ids = ['id-1', 'id-2', 'id-3', 'id-4'];

export async function engineStep() {
  const content = await shippedContent();
  const { playbook } = content;
  const sizes: number[] = [];
  const situations: Situation[] = [];
  for (const { name, scenario } of scenarios()) {
    const talk = new NotingTalk(content);
    for (const line of scenario.turns) {
      talk.does(line);
      sizes.push(Buffer.byteLength(JSON.stringify(talk.state)));
    }
    if (/^(add-product|household)\./.test(name)) situations.push(...talk.noted);
  }

  const read = timed(situations, ({ state, facts, content: message }) => {
    const before = JSON.parse(state) as State;
    return () => understood(content, before, facts, message);
  });
  const stepped = timed(situations, ({ state, facts, input, now }) => () => {
    JSON.stringify(step(playbook, JSON.parse(state) as State, facts, input, now, ids).state);
  });
  progress(`engine_step_us: ${situations.length} turns`);
  return {
    engine_step_us: { turns: situations.length, read: spread(read), step: spread(stepped) },
    state_bytes: { median: median(sizes), largest: Math.max(...sizes) },
  };
}

/** Notes what each message meets. */
class NotingTalk extends PureTalk {
  readonly noted: Situation[] = [];
  #content: MessageContent | undefined;

  override takes(content: MessageContent): string[] {
    this.#content = content;
    return super.takes(content);
  }

  override input(input: Input): string[] {
    const { facts, now } = this;
    if (this.#content)
      this.noted.push({ state: JSON.stringify(this.state), facts, content: this.#content, input, now });
    return super.input(input);
  }
}
