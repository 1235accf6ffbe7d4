// A farmer at the chat page asks for a person; a helper in the console claims, answers, mends, and hands back; the bot goes
// on. Two real browsers, the real server, real rows.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { sql } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { firstSignIn } from '../../src/app.ts';
import { rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { chromiumPath, needs } from '../support/services.ts';

const devices = {
  'at 390 px': { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  'at 1280 px': { viewport: { width: 1280, height: 800 } },
} as const;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!needs('Chromium', await chromiumPath()))('a farmer who asks for a person', () => {
  let browser: Browser;
  let app: TestApp;
  let url: string;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    complaints.length = 0;
    app = await testApp({}, { pace: { sweep: 0.2, forgotten: 0.5, lease: 5 } });
    ({ url } = await app.start());
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await app.close();
    expect(complaints).toEqual([]);
  });

  async function open(device: keyof typeof devices, address: string): Promise<Page> {
    // The script that looks for violations is put into the page, which the page's own policy would forbid.
    const context = await browser.newContext({
      ...devices[device],
      locale: 'vi-VN',
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return page;
  }

  async function expectNoViolations(page: Page): Promise<void> {
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
    expect(found).toEqual([]);
  }

  it.each(Object.keys(devices) as (keyof typeof devices)[])(
    'is answered by a helper, whose console is open %s, and goes on with the bot',
    { timeout: 120_000 },
    async (device) => {
      // The farmer, up to the question for the price.
      const farmer = await open(device, `${url}/chat`);
      const hears = (words: RegExp) => farmer.getByText(words).last().waitFor();
      const says = async (text: string, answer: RegExp) => {
        await farmer.getByRole('textbox').fill(text);
        await farmer.getByRole('button', { name: 'Gửi', exact: true }).click();
        await hears(answer);
      };
      const taps = async (label: string, answer: RegExp) => {
        await farmer.getByRole('button', { name: label, exact: true }).click();
        await hears(answer);
      };
      await says('xin chào', /có đồng ý cho cháu ghi/);
      await taps('Đồng ý', /bác, cô, chú/);
      await taps('Bác', /muốn bán/);
      await says('chè móc câu', /1 đến 8 ảnh/);
      await taps('Chưa có ảnh, để sau', /bán giá bao nhiêu/);

      // The first admin joins by the link that the start prints.
      const desk = await open(device, (await firstSignIn(app, url)) ?? '');
      await desk.getByLabel(/Đặt mật khẩu/).waitFor();
      await expectNoViolations(desk);
      await desk.getByLabel(/Tên để bà con đọc/).fill('Cô Lan, bưu điện Đại Từ');
      await desk.getByLabel(/điện thoại/i).fill('0912345678');
      await desk.getByLabel(/Đặt mật khẩu/).fill('mat-khau-rat-dai');
      await desk.locator('button[type=submit]').click();
      await desk.getByText('Chờ nhận').first().waitFor();

      // Asked for, the talk appears by itself.
      await says('gặp người', /người hỗ trợ sẽ nhắn/);
      const claim = desk.getByRole('button', { name: /^Nhận/ }).first();
      await claim.waitFor();
      await expectNoViolations(desk);
      await claim.click();
      await hears(/Cô Lan, bưu điện Đại Từ vào nói chuyện với bác/);

      // They talk.
      const composer = desk.getByLabel('Tin nhắn cho bà con');
      await composer.fill('Dạ cháu chào bác, bác vướng chỗ nào ạ?');
      await desk.getByRole('button', { name: /^Gửi/ }).click();
      await hears(/bác vướng chỗ nào/);
      await farmer.getByRole('textbox').fill('giá bác không biết viết thế nào');
      await farmer.getByRole('button', { name: 'Gửi', exact: true }).click();
      await desk.getByText('giá bác không biết viết thế nào').last().waitFor();
      await expectNoViolations(desk);

      // The helper answers the open question for them.
      if (device === 'at 390 px') await desk.getByRole('link', { name: 'Thông tin hộ' }).click();
      await desk
        .getByRole('button', { name: /Sửa.*Giá/i })
        .first()
        .click();
      await desk.getByRole('textbox', { name: /Giá/i }).fill('300k một cân');
      await desk.getByRole('button', { name: 'Lưu' }).click();
      await hears(/đã sửa giúp bác giá: 300\.000 đồng/);
      await expectNoViolations(desk);
      if (device === 'at 390 px') await desk.goBack();

      await desk.getByRole('button', { name: /Trả lại bot/ }).click();
      await hears(/trao đổi xong rồi/);
      const [product] = await rows<{ price: { amount: number } }>(app.database.db, sql`select price from products`);
      expect(product?.price.amount).toBe(300_000);
      // Past the price, which the helper has answered.
      await expect
        .poll(
          async () =>
            (
              await rows<{ step: string }>(
                app.database.db,
                sql`select state #>> '{stack,-1,step}' as step from conversations`,
              )
            )[0]?.step,
        )
        .toBe('packing');
      await says('túi hút chân không', /./);
    },
  );
});

type Violation = { id: string; nodes: { html: string }[] };
