// What the fake Telegram knows: people, groups, the messages they see, files, taps that wait for an answer.
// Read and changed by methods.ts (what the bot does) and person.ts (what people do).
import type { Chat, InlineKeyboardButton, User } from '@grammyjs/types';

/** An answer with ok: false. */
export class Refusal extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;

  constructor(code: number, description: string, parameters?: Refusal['parameters']) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

export type ReplyButton = { text: string; request_contact?: boolean; request_location?: boolean };

/** A message of the bot, as a person sees it now. */
export type Seen = {
  id: number;
  text: string;
  buttons: { label: string; token: string }[];
  /** What it read before each edit. */
  former: string[];
  photo?: Buffer;
};

export type BotMessage = Seen & {
  date: number;
  rows: InlineKeyboardButton[][];
  /** Came with a reply keyboard or took one away: Telegram never edits those. */
  fixed: boolean;
};

export type Room = {
  chat: Chat;
  /** Why the bot cannot write here. */
  closed?: 'stranger' | 'blocked' | 'deactivated' | { migratedTo: number };
  messages: BotMessage[];
  keyboard?: { rows: ReplyButton[][]; oneTime: boolean };
  /** When the bot wrote last, for the pace. */
  sentAt: number[];
};

export type StoredFile = { path: string; bytes: Buffer; size: number; linkUntil: number };
export type Query = { userId: number; at: number; answered: boolean };

export type World = {
  readonly token: string;
  readonly bot: User;
  readonly now: () => number;
  readonly rooms: Map<number, Room>;
  readonly files: Map<string, StoredFile>;
  readonly queries: Map<string, Query>;
  /** What the bot answered to taps, by the person who tapped. */
  readonly answers: { userId: number; text: string | undefined }[];
  /** Messages a second and the burst before it, for each chat; none: no limit. */
  readonly pace: { perSecond: number; burst: number } | undefined;
  next(what: 'update' | 'message' | 'user' | 'group' | 'file' | 'query' | 'album'): number;
  revoked: boolean;
};

export const seconds = (world: World) => Math.floor(world.now() / 1000);

export function newWorld(options: Pick<World, 'token' | 'now' | 'pace'>): World {
  const counters = new Map<string, number>();
  const firsts = {
    update: 481_516_234,
    message: 41,
    user: 700_000_001,
    group: 1,
    file: 1,
    query: 8_150_000_001,
    album: 13_370_001,
  };
  return {
    ...options,
    bot: { id: Number(options.token.split(':')[0]), is_bot: true, first_name: 'Lên Sàn', username: 'len_san_bot' },
    rooms: new Map(),
    files: new Map(),
    queries: new Map(),
    answers: [],
    revoked: false,
    next(what) {
      const value = counters.get(what) ?? firsts[what];
      counters.set(what, value + 1);
      return value;
    },
  };
}

export function storeFile(
  world: World,
  folder: 'photos' | 'documents',
  ending: string,
  bytes: Buffer,
  size = bytes.length,
) {
  const number = world.next('file');
  const fileId = `AgACAgUAAxkBAAI${String(number).padStart(6, '0')}Zm9v-_${folder}`;
  world.files.set(fileId, { path: `${folder}/file_${number}.${ending}`, bytes, size, linkUntil: 0 });
  return { file_id: fileId, file_unique_id: `AQADfile${number}`, file_size: size };
}
