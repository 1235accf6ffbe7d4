// The rules of reply_markup: what a keyboard may hold. Called by methods.ts.
// Stricter than Telegram in one thing: a field that it would silently pass over is refused, for it is our typing mistake.
import type { InlineKeyboardButton } from '@grammyjs/types';
import { Refusal, type ReplyButton } from './world.ts';

export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; rows: InlineKeyboardButton[][] }
  | { kind: 'reply'; rows: ReplyButton[][]; oneTime: boolean }
  | { kind: 'remove' };

const refuse = (why: string) => new Refusal(400, `Bad Request: ${why}`);

export function readMarkup(raw: unknown, inPrivate: boolean): Markup {
  if (raw === undefined) return { kind: 'none' };
  const markup = record(raw, "can't parse reply keyboard markup JSON object");
  if ('inline_keyboard' in markup) {
    known(markup, ['inline_keyboard']);
    const rows = grid(markup.inline_keyboard).map((row) => row.map(inlineButton));
    if (rows.flat().length > 100) throw refuse('reply markup is too long');
    return rows.flat().length ? { kind: 'inline', rows } : { kind: 'none' };
  }
  if ('keyboard' in markup) {
    known(markup, ['keyboard', 'one_time_keyboard', 'resize_keyboard', 'is_persistent', 'input_field_placeholder']);
    const rows = grid(markup.keyboard).map((row) => row.map((button) => replyButton(button, inPrivate)));
    return { kind: 'reply', rows, oneTime: markup.one_time_keyboard === true };
  }
  if (markup.remove_keyboard === true) {
    known(markup, ['remove_keyboard']);
    return { kind: 'remove' };
  }
  throw refuse("can't parse reply keyboard markup: no keyboard in it");
}

function inlineButton(raw: unknown): InlineKeyboardButton {
  const button = record(raw, "can't parse inline keyboard button: expected an Object");
  const { text, ...rest } = button;
  if (typeof text !== 'string' || text.trim() === '') throw refuse("can't parse inline keyboard button: text is empty");
  const actions = Object.keys(rest);
  if (actions.length === 0)
    throw refuse("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  known(rest, ['callback_data', 'url']);
  if (actions.length > 1) throw refuse("can't parse inline keyboard button: exactly one action is allowed");
  if ('callback_data' in rest) {
    const bytes = Buffer.byteLength(String(rest.callback_data));
    if (typeof rest.callback_data !== 'string' || bytes < 1 || bytes > 64) throw refuse('BUTTON_DATA_INVALID');
    return { text, callback_data: rest.callback_data };
  }
  if (!/^(https?|tg):\/\//.test(String(rest.url))) throw refuse('BUTTON_URL_INVALID');
  return { text, url: String(rest.url) };
}

function replyButton(raw: unknown, inPrivate: boolean): ReplyButton {
  const button = typeof raw === 'string' ? { text: raw } : record(raw, "can't parse keyboard button");
  known(button, ['text', 'request_contact', 'request_location']);
  const { text, request_contact, request_location } = button as Record<string, unknown>;
  if (typeof text !== 'string' || text.trim() === '') throw refuse("can't parse keyboard button: text is empty");
  if (request_contact && !inPrivate) throw refuse('phone number can be requested in private chats only');
  if (request_location && !inPrivate) throw refuse('location can be requested in private chats only');
  return {
    text,
    ...(request_contact === true && { request_contact }),
    ...(request_location === true && { request_location }),
  };
}

function grid(raw: unknown): unknown[][] {
  if (!Array.isArray(raw) || !raw.every(Array.isArray)) throw refuse('keyboard must be an Array of Arrays');
  return raw.filter((row) => row.length > 0);
}

function record(raw: unknown, why: string): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw refuse(why);
  return raw as Record<string, unknown>;
}

function known(object: object, names: string[]): void {
  const unknown = Object.keys(object).find((name) => !names.includes(name));
  if (unknown !== undefined) throw refuse(`the fake does not know "${unknown}" here`);
}
