// What helpers see, in their words: rows become the shapes of the console's contract.

import { channelOf, failureIn, question, type Runtime, settingOf, situation, windowOf } from '../conversation/index.ts';
import type { Playbook } from '../engine/index.ts';
import { AppError } from '../model/errors.ts';
import type { PhotoFact, Row } from '../model/facts.ts';
import { type Field, fieldNames, fieldOf } from '../model/fields.ts';
import { conversationById } from '../records/conversations.ts';
import { helperNamed } from '../records/helpers.ts';
import * as worklist from '../records/worklist.ts';
import { print, type Setting, type Texts } from '../texts/index.ts';

const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));
const helperOf = ({ helper_id, helper_name }: { helper_id: string | null; helper_name: string | null }) =>
  helper_id === null ? null : { id: helper_id, name: helper_name ?? '…' };
const lastOf = (last: worklist.TicketRow['last']) => last && { from: last.author, text: last.text, at: iso(last.at) };

export async function tickets({ database: { db } }: Runtime, view: worklist.View, helperId: string) {
  const [found, counts] = await Promise.all([
    worklist.ticketRows(db, view, helperId),
    worklist.ticketCounts(db, helperId),
  ]);
  return {
    counts,
    tickets: found.map((row) => ({
      id: row.id,
      kind: row.kind,
      status: row.status,
      reason: row.reason,
      conversationId: row.conversation_id,
      name: row.name,
      place: row.place,
      channel: row.channel,
      openedAt: iso(row.opened_at),
      dueAt: isoOrNull(row.due_at),
      helper: helperOf(row),
      last: lastOf(row.last),
      waitingSince: isoOrNull(row.waiting_since),
    })),
  };
}

export async function conversations({ database: { db } }: Runtime, search: string) {
  const found = await worklist.conversationRows(db, search);
  return {
    conversations: found.map((row) => ({
      id: row.id,
      name: row.name,
      place: row.place,
      channel: row.channel,
      owner: row.owner,
      helper: helperOf(row),
      last: lastOf(row.last),
    })),
  };
}

/** Everything beside a thread. Throws `talk:gone`. @param language the helper's own */
export async function conversationFor(runtime: Runtime, id: string, language: 'vi' | 'en') {
  const { db } = runtime.database;
  const found = await conversationById(db, id);
  if (!found) throw new AppError('talk:gone');
  const { conversation, contact } = found;
  const [from, cases] = await Promise.all([situation(runtime, db, found), worklist.ticketsOf(db, id)]);
  const { facts } = from;
  const { texts, playbook } = from.edition.content;
  const setting: Setting = { ...settingOf(facts), language };
  const { owner, helper_id } = conversation;
  const words = (key: string) => (texts.has(key) ? texts.text([key], setting) : null);
  const asked = question(from);
  return {
    id,
    name: (facts.household?.name as string | null) ?? ((contact.name as string | null) || null),
    channel: contact.channel as worklist.TicketRow['channel'],
    owner,
    helper: helper_id === null ? null : { id: helper_id, name: await helperNamed(db, helper_id) },
    reachable: reachable(runtime, contact),
    consented: facts.consents[playbook.entry.consent] === 'granted',
    step: asked && { flow: asked.flow, step: asked.step, question: asked.words(setting) },
    phone: (facts.household?.phone as string | null | undefined) ?? null,
    household: facts.household ? answers('household', facts.household, texts, setting) : [],
    products: facts.product.map((row) => ({
      id: row.id,
      name: (row.name as string | null) ?? null,
      status: String(row.status),
      answers: answers('product', row, texts, { ...setting, about: { noun: 'product', id: row.id } }),
      photos: ((row.photos ?? []) as PhotoFact[]).map((photo) => ({
        id: photo.id,
        url: photoUrl(id, photo.id),
        state: photo.state,
      })),
    })),
    shops: facts.shop.map((row) => ({
      id: row.id,
      marketplace: playbook.marketplaces[String(row.marketplace)]?.name ?? String(row.marketplace),
      status: String(row.status),
    })),
    tickets: cases.map((row) => ({
      id: row.id,
      kind: row.kind,
      status: row.status,
      reason: row.reason,
      openedAt: iso(row.opened_at),
      dueAt: isoOrNull(row.due_at),
      helper: helperOf(row),
      at: row.flow && row.step ? words(`${row.flow}:${row.step}`) : null,
      todo: todoOf(row.details, playbook, language),
      details: row.details,
    })),
  };
}

/** The steps of a marketplace that a task names, in words. */
function todoOf(details: Record<string, unknown>, { marketplaces }: Playbook, language: 'vi' | 'en'): string[] {
  const profile = typeof details.marketplace === 'string' ? marketplaces[details.marketplace] : undefined;
  if (!profile || !Array.isArray(details.steps)) return [];
  const steps = profile.steps.filter(({ id }) => (details.steps as unknown[]).includes(id));
  return steps.map(({ text }) => `${profile.name}: ${text[language]}`);
}

function reachable(
  runtime: Runtime,
  contact: { channel: string; account: string; status: string; last_seen_at: string | null },
): 'open' | 'paid' | 'closed' | 'gone' {
  if (contact.status !== 'active') return 'gone';
  const channel = channelOf(runtime, contact.channel, contact.account);
  if (!channel) return 'gone';
  return windowOf(
    channel.capabilities,
    contact.last_seen_at === null ? null : Date.parse(contact.last_seen_at),
    runtime.clock().getTime(),
  );
}

/** The answers of a row that helpers see and may mend; unknown ones have no words. */
function answers(noun: 'household' | 'product', row: Row, texts: Texts, setting: Setting) {
  const said = (row.said ?? {}) as Record<string, string>;
  return fieldNames
    .filter((field) => field.startsWith(`${noun}.`) && fieldOf(field)?.kind !== 'photos')
    .map((field: Field) => {
      const property = field.slice(noun.length + 1);
      const value = row[property];
      const label = (id: string) => texts.label({ id, text: [`common:${field}.${id}`] }, setting);
      const options = fieldOf(field)?.options;
      const words =
        value === null || value === undefined ? '' : options ? label(String(value)) : print(value, setting.language);
      const own = said[property];
      return {
        field,
        row: row.id,
        words,
        said: own !== undefined && own !== words && !options ? own : null,
        ...(options && { options: options.map((id) => ({ id, label: label(id) })) }),
      };
    });
}

const photoUrl = (conversation: string, photo: string) => `/api/console/conversations/${conversation}/photos/${photo}`;

const pageSize = 50;

export async function thread({ database: { db } }: Runtime, id: string, before: number | undefined) {
  const found = await worklist.threadRows(db, id, { before, limit: pageSize + 1 });
  return {
    more: found.length > pageSize,
    messages: found
      .slice(0, pageSize)
      .reverse()
      .map((row) => ({
        id: row.id,
        from: row.author,
        helper: row.helper_name,
        at: iso(row.at),
        text: row.text,
        what: whatOf(row),
        buttons: (row.buttons ?? []).map(({ label }) => label),
        photo: row.photo_id && row.photo_state ? { url: photoUrl(id, row.photo_id), state: row.photo_state } : null,
        recording:
          row.recording_id && row.recording_state
            ? {
                url: `/api/console/conversations/${id}/recordings/${row.recording_id}`,
                type: row.recording_type ?? '',
                state: row.recording_state,
              }
            : null,
        delivery: row.author === 'person' ? null : deliveryOf(row),
        key: row.key,
      })),
  };
}

function whatOf({ content, author }: worklist.ThreadRow): string | null {
  if (author !== 'person' || !content || ['text', 'tap'].includes(content.type)) return null;
  return content.what ?? content.type;
}

function deliveryOf({ is_sent, send_status, send_error }: worklist.ThreadRow) {
  if (is_sent) return { state: 'sent' as const, reason: null, note: null };
  const why = whyOf(send_error);
  if (send_status === 'parked' || send_status === 'dropped')
    return { state: why.reason === 'unknown_outcome' ? ('uncertain' as const) : ('failed' as const), ...why };
  // What the machine tries again by itself is on its way; it waits where somebody has to mend the channel first.
  const broken = why.reason === 'channel';
  return { state: 'pending' as const, ...(broken ? why : { reason: null, note: null }) };
}

/** Why it was not sent: a reason that the console has words for (`delivery.<reason>`), and the machine's own note. */
function whyOf(note: string | null): { reason: string | null; note: string | null } {
  const window = /window_(?:paid|closed)/.exec(note ?? '')?.[0];
  const failure = failureIn(note ?? '');
  return { reason: window ?? (failure === 'unknown' ? 'unknown_outcome' : (failure ?? null)), note };
}

export async function parked({ database: { db } }: Runtime) {
  const found = await worklist.parkedRows(db);
  return {
    rows: found.map(({ conversation_id, at, error, ...row }) => ({
      ...row,
      at: iso(at),
      ...whyOf(error),
      conversationId: conversation_id,
    })),
  };
}
