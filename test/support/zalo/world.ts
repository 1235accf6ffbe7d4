// What the fake Zalo knows: the account, its tokens, people, what they see, uploads, its clock.
// Read and changed by api.ts (what the bot does), oauth.ts (tokens) and person.ts (what people do).
import { randomBytes } from 'node:crypto';

/** An answer with an error inside HTTP 200. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

/** A message of the account, as a person sees it. */
export type Seen = {
  id: string;
  text: string;
  /** `token` is what a tap sends, without the `#`. */
  buttons: { label: string; token: string }[];
  photo?: Buffer;
};

export type Room = {
  id: string;
  name: string;
  messages: Seen[];
  /** When they last did something that counts; undefined: never. */
  touchedAt: number | undefined;
  follows: boolean;
  closed?: 'blocked' | 'inactive' | 'restricted';
};

export type Credentials = { appId: string; appSecret: string; oaId: string; oaSecretKey: string; seed: string };

export type World = ReturnType<typeof newWorld>;

export function newWorld() {
  let number = 0;
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const word = (bytes: number) => randomBytes(bytes).toString('base64url');
  const credentials: Credentials = {
    appId: '360846524940903967',
    appSecret: 'fake-App-Secret_8sK2',
    oaId: '388613280878808645',
    oaSecretKey: 'fake-OA-Secret-Key_9fQ1',
    seed: `seed-${word(60)}`,
  };
  const world = {
    credentials,
    now,
    /** Lets hours go by. */
    forward: (hours: number) => {
      ahead += hours * 3_600_000;
    },
    word,
    /** Ids are beyond 2^53. */
    nextId: () => `24684588352919${String(7900 + ++number)}`,
    nextMessageId: () => `${randomBytes(8).toString('hex')}${String(++number).padStart(4, '0')}`,
    rooms: new Map<string, Room>(),
    uploads: new Map<string, { bytes: Buffer; until: number }>(),
    files: new Map<string, { bytes: Buffer; type: string }>(),
    /** The one living refresh token, and those that were spent. */
    refreshToken: credentials.seed,
    spent: new Set<string>(),
    accessToken: undefined as { value: string; until: number } | undefined,
    /** How often a refresh token was spent. */
    rotations: 0,
    /** Messages that cost money. */
    charged: 0,
    /** A pair as a consent or a refresh gives it; what was before is void. */
    grant() {
      world.spent.add(world.refreshToken);
      world.refreshToken = `refresh-${word(60)}`;
      world.accessToken = { value: `access-${word(60)}`, until: now() + 90_000_000 };
      return { access_token: world.accessToken.value, refresh_token: world.refreshToken, expires_in: '90000' };
    },
  };
  return world;
}
