// The right to act for the Official Account: an access token that lives 25 hours, and a refresh token that can be spent
// once. Called by api.ts for every call. Whatever happens, a pair that Zalo gave out is stored before it is used, and a
// refresh token is spent by one process at a time (facts/zalo.md, 2.2).
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendError } from '../../model/channels.ts';
import { type Pair, spend } from './oauth.ts';
import type { Checked } from './settings.ts';

export type GrantKey = { channel: string; account: string };

export type Grant = {
  accessToken: string | undefined;
  refreshToken: string;
  expiresAt: Date | undefined;
  state: 'good' | 'uncertain' | 'dead';
  /** Another one for each pair that was ever stored. */
  version: string;
};

/** Where the grant is kept, for all processes. Every method is atomic. */
export type GrantStore = {
  /** `unreadable`: encrypted with another key. */
  read(of: GrantKey): Promise<Grant | 'unreadable' | undefined>;
  /** Takes up a refresh token from the settings, unless it ever was taken up before. Ends any lease. */
  seed(of: GrantKey, refreshToken: string): Promise<boolean>;
  /** Nobody else may refresh for so long; what it returns was read inside. Undefined when it is taken, or in vain. */
  lease(of: GrantKey, holder: string, seconds: number): Promise<Grant | undefined>;
  /** A refresh is about to leave: the token may be spent from now on. The lease begins anew. False: it is lost. */
  mark(of: GrantKey, holder: string, seconds: number): Promise<boolean>;
  /** Stores the pair that was got for `version`, whoever holds the lease. False: that version is stored no more. */
  save(of: GrantKey, version: string, pair: Stored, reason: string): Promise<boolean>;
  /** No pair came. Ends the lease; false when it was lost or `version` is stored no more, and nothing is changed. */
  fail(of: GrantKey, holder: string, version: string, state: Grant['state'], reason: string): Promise<boolean>;
  /** Ends the lease; nothing happened. */
  release(of: GrantKey, holder: string): Promise<void>;
};

export type Stored = { accessToken: string; refreshToken: string; expiresAt: Date };

export type Keeper = {
  /** An access token that is not `refused`, renewed where it must be. Throws SendError: nothing was sent then. */
  token(refused?: string): Promise<string>;
  /** Renews ahead of time. Throws SendError. */
  tend(): Promise<void>;
};

const pollMs = 200;
/** Half of a token's life: a day of failing refreshes is survived, and some hours more. */
const aheadMs = 12 * 3_600_000;
/** A call with it may take a moment. */
const marginMs = 60_000;

type Usable = (grant: Grant) => boolean;

export function keeper(settings: Checked): Keeper {
  const { oaId, grants, timeoutSeconds, clock, log, seed } = settings;
  const of: GrantKey = { channel: 'zalo-oa', account: oaId };
  /** Outlives the refresh, however slow, and leaves time to store what it brought. */
  const leaseSeconds = timeoutSeconds * 2 + 5;
  /** A pair that could not be stored yet: the only copy there is. */
  let unsaved: { version: string; pair: Stored } | undefined;
  let seeded = seed === undefined;
  let flight: Promise<Grant> | undefined;

  const lives =
    (ms: number): Usable =>
    ({ accessToken, expiresAt }) =>
      accessToken !== undefined && expiresAt !== undefined && expiresAt.getTime() - clock().getTime() > ms;

  /** The grant as it is stored, with what this process still had to store. */
  async function current(): Promise<Grant> {
    return stored(async () => {
      if (!seeded && seed !== undefined) {
        if (await grants.seed(of, seed)) log?.info?.(of, 'a new refresh token of Zalo from the settings is taken up');
        seeded = true;
      }
      if (unsaved) await saveNow();
      const grant = await grants.read(of);
      if (grant === undefined) throw new SendError('channel', `no grant for Zalo: ${advice}`);
      if (grant === 'unreadable')
        throw new SendError('channel', 'the grant for Zalo is encrypted with another SECRET_KEY: set that one again');
      if (grant.state === 'dead') throw new SendError('channel', `Zalo takes our grant no more: ${advice}`);
      return grant;
    });
  }

  async function saveNow(): Promise<void> {
    if (!unsaved) return;
    const { version, pair } = unsaved;
    const kept = await grants.save(of, version, pair, 'refresh');
    if (!kept) log?.warn(of, 'a new pair of tokens was not needed any more: another grant is stored');
    unsaved = undefined;
  }

  /** Waits for whoever refreshes now; refreshes itself when nobody does and it still must be. */
  async function renew(usable: Usable): Promise<Grant> {
    const until = Date.now() + leaseSeconds * 1000;
    for (;;) {
      const grant = await current();
      if (usable(grant)) return grant;
      const holder = randomUUID();
      const leased = await stored(() => grants.lease(of, holder, leaseSeconds));
      if (leased && usable(leased)) {
        await stored(() => grants.release(of, holder));
        return leased;
      }
      if (leased && (await refresh(leased, holder))) continue;
      if (Date.now() > until) throw new SendError('retry', 'somebody else renews the grant for Zalo, and does not end');
      await sleep(pollMs);
    }
  }

  /** True when another grant than `leased` is stored now. Throws SendError when Zalo gave none. */
  async function refresh(leased: Grant, holder: string): Promise<boolean> {
    if (!(await stored(() => grants.mark(of, holder, leaseSeconds)))) return false;
    const until = Date.now() + leaseSeconds * 1000 - 2000;
    const outcome = await spend(leased.refreshToken, settings, [leased.accessToken]);
    const fail = (state: Grant['state'], reason: string) =>
      stored(() => grants.fail(of, holder, leased.version, state, reason));
    switch (outcome.is) {
      case 'renewed':
        unsaved = { version: leased.version, pair: storedPair(outcome.pair) };
        await persist(until);
        return true;
      case 'unsent':
        await fail(leased.state, `not sent: ${outcome.reason}`);
        throw new SendError('retry', `access_token: ${outcome.reason}`);
      case 'unclear':
        if (await fail('uncertain', outcome.reason))
          log?.warn(
            { ...of, reason: outcome.reason },
            'nobody knows whether Zalo renewed the grant; it is asked once more',
          );
        throw new SendError('retry', `access_token: ${outcome.reason}`);
      case 'refused': {
        const { reason, invalid, busy } = outcome;
        const changed = await fail(invalid ? 'dead' : leased.state, reason);
        // Somebody else was quicker, or a person has consented: what Zalo refused is not what is stored.
        if (!changed) return true;
        const said = invalid
          ? `Zalo takes our grant no more, nothing can be sent: ${advice}`
          : 'Zalo refuses to renew our grant; it is tried again, and messages stop when the access token expires';
        log?.error({ ...of, reason, state: invalid ? 'dead' : leased.state }, said);
        throw new SendError(busy ? 'retry' : 'channel', `access_token: ${reason}`, busy ? { retryAfter: 60 } : {});
      }
    }
  }

  const storedPair = ({ accessToken, refreshToken, expiresInSeconds }: Pair): Stored => ({
    accessToken,
    refreshToken,
    expiresAt: new Date(clock().getTime() + expiresInSeconds * 1000),
  });

  /** The pair is kept in memory even when this gives up: the next call in this process stores it. */
  async function persist(until: number): Promise<void> {
    for (;;) {
      try {
        return await saveNow();
      } catch (error) {
        log?.error({ ...of, reason: kindOf(error) }, 'the new grant for Zalo cannot be stored; trying again');
        if (Date.now() > until) throw new SendError('retry', 'the new grant for Zalo could not be stored yet');
        await sleep(pollMs);
      }
    }
  }

  /** One renewal at a time in this process; the others share its outcome. */
  async function renewed(usable: Usable): Promise<Grant> {
    for (;;) {
      const shared = flight !== undefined;
      flight ??= renew(usable).finally(() => {
        flight = undefined;
      });
      const grant = await flight;
      if (!shared || usable(grant)) return grant;
    }
  }

  return {
    async token(refused) {
      const usable: Usable = (grant) => lives(marginMs)(grant) && grant.accessToken !== refused;
      const grant = await current();
      const { accessToken } = usable(grant) ? grant : await renewed(usable);
      if (accessToken === undefined) throw new SendError('retry', 'no access token of Zalo');
      return accessToken;
    },
    async tend() {
      const usable = lives(aheadMs);
      if (!usable(await current())) await renewed(usable);
    },
  };
}

const advice =
  'an admin of the Official Account has to consent again, and the new refresh token goes into ZALO_REFRESH_TOKEN';

/** Runs a query; a database that is away is no fault of the message. Its errors hold what was asked: none is kept. */
async function stored<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    if (error instanceof SendError) throw error;
    throw new SendError('retry', `the grant for Zalo cannot be read or stored: ${kindOf(error)}`);
  }
}

function kindOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'unknown error';
  return 'code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name;
}
