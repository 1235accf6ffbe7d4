// Events: what happened, for the counts.
import { sql } from 'drizzle-orm';
import { type Db, rows, type tables, together } from '../db/index.ts';

export type NewEvent = Pick<typeof tables.events.$inferInsert, 'kind' | 'conversation_id' | 'household_id' | 'data'>;

export async function logEvents(tx: Db, added: NewEvent[]): Promise<void> {
  if (added.length > 0) await logTogether(tx, added);
}

const logTogether = together(
  async (tx, added: NewEvent[][]): Promise<undefined[]> => {
    await rows(
      tx,
      sql`insert into events (kind, conversation_id, household_id, data)
          select kind, conversation_id, household_id, coalesce(data, '{}') from json_to_recordset(
            ${JSON.stringify(added.flat())}::json) as e (kind text, conversation_id uuid, household_id uuid, data jsonb)`,
    );
    return [];
  },
  { inTransaction: true },
);
