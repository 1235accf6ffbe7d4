// A person with the bot's chat open: what they do becomes updates, what the bot sends is what they see. Made by index.ts.
// They can only do what the app lets them do: tap what is shown, and nothing while they block the bot.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, PhotoSize, Update, User } from '@grammyjs/types';
import type { Delivery } from './delivery.ts';
import { asMessage } from './methods.ts';
import { type BotMessage, type Room, type Seen, seconds, storeFile, type World } from './world.ts';

export type PersonOptions = {
  name: string;
  lastName?: string;
  id?: number;
  phone?: string;
  /** False: they have never written to the bot. */
  started?: boolean;
  isBot?: boolean;
};

export type Person = ReturnType<typeof newPerson>;
type PhotoOptions = { caption?: string; group?: string; bytes?: number };
type Match = string | RegExp | ((message: Seen) => boolean);

export function newPerson(world: World, delivery: Delivery, options: PersonOptions) {
  const user: User = {
    id: options.id ?? world.next('user'),
    is_bot: options.isBot ?? false,
    first_name: options.name,
    ...(options.lastName !== undefined && { last_name: options.lastName }),
    language_code: 'vi',
  };
  const { id } = user;
  const phone = options.phone ?? `84912${String(id).slice(-6)}`;
  const chat = {
    id,
    type: 'private' as const,
    first_name: options.name,
    ...(options.lastName !== undefined && { last_name: options.lastName }),
  };
  const room: Room = {
    chat,
    messages: [],
    sentAt: [],
    ...(options.started === false && { closed: 'stranger' as const }),
  };
  world.rooms.set(id, room);
  let read = 0;

  function push(kind: Partial<Update>, queue: string, life?: number): Update {
    const update = { update_id: world.next('update'), ...kind } as Update;
    delivery.push(update, queue, life);
    return update;
  }

  /** Sends a message; `parts` is all that is special about it. */
  async function send(parts: object): Promise<Message> {
    mayAct();
    delete room.closed;
    const head = { message_id: world.next('message'), from: user, chat, date: seconds(world) };
    const message = { ...head, ...parts } as Message;
    push({ message: message as Update['message'] }, `chat:${id}`);
    return message;
  }

  function mayAct(): void {
    if (room.closed === 'blocked' || room.closed === 'deactivated')
      throw new Error(`${options.name} cannot do that: ${room.closed}`);
  }

  function words(text: string): object {
    const command = /^\/\w+(@\w+)?/.exec(text)?.[0];
    return { text, ...(command && { entities: [{ type: 'bot_command', offset: 0, length: command.length }] }) };
  }

  async function tapsInline(message: BotMessage, token: string, inaccessible: boolean): Promise<void> {
    mayAct();
    const queryId = String(world.next('query'));
    world.queries.set(queryId, { userId: id, at: world.now(), answered: false });
    const shown = inaccessible ? { chat, message_id: message.id, date: 0 } : asMessage(world, chat, message);
    const query = { id: queryId, from: user, chat_instance: '-3141592653589793238', message: shown, data: token };
    push({ callback_query: query as Update['callback_query'] }, `tap:${id}`, 150);
  }

  async function tapsKey(label: string): Promise<boolean> {
    const key = room.keyboard?.rows.flat().find(({ text }) => text === label);
    if (!key) return false;
    // The app puts a one-time keyboard away as soon as it is used.
    if (room.keyboard?.oneTime) delete room.keyboard;
    if (key.request_contact) await person.sharesContact();
    else if (key.request_location) await person.sharesLocation();
    else await send(words(label));
    return true;
  }

  const person = {
    id,
    chat: String(id),
    name: options.name,
    phone,
    /** What the bot has written to them, as it reads now; the oldest first. */
    messages: room.messages as Seen[],
    /** The keys that stand in place of the letters now. */
    keys: () => room.keyboard?.rows.flat() ?? [],
    /** What the bot answered to their taps. */
    answers: () => world.answers.filter(({ userId }) => userId === id).map(({ text }) => text),

    says: (text: string) => send(words(text)),
    starts: (about?: string) => send(words(about === undefined ? '/start' : `/start ${about}`)),
    sends: send,

    /** Changes what they wrote before. */
    async edits(message: Message, parts: object) {
      const edited = { ...message, ...parts, edit_date: seconds(world) } as Message;
      push({ edited_message: edited as Update['edited_message'] }, `chat:${id}`);
      return edited;
    },

    /** Taps what carries the label (or the token): the newest message first, the keys when no message has it. */
    async taps(label: string, { inaccessible = false, on }: { inaccessible?: boolean; on?: Seen } = {}) {
      for (const message of on ? [on as BotMessage] : [...room.messages].reverse()) {
        const button = message.buttons.find((shown) => shown.label === label || shown.token === label);
        if (button) return tapsInline(message, button.token, inaccessible);
      }
      if (await tapsKey(label)) return undefined;
      const shown = [
        ...room.messages.flatMap(({ buttons }) => buttons.map((button) => button.label)),
        ...person.keys().map(({ text }) => text),
      ];
      throw new Error(`${options.name} sees no "${label}", only: ${shown.join(', ') || 'no buttons'}`);
    },

    /** `bytes` pretends another size; the photo is compressed and loses its EXIF, as in the app. */
    async sendsPhoto(picture: Buffer, { caption, group, bytes }: PhotoOptions = {}): Promise<Message> {
      const photo = await photoSizes(world, picture, bytes);
      return send({
        photo,
        ...(caption !== undefined && { caption }),
        ...(group !== undefined && { media_group_id: group }),
      });
    },

    /** As one album: one update each, `gapMs` between them, the caption on the first, and nobody says which is the last. */
    async sendsAlbum(pictures: Buffer[], { caption, gapMs = 0 }: { caption?: string; gapMs?: number } = {}) {
      const group = String(world.next('album'));
      for (const [index, picture] of pictures.entries()) {
        if (index > 0 && gapMs > 0) await sleep(gapMs);
        await person.sendsPhoto(picture, { group, ...(index === 0 && caption !== undefined && { caption }) });
      }
      return group;
    },

    async sendsDocument(
      content: Buffer,
      { name, type, caption, bytes }: { name?: string; type?: string; caption?: string; bytes?: number } = {},
    ) {
      const ending = name?.split('.').at(-1) ?? 'bin';
      const file = storeFile(world, 'documents', ending, content, bytes);
      return send({
        document: {
          ...file,
          ...(name !== undefined && { file_name: name }),
          ...(type !== undefined && { mime_type: type }),
        },
        ...(caption !== undefined && { caption }),
      });
    },

    sendsVoice: () =>
      send({
        voice: { ...storeFile(world, 'documents', 'oga', Buffer.from('OggS')), duration: 3, mime_type: 'audio/ogg' },
      }),
    sendsVideo: () =>
      send({
        video: { ...storeFile(world, 'documents', 'mp4', Buffer.from('ftyp')), width: 640, height: 480, duration: 5 },
      }),
    sendsSticker: () =>
      send({
        sticker: {
          ...storeFile(world, 'documents', 'webp', Buffer.from('RIFF')),
          type: 'regular',
          width: 512,
          height: 512,
          is_animated: false,
          is_video: false,
          emoji: '👍',
        },
      }),
    sharesLocation: () => send({ location: { latitude: 21.5942, longitude: 105.8482 } }),
    sharesContact: () => send({ contact: { phone_number: phone, first_name: options.name, user_id: id } }),
    /** Somebody else's card; without `userId` it is one that Telegram knows no account for. */
    forwardsContact: (card: { phone: string; name: string; userId?: number }) =>
      send({
        contact: {
          phone_number: card.phone,
          first_name: card.name,
          ...(card.userId !== undefined && { user_id: card.userId }),
        },
      }),

    async blocks() {
      room.closed = 'blocked';
      membership('member', 'kicked');
    },
    async unblocks() {
      delete room.closed;
      membership('kicked', 'member');
    },
    /** Their account is gone; Telegram tells the bot only when it writes to them. */
    async deactivates() {
      room.closed = 'deactivated';
    },
    /** Deletes a message of the bot on both sides; the bot is not told. */
    async deletes(message: Seen) {
      room.messages.splice(room.messages.indexOf(message as BotMessage), 1);
      if (read > room.messages.length) read = room.messages.length;
    },

    /** The next message that they have not looked at yet. */
    async nextMessage(patienceMs = 5000): Promise<Seen> {
      const message = await wait(() => room.messages[read], patienceMs, 'a next message');
      read++;
      return message;
    },

    /** Waits until some message, new or edited, reads like this. */
    sees: (match: Match, patienceMs = 5000): Promise<Seen> =>
      wait(() => room.messages.find((message) => fits(message, match)), patienceMs, String(match)),
  };

  function membership(before: 'member' | 'kicked', after: 'member' | 'kicked'): void {
    const member = (status: string) => ({ user: world.bot, status, ...(status === 'kicked' && { until_date: 0 }) });
    const change = {
      chat,
      from: user,
      date: seconds(world),
      old_chat_member: member(before),
      new_chat_member: member(after),
    };
    push({ my_chat_member: change as Update['my_chat_member'] }, `member:${id}`);
  }

  async function wait(look: () => BotMessage | undefined, patienceMs: number, what: string): Promise<Seen> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const found = look();
      if (found) return found;
      if (Date.now() > until)
        throw new Error(
          `${options.name} waited for ${what} and sees:\n${room.messages.map(({ text }) => `- ${text}`).join('\n') || '(nothing)'}`,
        );
      await sleep(2);
    }
  }

  return person;
}

function fits(message: Seen, match: Match): boolean {
  if (typeof match === 'string') return message.text.includes(match);
  return match instanceof RegExp ? match.test(message.text) : match(message);
}

/** The sizes Telegram makes of a photo, the smallest first; what is no picture keeps its bytes in every size. */
async function photoSizes(world: World, picture: Buffer, pretended?: number): Promise<PhotoSize[]> {
  const { default: sharp } = await import('sharp');
  const sizes: PhotoSize[] = [];
  for (const side of [90, 320, 800, 1280]) {
    const made = await sharp(picture)
      .rotate()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
      .catch(() => ({ data: picture, info: { width: side, height: Math.round(side * 0.75) } }));
    const { width, height } = made.info;
    if (sizes.some((size) => size.width === width && size.height === height)) continue;
    sizes.push({ ...storeFile(world, 'photos', 'jpg', made.data, pretended), width, height });
  }
  return sizes;
}
