// Everything that a talk left behind in the database, without what differs between any two talks: ids, moments, keys, sources.
// Used by tests that compare the same talk on several channels.
import { sql } from 'drizzle-orm';
import { type Db, rows } from '../../src/db/index.ts';

const differs = [
  ...['id', 'contact_id', 'conversation_id', 'household_id', 'product_id', 'shop_id', 'helper_id', 'edition_id'],
  ...['created_at', 'updated_at', 'next_attempt_at', 'message_external_id', 'source', 'version'],
];

/** How to find a talk's rows, by table. */
const belongs = {
  households: 'id = mine.household_id',
  products: 'household_id = mine.household_id',
  photos: 'conversation_id = mine.id',
  shops: 'household_id = mine.household_id',
  listings: 'shop_id in (select id from shops where household_id = mine.household_id)',
  consents: 'contact_id = mine.contact_id',
  tickets: 'conversation_id = mine.id',
  events: 'conversation_id = mine.id',
  recordings: 'conversation_id = mine.id',
};

export type LeftBehind = Record<keyof typeof belongs, Record<string, unknown>[]>;

export async function leftBehind(db: Db, conversationId: string): Promise<LeftBehind> {
  const parts = Object.entries(belongs).map(
    ([table, condition]) => `'${table}', (select coalesce(jsonb_agg(to_jsonb(each) - array['${differs.join("','")}']
       order by each.id), '[]') from ${table} each where ${condition.replace(/^/, 'each.')})`,
  );
  const [found] = await rows<{ left: LeftBehind }>(
    db,
    sql`select jsonb_build_object(${sql.raw(parts.join(', '))}) as left
        from conversations mine where mine.id = ${conversationId}`,
  );
  if (!found) throw new Error(`no conversation ${conversationId}`);
  // Also those inside of what rows hold.
  return JSON.parse(JSON.stringify(found.left).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'));
}

/** What the bot has said in a talk, the oldest first; what a channel adds because its taps leave no trace is left out. */
export async function saidIn(db: Db, conversationId: string): Promise<string[]> {
  const said = await rows<{ text: string }>(
    db,
    sql`select text from messages where conversation_id = ${conversationId} and author = 'bot' order by id`,
  );
  return said.map(({ text }) => text.replace(/^\S+ chọn: .*\.\n\n/, ''));
}
