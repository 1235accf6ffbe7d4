// Leads a person of the fake Telegram through the talk: looks which step is asked, and gives that step's answer.
// Used by whole-talk and crash tests: a question that is worded or ordered anew does not break them.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../src/db/index.ts';
import type { State } from '../../src/engine/index.ts';
import type { Person } from './telegram/index.ts';

/** Words, or the label of a button that is shown; or what they do instead, and how many messages that makes. */
export type Answer = string | ((person: Person) => Promise<number>);

/** `flow:step` → answer; `aside:doubt` for "which of these did you mean". */
export type Answers = Record<string, Answer>;

export type Talker = {
  person: Person;
  /** Messages they have sent; each makes one row of the transcript. */
  said: number;
};

type Standing = { id: string; state: State | null; heard: number; open: number };

/** Where the talk with this person stands by now. */
export async function standing(db: Db, address: string): Promise<Standing | undefined> {
  const [found] = await rows<Standing>(
    db,
    sql`select v.id, v.state,
          (select count(*)::int from messages m where m.conversation_id = v.id and author = 'person') as heard,
          (select count(*)::int from inbox i where i.conversation_id = v.id and status = 'waiting')
          + (select count(*)::int from outbox o where o.conversation_id = v.id and status in ('waiting', 'sending'))
          + (select count(*)::int from timers t where t.conversation_id = v.id and due_at < now() + interval '1 minute')
          + (select count(*)::int from photos p where p.conversation_id = v.id and state = 'waiting') as open
        from conversations v join contacts c on c.id = v.contact_id where c.address = ${address}`,
  );
  return found;
}

/** Waits until all they said is in the transcript and nothing is under way for them any more. */
export async function quiet(db: Db, talker: Talker, patienceMs = 15_000): Promise<Standing> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const now = await standing(db, talker.person.chat);
    if (now && now.open === 0 && now.heard >= talker.said) return now;
    if (Date.now() > until)
      throw new Error(
        `${talker.person.name} said ${talker.said}, heard ${now?.heard}, still open ${now?.open}; they see:\n${shown(talker.person)}`,
      );
    await sleep(10);
  }
}

const shown = (person: Person) => person.messages.map(({ text }) => `- ${text}`).join('\n');

/** `flow:step` of the open question; empty when the talk rests. */
export function stepOf({ state }: Pick<Standing, 'state'>): string {
  if (state?.aside?.type === 'doubt') return 'aside:doubt';
  const top = state?.stack.at(-1);
  return top ? `${top.flow}:${top.step}` : '';
}

/** Says it, or taps the button of the open question that reads so. */
export async function answer(talker: Talker, given: Answer): Promise<void> {
  const { person } = talker;
  if (typeof given !== 'string') {
    talker.said += await given(person);
    return;
  }
  talker.said++;
  const latest = person.messages.at(-1);
  const keys = [...(latest?.buttons ?? []).map(({ label }) => label), ...person.keys().map(({ text }) => text)];
  if (keys.includes(given)) await person.taps(given);
  else await person.says(given);
}

/** Answers question after question, until the talk waits at the step `until`. Returns the steps that were asked. */
export async function talkUntil(
  db: Db,
  talker: Talker,
  answers: Answers,
  until: string,
  patienceMs?: number,
): Promise<string[]> {
  const asked: string[] = [];
  while (asked.length < 60) {
    const now = await quiet(db, talker, patienceMs);
    const step = stepOf(now);
    if (step === until) return asked;
    const given = answers[step];
    if (given === undefined)
      throw new Error(
        `${talker.person.name} was not told what to answer at "${step}"; they see:\n${shown(talker.person)}`,
      );
    asked.push(step);
    await answer(talker, given);
  }
  throw new Error(`${talker.person.name} never came to ${until}: ${asked.join(' ')}`);
}
