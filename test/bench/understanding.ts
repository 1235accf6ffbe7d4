// What understanding costs by itself. `read_all_us`: a whole message against the question that is open, with what the
// shipped flows want and know there; those of farmers, and beside them 20 that nobody means (up to 4,000 characters).
// `lookup_us`: a place among all of the nation. `index_ms`, `index_mb`: the index of
// places, as a start pays for it. Bars stand beside what they are for.
// What is remembered between messages, here as in the product: the lexicon's books, and what a place's name means once
// somebody has named it. No message is remembered; each is a new string each time, as it comes out of a webhook's JSON.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { settingOf } from '../../src/conversation/words.ts';
import { expects } from '../../src/engine/index.ts';
import type { Expected } from '../../src/model/reading.ts';
import { type PlaceDatabase, readAll } from '../../src/understanding/index.ts';
import { readPlace } from '../../src/understanding/places/place.ts';
import { PureTalk, places, shippedContent } from '../support/scenarios.ts';
import { database } from '../understanding/support.ts';
import { median, progress, rounded, spread, timed } from './figures.ts';
import { type Asked, sayings } from './sayings.ts';
import { talks } from './script.ts';

const starts = 5;

export async function understanding() {
  return { read_all_us: await reading(), lookup_us: lookUps(), ...indexing() };
}

async function reading() {
  const { lexicon } = await shippedContent();
  const questions = await wanted();
  const kinds = Object.entries(sayings).map(([kind, byQuestion]) => {
    const messages = Object.entries(byQuestion).flatMap(([asked, texts]) =>
      texts.map((text) => ({ json: JSON.stringify(text), expected: questions(asked as Asked) })),
    );
    return { kind, messages };
  });
  const all = kinds.flatMap(({ kind, messages }) => messages.map((message) => ({ kind, ...message })));
  progress(`understanding: ${all.length} messages`);
  // All of them in turns, as they come in a day; after many rounds, as in a process that has run for a while.
  const times = timed(
    all,
    ({ json, expected }) => {
      const text = JSON.parse(json) as string;
      return () => readAll(text, expected, lexicon);
    },
    { rounds: 200, warmUp: 50 },
  );
  const figures = (isMeant: (kind: string) => boolean) => {
    const of = times.filter((_, at) => isMeant(all[at % all.length]?.kind ?? ''));
    const messages = all.filter(({ kind }) => isMeant(kind)).length;
    return { messages, ...spread(of), slowest_message: slowest(of, messages) };
  };
  return {
    bar: { median: 100, p99: 1000 },
    farmers: figures((kind) => kind !== 'hostile'),
    all: figures(() => true),
    ...Object.fromEntries(kinds.map(({ kind }) => [kind, figures((one) => one === kind)])),
  };
}

/** The median of the message that takes longest: what else the machine does, which a p99 shows too, is not in it. */
function slowest(times: number[], messages: number): number {
  const medians = Array.from({ length: messages }, (_, message) =>
    median(times.filter((_, at) => at % messages === message)),
  );
  return rounded(Math.max(...medians));
}

/** What is wanted at each question of the benchmarks' talk. */
async function wanted(): Promise<(asked: Asked) => Expected> {
  const talk = new PureTalk(await shippedContent());
  const questions = new Map<string, Expected>();
  for (const said of talks.one_product) {
    const { choices, ...rest } = expects(talk.content.playbook, talk.state, talk.facts);
    const options = choices.map((choice) => talk.content.texts.option(choice, settingOf(talk.facts)));
    questions.set(rest.field ?? options[0]?.id ?? 'nothing', { ...rest, options });
    talk.says(said);
  }
  return (asked) => {
    const expected = questions.get(asked);
    if (!expected) throw new Error(`the talk never asks ${asked}: mend test/bench/sayings.ts`);
    return expected;
  };
}

function lookUps() {
  const rows = database.formers.filter(({ name }, at) => at % 5 === 0 && name);
  progress(`understanding: look-ups of ${rows.length} places`);
  const looking = (textOf: (row: PlaceDatabase['formers'][number]) => string) =>
    spread(
      timed(
        rows.map((row) => JSON.stringify(textOf(row))),
        (json) => {
          const text = JSON.parse(json) as string;
          return () => readPlace(text, { kind: 'place' }, places);
        },
        { rounds: 5, warmUp: 5 },
      ),
    );
  return {
    bar: { p99: 300 },
    exact: looking(({ name, district, province }) => `${name}, ${district}, ${province}`),
    mistyped: looking(({ name }) => `xã ${mistyped(bare(name))}`),
    sentence: looking(({ name }) => `nhà tôi ở xóm 5, ${name.toLowerCase()}, bán chè với gà đồi`),
  };
}

const bare = (name: string) => name.replace(/^(Xã|Phường|Thị trấn|Đặc khu) /, '');

/** Two letters in the middle swapped: always the same slip, so that runs can be compared. */
function mistyped(name: string): string {
  const at = Math.floor(name.length / 2);
  return name.slice(0, at - 1) + (name[at] ?? '') + (name[at - 1] ?? '') + name.slice(at + 1);
}

function indexing() {
  const file = fileURLToPath(new URL('place-index.ts', import.meta.url));
  const measured = Array.from({ length: starts }, () => {
    const printed = execFileSync(process.execPath, ['--import', 'tsx', file], { encoding: 'utf8' });
    return JSON.parse(printed) as { ms: number; built_mb: number; used_mb: number };
  });
  const of = (key: 'ms' | 'built_mb' | 'used_mb') => rounded(median(measured.map((one) => one[key])));
  return { index_ms: { starts, median: of('ms'), bar: 150 }, index_mb: { built: of('built_mb'), used: of('used_mb') } };
}
