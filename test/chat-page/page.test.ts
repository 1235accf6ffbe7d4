// The chat page in a real browser, on a phone and on a desktop, against the in-memory server of the contract.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startChatServer } from '../support/chat-server.ts';
import { chromiumPath, needs } from '../support/services.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const canRun = needs('Chromium', await chromiumPath());
const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};

let browser: Browser;
let server: Awaited<ReturnType<typeof startChatServer>>;
let context: BrowserContext;
let page: Page;
/** What the browser complained about; a test that breaks the network allows for that. */
let complaints: string[] = [];
let networkBreaks = false;

async function open(
  device: keyof typeof devices = 'phone',
  path = '/chat',
  viewport?: { width: number; height: number },
) {
  context = await browser.newContext({
    ...devices[device],
    ...(viewport ? { viewport } : {}),
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    const ofNetwork = /^Failed to load resource|net::ERR_/.test(line.text());
    if (line.type() === 'error' && !(networkBreaks && ofNetwork)) complaints.push(line.text());
  });
  await page.goto(server.url + path);
}

/** Opens the page and begins the talk. */
async function begin(device: keyof typeof devices = 'phone', viewport?: { width: number; height: number }) {
  await open(device, '/chat', viewport);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.getByRole('button', { name: 'Đăng sản phẩm' }).waitFor();
}

async function breakNetwork() {
  networkBreaks = true;
  server.faults.down = true;
  server.cut();
}

async function write(text: string) {
  await page.getByLabel('Tin nhắn của bác').fill(text);
  await page.getByRole('button', { name: 'Gửi', exact: true }).click();
}

const bubble = (text: string) => page.locator('.bubble', { hasText: text });
const mine = (text: string) => page.locator('.from-me .bubble', { hasText: text });
const said = () => server.posts.flatMap((post) => ('text' in post ? [post.text] : 'label' in post ? [post.label] : []));

async function until(check: () => boolean | Promise<boolean>, what: string) {
  const end = Date.now() + 15_000;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

/** A picture that compresses badly, like a real one. */
async function picture(name: string, width = 640, height = 480, orientation = 1) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 7919 + (at >> 7) * 104729) & 255;
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  return {
    name,
    mimeType: 'image/jpeg',
    buffer: await image.withMetadata({ orientation }).jpeg({ quality: 92 }).toBuffer(),
  };
}

describe.skipIf(!canRun)('the chat page in a browser', () => {
  beforeAll(async () => {
    if (!existsSync(`${root}/dist/console/chat/index.html`))
      execFileSync('npx', ['vite', 'build'], { cwd: root, stdio: 'ignore' });
    // A name that is not localhost: pages there are no secure context, as on a phone in the same network.
    browser = await launchBrowser(['--host-resolver-rules=MAP len-san.test 127.0.0.1']);
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    complaints = [];
    networkBreaks = false;
    server = await startChatServer();
  });
  afterEach(async () => {
    await context?.close();
    await server.close();
    expect(complaints).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  for (const device of ['phone', 'desktop'] as const) {
    it(`says who it is and begins the talk on a ${device}`, async () => {
      await open(device);
      await page.getByText('không bao giờ hỏi mã OTP').waitFor();
      await page.getByRole('button', { name: 'Bắt đầu' }).dblclick();
      await bubble('Bác muốn làm gì trước').waitFor();
      expect(server.posts).toMatchObject([{ start: true }]);
      await expect.poll(() => page.locator('.welcome').count()).toBe(0);
    });

    it(`answers with a quick reply, once however often it is tapped, on a ${device}`, async () => {
      await begin(device);
      server.faults.delay = 400;
      const choice = page.getByRole('button', { name: 'Mở gian hàng' });
      await choice.dblclick();
      await mine('Mở gian hàng').waitFor();
      expect(await page.getByRole('button', { name: 'Đăng sản phẩm' }).isDisabled()).toBe(true);
      await bubble('bác chọn “Mở gian hàng”').waitFor();
      expect(await page.locator('.choice').count()).toBe(0);
      expect(await mine('Mở gian hàng').count()).toBe(1);
      expect(said()).toEqual(['Mở gian hàng']);
    });

    it(`sends several photos with their progress on a ${device}`, async () => {
      await begin(device);
      const slow = await context.newCDPSession(page);
      await slow.send('Network.enable');
      await slow.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: 600 * 1024,
      });
      const photos = [await picture('na.jpg', 1000, 800), await picture('che.jpg'), await picture('mien.jpg')];
      await page.getByTestId('photos').setInputFiles(photos);
      expect(await page.locator('.tile').count()).toBe(3);
      const shares = new Set<string>();
      await until(async () => {
        const ring = page.getByRole('progressbar').first();
        if (await ring.count()) shares.add((await ring.getAttribute('aria-valuenow').catch(() => null)) ?? '');
        return server.photos.length === 3;
      }, 'three photos');
      expect([...shares].filter((share) => Number(share) > 0 && Number(share) < 100).length).toBeGreaterThan(0);
      await expect.poll(() => page.locator('.veil').count(), { timeout: 5000 }).toBe(0);
      expect(await page.locator('.tile').count()).toBe(3);
      expect(new Set(server.photos.map(({ group }) => group)).size).toBe(1);
      expect(new Set(server.photos.map(({ key }) => key)).size).toBe(3);
    });

    it(`comes through a lost connection on a ${device} without losing or doubling a word`, async () => {
      await begin(device);
      await breakNetwork();
      await write('Nhà bác có chè');
      await write('còn hai tạ');
      await page.getByText('Mất kết nối, cháu đang nối lại').waitFor();
      expect(
        await bubble('còn hai tạ')
          .getByText(/Đang (chờ )?gửi/)
          .count(),
      ).toBe(1);
      server.say(server.visitor(), { from: 'helper', text: 'Cháu là Hà đây ạ' });
      server.faults.down = false;
      await bubble('Cháu là Hà đây ạ').waitFor();
      await bubble('cháu ghi: còn hai tạ').waitFor();
      await expect.poll(() => page.locator('.banner').count()).toBe(0);
      expect(said()).toEqual(['Nhà bác có chè', 'còn hai tạ']);
      expect(await bubble('còn hai tạ').count()).toBe(2);
    });
  }

  it('posts what the link was about, and forgets it afterwards', async () => {
    await open('phone', '/chat?start=che-tan-cuong');
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await bubble('Bác muốn làm gì trước').waitFor();
    expect(server.posts).toMatchObject([{ start: true, about: 'che-tan-cuong' }]);
    expect(page.url()).toBe(`${server.url}/chat`);
  });

  it('opens the talk at the link for somebody who has been here before', async () => {
    await begin();
    await page.goto(`${server.url}/chat?start=na-dai`);
    await until(() => server.posts.length === 2, 'the second start');
    expect(server.posts[1]).toMatchObject({ start: true, about: 'na-dai' });
    await page.reload();
    await bubble('Bác muốn làm gì trước').first().waitFor();
    await page.waitForTimeout(300);
    expect(server.posts).toHaveLength(2);
  });

  it('takes up after a reload what was waiting: words, photos, and what was being written', async () => {
    await begin();
    await breakNetwork();
    await write('Nhà bác có na dai');
    await page.getByTestId('photos').setInputFiles([await picture('na.jpg'), await picture('vuon.jpg')]);
    await page.getByLabel('Tin nhắn của bác').fill('bán ba mươi ngh');
    await page.locator('.tile').nth(1).waitFor();
    await page.waitForTimeout(300);
    await page.reload();
    await bubble('Nhà bác có na dai').waitFor();
    await expect.poll(() => page.locator('.tile img').count()).toBe(2);
    expect(await page.getByLabel('Tin nhắn của bác').inputValue()).toBe('bán ba mươi ngh');
    server.faults.down = false;
    await until(() => server.photos.length === 2, 'both photos');
    expect(said()).toEqual(['Nhà bác có na dai']);
    await page.reload();
    await bubble('Nhà bác có na dai').first().waitFor();
    await page.waitForTimeout(500);
    expect(server.photos).toHaveLength(2);
    expect(said()).toEqual(['Nhà bác có na dai']);
  });

  it('stores once what was sent twice because the answer got lost', async () => {
    networkBreaks = true;
    await begin();
    server.faults.cutAfterStoring = 2;
    await write('Một lần thôi');
    await bubble('cháu ghi: Một lần thôi').waitFor();
    await page.waitForTimeout(1500);
    expect(said()).toEqual(['Một lần thôi']);
    expect(await mine('Một lần thôi').count()).toBe(1);
  });

  it('waits as long as the server asks when somebody writes too fast', async () => {
    networkBreaks = true;
    await begin();
    Object.assign(server.faults, { status: 429, retryAfter: 2 });
    await write('Nhanh quá');
    await bubble('Nhanh quá').getByText('Đang chờ gửi').waitFor();
    server.faults.status = 0;
    await bubble('cháu ghi: Nhanh quá').waitFor();
    expect(await page.locator('.banner').count()).toBe(0);
  });

  it('shows what the server refuses, with its reason, and sends it again on demand', async () => {
    networkBreaks = true;
    await begin();
    server.faults.status = 400;
    await write('Giá 30 nghìn');
    await page.getByText('Chưa gửi được').waitFor();
    await page.reload();
    await page.getByText('Cháu đang bận, bác chờ một lát ạ.').waitFor();
    server.faults.status = 0;
    await page.getByRole('button', { name: 'Gửi lại' }).click();
    await bubble('cháu ghi: Giá 30 nghìn').waitFor();
    expect(await page.getByText('Chưa gửi được').count()).toBe(0);
  });

  it('asks every few seconds where no stream can stay up', async () => {
    networkBreaks = true;
    server.faults.noStream = true;
    await open();
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await bubble('Bác muốn làm gì trước').waitFor({ timeout: 15_000 });
    expect(await page.locator('.banner').count()).toBe(0);
  });

  it('says on the screen that the phone itself is offline, and goes on by itself', async () => {
    networkBreaks = true;
    await begin();
    await context.setOffline(true);
    await page.getByText('Mất kết nối, cháu đang nối lại').waitFor();
    await write('Chữ này gửi sau');
    await context.setOffline(false);
    await bubble('cháu ghi: Chữ này gửi sau').waitFor();
  });

  it('makes a large photo smaller and turns it upright before sending', async () => {
    await begin();
    await page.getByTestId('photos').setInputFiles(await picture('to.jpg', 3000, 2000, 6));
    await until(() => server.photos.length === 1, 'the photo');
    const sent = await sharp(server.photos[0]?.bytes).metadata();
    expect([sent.width, sent.height, sent.orientation ?? 1]).toEqual([1365, 2048, 1]);
  });

  it('takes ten photos at a time and says what becomes of the rest', async () => {
    await begin();
    const photo = await picture('na.jpg', 40, 30);
    await page
      .getByTestId('photos')
      .setInputFiles(Array.from({ length: 12 }, (_, at) => ({ ...photo, name: `${at}.jpg` })));
    await page.getByText('Mỗi lần gửi được 10 ảnh').waitFor();
    await until(() => server.photos.length === 10, 'ten photos');
  });

  it('can be walked by keyboard alone', async () => {
    await open('desktop');
    await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.nodeName);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Gặp người hỗ trợ');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Bắt đầu');
    await page.keyboard.press('Enter');
    await bubble('Bác muốn làm gì trước').waitFor();
    await expect.poll(focused).toBe('TEXTAREA');
    for (const name of ['Ảnh', 'Hỏi cháu một câu', 'Mở gian hàng']) {
      await page.keyboard.press('Shift+Tab');
      expect(await focused()).toBe(name);
    }
    await page.keyboard.press('Space');
    await bubble('bác chọn “Mở gian hàng”').waitFor();
    await expect.poll(focused).toBe('TEXTAREA');
    await page.keyboard.type('Chè búp');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('loại một');
    await page.keyboard.press('Enter');
    await bubble('cháu ghi: Chè búp').waitFor();
    expect(said()).toEqual(['Mở gian hàng', 'Chè búp\nloại một']);
  });

  it('shows a photo large, until Escape, and gives the focus back', async () => {
    await begin('desktop');
    await page.getByTestId('photos').setInputFiles(await picture('na.jpg'));
    await bubble('cháu nhận được ảnh').waitFor();
    const tile = page.getByRole('button', { name: /^Ảnh bác gửi lúc/ });
    await tile.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Ảnh phóng to' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await tile.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('closes a large photo with the Back key of the phone and stays in the talk', async () => {
    await begin();
    await page.getByTestId('photos').setInputFiles(await picture('na.jpg'));
    await bubble('cháu nhận được ảnh').waitFor();
    await page.getByRole('button', { name: /^Ảnh bác gửi lúc/ }).tap();
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(page.url()).toBe(`${server.url}/chat`);
  });

  it('offers the camera and the album on a phone', async () => {
    await begin();
    await page.getByRole('button', { name: 'Ảnh', exact: true }).tap();
    await page.getByRole('button', { name: 'Chụp ảnh mới' }).waitFor();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Chọn ảnh có sẵn' }).tap();
    expect((await chooser).isMultiple()).toBe(true);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('does not send a word that is still being composed', async () => {
    await begin('desktop');
    const field = page.getByLabel('Tin nhắn của bác');
    await field.fill('chè bup');
    await field.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true });
    expect(await field.inputValue()).toBe('chè bup');
    await field.press('Enter');
    await bubble('cháu ghi: chè bup').waitFor();
    expect(said()).toEqual(['chè bup']);
  });

  it('takes pictures from the clipboard', async () => {
    await begin('desktop');
    const bytes = [...(await picture('na.jpg', 60, 40)).buffer];
    await page.getByLabel('Tin nhắn của bác').evaluate((field, data) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(data)], 'na.jpg', { type: 'image/jpeg' }));
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, bytes);
    await until(() => server.photos.length === 1, 'the photo');
  });

  it('calls a person once when the button is pressed twice', async () => {
    await begin();
    server.faults.delay = 300;
    await page.getByRole('button', { name: 'Gặp người hỗ trợ' }).dblclick();
    await bubble('cháu ghi: Gặp người hỗ trợ').waitFor();
    expect(said()).toEqual(['Gặp người hỗ trợ']);
  });

  it('shows the bot at work until it speaks', async () => {
    await begin();
    server.tell(server.visitor(), 'typing');
    await page.getByText('Cháu đang trả lời…').waitFor({ state: 'attached' });
    server.say(server.visitor(), { from: 'bot', text: 'Dạ xong' });
    await bubble('Dạ xong').waitFor();
    expect(await page.locator('.typing').count()).toBe(0);
  });

  it('shows markup and links as the plain words they are', async () => {
    await begin();
    server.say(server.visitor(), { from: 'bot', text: '<b onclick="x">đậm</b> https://vi.du/a' });
    await bubble('<b onclick="x">đậm</b> https://vi.du/a').waitFor();
    expect(await page.locator('.log a, .log b').count()).toBe(0);
  });

  it('fetches older messages when scrolled up and keeps the place', async () => {
    await begin();
    for (let at = 1; at <= 120; at += 1) server.say(server.visitor(), { from: 'bot', text: `Tin số ${at}.` });
    await page.reload();
    await bubble('Tin số 120.').waitFor();
    expect(await bubble('Tin số 60.').count()).toBe(0);
    const thread = page.locator('.thread');
    await thread.evaluate((area) => area.scrollTo(0, 300));
    await bubble('Tin số 60.').waitFor({ state: 'attached' });
    const seen = await bubble('Tin số 72.').boundingBox();
    const area = await thread.boundingBox();
    if (!seen || !area) throw new Error('nothing to see');
    // The first message that had been there is still near the top of the view, not 50 messages further down.
    expect(Math.abs(seen.y - area.y)).toBeLessThan(500);
    expect(await page.getByRole('button', { name: /Xuống tin mới nhất/ }).count()).toBe(1);
  });

  it('leaves who reads above in place and offers the way down to new messages', async () => {
    await begin();
    for (let at = 1; at <= 40; at += 1) server.say(server.visitor(), { from: 'bot', text: `Tin số ${at}.` });
    await bubble('Tin số 40.').waitFor();
    const thread = page.locator('.thread');
    await thread.evaluate((area) => area.scrollBy(0, -700));
    await page.getByRole('button', { name: 'Xuống tin mới nhất' }).waitFor();
    const before = await thread.evaluate((area) => area.scrollTop);
    server.say(server.visitor(), { from: 'bot', text: 'Tin vừa đến' });
    await page.getByRole('button', { name: 'Tin mới (1)' }).click();
    expect(before).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.pill').count()).toBe(0);
    expect(await bubble('Tin vừa đến').isVisible()).toBe(true);
  });

  it('does not move when the copy of the server replaces a message of mine', async () => {
    await begin();
    server.faults.mute = true;
    server.faults.delay = 500;
    await write('Đứng yên nhé');
    const own = mine('Đứng yên nhé');
    await own.getByText('Đang gửi…').waitFor();
    await own.evaluate((element) => element.setAttribute('data-mark', 'same'));
    const before = await own.boundingBox();
    await own.getByText('Đã gửi').waitFor();
    await until(async () => (await own.boundingBox())?.y !== undefined, 'the bubble');
    const after = await own.boundingBox();
    expect([after?.y, after?.height]).toEqual([before?.y, before?.height]);
    expect(await own.getAttribute('data-mark')).toBe('same');
  });

  for (const width of [180, 360, 390, 1280]) {
    it(`cuts nothing off and keeps every target large at ${width} px`, async () => {
      await begin('desktop', { width, height: width === 180 ? 370 : 740 });
      const labels = [
        'Chè búp Tân Cương thượng hạng loại một, hái sáng nay',
        'Ữ Ằ Ộ ế ỡ Ẫ',
        'Không',
        'Có',
        'Gạo nếp vải Ôn Lương',
      ];
      server.say(server.visitor(), {
        from: 'bot',
        text: 'https://nongsan.buudien.vn/san-pham/che-bup-tan-cuong-thuong-hang-loai-mot-1234567890 Ữ Ằ Ộ ế',
        choices: labels.map((label) => ({ token: label.slice(0, 20), label })),
      });
      await page.getByRole('button', { name: 'Gạo nếp vải Ôn Lương' }).waitFor();
      const faults = await page.evaluate(() => {
        const found: string[] = [];
        if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
        for (const area of document.querySelectorAll('.thread, .bubble, .choice, .head, .composer, h1, .head p'))
          if (area.scrollWidth > area.clientWidth + 1) found.push(`cut off: ${area.className || area.nodeName}`);
        for (const target of document.querySelectorAll('button, textarea')) {
          const { width: wide, height: high } = target.getBoundingClientRect();
          if (wide < 44 || high < 44) found.push(`too small: ${target.textContent} ${wide}×${high}`);
        }
        for (const words of document.querySelectorAll('.text, .choice, textarea')) {
          const { fontSize, lineHeight } = getComputedStyle(words);
          if (Number.parseFloat(fontSize) < 17) found.push(`small letters: ${words.className}`);
          if (Number.parseFloat(lineHeight) < 1.35 * Number.parseFloat(fontSize))
            found.push(`tight lines: ${words.className}`);
        }
        return found;
      });
      expect(faults).toEqual([]);
      const last = await page.locator('.bubble').last().boundingBox();
      const foot = await page.locator('.foot').boundingBox();
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual((foot?.y ?? 0) + 1);
    });
  }

  it('works where the page has no secure context', async () => {
    await begin();
    await page.goto(server.url.replace('127.0.0.1', 'len-san.test').concat('/chat'));
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.randomUUID])).toEqual([false, 'undefined']);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await bubble('Bác muốn làm gì trước').waitFor();
    await page.getByTestId('photos').setInputFiles(await picture('na.jpg'));
    await bubble('cháu nhận được ảnh').waitFor();
  });

  it('says so when the device cannot keep a photo over a reload', async () => {
    await begin();
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
    await page.reload();
    await bubble('Bác muốn làm gì trước').waitFor();
    await breakNetwork();
    await page.getByTestId('photos').setInputFiles(await picture('na.jpg'));
    await page.getByText('Bác giữ nguyên trang này').waitFor();
    await page.reload();
    await page.getByText('Máy không giữ được ảnh này').waitFor();
    expect(await page.getByRole('button', { name: 'Gửi lại' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Bỏ tin này' }).click();
    expect(await page.locator('.failure').count()).toBe(0);
  });

  it('moves nothing while it loads', async () => {
    await begin();
    await page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (let at = 1; at <= 30; at += 1) server.say(server.visitor(), { from: 'bot', text: `Tin số ${at}.` });
    await page.reload();
    await bubble('Tin số 30.').waitFor();
    await page.waitForTimeout(300);
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02);
  });

  it('speaks English when the address asks for it', async () => {
    await open('phone', '/chat?lang=en');
    await page.getByRole('button', { name: 'Start' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  });
});
