// A Chromium for browser tests: `describe.skipIf(!needs('Chromium', await chromiumPath()))`.
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './services.ts';

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

export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = await chromiumPath();
  if (!executablePath) throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM to its path');
  return chromium.launch({ executablePath, args: [...args, ...more] });
}
