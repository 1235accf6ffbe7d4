// A farmer at the chat page, from "xin chào" to the shop in preparation: a real browser, the real server, real rows.

import { sql } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/index.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { chromiumPath, needs } from '../support/services.ts';

const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

describe.skipIf(!needs('Chromium', await chromiumPath()))('a farmer at the chat page', () => {
  let browser: Browser;
  let app: TestApp;
  let url: string;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    app = await testApp();
    ({ url } = await app.start());
  });
  afterEach(async () => {
    await context.close();
    await app.close();
    expect(complaints).toEqual([]);
  });

  async function open(device: keyof typeof devices): Promise<void> {
    complaints = [];
    context = await browser.newContext({ ...devices[device], locale: 'vi-VN', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    await page.goto(`${url}/chat`);
  }

  /** Waits for words of the bot. */
  const hears = (words: string | RegExp) => page.getByText(words).last().waitFor();

  async function says(text: string, answer: string | RegExp): Promise<void> {
    await page.getByRole('textbox').fill(text);
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await hears(answer);
  }

  async function taps(label: string, answer: string | RegExp): Promise<void> {
    await page.getByRole('button', { name: label, exact: true }).click();
    await hears(answer);
  }

  async function sendsPhotos(count: number): Promise<void> {
    const files = await Promise.all(
      Array.from({ length: count }, async (_, at) => ({
        name: `che-${at}.jpg`,
        mimeType: 'image/jpeg',
        buffer: await leafPhoto(at),
      })),
    );
    await page.locator('input[type=file][multiple]').setInputFiles(files);
  }

  it.each([
    ['phone', 'with marks'],
    ['desktop', 'without marks'],
  ] as const)('goes from the greeting to a shop in preparation on a %s, typing %s', async (device, typing) => {
    const typed = (text: string) => (typing === 'with marks' ? text : withoutMarks(text));
    await open(device);
    await taps('Bắt đầu', /có đồng ý cho cháu ghi không/);
    await taps('Đồng ý', /bác, cô, chú, anh hay chị/);
    await taps('Cô', 'Dạ, cô muốn bán sản phẩm gì trước ạ?');
    await says(typed('chè móc câu'), /chụp cho cháu 1 đến 8 ảnh/);
    await sendsPhotos(2);
    await hears(/cháu có 2 ảnh rồi ạ/);
    await taps('Xong', /giá bao nhiêu/);
    await says(typed('300 nghìn một cân'), /ba trăm nghìn đồng/);
    await says(typed('túi giấy'), /nặng khoảng bao nhiêu/);
    await page.reload();
    await hears(/nặng khoảng bao nhiêu/);
    await says('500g', /bao nhiêu hàng/);
    await says(typed('2 tạ'), /quanh năm/);
    await says(typed('quanh năm'), /giấy chứng nhận gì/);
    await taps('OCOP', /mấy sao/);
    await says('4', /số chứng nhận/);
    await taps('Bỏ qua', /lời giới thiệu/);
    await taps('Được rồi', /đúng hết chưa/);
    await taps('Đúng hết rồi', /thêm sản phẩm nữa/);
    await taps('Đủ rồi', /họ tên/);
    await says(typed('Nguyễn Thị Hoa'), /xóm nào/);
    await says(typed('xóm 5 Tân Cương'), /số điện thoại để sàn/);
    await says('0983 123 456', /phải đủ 18 tuổi/);
    await taps('Tôi đứng tên', /đã có gian hàng/);
    await taps('Chưa có', /đúng chưa ạ/);
    await taps('Đúng rồi', /số liệu chung/);
    await taps('Đồng ý', /mở gian hàng ở sàn nào/);
    await taps('Buudien.vn (Postmart cũ)', /đưa cho sàn/);
    await taps('Đồng ý', /sẽ làm cùng cô/);
    await taps('Đồng ý', /đang được chuẩn bị/);
    await hears('Cô muốn làm gì tiếp ạ?');

    const { db } = app.database;
    const [found] = await rows<Record<string, unknown>>(
      db,
      sql`select h.name, h.phone, h.place ->> 'code' as place, p.name as product, (p.price ->> 'amount')::int as price,
          p.price #>> '{per,unit}' as unit, p.status, p.ocop_stars as stars,
          (select count(*)::int from photos where product_id = p.id and state = 'ready') as photos,
          s.marketplace, s.status as shop, (select count(*)::int from listings where product_id = p.id) as listings
          from households h join products p on p.household_id = h.id join shops s on s.household_id = h.id`,
    );
    expect(found).toEqual({
      name: typing === 'with marks' ? 'Nguyễn Thị Hoa' : 'Nguyen Thi Hoa',
      phone: '0983123456',
      place: expect.stringMatching(/^\d{5}$/),
      product: typed('chè móc câu'),
      price: 300_000,
      unit: 'kg',
      status: 'ready',
      stars: 4,
      photos: 2,
      marketplace: 'buudien',
      shop: 'preparing',
      listings: 1,
    });
    const tickets = await rows(db, sql`select kind, reason, status from tickets`);
    expect(tickets).toEqual([{ kind: 'task', reason: 'marketplace_steps', status: 'open' }]);
    const parked = await rows(
      db,
      sql`select 1 from inbox where status <> 'done' union all select 1 from outbox where status <> 'sent'`,
    );
    expect(parked).toEqual([]);
  });
});

const withoutMarks = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** A sharp, bright picture; every one different. */
function leafPhoto(seed: number): Promise<Buffer> {
  const size = 900;
  const pixels = Buffer.alloc(size * size * 3, 0);
  for (let at = 0; at < size * size; at++) {
    const spot = (Math.floor(at / size / 9) + Math.floor((at % size) / 9) + seed) % 2 === 0;
    pixels.set(spot ? [200, 230, 160] : [40, 140 + seed, 60], at * 3);
  }
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
