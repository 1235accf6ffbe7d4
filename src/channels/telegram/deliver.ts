// One Delivery as calls to the Bot API: plain text, our buttons under it, no link previews.
// Called by the outbox through index.ts. Throws SendError and nothing else when the delivery did not surely succeed.
import { type Api, GrammyError, InputFile } from 'grammy';
import { SendError } from '../../model/channels.ts';
import type { Delivery, Outbound, Receipt } from '../../model/messages.ts';
import { toSendError } from './errors.ts';
import { inlineKeyboard, replyKeyboard } from './keyboards.ts';
import type { Checked } from './settings.ts';

export const textLength = 4096;
const captionLength = 1024;

type Send = { to: string; message: Outbound };

export function deliverer(api: Api, settings: Checked): (delivery: Delivery) => Promise<Receipt> {
  const { token, contactLabel = '📱 Gửi số điện thoại của tôi', loadPhoto } = settings;
  /**
   * Chats where a reply keyboard of ours may still be open. It hides itself once used; who types instead keeps it until the
   * next message without buttons takes it away. Not done with every message: one that takes a keyboard away can bring no
   * inline buttons and cannot be edited later. Lost with the process, harmlessly: the keyboard then stays until it is used.
   */
  const keyboards = new Set<string>();

  /** Runs one API call; `repeatable` where doing it twice shows nothing twice. */
  const call = async <T>(method: string, repeatable: boolean, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw toSendError(error, { method, repeatable, token });
    }
  };

  async function send({ to, message }: Send): Promise<Receipt> {
    const chat = id(to);
    const photo = message.photo !== undefined && loadPhoto ? await load(loadPhoto, message.photo) : undefined;
    checkText(message.text, photo ? captionLength : textLength);
    const reply_markup = message.request
      ? replyKeyboard(message.buttons, contactLabel)
      : (inlineKeyboard(message.buttons) ?? (keyboards.has(to) ? { remove_keyboard: true as const } : undefined));
    const options = reply_markup && { reply_markup };
    const sent = photo
      ? () => api.sendPhoto(chat, new InputFile(photo, 'photo.jpg'), { caption: message.text, ...options })
      : () => api.sendMessage(chat, message.text, { link_preview_options: { is_disabled: true }, ...options });
    const messageId = await call(photo ? 'sendPhoto' : 'sendMessage', false, async () => idOf(await sent()));
    if (message.request) remember(keyboards, to);
    else if (reply_markup && 'remove_keyboard' in reply_markup) keyboards.delete(to);
    return { externalId: String(messageId) };
  }

  async function edit({ to, externalId, message }: Send & { externalId: string }): Promise<Receipt> {
    // A reply keyboard cannot be put under an old message.
    if (message.request) return send({ to, message });
    const [chat, messageId] = [id(to), id(externalId)];
    const isPhoto = message.photo !== undefined && loadPhoto !== undefined;
    checkText(message.text, isPhoto ? captionLength : textLength);
    const reply_markup = inlineKeyboard(message.buttons);
    const options = reply_markup && { reply_markup };
    try {
      if (isPhoto) await api.editMessageCaption(chat, messageId, { caption: message.text, ...options });
      else
        await api.editMessageText(chat, messageId, message.text, {
          link_preview_options: { is_disabled: true },
          ...options,
        });
    } catch (error) {
      const problem = editProblem(error);
      if (problem === 'cannot-edit') return send({ to, message });
      if (problem !== 'unchanged') throw toSendError(error, { method: 'editMessageText', repeatable: true, token });
    }
    return { externalId };
  }

  async function acknowledge(ack: string): Promise<Receipt> {
    await call('answerCallbackQuery', true, () => api.answerCallbackQuery(ack));
    return {};
  }

  return (delivery) => {
    switch (delivery.kind) {
      case 'send':
        return send(delivery);
      case 'edit':
        return edit(delivery);
      case 'ack':
        return acknowledge(delivery.ack);
    }
  };
}

/** What an edit's refusal means: it reads so already, or it can only be said anew (deleted, too different). */
function editProblem(error: unknown): 'unchanged' | 'cannot-edit' | undefined {
  if (!(error instanceof GrammyError) || error.error_code !== 400) return undefined;
  const text = String(error.description).toLowerCase();
  if (text.includes('message is not modified')) return 'unchanged';
  const cannot = [
    'message to edit not found',
    "message can't be edited",
    'message_id_invalid',
    'no text in the message',
    'no caption in the message',
  ];
  return cannot.some((piece) => text.includes(piece)) ? 'cannot-edit' : undefined;
}

/** Chat and message ids are numbers at Telegram and text with us. */
function id(text: string): number {
  if (!/^-?\d{1,16}$/.test(text)) throw new SendError('refused', 'not an id of Telegram');
  return Number(text);
}

/** A relay may say "ok" to anything; without an id nobody knows whether the message was sent. */
function idOf(message: { message_id: number }): number {
  if (Number.isSafeInteger(message?.message_id)) return message.message_id;
  throw new Error('no message in the answer');
}

function checkText(text: string, limit: number): void {
  if (text.trim() === '') throw new SendError('refused', 'the text is empty');
  if (text.length > limit) throw new SendError('refused', `the text has ${text.length} of ${limit} UTF-16 units`);
}

async function load(loadPhoto: (hash: string) => Promise<Buffer>, hash: string): Promise<Buffer> {
  try {
    return await loadPhoto(hash);
  } catch (error) {
    throw new SendError('retry', `the stored photo could not be read: ${error instanceof Error ? error.message : ''}`);
  }
}

function remember(chats: Set<string>, chat: string): void {
  const [oldest] = chats;
  if (chats.size >= 10_000 && oldest !== undefined) chats.delete(oldest);
  chats.add(chat);
}
