// A Chromium for browser tests. Without one they are left out, with the reason; with CI=true that is a failure.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const args = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function findBrowser(): string | undefined {
  return places.find((place): place is string => Boolean(place) && existsSync(place ?? ''));
}

/**
 * Why browser tests cannot run here, or undefined when they can: `describe.skipIf(noBrowser())`. Never a reason with
 * CI=true: there `launchBrowser` fails instead.
 */
export function noBrowser(): string | undefined {
  if (findBrowser() || process.env.CI === 'true') return undefined;
  return 'browser tests left out: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)';
}

export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM_PATH');
  return chromium.launch({ executablePath, args: [...args, ...more] });
}
