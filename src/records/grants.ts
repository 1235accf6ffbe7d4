// Grants: the tokens of a channel that changes them, encrypted, and who may renew them now.
// Every change is one statement with its condition inside, so that processes cannot come between each other.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { type Db, rows } from '../db/index.ts';

type Of = { channel: string; account: string };
type State = 'good' | 'uncertain' | 'dead';

export type Grant = {
  accessToken: string | undefined;
  refreshToken: string;
  expiresAt: Date | undefined;
  state: State;
  /** The encrypted refresh token: another one each time, whatever is encrypted. */
  version: string;
};

type Row = { access_token: string | null; refresh_token: string; expires_ms: number | null; state: State };

const columns = sql.raw(
  'access_token, refresh_token, (extract(epoch from expires_at) * 1000)::float8 as expires_ms, state',
);

/** @param key 32 bytes; tokens stored with another one are `unreadable` */
export function grants(db: Db, key: Buffer) {
  const { encrypt, decrypt } = cipher(key);

  function readRow(of: Of, row: Row): Grant | 'unreadable' {
    const accessToken = row.access_token === null ? null : decrypt(of, 'access', row.access_token);
    const refreshToken = decrypt(of, 'refresh', row.refresh_token);
    if (accessToken === undefined || refreshToken === undefined) return 'unreadable';
    return {
      accessToken: accessToken ?? undefined,
      refreshToken,
      expiresAt: row.expires_ms === null ? undefined : new Date(row.expires_ms),
      state: row.state,
      version: row.refresh_token,
    };
  }

  const where = ({ channel, account }: Of) => sql`channel = ${channel} and account = ${account}`;

  /** Runs an update that returns a row, and notes what happened in the same statement. Whether it changed anything. */
  async function change(update: SQL, kind: string, reason: string): Promise<boolean> {
    const noted = await rows(
      db,
      sql`
      with changed as (${update} returning channel, account)
      insert into grant_events (channel, account, kind, reason)
      select channel, account, ${kind}, ${reason.slice(0, 300)} from changed returning id`,
    );
    return noted.length > 0;
  }

  return {
    async read(of: Of): Promise<Grant | 'unreadable' | undefined> {
      const [row] = await rows<Row>(db, sql`select ${columns} from grants where ${where(of)}`);
      return row && readRow(of, row);
    },

    /**
     * Takes up a refresh token that a person got by consenting, unless it ever was taken up: by then it is spent, and
     * what is stored is its successor. Processes with an older and a newer one in their settings do not undo each other.
     */
    async seed(of: Of, refreshToken: string): Promise<boolean> {
      const { channel, account } = of;
      const hash = createHash('sha256').update(refreshToken).digest('hex');
      const reason = `seed ${hash}`;
      const taken = sql`
        insert into grants (channel, account, refresh_token, seed_hash)
        select ${channel}, ${account}, ${encrypt(of, 'refresh', refreshToken)}, ${hash}
        where not exists (select 1 from grant_events where ${where(of)} and kind = 'seeded' and reason = ${reason})
        on conflict (channel, account) do update set
          refresh_token = excluded.refresh_token, access_token = null, expires_at = null, state = 'good',
          seed_hash = excluded.seed_hash, lease = null, lease_until = null, updated_at = now()
        where grants.seed_hash <> excluded.seed_hash`;
      return change(taken, 'seeded', reason);
    },

    async lease(of: Of, holder: string, seconds: number): Promise<Grant | undefined> {
      const [row] = await rows<Row>(
        db,
        sql`
        update grants set lease = ${holder}, lease_until = clock_timestamp() + make_interval(secs => ${seconds}),
          updated_at = now()
        where ${where(of)} and state <> 'dead' and (lease is null or lease_until <= clock_timestamp())
        returning ${columns}`,
      );
      const grant = row && readRow(of, row);
      return grant === 'unreadable' ? undefined : grant;
    },

    async mark(of: Of, holder: string, seconds: number): Promise<boolean> {
      const update = sql`
        update grants set state = 'uncertain', updated_at = now(),
          lease_until = clock_timestamp() + make_interval(secs => ${seconds})
        where ${where(of)} and lease = ${holder} and state <> 'dead'`;
      return (await rows(db, sql`${update} returning state`)).length > 0;
    },

    /** Also when the lease is over, and even when somebody gave the grant up meanwhile: this is its only living heir. */
    async save(
      of: Of,
      version: string,
      pair: { accessToken: string; refreshToken: string; expiresAt: Date },
      reason: string,
    ): Promise<boolean> {
      if (!pair.accessToken || !pair.refreshToken) throw new Error('a pair of tokens has two tokens');
      const update = sql`
        update grants set access_token = ${encrypt(of, 'access', pair.accessToken)},
          refresh_token = ${encrypt(of, 'refresh', pair.refreshToken)},
          expires_at = ${pair.expiresAt.toISOString()}::timestamptz, state = 'good', lease = null, lease_until = null,
          updated_at = now()
        where ${where(of)} and refresh_token = ${version}`;
      return change(update, 'rotated', reason);
    },

    async fail(of: Of, holder: string, version: string, state: State, reason: string): Promise<boolean> {
      const update = sql`
        update grants set state = ${state}, lease = null, lease_until = null, updated_at = now()
        where ${where(of)} and lease = ${holder} and refresh_token = ${version}`;
      return change(update, state === 'good' ? 'refused' : state, reason);
    },

    async release(of: Of, holder: string): Promise<void> {
      await rows(db, sql`update grants set lease = null, lease_until = null where ${where(of)} and lease = ${holder}`);
    },
  };
}

/**
 * AES-256-GCM with a nonce for each value: `v1.<nonce>.<tag>.<encrypted>`. Bound to its place: a token that was copied to
 * another row or column cannot be read there.
 */
function cipher(key: Buffer) {
  if (key.length !== 32) throw new Error('the key for grants must have 32 bytes');
  const place = ({ channel, account }: Of, column: string) => Buffer.from(JSON.stringify([channel, account, column]));
  return {
    encrypt(of: Of, column: string, token: string): string {
      const nonce = randomBytes(12);
      const aes = createCipheriv('aes-256-gcm', key, nonce).setAAD(place(of, column));
      const encrypted = Buffer.concat([aes.update(token, 'utf8'), aes.final()]);
      return ['v1', ...[nonce, aes.getAuthTag(), encrypted].map((part) => part.toString('base64url'))].join('.');
    },
    decrypt(of: Of, column: string, stored: string): string | undefined {
      const [version, ...parts] = stored.split('.');
      const [nonce, tag, encrypted] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== 'v1' || !nonce || tag?.length !== 16 || !encrypted) return undefined;
      try {
        const aes = createDecipheriv('aes-256-gcm', key, nonce).setAAD(place(of, column)).setAuthTag(tag);
        return Buffer.concat([aes.update(encrypted), aes.final()]).toString('utf8');
      } catch {
        // Another key, or not what was stored.
        return undefined;
      }
    },
  };
}
