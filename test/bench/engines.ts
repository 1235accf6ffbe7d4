// One answer to one conversation engine, in microseconds, with its state out of JSON and back: the first fifty answers
// of a talk beside the last fifty of five hundred. Ours beside XState (`transition` on a persisted snapshot) and grammY's
// conversations, each asking the same ten questions again and again. None understands or sends anything.
import { type ConversationFlavor, conversations, createConversation } from '@grammyjs/conversations';
import { Bot, type Context } from 'grammy';
import { type AnyActorLogic, assign, createMachine, initialTransition, transition } from 'xstate';
import { compile, emptyState, type State, step } from '../../src/engine/index.ts';
import type { Facts } from '../../src/model/facts.ts';
import type { Reading } from '../../src/model/reading.ts';
import { progress, spread } from './figures.ts';

const questions = 10;
const answers = 500;
const talks = 20;
const window = 50;

/** Answers a question; resolves when the engine has taken it and its state is stored. */
type Answering = (text: string) => unknown;

export async function engines() {
  const found: Record<string, object> = {};
  for (const [name, begin] of Object.entries({ ours, xstate, grammy_conversations: grammy })) {
    const times: number[][] = Array.from({ length: answers }, () => []);
    // The first talks warm up: it is the length of a talk that is looked at, not the age of the process. grammY's are slow.
    const [warmUp, measured] = name === 'grammy_conversations' ? [1, talks / 5] : [5, talks];
    for (let talk = -warmUp; talk < measured; talk++) {
      const answer = await begin();
      for (let at = 0; at < answers; at++) {
        const begun = performance.now();
        await answer(`chè loại ${at}`);
        if (talk >= 0) times[at]?.push((performance.now() - begun) * 1000);
      }
    }
    found[name] = { first_50: spread(times.slice(0, window).flat()), last_50: spread(times.slice(-window).flat()) };
    progress(`engines: ${name} ${JSON.stringify(found[name])}`);
  }
  return { answers, bar: { median: 15, p99: 60 }, ...found };
}

async function ours(): Promise<Answering> {
  const asking = Array.from({ length: questions }, (_, at) => `  q${at}: { ask: product.packing, again: true }`);
  const compiled = compile({
    'flows/entry.yaml': `
first: main
declined: { flow: main, step: q0 }
consent: prepare
menu: main
commands: {}
links: {}
phrases: {}
returning: { hours: 48 }
`,
    'flows/main.yaml': `flow: main\nscope: product\nsteps:\n${asking.join('\n')}\n  again: { branch: [{ if: { field: product.packing, known: true }, to: q0 }], else: q0 }`,
  });
  if (!('playbook' in compiled)) throw new Error(JSON.stringify(compiled.issues));
  const { playbook } = compiled;
  let facts: Facts = {
    contact: { id: 'contact' },
    household: { id: 'household' },
    product: [{ id: 'tea', status: 'draft' }],
    shop: [],
    consents: { prepare: 'granted' },
    loosePhotos: [],
    awaitingPerson: false,
  };
  const begun: State = { ...emptyState, stack: [{ flow: 'main', step: 'q0', row: 'tea' }] };
  let stored = JSON.stringify(begun);
  return (text) => {
    const reading: Reading = { text, values: { 'product.packing': { said: text, value: text } } };
    const input = { type: 'message', content: { type: 'text', text }, reading } as const;
    const turn = step(playbook, JSON.parse(stored) as State, facts, input, 0, []);
    stored = JSON.stringify(turn.state);
    facts = turn.facts;
  };
}

async function xstate(): Promise<Answering> {
  const said = assign({ packing: ({ event }) => (event as { text?: string }).text });
  const machine = createMachine({
    initial: 'q0',
    context: { packing: undefined as string | undefined },
    states: Object.fromEntries(
      Array.from({ length: questions }, (_, at) => [
        `q${at}`,
        { on: { answer: { target: `q${(at + 1) % questions}`, actions: said } } },
      ]),
    ),
  } as never) as AnyActorLogic;
  const [first] = initialTransition(machine, undefined);
  let stored = JSON.stringify(machine.getPersistedSnapshot(first));
  return (text) => {
    const before = machine.restoreSnapshot?.(JSON.parse(stored), undefined as never) ?? JSON.parse(stored);
    const [after] = transition(machine, before, { type: 'answer', text });
    stored = JSON.stringify(machine.getPersistedSnapshot(after));
  };
}

type Talking = ConversationFlavor<Context>;

async function grammy(): Promise<Answering> {
  const bot = new Bot<Talking>('1:x', {
    botInfo: { id: 1, is_bot: true, first_name: 'b', username: 'b_bot' } as never,
  });
  let stored: string | undefined;
  const storage = {
    read: () => (stored === undefined ? undefined : JSON.parse(stored)),
    write: (_key: string, value: unknown) => {
      stored = JSON.stringify(value);
    },
    delete: () => {
      stored = undefined;
    },
  };
  bot.use(conversations({ storage: { type: 'key', adapter: storage } as never }));
  bot.use(
    createConversation<Talking, Context>(async (conversation) => {
      for (;;) await conversation.waitFor('message:text');
    }, 'talk'),
  );
  bot.on('message:text', (ctx) => ctx.conversation.enter('talk'));
  let id = 0;
  return (text) =>
    bot.handleUpdate({
      update_id: ++id,
      message: {
        message_id: id,
        date: 0,
        chat: { id: 1, type: 'private', first_name: 'a' },
        from: { id: 1, is_bot: false, first_name: 'a' },
        text,
      },
    });
}
