// `lensan understand <kind>`: a line in, a JSON line out, in order. The rules of understanding without a talk around them.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { loadPlaces, readContent } from '../app.ts';
import { compileContent } from '../conversation/index.ts';
import type { Kind } from '../model/fields.ts';
import type { FieldReading } from '../model/reading.ts';
import type { Money, MoneyRange, Place, Quantity } from '../model/values.ts';
import {
  canonical,
  indexPlaces,
  type Lexicon,
  read,
  readCommand,
  readPeriod,
  readSecret,
  readYesNo,
} from '../understanding/index.ts';

/** What a line was understood as: exactly one of `value` (null: no such thing) and `choices`, and what belongs beside it. */
type Answer = { text?: string; value?: unknown; choices?: unknown[] } & Record<string, unknown>;

type Setting = {
  lexicon: Lexicon;
  /** The wall clock of whoever speaks: 'YYYY-MM-DDTHH:MM'. */
  now: string;
  /** For `choice`: what is on offer. */
  options: string[];
};

type Understanding = (text: string, setting: Setting) => Answer;

const none: Answer = { value: null };

/** A reading with each of its values as `show` has it. */
function shown<V>(found: FieldReading<V> | undefined, show: (value: V) => unknown = (value) => value): Answer {
  if (!found) return none;
  if ('value' in found) return { value: show(found.value) };
  const choices = found.choices.map(show).filter((choice) => choice !== undefined);
  return choices.length > 0 ? { choices } : none;
}

const plainly =
  (kind: Kind): Understanding =>
  (text, { lexicon, now }) =>
    shown(read(kind, text, { kind, now }, lexicon));

/** What all of the values say of themselves stands beside them. */
function beside<V extends object, K extends keyof V & string>(found: FieldReading<V>, keys: K[]): Partial<V> {
  const values = 'value' in found ? [found.value] : found.choices;
  const common: Partial<V> = {};
  for (const key of keys) {
    const [first, ...others] = values.map((value) => JSON.stringify(value[key]));
    const value = values[0]?.[key];
    if (value !== undefined && others.every((other) => other === first)) common[key] = value;
  }
  return common;
}

function money(text: string, { lexicon }: Setting): Answer {
  const found = read('money', text, { kind: 'money' }, lexicon) as FieldReading<Money | MoneyRange> | undefined;
  if (!found) return none;
  const show = (value: Money | MoneyRange) => {
    if ('amount' in value) return value.amount;
    const { from, to } = value;
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  };
  return { ...shown(found, show), ...beside(found, ['per', 'approx']) };
}

function quantity(text: string, { lexicon }: Setting): Answer {
  const found = read('quantity', text, { kind: 'quantity' }, lexicon) as FieldReading<Quantity> | undefined;
  if (!found) return none;
  return { ...shown(found, (value) => ({ ...canonical(value), approx: undefined })), ...beside(found, ['approx']) };
}

/** Today's unit, and the former one where it was said; what else a place keeps is not the answer. */
function place(text: string, { lexicon }: Setting): Answer {
  const found = read('place', text, { kind: 'place' }, lexicon) as FieldReading<Place> | undefined;
  if (!found) return none;
  return shown(found, ({ code, name, province, former }) => ({ code, name, province, ...(former && { former }) }));
}

const secret =
  (kind: 'personal-id' | 'otp'): Understanding =>
  (text) => {
    const found = readSecret(text);
    return found?.kind === kind ? { text: found.masked, value: kind } : none;
  };

function choice(text: string, { lexicon, options }: Setting): Answer {
  const offered = options.map((label) => ({ id: label, label, synonyms: [] }));
  return shown(read('choice', text, { kind: 'choice', options: offered }, lexicon));
}

function command(text: string, { lexicon }: Setting): Answer {
  const found = readCommand(text, lexicon);
  return found ? { value: found.name, ...(found.field && { field: found.field }) } : none;
}

const understandings: Record<string, Understanding> = {
  number: plainly('number'),
  money,
  quantity,
  area: plainly('area'),
  date: plainly('date'),
  season: (text, { now }) => shown(readPeriod(text, { kind: 'season', now })),
  phone: plainly('phone'),
  'person-name': plainly('person-name'),
  place,
  'yes-no': (text, { lexicon }) => ({ value: readYesNo(text, lexicon) ?? null }),
  command,
  choice,
  product: plainly('product'),
  'personal-id': secret('personal-id'),
  otp: secret('otp'),
};

export type Asked = {
  /** A moment (ISO 8601); without an offset it is the wall clock's. Left out: this moment. */
  now?: string | undefined;
  /** The zone of the wall clock. */
  tz?: string | undefined;
  province: string;
  /** For `choice`: the answers on offer, parted by "|". */
  options?: string | undefined;
};

/** Reads lines until they end. Throws with the kinds there are when there is no such kind. */
export async function understand(
  kind: string | undefined,
  folder: string,
  asked: Asked,
  [input, output]: [Readable, Writable] = [process.stdin, process.stdout],
): Promise<void> {
  const understanding = kind === undefined ? undefined : understandings[kind];
  if (!understanding) throw new Error(`understand needs a kind: ${Object.keys(understandings).join(', ')}`);
  const { content, issues } = { content: undefined, ...compileContent(await readContent(folder), placesOf(asked)) };
  if (!content) throw new Error(`the content has faults (lensan flows check): ${JSON.stringify(issues)}`);
  const { lexicon } = content;
  const setting = { lexicon, now: wallClock(asked), options: asked.options?.split('|') ?? [] };
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = JSON.stringify({ text, ...understanding(text, setting) });
    if (!output.write(`${line}\n`)) await once(output, 'drain');
  }
}

const placesOf = ({ province }: Asked) => indexPlaces(loadPlaces(), province);

/** 'YYYY-MM-DDTHH:MM' where the farmer is. */
function wallClock({ now, tz = 'Asia/Ho_Chi_Minh' }: Asked): string {
  if (now !== undefined && /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.test(now))
    return `${now.slice(0, 10)}T${now.slice(11, 16) || '12:00'}`;
  const moment = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(moment.getTime())) throw new Error(`--now is no moment: ${now}`);
  // Swedish writes dates as ISO 8601 does.
  const written = moment.toLocaleString('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'short' });
  return written.replace(' ', 'T');
}
