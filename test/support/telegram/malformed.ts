// Bodies that a webhook with the right secret could be sent and that are not quite updates: for soak tests.
// Made from real updates by seeded accidents: the same seed makes the same bodies. None may ever break more than itself.

/** Deterministic chance (mulberry32). */
function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(items: readonly T[]): T => items[below(items.length)] as T };
}
type Chance = ReturnType<typeof chance>;

/** `count` raw bodies; some are no JSON at all. */
export function malformed(seed: number, count: number): Buffer[] {
  const luck = chance(seed);
  return Array.from({ length: count }, (_, index) => body(luck, 900_000_000 + seed * 100_000 + index));
}

function body(luck: Chance, updateId: number): Buffer {
  const update = luck.pick(updates)(updateId, luck);
  const accident = luck.below(10);
  if (accident === 0) return brokenText(luck, JSON.stringify(update));
  if (accident === 1) return Buffer.from(luck.pick(notUpdates));
  for (let times = 1 + luck.below(3); times > 0; times--) mutate(luck, update);
  // A key "__proto__" survives JSON.stringify only by hand; so does a number that no double holds.
  const json = JSON.stringify(update)
    .replaceAll('"PROTO"', luck.pick(['"__proto__"', '"constructor"', '"toString"']))
    .replaceAll('"GIANT"', luck.pick(['1e400', '-0', '9007199254740993', '123456789012345678901234567890', '0.1e-300']))
    .replaceAll('"DEEP"', luck.pick([nested('[', ']', 5_000), nested('{"a":', '}', 5_000)]));
  return Buffer.from(json);
}

const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

const oddities: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  '',
  ' ',
  [],
  {},
  [[]],
  [null],
  { id: {} },
  '0',
  'NaN',
  2 ** 53,
  'GIANT',
  'DEEP',
  '\u0000',
  'a\u0000b',
  '\ud83c',
  '\udf4f\ud83c',
  '\u202e\u200b\ufeff',
  '../../../etc/passwd',
  "'; drop table inbound; --",
  '<script>alert(1)</script>',
  '{{goi}} <%= xung %> %s',
  '/start',
  '/start ../..',
  'ặ'.repeat(5000),
  '\u0300'.repeat(2000),
];

/** Does one thing to one place somewhere inside. */
function mutate(luck: Chance, update: object): void {
  const places = spots(update);
  if (places.length === 0) return;
  const { holder, key } = luck.pick(places);
  switch (luck.below(6)) {
    case 0:
    case 1:
      delete holder[key];
      return;
    case 2:
    case 3:
      holder[key] = luck.pick(oddities);
      return;
    case 4:
      holder[key] = [holder[key]];
      return;
    default:
      if (Array.isArray(holder)) holder.push(luck.pick(oddities));
      else holder[luck.pick(['PROTO', 'text', 'photo', 'message', 'chat', 'length', ''])] = luck.pick(oddities);
  }
}

type Spot = { holder: Record<string, unknown>; key: string };

function spots(value: unknown): Spot[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spots(holder[key])]);
}

function brokenText(luck: Chance, json: string): Buffer {
  const bytes = Buffer.from(json);
  switch (luck.below(6)) {
    case 0:
      return Buffer.alloc(0);
    case 1:
      return bytes.subarray(0, luck.below(bytes.length));
    case 2:
      return Buffer.concat([bytes, bytes]);
    case 3:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 4: {
      // A byte that is no UTF-8, somewhere.
      const copy = Buffer.from(bytes);
      copy[luck.below(copy.length)] = luck.pick([0x00, 0xff, 0xc3, 0x80]);
      return copy;
    }
    default:
      return Buffer.from(json, 'utf16le');
  }
}

const notUpdates: readonly string[] = [
  'null',
  'true',
  '0',
  '""',
  '[]',
  '[[[]]]',
  '{}',
  '"update"',
  '{"update_id":null}',
  '{"update_id":{}}',
  'undefined',
  'NaN',
  '<html></html>',
  'update_id=1&message=x',
  '{"__proto__":{"update_id":1}}',
  '{"update_id":1,"update_id":2}',
  nested('[', ']', 20_000),
  nested('{"message":', '}', 20_000),
  `{"update_id":5,"message":{"text":"${'x'.repeat(100_000)}"}}`,
];

const user = { id: 700_000_099, is_bot: false, first_name: 'Soạn', last_name: 'Lý Văn', language_code: 'vi' };
const chat = { id: 700_000_099, first_name: 'Soạn', last_name: 'Lý Văn', type: 'private' };
const message = (luck: Chance, parts: object) => ({
  message_id: 1 + luck.below(100_000),
  from: { ...user },
  chat: { ...chat },
  date: 1_795_000_000,
  ...parts,
});
const file = (id: string) => ({ file_id: id, file_unique_id: `u${id}`, file_size: 120_000 });

/** Real updates of every kind that we read, made anew each time since accidents change them. */
const updates: readonly ((update_id: number, luck: Chance) => object)[] = [
  (update_id, luck) => ({ update_id, message: message(luck, { text: 'chè tân cương 250k một cân' }) }),
  (update_id, luck) => ({
    update_id,
    message: message(luck, { text: '/start dangky', entities: [{ type: 'bot_command', offset: 0, length: 6 }] }),
  }),
  (update_id, luck) => ({
    update_id,
    message: message(luck, {
      photo: [
        { ...file('AgAC-s'), width: 90, height: 67 },
        { ...file('AgAC-y'), width: 1280, height: 960 },
      ],
      caption: 'na dai',
      media_group_id: '13370001',
    }),
  }),
  (update_id, luck) => ({
    update_id,
    message: message(luck, { document: { ...file('BQAC-1'), file_name: 'vườn.jpg', mime_type: 'image/jpeg' } }),
  }),
  (update_id, luck) => ({
    update_id,
    message: message(luck, { contact: { phone_number: '+84912345678', first_name: 'Soạn', user_id: 700_000_099 } }),
  }),
  (update_id, luck) => ({ update_id, message: message(luck, { location: { latitude: 21.59, longitude: 105.84 } }) }),
  (update_id, luck) => ({ update_id, message: message(luck, { voice: { ...file('AwAC-1'), duration: 3 } }) }),
  (update_id, luck) => ({ update_id, message: message(luck, { sticker: { ...file('CAAC-1'), emoji: '👍' } }) }),
  (update_id, luck) => ({
    update_id,
    edited_message: { ...message(luck, { text: '260k' }), edit_date: 1_795_000_050 },
  }),
  (update_id, luck) => ({
    update_id,
    callback_query: {
      id: String(8_150_000_001 + luck.below(1000)),
      from: { ...user },
      chat_instance: '-314159',
      message: message(luck, {
        text: 'Đúng chưa?',
        reply_markup: { inline_keyboard: [[{ text: 'Đúng', callback_data: 'v1:a' }]] },
      }),
      data: 'v1:a',
    },
  }),
  (update_id) => ({
    update_id,
    my_chat_member: {
      chat: { ...chat },
      from: { ...user },
      date: 1_795_000_000,
      old_chat_member: { user: { id: 7654321, is_bot: true }, status: 'member' },
      new_chat_member: { user: { id: 7654321, is_bot: true }, status: 'kicked', until_date: 0 },
    },
  }),
];
