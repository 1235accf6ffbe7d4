// Every setting, with its help: the only reader of process.env. `.env.example` is generated from here.
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const settings = {
  PORT: [port.default(3000), 'Port of the web server.'],
  HOST: [z.string().default('0.0.0.0'), 'Address to listen on.'],
  PUBLIC_URL: [z.url().optional(), 'How the world reaches this server (https://…). Without it Telegram is polled.'],
  TRUST_PROXY: [flag.default(false), 'true behind a proxy that sets X-Forwarded-For.'],
  DATA_DIR: [z.string().default('data'), 'Folder for the embedded database and the photos.'],
  DATABASE_URL: [z.string().optional(), 'PostgreSQL 15+ (postgres://…). Without it an embedded database in DATA_DIR.'],
  REDIS_URL: [z.string().optional(), 'Redis 6.2+ (redis://…), needed only for more than one process.'],
  SECRET_KEY: [
    z.string().min(32).optional(),
    'Signs sign-ins and encrypts tokens: 32 characters or more, the same in all processes. Needed with DATABASE_URL; without it one is made and kept in DATA_DIR.',
  ],
  HOME_PROVINCE: [z.string().default('Thái Nguyên'), 'The province whose communes come first.'],
  TELEGRAM_TOKEN: [z.string().optional(), 'Token of the Telegram bot, from @BotFather. Without it Telegram is off.'],
  TELEGRAM_SECRET: [z.string().optional(), 'Secret of the Telegram webhook (A-Z a-z 0-9 _ -). Needed with PUBLIC_URL.'],
  TELEGRAM_API_ROOT: [z.url().default('https://api.telegram.org'), 'Bot API server, or a relay to it.'],
  TELEGRAM_PROXY: [z.url().optional(), 'HTTP proxy for calls to Telegram.'],
  ZALO_APP_ID: [z.string().optional(), 'Id of the app at developers.zalo.me. Without it Zalo is off.'],
  ZALO_APP_SECRET: [z.string().optional(), "The app's secret (Khóa bí mật của ứng dụng): renews tokens."],
  ZALO_OA_ID: [z.string().optional(), 'Id of the Official Account.'],
  ZALO_OA_SECRET_KEY: [
    z.string().optional(),
    "OA Secret Key of the app's Webhook page: another one than the app's secret.",
  ],
  ZALO_REFRESH_TOKEN: [z.string().optional(), 'Refresh token to begin with, from the API Explorer. Used once.'],
  ZALO_API_ROOT: [z.url().default('https://openapi.zalo.me'), "Zalo's API server."],
  ZALO_OAUTH_ROOT: [z.url().default('https://oauth.zaloapp.com'), "Zalo's server of tokens."],
  LOG_LEVEL: [z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'), 'How much is logged.'],
} as const;

type Settings = typeof settings;
export type Config = { [K in keyof Settings]: z.infer<Settings[K][0]> };

/** Reads the settings. Throws one readable error that lists all that is wrong. An empty setting counts as unset. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const config: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, [schema, help]] of Object.entries(settings)) {
    const result = (schema as z.ZodType).safeParse(environment[name]?.trim() || undefined);
    if (result.success) config[name] = result.data;
    else wrong.push(`  ${name}: ${result.error.issues.map((issue) => issue.message).join(', ')}. ${help}`);
  }
  if (environment.TELEGRAM_TOKEN?.trim() && environment.PUBLIC_URL?.trim() && !environment.TELEGRAM_SECRET?.trim())
    wrong.push('  TELEGRAM_SECRET: is needed when TELEGRAM_TOKEN and PUBLIC_URL are set.');
  if (config.DATABASE_URL && !config.SECRET_KEY)
    wrong.push('  SECRET_KEY: is needed with DATABASE_URL, the same for all processes: openssl rand -hex 32');
  if (config.ZALO_APP_ID)
    for (const name of ['ZALO_APP_SECRET', 'ZALO_OA_ID', 'ZALO_OA_SECRET_KEY'] as const)
      if (!config[name]) wrong.push(`  ${name}: is needed with ZALO_APP_ID. ${settings[name][1]}`);
  if (wrong.length > 0) throw new Error(`These settings are wrong:\n${wrong.join('\n')}`);
  return config as Config;
}

/** The text of `.env.example`. */
export function exampleFile(): string {
  const entries = Object.entries(settings).map(([name, [schema, help]]) => {
    const fallback = (schema as z.ZodType).safeParse(undefined).data;
    return `# ${help}\n# ${name}=${fallback ?? ''}\n`;
  });
  return `# Settings of Lên Sàn. All are optional; what is shown is the default. Copy to .env and uncomment.\n\n${entries.join('\n')}`;
}
