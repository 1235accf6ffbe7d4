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
  HOME_PROVINCE: [z.string().default('Thái Nguyên'), 'The province whose communes come first.'],
  TELEGRAM_TOKEN: [z.string().optional(), 'Token of the Telegram bot, from @BotFather. Without it Telegram is off.'],
  TELEGRAM_SECRET: [z.string().optional(), 'Secret of the Telegram webhook (A-Z a-z 0-9 _ -). Needed with PUBLIC_URL.'],
  TELEGRAM_API_ROOT: [z.url().default('https://api.telegram.org'), 'Bot API server, or a relay to it.'],
  TELEGRAM_PROXY: [z.url().optional(), 'HTTP proxy for calls to Telegram.'],
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
