// A person with the account's chat open: what they do becomes events, what the bot sends is what they see.
// Made by index.ts. They can only do what the app lets them do: tap what is shown.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Webhook } from './webhook.ts';
import type { Room, Seen, World } from './world.ts';

export type PersonOptions = { name?: string; id?: string; follows?: boolean };
export type Person = ReturnType<typeof newPerson>;
type Match = string | RegExp | ((message: Seen) => boolean);

export function newPerson(world: World, webhook: Webhook, mediaRoot: string, options: PersonOptions) {
  const { appId, oaId } = world.credentials;
  const id = options.id ?? world.nextId();
  const room: Room = {
    id,
    name: options.name ?? 'Hoa',
    messages: [],
    touchedAt: undefined,
    follows: options.follows ?? true,
  };
  world.rooms.set(id, room);
  let read = 0;

  const push = (event: object) =>
    webhook.push({ app_id: appId, user_id_by_app: `55${id.slice(2)}`, ...event, timestamp: String(world.now()) }, id);
  const sends = (kind: string, message: object) => {
    room.touchedAt = world.now();
    room.follows = true;
    delete room.closed;
    return push({
      event_name: `user_send_${kind}`,
      sender: { id },
      recipient: { id: oaId },
      message: { msg_id: world.nextMessageId(), ...message },
    });
  };
  const keep = (bytes: Buffer, ending: string, type: string) => {
    const name = `${world.word(9)}.${ending}`;
    world.files.set(name, { bytes, type });
    return `${mediaRoot}/${name}`;
  };
  const attach = (type: string, payload: object) => ({ attachments: [{ type, payload }] });

  const person = {
    id,
    chat: id,
    name: room.name,
    /** What the account has written to them, the oldest first. */
    messages: room.messages,

    /** An event of any kind, in their name. */
    sends,
    says: (text: string) => sends('text', { text }),

    /** Taps what carries the label (or the token), the newest message first: the payload comes as words of theirs. */
    taps(label: string, { on }: { on?: Seen } = {}) {
      for (const message of on ? [on] : [...room.messages].reverse()) {
        const button = message.buttons.find((shown) => shown.label === label || shown.token === label);
        if (button) return sends('text', { text: `#${button.token}` });
      }
      const shown = room.messages.flatMap(({ buttons }) => buttons.map((button) => button.label));
      throw new Error(`${room.name} sees no "${label}", only: ${shown.join(', ') || 'no buttons'}`);
    },

    sendsPhoto(picture: Buffer, { caption }: { caption?: string } = {}) {
      const url = keep(picture, 'jpg', 'image/jpeg');
      const words = caption === undefined ? {} : { text: caption };
      return sends('image', { ...words, ...attach('image', { thumbnail: url, url }) });
    },
    /** Three in one event, should Zalo ever do so; an event each is the usual. */
    sendsPhotosTogether(pictures: Buffer[]) {
      const attachments = pictures.map((picture) => {
        const url = keep(picture, 'jpg', 'image/jpeg');
        return { type: 'image', payload: { thumbnail: url, url } };
      });
      return sends('image', { attachments });
    },
    sendsVoice: (sound = Buffer.from('#!AMR\n')) =>
      sends('audio', attach('audio', { url: keep(sound, 'amr', 'audio/amr') })),
    sendsFile(content: Buffer, name: string, type = name.split('.').at(-1) ?? '') {
      const url = keep(content, type || 'bin', 'application/octet-stream');
      return sends('file', attach('file', { size: String(content.length), name, checksum: 'd41d8cd9', type, url }));
    },
    sendsSticker: () => sends('sticker', attach('sticker', { id: 'bfe458bf64fa8da4d4eb', url: `${mediaRoot}/s.png` })),
    sendsVideo: () =>
      sends('video', attach('video', { url: `${mediaRoot}/v.mp4`, thumbnail: `${mediaRoot}/v.jpg`, description: '' })),
    sharesLocation: () =>
      sends('location', attach('location', { coordinates: { latitude: '21.5942', longitude: '105.8482' } })),
    sharesCard: (phone: string) =>
      sends(
        'business_card',
        attach('link', {
          thumbnail: `${mediaRoot}/c.jpg`,
          description: JSON.stringify({ phone, qrCodeUrl: 'https://qr-talk.zdn.vn/1' }),
          url: 'https://zaloapp.com/qr/p/1',
        }),
      ),

    follows() {
      Object.assign(room, { follows: true, touchedAt: world.now() });
      return push({ event_name: 'follow', oa_id: oaId, follower: { id }, source: 'oa_profile' });
    },
    unfollows() {
      room.follows = false;
      return push({ event_name: 'unfollow', oa_id: oaId, follower: { id }, source: 'oa_profile' });
    },
    /** "Nhắn tin" at the account's profile. */
    opensChat() {
      room.touchedAt = world.now();
      return push({ event_name: 'user_click_chatnow', oa_id: oaId, user_id: id });
    },
    /** Nothing tells the bot, until it writes. */
    blocks: () => Object.assign(room, { closed: 'blocked' as const }),
    withdraws: () => push({ event_name: 'user_withdraw', sender: { id }, recipient: { id: oaId } }),
    /** One of ours answers them at Zalo's own desk. */
    isAnsweredAtTheDesk(text: string) {
      room.messages.push({ id: world.nextMessageId(), text, buttons: [] });
      return push({
        event_name: 'oa_send_text',
        sender: { id: oaId, admin_id: '4401232210993' },
        recipient: { id },
        message: { msg_id: room.messages.at(-1)?.id, text },
      });
    },

    /** The next message that they have not looked at yet. */
    async nextMessage(patienceMs = 5000): Promise<Seen> {
      const message = await wait(() => room.messages[read], patienceMs, 'a next message');
      read++;
      return message;
    },
    /** Waits until some message reads like this. */
    sees: (match: Match, patienceMs = 5000): Promise<Seen> =>
      wait(() => room.messages.find((message) => fits(message, match)), patienceMs, String(match)),
  };

  async function wait(look: () => Seen | undefined, patienceMs: number, what: string): Promise<Seen> {
    const until = Date.now() + patienceMs;
    for (;;) {
      const found = look();
      if (found) return found;
      if (Date.now() > until) {
        const seen = room.messages.map(({ text }) => `- ${text}`).join('\n') || '(nothing)';
        throw new Error(`${room.name} waited for ${what} and sees:\n${seen}`);
      }
      await sleep(2);
    }
  }

  return person;
}

function fits(message: Seen, match: Match): boolean {
  if (typeof match === 'string') return message.text.includes(match);
  return match instanceof RegExp ? match.test(message.text) : match(message);
}
