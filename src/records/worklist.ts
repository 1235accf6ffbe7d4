// What helpers look at: lists of tickets and talks, a thread, what is parked. Reads only, a fixed number of statements each.
import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from '../db/index.ts';
import type { ChannelName } from '../model/messages.ts';

/** A moment as milliseconds since 1970: both engines give numbers alike. */
const ms = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`;

type Last = { author: 'person' | 'bot' | 'helper'; text: string; at: number } | null;

/** The newest message of conversation `v`; what the bot wrote and nobody was sent is none. */
const last = sql`left join lateral (
  select json_build_object('author', author, 'text', text, 'at', ${ms(sql`created_at`)}) as last from messages
  where conversation_id = v.id and (author <> 'bot' or sent_at is not null) order by id desc limit 1
) m on true`;

const person = sql`coalesce(h.name, nullif(c.name, '')) as name, h.place ->> 'name' as place, c.channel`;

export type TicketRow = {
  id: string;
  kind: 'talk' | 'task';
  status: 'open' | 'claimed' | 'resolved';
  reason: string;
  conversation_id: string;
  name: string | null;
  place: string | null;
  channel: ChannelName;
  opened_at: number;
  due_at: number | null;
  helper_id: string | null;
  helper_name: string | null;
  last: Last;
  waiting_since: number | null;
};

export type View = 'queue' | 'mine' | 'tasks' | 'others' | 'done';

const belongs: Record<View, (helperId: string) => SQL> = {
  queue: () => sql`t.kind = 'talk' and t.status = 'open'`,
  mine: (helperId) => sql`t.status = 'claimed' and t.helper_id = ${helperId}`,
  tasks: () => sql`t.kind = 'task' and t.status = 'open'`,
  others: (helperId) => sql`t.status = 'claimed' and t.helper_id is distinct from ${helperId}`,
  done: () => sql`t.status = 'resolved'`,
};

const order: Record<View, SQL> = {
  queue: sql`t.created_at`,
  mine: sql`w.since nulls last, t.due_at nulls last, t.created_at`,
  tasks: sql`t.due_at nulls last, t.created_at`,
  others: sql`t.claimed_at`,
  done: sql`t.resolved_at desc`,
};

/** Since when somebody waits for a person's word: the bot's are none. Whoever was taken over unasked begins to with theirs. */
const waiting = sql`
    left join lateral (
      select case
        when t.kind = 'task' or t.status = 'resolved' then null
        when t.status = 'open' or (a.answered is null and t.reason not in ('taken_over', 'answered_at_desk')) then t.created_at
        else (select min(created_at) from messages where conversation_id = v.id and author = 'person'
              and created_at >= t.created_at and id > coalesce(a.answered, 0))
      end as since
      from (
        select max(id) as answered from messages
        where conversation_id = v.id and author = 'helper' and created_at >= t.created_at
      ) a
    ) w on true`;

export async function ticketRows(db: Db, view: View, helperId: string): Promise<TicketRow[]> {
  return rows<TicketRow>(
    db,
    sql`
    select t.id, t.kind, t.status, t.reason, t.conversation_id, ${person}, ${ms(sql`t.created_at`)} as opened_at,
           ${ms(sql`t.due_at`)} as due_at, p.id as helper_id, p.name as helper_name, m.last,
           ${ms(sql`w.since`)} as waiting_since
    from tickets t join conversations v on v.id = t.conversation_id join contacts c on c.id = v.contact_id
    left join households h on h.id = coalesce(v.household_id, t.household_id)
    left join helpers p on p.id = t.helper_id
    ${last}
    ${waiting}
    where ${belongs[view](helperId)} order by ${order[view]} limit 200`,
  );
}

export type Counts = { queue: number; mine: number; tasks: number; others: number; parked: number };

export async function ticketCounts(db: Db, helperId: string): Promise<Counts> {
  const count = (view: View) => sql`count(*) filter (where ${belongs[view](helperId)})::int`;
  const [found] = await rows<Counts>(
    db,
    sql`select ${count('queue')} as queue, ${count('mine')} as mine, ${count('tasks')} as tasks,
          ${count('others')} as others,
          (select count(*)::int from inbox where status = 'parked')
          + (select count(*)::int from outbox where status = 'parked') as parked
        from tickets t where t.status <> 'resolved'`,
  );
  return found as Counts;
}

export type ConversationRow = {
  id: string;
  name: string | null;
  place: string | null;
  channel: ChannelName;
  owner: 'bot' | 'queue' | 'helper';
  helper_id: string | null;
  helper_name: string | null;
  last: Last;
};

const marked = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
const plain = marked
  .normalize('NFD')
  .replace(/[\u0300-\u036f]/g, '')
  .replaceAll('đ', 'd');

/** Without marks: "Nguyễn" is found by "nguyen". Both engines can do it, with no extension. */
const unmarked = (text: SQL) => sql`translate(lower(${text}), ${marked}, ${plain})`;

/** The latest talks; with `search`, those of whose name, commune or phone it is a part. */
export async function conversationRows(db: Db, search: string): Promise<ConversationRow[]> {
  const words = search.normalize('NFC').replace(/[%_\\]/g, '\\$&');
  const like = sql`'%' || ${unmarked(sql`${words}::text`)} || '%'`;
  const digits = search.replace(/[\s.-]/g, '');
  const fits = search
    ? sql`where ${unmarked(sql`coalesce(h.name, '') || ' ' || coalesce(c.name, '')`)} like ${like}
          or ${unmarked(sql`h.place ->> 'name'`)} like ${like}
          ${/^\d{3,}$/.test(digits) ? sql`or h.phone like ${`%${digits}%`}` : sql``}`
    : sql``;
  return rows<ConversationRow>(
    db,
    sql`
    select v.id, ${person}, v.owner, p.id as helper_id, p.name as helper_name, m.last
    from conversations v join contacts c on c.id = v.contact_id
    left join households h on h.id = v.household_id left join helpers p on p.id = v.helper_id
    ${last} ${fits} order by v.last_in_at desc nulls last limit 50`,
  );
}

export type CaseTicket = {
  id: string;
  kind: 'talk' | 'task';
  status: 'open' | 'claimed' | 'resolved';
  reason: string;
  flow: string | null;
  step: string | null;
  opened_at: number;
  due_at: number | null;
  helper_id: string | null;
  helper_name: string | null;
  details: Record<string, unknown>;
};

/** All tickets of a conversation, the newest first. */
export async function ticketsOf(db: Db, conversationId: string): Promise<CaseTicket[]> {
  return rows<CaseTicket>(
    db,
    sql`select t.id, t.kind, t.status, t.reason, t.flow, t.step, t.details, ${ms(sql`t.created_at`)} as opened_at,
          ${ms(sql`t.due_at`)} as due_at, p.id as helper_id, p.name as helper_name
        from tickets t left join helpers p on p.id = t.helper_id
        where t.conversation_id = ${conversationId} order by t.created_at desc limit 50`,
  );
}

export type ThreadRow = {
  id: number;
  author: 'person' | 'bot' | 'helper';
  helper_name: string | null;
  at: number;
  text: string;
  content: { type: string; what?: string } | null;
  buttons: { label: string }[] | null;
  key: string | null;
  is_sent: boolean;
  photo_id: string | null;
  photo_state: 'waiting' | 'ready' | 'unreadable' | null;
  recording_id: string | null;
  recording_state: 'waiting' | 'ready' | 'lost' | null;
  recording_type: string | null;
  send_status: 'waiting' | 'sending' | 'sent' | 'dropped' | 'parked' | null;
  send_error: string | null;
};

/**
 * A talk as helpers read it, newest first. What the bot wrote and is not wanted any more is left out; what its channel did not
 * take so long after their last word is shown, for somebody may want to call.
 */
export async function threadRows(
  db: Db,
  conversationId: string,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<ThreadRow[]> {
  return rows<ThreadRow>(
    db,
    sql`
    select m.id::int as id, m.author, p.name as helper_name, ${ms(sql`m.created_at`)} as at, m.text, m.content, m.buttons, m.key,
           m.sent_at is not null as is_sent, m.photo_id, f.state as photo_state,
           m.recording_id, r.state as recording_state, r.type as recording_type, o.status as send_status, o.error as send_error
    from messages m left join helpers p on p.id = m.helper_id
    left join photos f on f.id = m.photo_id left join recordings r on r.id = m.recording_id
    left join lateral (
      select status, error from outbox where conversation_id = m.conversation_id and message_id = m.id and kind = 'send'
      and m.author <> 'person' order by id desc limit 1
    ) o on true
    where m.conversation_id = ${conversationId}
    and (m.author <> 'bot' or o.status is distinct from 'dropped' or o.error like 'unreachable:%' or o.error like '%window_%')
    ${before === undefined ? sql`` : sql`and m.id < ${before}`} order by m.id desc limit ${limit}`,
  );
}

export type ParkedRow = {
  way: 'in' | 'out';
  id: number;
  at: number;
  attempts: number;
  error: string | null;
  channel: string;
  conversation_id: string | null;
  name: string | null;
  /** The words that were to go. */
  words: string | null;
};

export async function parkedRows(db: Db): Promise<ParkedRow[]> {
  const columns = (
    way: string,
    channel: string,
    words: string,
  ) => sql`${sql.raw(words)} as words, ${sql.raw(`'${way}'`)} as way, x.id::int as id, ${ms(sql`x.created_at`)} as at,
    x.attempts, x.error, ${sql.raw(channel)} as channel, x.conversation_id, coalesce(h.name, nullif(c.name, '')) as name`;
  const whose = sql`left join conversations v on v.id = x.conversation_id left join contacts c on c.id = v.contact_id
    left join households h on h.id = v.household_id where x.status = 'parked'`;
  return rows<ParkedRow>(
    db,
    sql`(select ${columns('in', 'x.channel', 'null')} from inbox x ${whose} order by x.id limit 200)
        union all (select ${columns('out', "coalesce(c.channel, '')", "x.payload->'message'->>'text'")} from outbox x ${whose} order by x.id limit 200)`,
  );
}
