// What the Telegram channel is told at start, checked once. Called by index.ts.
// A token or secret never appears in what these checks throw.

export type Log = {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};

export type Settings = {
  /** From @BotFather: "123456:ABC…". Its first half is the bot's id. */
  token: string;
  /** Proves webhook requests. Without one the channel can only poll: every webhook request is refused. */
  secret?: string;
  /** A relay or a Bot API server of our own, where api.telegram.org is blocked. */
  apiRoot?: string;
  /** An HTTP proxy to reach the API through: "http://user:password@host:port". */
  proxy?: string;
  /** How long one call may take. */
  timeoutSeconds?: number;
  /** How long Telegram holds a getUpdates call open. */
  pollSeconds?: number;
  /** How long polling waits before it tries again; twice as long each time, up to a minute. */
  firstPauseMs?: number;
  /** What the button says that shares one's own phone number. */
  contactLabel?: string;
  /** The bytes of a stored photo, for messages that show one; without it such messages are sent as text. */
  loadPhoto?: (hash: string) => Promise<Buffer>;
  log?: Log;
};

export type Checked = Settings & { account: string } & Required<
    Pick<Settings, 'apiRoot' | 'timeoutSeconds' | 'pollSeconds' | 'firstPauseMs'>
  >;

export function check(settings: Settings): Checked {
  const account = /^(\d+):[\w-]+$/.exec(settings.token)?.[1];
  if (account === undefined) throw new Error('the Telegram token does not look like 123456:ABC…');
  if (settings.secret !== undefined && !/^[\w-]{1,256}$/.test(settings.secret))
    throw new Error('the Telegram secret must be 1–256 of A–Z a–z 0–9 _ -');
  return {
    ...settings,
    account,
    // grammY refuses a root that ends in a slash.
    apiRoot: (settings.apiRoot ?? 'https://api.telegram.org').replace(/\/+$/, ''),
    timeoutSeconds: settings.timeoutSeconds ?? 20,
    pollSeconds: settings.pollSeconds ?? 25,
    firstPauseMs: settings.firstPauseMs ?? 500,
  };
}
