// What tests of killed processes share: people who talk at once, runs over every stage, and what must be so afterwards.
// FAULT_RUNS: runs a stage (3). FAULT_SEED: repeats the choices of a run that printed it; timing stays chance.
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Stage, stages } from '../../src/conversation/index.ts';
import { type Db, rows } from '../../src/db/index.ts';
import { scene } from '../photos/pictures.ts';
import { type Answers, type Talker, talkUntil } from './talker.ts';

const runs = Number(process.env.FAULT_RUNS ?? 3);
const seed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);

export const pace = { sweep: 0.1, forgotten: 0.3, lease: 1.5 };
/** Each stage is passed more than a hundred times in the talks below. */
const latestPassage = 90;

export const people: { name: string; answers: Answers }[] = [
  { name: 'Hoa', answers: { 'add-product:name': 'Na dai', 'add-product:photos': 'Chưa có ảnh, để sau' } },
  { name: 'Nam', answers: { 'add-product:name': 'chè búp khô', 'add-product:photos': sendPicture } },
  { name: 'Lý', answers: { 'add-product:name': 'mật ong rừng', 'add-product:photos': 'Chưa có ảnh, để sau' } },
  { name: 'Páo', answers: { 'add-product:name': 'gà đồi', 'add-product:photos': 'Chưa có ảnh, để sau' } },
  { name: 'Soạn', answers: { 'add-product:name': 'miến dong', 'add-product:photos': 'Chưa có ảnh, để sau' } },
];

export const usual: Answers = {
  'welcome:consent': 'Đồng ý',
  'welcome:address': 'Bác',
  'add-product:price': '40 nghìn một cân',
  'add-product:packing': 'thùng giấy',
  'add-product:weight': '500 gam',
  'add-product:stock': '2 tạ',
  'add-product:season': 'quanh năm',
  'add-product:certificate': 'Chưa có giấy',
  'add-product:description': 'Được rồi',
  'add-product:review': 'Đúng hết rồi',
  'add-product:more': 'Đủ rồi',
  'household:name': 'Hoàng Thị Hoa',
  'household:place': 'xã Tân Cương',
  'household:phone': '0912345678',
  'household:age': 'Tôi đứng tên',
  'household:has_shop': 'Chưa có',
  'household:review': 'Đúng rồi',
  'household:statistics': 'Đồng ý',
  'open-shop:which': 'Buudien.vn (Postmart cũ)',
  'open-shop:share': 'Đồng ý',
  'open-shop:help': 'Đồng ý',
};

const picture = (await scene()).jpeg().toBuffer();

async function sendPicture(person: Talker['person']): Promise<number> {
  await person.sendsPhoto(await picture);
  await person.says('xong');
  return 2;
}

/** A test for each stage: the process is killed at some passage of it, several times. `crashAt` tells what it found. */
export function testEachStage(
  promise: (stage: Stage) => string,
  crashAt: (stage: Stage, passage: number) => Promise<string>,
): void {
  const chance = seededChance(seed);
  for (const stage of stages) {
    test(promise(stage), { timeout: runs * 40_000 }, async () => {
      for (let run = 1; run <= runs; run++) {
        const passage = 1 + Math.floor(chance() * latestPassage);
        const began = performance.now();
        const found = await crashAt(stage, passage).catch((cause: unknown) => {
          throw new Error(`FAULT_SEED=${seed}, ${stage}, passage ${passage}: ${String(cause)}`, { cause });
        });
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        console.log(`FAULT_SEED=${seed} · ${stage} · run ${run}, passage ${passage}: ${found} in ${seconds} s`);
      }
    });
  }
}

/** All of them talk at once, from the first word to the end. */
export function wholeTalks(db: Db, talkers: Talker[]): Promise<unknown> {
  const talks = Promise.all(
    talkers.map(async (talker, at) => {
      talker.said++;
      await talker.person.says('xin chào');
      await talkUntil(db, talker, { ...usual, ...people[at]?.answers }, 'menu:choose', 25_000);
    }),
  );
  // A talk that fails is reported by whoever awaits it, not as an unhandled rejection before the crash has come.
  talks.catch(() => {});
  return talks;
}

export async function countUnderWay(db: Db): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    sql`select count(*)::int as count from outbox where status = 'sending'`,
  );
  return found?.count ?? 0;
}

/** Everything that must be so after the talks of `people`. Returns how many messages somebody saw twice. */
export async function checkTalks(db: Db, talkers: Talker[]): Promise<number> {
  expect(await rows(db, sql`select * from inbox where status not in ('done', 'ignored')`)).toEqual([]);
  let repeats = 0;
  for (const [at, { person, said }] of talkers.entries()) {
    await checkTranscript(db, person.chat, said);
    expect(await effectsOf(db, person.chat), person.name).toEqual({
      households: 1,
      products: 1,
      product: people[at]?.answers['add-product:name'],
      shops: 1,
      listings: 1,
      tickets: ['marketplace_steps'],
      consents: ['agency:buudien', 'marketplace:buudien', 'prepare', 'statistics'],
      photos: person.name === 'Nam' ? ['ready'] : [],
      events: [
        'consent_granted agency:buudien',
        'consent_granted marketplace:buudien',
        'consent_granted prepare',
        'consent_granted statistics',
        'product_ready',
        'ticket_opened',
      ],
    });
    repeats += await checkSeen(db, person);
  }
  return repeats;
}

/** Each message of theirs is there once, and has an answer before the next one. */
async function checkTranscript(db: Db, address: string, said: number): Promise<void> {
  const transcript = await rows<{ author: string; external_id: string; text: string; sent_at: Date | null }>(
    db,
    sql`select m.author, m.external_id, m.text, m.sent_at from messages m
        join conversations v on v.id = m.conversation_id join contacts c on c.id = v.contact_id
        where c.address = ${address} order by m.id`,
  );
  const theirs = transcript.filter(({ author }) => author === 'person');
  expect(theirs.length).toBe(said);
  expect(transcript.filter(({ sent_at }) => sent_at === null)).toEqual([]);
  transcript.forEach(({ author, text }, at) => {
    if (author === 'person') expect(transcript[at + 1]?.author, `the answer to "${text}"`).toBe('bot');
  });
}

async function effectsOf(db: Db, address: string): Promise<unknown> {
  const [found] = await rows(
    db,
    sql`
    with mine as (select v.id, v.household_id, v.contact_id from conversations v
                  join contacts c on c.id = v.contact_id where c.address = ${address})
    select
      (select count(*)::int from household_contacts where contact_id = mine.contact_id) as households,
      (select count(*)::int from products where household_id = mine.household_id) as products,
      (select max(name) from products where household_id = mine.household_id and status = 'ready') as product,
      (select count(*)::int from shops where household_id = mine.household_id and status = 'preparing') as shops,
      (select count(*)::int from listings l join shops s on s.id = l.shop_id
        where s.household_id = mine.household_id) as listings,
      (select json_agg(reason order by reason) from tickets where conversation_id = mine.id) as tickets,
      (select json_agg(purpose order by purpose) from consents
        where contact_id = mine.contact_id and state = 'granted') as consents,
      (select coalesce(json_agg(state), '[]') from photos where conversation_id = mine.id) as photos,
      (select json_agg(concat_ws(' ', kind, data ->> 'purpose') order by concat_ws(' ', kind, data ->> 'purpose'))
        from events where conversation_id = mine.id) as events
    from mine`,
  );
  return found;
}

/**
 * They saw all that was to be said, in order, and twice only what may have been under way; of what was put aside because
 * nobody knows whether it arrived, once at most. Returns how often they saw words twice.
 */
export async function checkSeen(db: Db, person: Pick<Talker['person'], 'chat' | 'name' | 'messages'>): Promise<number> {
  const sends = await rows<{ text: string; unknowns: number; status: string }>(
    db,
    sql`select o.payload #>> '{message,text}' as text, o.unknowns, o.status from outbox o
        join conversations v on v.id = o.conversation_id join contacts c on c.id = v.contact_id
        where c.address = ${person.chat} and o.kind = 'send' order by o.id`,
  );
  const seen = person.messages.map(({ text }) => text.trim());
  let at = 0;
  let repeats = 0;
  for (const { text, unknowns, status } of sends) {
    if (status === 'parked' && seen[at] !== text.trim()) continue;
    expect(seen[at], `${person.name}'s message ${at + 1}`).toBe(text.trim());
    at++;
    if (unknowns > 0 && seen[at] === text.trim()) {
      at++;
      repeats++;
    }
  }
  expect(seen.slice(at), `more than was to be said to ${person.name}`).toEqual([]);
  return repeats;
}

/** mulberry32 */
function seededChance(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
