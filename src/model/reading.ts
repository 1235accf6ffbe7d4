// The border between understanding and the engine: what a step wants to know, and what a message was read as.
import type { Field, Kind } from './fields.ts';
import type { Measure, Value } from './values.ts';

/** What the open question wants to know. */
export type Expected = {
  /** The field the question is about, if it is about one. Its kind settles double meanings ("k", "năm"). */
  field?: Field;
  /** Other fields of this flow that are still unknown: filled when a message plainly names them too. */
  also: Field[];
  /** Fields that have an answer already: what contradicts it, and says that it does, corrects it. */
  known: Field[];
  /** What was answered just before, as long as nothing else was said here: "à nhầm" takes that back. */
  last?: Field;
  /** Their products that have a name: a correction may name one. */
  products?: { id: string; name: string }[];
  /** The answers on offer, in order, as the farmer sees them. */
  options: Option[];
  /** A plain yes or no answers this question. */
  yesNo: boolean;
  /** Much hangs on the answer, a consent or a deletion: what only may be a yes is none. */
  grave?: true;
  /** A sum is known, and for how much of the thing is asked. */
  per?: true;
  /** The question takes photos: words are not an answer unless they are a command. */
  photos: boolean;
};

/** One offered answer. `id` is stable; `label` is what is shown; `synonyms` are other ways to say it. */
export type Option = { id: string; label: string; synonyms: string[] };

export const commands = [
  'menu',
  'back',
  'repeat',
  'help',
  'person',
  'later',
  'stop',
  'withdraw',
  'erase',
  'my-data',
  'skip',
  'done',
  'resume',
  'correct',
  'keep',
  'drop',
] as const;
export type Command = (typeof commands)[number];

/** The product that a correction names: which it may be, and in what words; it may be none that there is. */
export type NamedProduct = { said: string; ids: string[] };

/** A sure reading has a `value`; a doubtful one has up to three `choices`, best first, and is asked back. */
export type FieldReading<V = Value> = { said: string } & ({ value: V } | { choices: V[] });

/** What one message was read as. Absent parts were not found. */
export type Reading = {
  /** The message, NFC, with anything secret replaced by "•••": the only form that is kept. */
  text: string;
  /** A code, an identity number or a bank number that nobody here should have: refused and masked. */
  secret?: 'otp' | 'personal-id' | 'bank';
  command?: { name: Command; field?: Field; product?: NamedProduct };
  yesNo?: 'yes' | 'no';
  /** The id of the offered option that was meant. */
  option?: string;
  /** For how much of the thing a price is, where that is asked. */
  per?: Measure;
  /** Readings of the asked field and of others, by field. */
  values: Partial<Record<Field, FieldReading>>;
  /** A flow whose opening phrase this is ("đăng thêm na"). */
  opens?: string;
  /** "Xin chào", "alo": no answer, but not nonsense either. */
  greeting?: boolean;
  thanks?: boolean;
  /** "Phức tạp quá", "làm mãi không được": no wish, but a person is offered at once. */
  frustrated?: boolean;
  /** Somebody cheats them, or has tried: a person is needed at once. */
  cheated?: boolean;
  /** Which of the known questions it asks (flows/faq.yaml), best first; one is sure. */
  faq?: string[];
  /** It is a question of the farmer's own, not an answer. */
  question?: boolean;
};

export type ReadContext = {
  field?: Field;
  kind: Kind;
  /** For `choice`: the answers on offer; without them, the field's own. */
  options?: Option[];
  /** For `date`: the clock on the wall where the farmer is, 'YYYY-MM-DDTHH:MM'. Without it no date is read. */
  now?: string;
};
