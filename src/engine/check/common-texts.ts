// The texts of common.json that no step asks for by itself: the programme says them wherever a talk stands. A test compares
// this list with the code.
import { type Field, fieldNames, fieldOf } from '../../model/fields.ts';
import { limits } from '../state.ts';

const each = (key: string, ends: readonly (string | number)[]) => ends.map((end) => `${key}${end}`);

const tips = ['blurry', 'dark', 'small', 'screenshot', 'unreadable'];
const tries = Array.from({ length: limits.tries - 1 }, (_, at) => at + 1);
const rows = Array.from({ length: limits.rows }, (_, at) => at + 1);
const kinds = [...new Set(fieldNames.map((field) => fieldOf(field)?.kind ?? ''))];

/** Wanted in every content. */
export const always = [
  ...['yes', 'no', 'skip', 'done', 'hello', 'thanks', 'help', 'needed', 'later', 'later.before_consent', 'at_rest'],
  ...['not_understood', 'unknown_question', 'in_trouble', 'offer_person', 'what_to_change', 'corrected', 'noted'],
  ...['correcting', 'no_such_product', 'kept'],
  ...['doubt.one', 'doubt.many', 'doubt.none', 'again.choice.1', 'heard.phone.moved', 'chosen', 'further'],
  ...['further.button', 'old_button', 'no_way_back', 'draft_resumed', 'returning', 'returning.products'],
  ...['quiet', 'quiet.last', 'moved', 'moved.gone', 'faq.which', 'lost', 'endless', 'failed', 'withdrawn_at_channel'],
  ...each('person.', ['yes', 'no', 'called', 'coming', 'someone', 'joined', 'left', 'done', 'mended']),
  ...each('photo.', ['more', 'full', 'remove', 'removed', 'later', 'which', 'none', 'kept', 'kept_loose', 'adopted']),
  ...each('photo.', ['before_consent', ...each('number_', rows), ...each('tip.', tips)]),
  ...each('got.', ['voice', 'location', 'contact', 'edit', 'video', 'sticker', 'file', 'heic', 'too-big', 'unknown']),
  ...each('secret.', ['otp', 'personal-id', 'bank']),
  ...['cheated', 'per', ...each('per.', limits.units), ...each('again.', tries), 'product.line', 'shop.line'],
].map((key) => `common:${key}`);

/** Closer wordings: where one is missing, a general one is said. */
export const closer = [
  ...[...kinds, 'choice'].flatMap((kind) => [
    `help.${kind}`,
    `heard.${kind}`,
    `doubt.one.${kind}`,
    ...each(`again.${kind}.`, tries),
  ]),
  ...fieldNames.flatMap((field) => [`doubt.${field}`, `noted.${field}`, `person.mended.${field}`]),
  ...each('photo.note.', tips),
].map((key) => `common:${key}`);

/** Words that stand for what a fact holds: `common:product.status.ready`. */
const statuses = { product: ['draft', 'ready', 'paused'], shop: ['preparing', 'open', 'paused', 'closed'] };
export const ofFacts = [
  ...fieldNames.flatMap((field: Field) => each(`common:${field}.`, fieldOf(field)?.options ?? [])),
  ...Object.entries(statuses).flatMap(([noun, all]) => each(`common:${noun}.status.`, all)),
];
