// Scenario tests: a talk as a file. Inputs are written by hand or recorded; the answers, facts and tickets are filled
// in by `vitest -u` and reviewed as a diff. Each runs on the pure parts alone and by the whole durable way.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { home, loadPlaces, readContent } from '../../src/app.ts';
import { type Content, compileContent } from '../../src/conversation/index.ts';
import { understood } from '../../src/conversation/understood.ts';
import { factsAfter, rendered } from '../../src/conversation/words.ts';
import { emptyState, type Input, quietTimer, type State, step } from '../../src/engine/index.ts';
import { leaving } from '../../src/engine/simulate/coverage.ts';
import type { Effect } from '../../src/model/effects.ts';
import type { Facts, Row } from '../../src/model/facts.ts';
import { fieldNames } from '../../src/model/fields.ts';
import type { Button, Content as MessageContent } from '../../src/model/messages.ts';
import { indexPlaces } from '../../src/understanding/index.ts';

export const folder = fileURLToPath(new URL('../scenarios', import.meta.url));

/**
 * What the person does: words (or the label of a button on offer, which is tapped), or something else they send.
 * `after` is how many hours later it happens; with nothing said or sent, only time goes by.
 */
export type Line = { said?: string; sent?: string; after?: number; answered?: string[] };

export type Scenario = { about: string; turns: Line[]; facts?: unknown; tickets?: unknown };

export function scenarios(): { name: string; path: string; scenario: Scenario }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const path = join(folder, file);
      return { name: file.replace(/\.yaml$/, ''), path, scenario: parse(readFileSync(path, 'utf8')) as Scenario };
    });
}

export const printed = (scenario: Scenario): string => stringify(scenario, { lineWidth: 0 });

export const isSilence = ({ said, sent }: Line): boolean => said === undefined && sent === undefined;

/** What a line means as a message; `buttons` are those under the bot's last words. */
export function contentOf({ said, sent }: Line, buttons: Button[], earlier: Button[]): MessageContent {
  const button = buttons.find(({ label }) => label === said);
  if (button) return { type: 'tap', token: button.token };
  if (said !== undefined) return { type: 'text', text: said };
  const [what = '', detail = ''] = (sent ?? '').split(/ (.*)/s);
  switch (what) {
    case 'photo':
      return { type: 'photo', source: { stored: '0'.repeat(64) }, ...(detail && { caption: detail }) };
    case 'contact':
      return { type: 'contact', phone: detail, own: true };
    case 'card':
      return { type: 'contact', phone: detail, own: false };
    case 'location':
      return { type: 'location' };
    case 'edit':
      return { type: 'edit', text: detail };
    case 'start':
      return { type: 'start', ...(detail && { about: detail }) };
    case 'tap':
      return { type: 'tap', token: earlier.findLast(({ label }) => label === detail)?.token ?? '0:0' };
    case 'voice':
      return { type: 'voice', source: { stored: '0'.repeat(64) } };
    default:
      return { type: 'other', what: what as 'sticker' };
  }
}

export const places = indexPlaces(loadPlaces(), 'Thái Nguyên');

export async function shippedContent(): Promise<Content> {
  const compiled = compileContent(await readContent(home), places);
  if (!('content' in compiled)) throw new Error(JSON.stringify(compiled.issues, null, 2));
  return compiled.content;
}

const morning = Date.UTC(2026, 10, 23, 1, 0);

/** A talk on engine, understanding and texts alone. */
export class PureTalk {
  readonly content: Content;
  state: State = emptyState;
  facts: Facts = {
    contact: { id: 'contact', address_form: null, locale: 'vi' },
    product: [],
    shop: [],
    consents: {},
    loosePhotos: [],
    awaitingPerson: false,
  };
  readonly tickets: { kind: string; reason: string }[] = [];
  readonly effects: Effect[] = [];
  /** The steps and ways of the flows that it has gone. */
  readonly walked: Set<string>;
  buttons: Button[] = [];
  earlier: Button[] = [];
  now = morning;
  nudgeAt: number | undefined;
  #ids = 0;

  constructor(content: Content, walked = new Set<string>()) {
    this.content = content;
    this.walked = walked;
  }

  /** Does a line; returns what the bot answers, its nudges before. */
  does(line: Line): string[] {
    const until = this.now + (line.after ?? 0) * 3_600_000 + 1000;
    const nudges: string[] = [];
    while (this.nudgeAt !== undefined && this.nudgeAt <= until) {
      this.now = this.nudgeAt;
      nudges.push(...this.input({ type: 'timer', key: quietTimer }));
    }
    this.now = until;
    return [...nudges, ...(isSilence(line) ? [] : this.takes(contentOf(line, this.buttons, this.earlier)))];
  }

  says(said: string): string[] {
    return this.does({ said });
  }

  takes(content: MessageContent): string[] {
    const reading = understood(this.content, this.state, this.facts, content);
    const answers = this.input({ type: 'message', content, ...(reading && { reading }) });
    return answers;
  }

  input(input: Input): string[] {
    const { playbook, texts } = this.content;
    const ids = Array.from({ length: 4 }, () => `id-${++this.#ids}`);
    // Through JSON and back, as the database keeps it.
    const state = JSON.parse(JSON.stringify(this.state)) as State;
    const turn = step(playbook, state, this.facts, input, this.now, ids, (talk, move) => {
      for (const way of leaving(talk, move)) this.walked.add(way);
    });
    this.state = turn.state;
    const frame = turn.state.stack.at(-1);
    if (frame) this.walked.add(`${frame.flow}.${frame.step}`);
    this.nudgeAt = turn.nudgeAt;
    this.facts = factsAfter(texts, turn);
    this.effects.push(...turn.effects);
    for (const effect of turn.effects) {
      if (effect.type !== 'open_ticket') continue;
      const { kind, reason } = effect;
      if (kind === 'task' || !this.tickets.some((ticket) => ticket.kind === 'talk'))
        this.tickets.push({ kind, reason });
    }
    const messages = rendered(texts, turn.effects, this.facts).map(({ message }) => message);
    const last = messages.at(-1);
    if (last) this.buttons = last.buttons;
    this.earlier.push(...(last?.buttons ?? []));
    return messages.map(({ text }) => text);
  }
}

/** What a scenario remembers of the facts: fields of the catalogue, statuses, counts; no ids, no times. */
export function summary({ contact, household, product, shop, consents }: Facts): unknown {
  return {
    contact: known('contact', contact),
    ...(household && { household: known('household', household) }),
    ...(product.length > 0 && {
      products: product.map((row) => ({
        status: row.status,
        ...known('product', row),
        photos: ((row.photos ?? []) as unknown[]).length,
      })),
    }),
    ...(shop.length > 0 && { shops: shop.map(({ marketplace, status }) => ({ marketplace, status })) }),
    consents: Object.fromEntries(Object.entries(consents).sort()),
  };
}

function known(noun: string, row: Row): Record<string, unknown> {
  const properties = fieldNames
    .filter((field) => field.startsWith(`${noun}.`))
    .map((field) => field.slice(noun.length + 1));
  return Object.fromEntries(
    properties.flatMap((property) => {
      const value = row[property];
      return value === undefined || value === null || property === 'photos' ? [] : [[property, sorted(value)]];
    }),
  );
}

/** jsonb keeps its keys in an order of its own. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
