// The command line.
import { parseArgs } from 'node:util';
import { type App, firstSignIn, home, openApp, readContent, run } from './app.ts';
import { doctor, retryAll } from './commands/doctor.ts';
import { checkFlows, writeSchemas } from './commands/flows.ts';
import { simulateFlows, table } from './commands/simulate.ts';
import { talk } from './commands/talk.ts';
import { understand } from './commands/understand.ts';
import { type Config, readConfig } from './config.ts';
import { invite } from './records/invitations.ts';

const usage = `Usage: npm run -s lensan -- <command>

  start                 web server and worker in one process
  serve | work          only the web server | only the worker (needs DATABASE_URL and REDIS_URL)
  migrate               bring the database up to date
  talk [--record FILE]  chat in the terminal; --record keeps the talk as a scenario test
  flows check [FOLDER]  check flows and texts
  flows simulate [FOLDER] --farmers N --seed S [--json]
                        seeded farmers of many kinds go through the flows: how they fare, where they stop
  flows schema          write the JSON Schemas of content files to flows/schema
  flows publish         make the files in flows/ and locales/ the newest edition
  understand KIND       a line in, what it means as a JSON line out (number, money, place, …)
                        --now MOMENT --tz ZONE fix the clock; --province NAME the home; --options "A|B" for choice
  users add [--admin]   print a link by which one helper (or admin) joins
  doctor [--retry]      which channel has fallen silent, what is parked and why; --retry puts it back in line
`;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      record: { type: 'string' },
      retry: { type: 'boolean' },
      admin: { type: 'boolean' },
      now: { type: 'string' },
      tz: { type: 'string' },
      province: { type: 'string' },
      options: { type: 'string' },
      farmers: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const [command, ...rest] = positionals;
  if (!command || values.help) return void process.stdout.write(usage);
  try {
    process.loadEnvFile('.env');
  } catch {
    // No .env file: the settings come from the environment alone.
  }
  const config = readConfig();
  const quiet = { ...config, LOG_LEVEL: config.LOG_LEVEL === 'info' ? ('warn' as const) : config.LOG_LEVEL };

  switch (command) {
    case 'start':
    case 'serve':
    case 'work': {
      if (command !== 'start' && !(config.DATABASE_URL && config.REDIS_URL))
        throw new Error(`"${command}" runs beside other processes and needs DATABASE_URL and REDIS_URL`);
      const app = await openApp(config);
      const running = await run(app, config, { serve: command !== 'work', work: command !== 'serve' });
      if (command !== 'work') await greet(app, config, running.server?.server.address());
      return stopOnSignal(running.stop);
    }
    case 'migrate':
    case 'doctor': {
      const app = await openApp(quiet);
      if (command === 'doctor') {
        if (values.retry) await retryAll(app.runtime);
        process.stdout.write(await doctor(app.runtime));
      }
      return app.close();
    }
    case 'users': {
      if (rest[0] !== 'add') break;
      const app = await openApp(quiet);
      const { token, expiresAt } = await invite(app.runtime.database.db, values.admin ? 'admin' : 'helper', null, 7);
      const url = `${publicUrl(config)}/console/join/${token}`;
      process.stdout.write(`${url}\n(works once, until ${expiresAt.toISOString()})\n`);
      return app.close();
    }
    case 'talk':
      return talk(quiet, values.record);
    case 'understand': {
      const { now, tz, options, province = config.HOME_PROVINCE } = values;
      return understand(rest[0], home, { now, tz, options, province });
    }
    case 'flows': {
      const [verb, folder = home] = rest;
      if (verb === 'check') {
        process.exitCode = await checkFlows(folder, config.HOME_PROVINCE);
        return;
      }
      if (verb === 'simulate') {
        const asked = {
          farmers: whole('farmers', values.farmers ?? '1000', 1),
          seed: whole('seed', values.seed ?? '1', 0),
        };
        const report = await simulateFlows(folder, { ...asked, province: config.HOME_PROVINCE });
        process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : table(report));
        if (report.stuck > 0) process.exitCode = 1;
        return;
      }
      if (verb === 'schema') return writeSchemas(folder);
      if (verb === 'publish') {
        if ((await checkFlows(folder, config.HOME_PROVINCE)) !== 0) throw new Error('nothing is published');
        const app = await openApp(quiet, { files: await readContent(folder) });
        const { id, isNew } = app.published;
        process.stdout.write(isNew ? `published as edition ${id}\n` : `nothing has changed since edition ${id}\n`);
        return app.close();
      }
      break;
    }
  }
  process.stderr.write(usage);
  process.exitCode = 2;
}

/** A whole number that an option was given. */
function whole(name: string, said: string, least: number): number {
  if (!/^\d{1,9}$/.test(said) || Number(said) < least)
    throw new Error(`--${name} wants a whole number from ${least} on, not "${said}"`);
  return Number(said);
}

const publicUrl = ({ PUBLIC_URL, PORT }: Config, port = PORT) =>
  PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${port}`;

async function greet(app: App, config: Config, address: unknown): Promise<void> {
  const { port } = address as { port: number };
  const url = publicUrl(config, port);
  const first = await firstSignIn(app, url);
  const lines = [`Chat page   ${url}/chat`, `Console     ${url}/console`];
  if (first) lines.push('', 'Nobody can sign in yet. The first admin comes in here (once, within a day):', first);
  process.stdout.write(`\n  Lên Sàn is running.\n\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`);
}

/** The first signal finishes what is under way; a second one ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error) => {
          process.stderr.write(`${error}\n`);
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: Error) => {
  // What was opened before it failed must not keep the process: whoever watches it starts it again.
  process.stderr.write(`${error.message}\n`, () => process.exit(1));
});
