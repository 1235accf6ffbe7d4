// The helpers' console in a real browser, on a phone and on a desktop, against the in-memory server of its contract.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { me, other, password, startConsoleServer } from '../support/console-server.ts';
import { chromiumPath, needs } from '../support/services.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axe = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8');
const canRun = needs('Chromium', await chromiumPath());
const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};
type Device = keyof typeof devices;
const both = Object.keys(devices) as Device[];

let browser: Browser;
let server: Awaited<ReturnType<typeof startConsoleServer>>;
let context: BrowserContext;
let page: Page;
/** What the browser complained about, beside refusals and broken lines, which it always reports. */
let complaints: string[] = [];

type Open = { device?: Device; path?: string; width?: number; scheme?: 'light' | 'dark'; offline?: boolean };

async function open({ device = 'desktop', path = '/console', width, scheme = 'light' }: Open = {}) {
  const viewport = width ? { viewport: { width, height: 800 } } : {};
  context = await browser.newContext({
    ...devices[device],
    ...viewport,
    colorScheme: scheme,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/^Failed to load resource|net::ERR_/.test(line.text()))
      complaints.push(line.text());
  });
  await page.goto(server.url + path);
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const row = (name: string) => page.locator('a[data-row]', { hasText: name });
const bubble = (text: string) => page.locator('.bubble-place', { hasText: text });

async function write(text: string) {
  await page.getByLabel('Tin nhắn cho bà con').fill(text);
  await button('Gửi').click();
}

/** A farmer whose talk is in my hands, with one answer and one product. */
function mine() {
  const household = {
    field: 'household.name',
    row: crypto.randomUUID(),
    words: 'Nguyễn Thị Hoa',
    said: 'toi la hoa',
  } as const;
  const product = crypto.randomUUID();
  const price = { field: 'product.price', row: product, words: '200.000 đồng một cân', said: null } as const;
  const age = {
    field: 'household.owner_age',
    row: household.row,
    words: '',
    said: null,
    options: [
      { id: 'self', label: 'Tôi đứng tên' },
      { id: 'relative', label: 'Người nhà đứng tên' },
    ],
  } as const;
  const held = server.addTalk('Nguyễn Thị Hoa', {
    place: 'xã Tân Cương',
    phone: '0912345678',
    owner: 'helper',
    helper: { id: me.id, name: me.name },
    step: { flow: 'household', step: 'age', question: 'Nhà mình ai đứng tên ạ?' },
    household: [household, { ...age, options: [...age.options] }],
    products: [
      {
        id: product,
        name: 'Chè búp khô',
        status: 'ready',
        answers: [price],
        photos: [{ id: product, url: `/api/console/conversations/x/photos/${product}`, state: 'ready' }],
      },
    ],
    shops: [{ id: product, marketplace: 'Buudien.vn', status: 'preparing' }],
  });
  return held;
}

const openMine = async (device: Device, more: Open = {}) => {
  const held = mine();
  await open({ device, path: `/console/mine/${held.talk.id}`, ...more });
  await page.getByLabel('Tin nhắn cho bà con').waitFor();
  return held;
};

describe.skipIf(!canRun)('the helpers’ console in a browser', () => {
  beforeAll(async () => {
    if (!existsSync(`${root}/dist/console/desk/index.html`))
      execFileSync('npx', ['vite', 'build'], { cwd: root, stdio: 'ignore' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    complaints = [];
    server = await startConsoleServer();
  });
  afterEach(async () => {
    await context?.close();
    await server.close();
    expect(complaints).toEqual([]);
    expect(server.violations).toEqual([]);
  });

  describe.each(both)('on a %s', (device) => {
    it(`refuses a wrong password kindly, and leads back to where one wanted to go, on a ${device}`, async () => {
      server.state.signedIn = false;
      await open({ device, path: '/console/parked' });
      await page.getByLabel('Số điện thoại hoặc thư điện tử').fill(me.email);
      await page.getByLabel('Mật khẩu', { exact: true }).fill('sai-mat-khau');
      await button('Đăng nhập').click();
      await page.getByRole('alert').getByText('chưa đúng').waitFor();
      await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
      await button('Đăng nhập').click();
      await page.getByRole('heading', { name: 'Tin bị kẹt' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/console/parked');
    });

    it(`claims a talk from the queue and answers on a ${device}`, async () => {
      const held = server.addTalk('Trần Thị Mai', { place: 'xã La Hiên' });
      await open({ device });
      await page.getByText('chờ 12 phút').waitFor();
      await row('Trần Thị Mai').click();
      expect(await page.getByLabel('Tin nhắn cho bà con').count()).toBe(0);
      await button('Nhận').last().click();
      server.faults.delay = 500;
      await write('Cháu chào cô Mai ạ');
      await bubble('Cháu chào cô Mai ạ').getByText('đang gửi').waitFor();
      await bubble('Cháu chào cô Mai ạ').getByText('đã gửi').waitFor();
      expect(await bubble('Cháu chào cô Mai ạ').count()).toBe(1);
      expect(held.talk.helper?.id).toBe(me.id);
      server.say(held, 'person', 'Ừ chào cháu');
      await bubble('Ừ chào cháu').waitFor();
    });

    it(`says who was faster, and shows the list anew, on a ${device}`, async () => {
      const { talk } = server.addTalk('Trần Thị Mai');
      await open({ device });
      const claim = page.getByRole('button', { name: 'Nhận Trần Thị Mai' });
      await claim.waitFor();
      Object.assign(talk, { owner: 'helper', helper: other });
      Object.assign(talk.tickets[0] ?? {}, { status: 'claimed', helper: other });
      await claim.click();
      await page.getByText(`${other.name} đã nhận cuộc này.`).waitFor();
      await page.getByText('Chưa có ai chờ').waitFor();
    });

    it(`keeps what could not be sent, and sends it again with the same key, on a ${device}`, async () => {
      await openMine(device);
      server.faults.replyStatus = 500;
      await write('Giá tốt rồi ạ');
      await page.getByText('Máy gặp trục trặc').waitFor();
      await page.reload();
      await page.getByText('Máy gặp trục trặc').waitFor();
      server.faults.replyStatus = 0;
      server.faults.cutAfterStoring = 1;
      await button('Gửi lại').click();
      await bubble('Giá tốt rồi ạ').getByText('đã gửi').waitFor();
      expect(await bubble('Giá tốt rồi ạ').count()).toBe(1);
      expect(new Set(server.replies.map(({ key }) => key)).size).toBe(1);
    });

    it(`tells whoever is elsewhere that words have not gone, and leads to them, on a ${device}`, async () => {
      const held = await openMine(device);
      server.faults.replyStatus = 500;
      await write('Giá tốt rồi ạ');
      await page.getByText('Lát nữa tin sẽ tự đi').waitFor();
      expect(await page.getByText('Còn 1 tin chưa gửi được').count()).toBe(0);
      await page.goto(`${server.url}/console/mine`);
      await row('Nguyễn Thị Hoa').getByText('1 tin chưa gửi được').waitFor();
      await page.getByText('Còn 1 tin chưa gửi được').waitFor();
      await page.getByRole('link', { name: 'Xem', exact: true }).click();
      await page.waitForURL(`**/${held.talk.id}`);
      await page.getByText('Lát nữa tin sẽ tự đi').waitFor();
      expect(await page.getByText('Còn 1 tin chưa gửi được').count()).toBe(0);
    });

    it(`asks before signing out takes unsent words away on a ${device}`, async () => {
      await openMine(device);
      server.faults.replyStatus = 409;
      await write('Giá tốt rồi ạ');
      await page.getByText('Máy gặp trục trặc').waitFor();
      // On a phone the open talk has the whole screen, without the menu.
      await page.goto(`${server.url}/console/mine`);
      const leave = async () => {
        await page.getByRole('button', { name: /^Tùy chọn/ }).click();
        await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
        await page.getByText('Còn 1 tin chưa gửi. Đăng xuất bây giờ thì mất các tin này.').waitFor();
      };
      await leave();
      await button('Ở lại').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(server.state.signedIn).toBe(true);
      await row('Nguyễn Thị Hoa').getByText('1 tin chưa gửi được').waitFor();
      await leave();
      await button('Bỏ tin, đăng xuất').click();
      await button('Đăng nhập').waitFor();
      expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Giá tốt rồi ạ');
    });

    it.each(['Trả lại bot', 'Xong'])(
      `lets what was written go before the talk is given away by “%s” on a ${device}`,
      async (deed) => {
        const { talk } = await openMine(device);
        server.faults.delay = 500;
        await write('Chào bác ạ');
        await button(deed).click();
        await page.getByText(/Đã trả lại cho bot\.|Đã xong cuộc này\./).waitFor();
        expect(talk.owner).toBe('bot');
        expect(server.replies.map(({ text }) => text)).toEqual(['Chào bác ạ']);
        await bubble('Chào bác ạ').getByText('đã gửi').waitFor();
      },
    );

    it(`gives no talk away while words of it wait, and says why, on a ${device}`, async () => {
      const { talk } = await openMine(device);
      server.faults.replyStatus = 503;
      server.faults.delay = 300;
      await write('Chào bác ạ');
      // Pressed while the words are still on their way.
      await button('Trả lại bot').click();
      await page.getByText('Tin viết cho bà con chưa đi hết').first().waitFor();
      await page.getByText('Lát nữa tin sẽ tự đi').waitFor();
      expect(talk.owner).toBe('helper');
      expect(await button('Trả lại bot').isDisabled()).toBe(true);
      expect(await button('Xong').isDisabled()).toBe(true);
      // The reason leaves the buttons room for their words.
      const words = page.locator('.actions button .mantine-Button-label');
      expect(await words.evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth).length)).toBe(
        0,
      );
      server.faults.replyStatus = 0;
      await bubble('Chào bác ạ').getByText('đã gửi').waitFor();
      await button('Trả lại bot').click();
      await page.getByText('Đã trả lại cho bot.').waitFor();
    });

    it(`says that the line is lost, comes back and catches up on a ${device}`, async () => {
      const held = await openMine(device);
      await expect.poll(() => server.streams.size).toBe(1);
      server.faults.down = true;
      server.cut();
      await page.getByText('Mất kết nối, đang nối lại…').waitFor();
      await write('Viết lúc mất mạng');
      await page.getByText('Có mạng lại tin sẽ tự đi').waitFor();
      server.say(held, 'person', 'Nói lúc mất mạng');
      server.faults.down = false;
      await bubble('Nói lúc mất mạng').waitFor();
      await bubble('Viết lúc mất mạng').getByText('đã gửi').waitFor();
      await expect.poll(() => page.getByText('Mất kết nối').count()).toBe(0);
      expect(server.replies).toHaveLength(1);
    });

    it(`mends an answer by choosing what was meant on a ${device}`, async () => {
      await openMine(device);
      if (device === 'phone') await page.getByRole('link', { name: 'Thông tin hộ' }).click();
      await page.getByRole('button', { name: 'Sửa Giá bán' }).click();
      const field = page.getByRole('textbox', { name: 'Giá bán' });
      await field.fill('?');
      await button('Lưu').click();
      await page.getByText('Chưa hiểu được câu trả lời này. Viết số tiền và tính theo gì').waitFor();
      await field.fill('250');
      await button('Lưu').click();
      await button('250.000 đồng một cân').click();
      await page.getByText('Đã sửa: 250.000 đồng một cân').waitFor();
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
        .toBe('Sửa Giá bán');
      await page.getByRole('button', { name: 'Sửa Người đứng tên' }).click();
      await page.getByRole('combobox', { name: 'Người đứng tên' }).selectOption('self');
      await button('Lưu').click();
      await page.getByText('Đã sửa: Tôi đứng tên').waitFor();
      await page.getByRole('button', { name: 'Sửa Họ tên' }).click();
      await page.getByRole('textbox', { name: 'Họ tên' }).fill('?');
      await button('Lưu').click();
      await page.getByText('Chưa hiểu được câu trả lời này. Viết cả họ và tên').waitFor();
    });

    it(`says why a choice could not be taken, beside the choices, on a ${device}`, async () => {
      const held = await openMine(device);
      if (device === 'phone') await page.getByRole('link', { name: 'Thông tin hộ' }).click();
      await page.getByRole('button', { name: 'Sửa Giá bán' }).click();
      await page.getByRole('textbox', { name: 'Giá bán' }).fill('250');
      await button('Lưu').click();
      const choice = button('250.000 đồng một cân');
      await choice.waitFor();
      const why = page.locator('fieldset').getByRole('alert');
      await context.setOffline(true);
      await choice.click();
      await why.getByText('Không có mạng.').waitFor();
      await context.setOffline(false);
      const { tickets } = held.talk;
      held.talk.tickets = [];
      await choice.click();
      await why.getByText('Việc này chưa ở tay mình.').waitFor();
      held.talk.tickets = tickets;
      await choice.click();
      await page.getByText('Đã sửa: 250.000 đồng một cân').waitFor();
    });

    it(`mends an answer once, however fast Enter is pressed, on a ${device}`, async () => {
      await openMine(device);
      if (device === 'phone') await page.getByRole('link', { name: 'Thông tin hộ' }).click();
      await page.getByRole('button', { name: 'Sửa Giá bán' }).click();
      const field = page.getByRole('textbox', { name: 'Giá bán' });
      await field.fill('300.000 đồng một cân');
      let posts = 0;
      page.on('request', (request) => {
        if (request.url().endsWith('/answers')) posts += 1;
      });
      await field.evaluate((element) => {
        const enter = { key: 'Enter', bubbles: true, cancelable: true };
        for (let press = 0; press < 3; press += 1) element.dispatchEvent(new KeyboardEvent('keydown', enter));
      });
      await page.getByText('Đã sửa: 300.000 đồng một cân').waitFor();
      expect(posts).toBe(1);
    });

    it(`hands a talk back to the bot, and takes it again, on a ${device}`, async () => {
      const { talk } = await openMine(device);
      await button('Trả lại bot').click();
      await page.getByText('Đã trả lại cho bot.').waitFor();
      await expect.poll(() => page.getByLabel('Tin nhắn cho bà con').count()).toBe(0);
      expect(talk.owner).toBe('bot');
      await button('Lấy lại').click();
      await page.getByLabel('Tin nhắn cho bà con').waitFor();
      expect(talk.owner).toBe('helper');
    });

    it(`keeps the focus where the reader is: at the talk's heading on entry, at its row on return, on a ${device}`, async () => {
      server.addTalk('Trần Thị Mai');
      server.addTalk('Hoàng Văn Nam');
      await open({ device });
      const focused = () =>
        page.evaluate(() => {
          const held = document.activeElement;
          return held?.getClientRects().length ? `${held.tagName} ${held.textContent}` : 'nothing that is seen';
        });
      const back = () => (device === 'phone' ? page.getByRole('link', { name: 'Quay lại' }).click() : page.goBack());
      await row('Hoàng Văn Nam').click();
      await page.getByRole('heading', { name: 'Hoàng Văn Nam' }).waitFor();
      // Where the list is beside the talk, its row is still there, and J and K walk on from it.
      await expect.poll(focused).toMatch(device === 'phone' ? /^H2 Hoàng Văn Nam$/ : /^A Hoàng Văn Nam/);
      await back();
      await expect.poll(focused).toMatch(/^A Hoàng Văn Nam/);
      await row('Hoàng Văn Nam').click();
      await button('Nhận').last().click();
      await page.getByLabel('Tin nhắn cho bà con').waitFor();
      await expect.poll(focused).toBe('H2 Hoàng Văn Nam');
      if (device === 'phone') {
        await page.getByRole('link', { name: 'Thông tin hộ' }).click();
        await expect.poll(focused).toBe('H2 Thông tin hộ');
        await page.goBack();
        await expect.poll(focused).toBe('H2 Hoàng Văn Nam');
        await back();
        await expect.poll(focused).toMatch(/^A Hoàng Văn Nam/);
      }
      await page.getByRole('link', { name: /^Chờ nhận/ }).click();
      await page.getByRole('button', { name: 'Nhận Trần Thị Mai' }).click();
      await page.getByLabel('Tin nhắn cho bà con').waitFor();
      await expect.poll(focused).toBe('H2 Trần Thị Mai');
      await button('Trả lại bot').click();
      await page.getByText('Đã trả lại cho bot.').waitFor();
      await expect.poll(focused).toBe('H2 Trần Thị Mai');
    });

    it(`has a parked message done again on a ${device}`, async () => {
      server.parked.push({
        way: 'out',
        id: 7,
        at: new Date().toISOString(),
        attempts: 3,
        reason: 'window_paid',
        note: 'SendError: window_paid: the channel takes a fee',
        channel: 'zalo-oa',
        conversationId: crypto.randomUUID(),
        name: 'Trần Thị Mai',
        words: 'Bác gửi cháu ảnh nhé.',
      });
      await open({ device, path: '/console/parked' });
      await page.getByText('Bác gửi cháu ảnh nhé.').waitFor();
      await page.getByText('Đã quá 48 giờ, Zalo tính phí.').waitFor();
      await page.getByRole('button', { name: 'Làm lại tin của Trần Thị Mai' }).click();
      await page.getByText('Không có tin nào bị kẹt.').waitFor();
    });

    it(`says what can be done about words that were not sent, not what the machine noted, on a ${device}`, async () => {
      const held = mine();
      const unsent = (text: string, reason: string | null, note: string) =>
        server.say(held, 'helper', text, 1, { helper: me.name, delivery: { state: 'failed', reason, note } });
      const note = 'SendError: sendMessage: 403 Forbidden: bot was blocked by the user';
      unsent('Bác ơi', 'blocked', `blocked: ${note}`);
      unsent('Bác nghe máy nhé', null, note);
      await open({ device, path: `/console/mine/${held.talk.id}` });
      const known = bubble('Bác ơi');
      await known.getByText('không gửi được. Bà con đã chặn, tin không đến được. Hãy gọi điện.').waitFor();
      expect(await known.textContent()).not.toContain('Forbidden');
      expect(await bubble('Bác nghe máy nhé').locator('small').textContent()).toBe(note);
    });

    it(`leaves unsent what has arrived after all on a ${device}`, async () => {
      server.parked.push({
        way: 'out',
        id: 8,
        at: new Date().toISOString(),
        attempts: 1,
        reason: 'unknown_outcome',
        note: 'unknown outcome: SendError: timed out',
        channel: 'telegram',
        conversationId: crypto.randomUUID(),
        name: 'Trần Thị Mai',
        words: 'Cháu ở bưu điện chờ bác.',
      });
      await open({ device, path: '/console/parked' });
      await page.getByText('Cháu ở bưu điện chờ bác.').waitFor();
      await page.getByRole('button', { name: 'Không gửi nữa tin cho Trần Thị Mai' }).click();
      await page.getByText('Không có tin nào bị kẹt.').waitFor();
      expect(server.left).toEqual([8]);
    });

    it(`shows a photo over the whole screen and goes back to it on a ${device}`, async () => {
      const held = mine();
      server.say(held, 'person', 'Ảnh đây', 1, {
        photo: { url: '/api/console/conversations/x/photos/y', state: 'ready' },
      });
      await open({ device, path: `/console/mine/${held.talk.id}` });
      const photo = bubble('Ảnh đây').getByRole('button');
      await photo.click();
      await page.getByRole('dialog').locator('img').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => photo.evaluate((one) => one === document.activeElement)).toBe(true);
    });

    it(`reads older messages without moving what is read on a ${device}`, async () => {
      const held = mine();
      for (let count = 1; count <= 120; count += 1) server.say(held, 'bot', `Tin số ${count}\nhai dòng`, 300 - count);
      await open({ device, path: `/console/mine/${held.talk.id}` });
      await bubble('Tin số 120').waitFor();
      await expect
        .poll(() => bubble('Tin số 120').evaluate((one) => one.getBoundingClientRect().bottom <= window.innerHeight))
        .toBe(true);
      const log = page.getByRole('log');
      await log.evaluate((box) => box.scrollTo(0, 250));
      const first = bubble('Tin số 75');
      const before = (await first.boundingBox())?.y ?? 0;
      await log.evaluate((box) => box.scrollBy(0, -100));
      await bubble('Tin số 30').waitFor({ state: 'attached' });
      expect(Math.abs(((await first.boundingBox())?.y ?? 0) - before - 100)).toBeLessThan(3);
      server.say(held, 'person', 'Tin mới nhất đây');
      await bubble('Tin mới nhất đây').waitFor({ state: 'attached' });
      expect(Math.abs(((await first.boundingBox())?.y ?? 0) - before - 100)).toBeLessThan(3);
      await button('Xuống tin mới nhất').click();
      await expect
        .poll(() =>
          bubble('Tin mới nhất đây').evaluate((one) => one.getBoundingClientRect().bottom <= window.innerHeight),
        )
        .toBe(true);
    });
  });

  it('joins by an invitation, with the rules said beforehand', async () => {
    server.state.signedIn = false;
    await open({ device: 'phone', path: '/console/join/good' });
    await page.getByText('Ít nhất 10 chữ hoặc số').waitFor();
    await page.getByLabel('Tên để bà con đọc').fill('Cô Lan');
    await page.getByLabel('Số điện thoại hoặc thư điện tử').fill('912000111');
    await page.getByLabel('Đặt mật khẩu').fill('ngắn');
    await button('Bắt đầu').click();
    await page.getByText('Mật khẩu cần ít nhất 10').waitFor();
    await page.getByText('Viết đủ số, bắt đầu bằng số 0').waitFor();
    await page.getByLabel('Số điện thoại hoặc thư điện tử').fill('0912000111');
    await page.getByLabel('Đặt mật khẩu').fill(password);
    await button('Bắt đầu').click();
    await page.getByText('Chưa có ai chờ').waitFor();
    await page.goto(`${server.url}/console/join/used`);
    await page.getByText('Lời mời này đã dùng rồi').waitFor();
  });

  it('goes to sign in when the sign-in has ended, and back', async () => {
    const held = await openMine('desktop');
    server.state.signedIn = false;
    server.tell('tickets', {});
    await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
    await page.getByLabel('Số điện thoại hoặc thư điện tử').fill(me.email);
    await button('Đăng nhập').click();
    await page.getByLabel('Tin nhắn cho bà con').waitFor();
    expect(page.url()).toContain(held.talk.id);
  });

  it('walks by keyboard alone from the queue to an answer and back to the bot', async () => {
    const [first, second] = [server.addTalk('Trần Thị Mai'), server.addTalk('Hoàng Văn Nam')];
    await open();
    await row('Hoàng Văn Nam').waitFor();
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    await press('j');
    await page.waitForURL(`**/${first.talk.id}*`);
    await press('j');
    await page.waitForURL(`**/${second.talk.id}*`);
    expect(await row('Hoàng Văn Nam').getAttribute('aria-current')).toBe('page');
    expect(await row('Trần Thị Mai').getAttribute('aria-current')).toBe(null);
    await press('k');
    await page.waitForURL(`**/${first.talk.id}*`);
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Nhận Trần Thị Mai');
    await press('Enter');
    await page.getByLabel('Tin nhắn cho bà con').waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press('r');
    await page.keyboard.type('Chào cô');
    await press('Shift+Enter');
    await page.keyboard.type('Cháu Lan đây');
    await press('Enter');
    await bubble('Cháu Lan đây').getByText('đã gửi').waitFor();
    expect(server.replies.map(({ text }) => text)).toEqual(['Chào cô\nCháu Lan đây']);
    await press('Shift+Tab');
    await press('Shift+Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Trả lại bot');
    await press('Enter');
    await page.getByText('Đã trả lại cho bot.').waitFor();
    await press('?');
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('/');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('find');
    await page.keyboard.type('nam');
    await expect.poll(() => page.locator('a[data-row]').count()).toBe(1);
  });

  it('lets its single keys be turned off, and remembers it', async () => {
    server.addTalk('Trần Thị Mai');
    await open();
    const choose = async (words: string) => {
      await page.getByRole('button', { name: /^Tùy chọn/ }).click();
      await page.getByRole('menuitem', { name: words, exact: true }).click();
      await page.getByRole('menu').waitFor({ state: 'detached' });
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    };
    await choose('Tắt phím tắt');
    await page.reload();
    await row('Trần Thị Mai').waitFor();
    for (const key of ['j', 'k', '/', '?']) await page.keyboard.press(key);
    await page.waitForTimeout(200);
    expect(new URL(page.url()).pathname).toBe('/console/queue');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await choose('Bật phím tắt');
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Trần Thị Mai' }).waitFor();
  });

  it('keeps a draft with its own talk', async () => {
    const [one, two] = [mine(), mine()];
    await open({ path: `/console/mine/${one.talk.id}` });
    await page.getByLabel('Tin nhắn cho bà con').fill('đang viết dở');
    await page.goto(`${server.url}/console/mine/${two.talk.id}`);
    await expect.poll(() => page.getByLabel('Tin nhắn cho bà con').inputValue()).toBe('');
    await page.goto(`${server.url}/console/mine/${one.talk.id}`);
    await expect.poll(() => page.getByLabel('Tin nhắn cho bà con').inputValue()).toBe('đang viết dở');
  });

  it('says why nothing can be written when the channel takes no words', async () => {
    const held = mine();
    held.talk.reachable = 'paid';
    await open({ device: 'phone', path: `/console/mine/${held.talk.id}` });
    await page.getByText('Đã quá 48 giờ từ tin cuối').waitFor();
    expect(await page.getByLabel('Tin nhắn cho bà con').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Gọi 0912345678' }).first().getAttribute('href')).toBe(
      'tel:0912345678',
    );
  });

  it('says before a talk is taken that words would not arrive, and leaves it to be taken', async () => {
    const held = server.addTalk('Trần Thị Mai', { reachable: 'closed' });
    await open({ device: 'phone', path: `/console/queue/${held.talk.id}` });
    await page.getByText('Đã quá 7 ngày từ tin cuối').waitFor();
    await button('Nhận').click();
    await button('Trả lại bot').waitFor();
    expect(await page.getByText('Đã quá 7 ngày từ tin cuối').count()).toBe(1);
    expect(await page.getByLabel('Tin nhắn cho bà con').count()).toBe(0);
  });

  it('takes a task, marks the overdue one, and does it', async () => {
    const held = server.addTalk('Trần Thị Mai', { owner: 'bot' });
    server.addTicket(held, { kind: 'task', reason: 'erase_data', dueAt: '2026-01-02T00:00:00.000Z' });
    await open({ device: 'phone', path: '/console/tasks' });
    await page.getByText(/quá hạn 02\/01/).waitFor();
    await page.getByRole('button', { name: 'Nhận việc của Trần Thị Mai' }).click();
    await button('Xong việc').click();
    await page.getByText('Đã xong việc.').waitFor();
    expect(held.talk.tickets[0]?.status).toBe('resolved');
  });

  it('takes back that a task was done, and gives back a task that was taken by mistake', async () => {
    const held = server.addTalk('Trần Thị Mai', { owner: 'bot' });
    const task = server.addTicket(held, { kind: 'task', reason: 'erase_data', helper: { id: me.id, name: me.name } });
    await open({ device: 'phone', path: `/console/mine/${held.talk.id}` });
    await button('Xong việc').click();
    await button('Hoàn tác').click();
    await page.getByText('Việc lại ở tay mình.').waitFor();
    expect(task).toMatchObject({ status: 'claimed', helper: { id: me.id } });
    await button('Trả lại').click();
    await page.getByText('Đã trả lại việc').waitFor();
    expect(task).toMatchObject({ status: 'open', helper: null });
    await button('Lấy lại').click();
    await button('Xong việc').waitFor();
    expect(task).toMatchObject({ status: 'claimed', helper: { id: me.id } });
  });

  it.each(both)('never calls a task done by a second tap where it was taken, on a %s', async (device) => {
    const held = server.addTalk('Trần Thị Mai', { owner: 'bot' });
    const task = server.addTicket(held, { kind: 'task', reason: 'erase_data', dueAt: '2026-01-02T00:00:00.000Z' });
    await open({ device, path: `/console/tasks/${held.talk.id}` });
    const taking = page.locator('.task').getByRole('button', { name: 'Nhận việc' });
    const where = await taking.boundingBox();
    await taking.click();
    await button('Xong việc').waitFor();
    await page.getByText('Đã nhận việc.').waitFor();
    const done = await button('Xong việc').boundingBox();
    const tap = { x: (where?.x ?? 0) + (where?.width ?? 0) / 2, y: (where?.y ?? 0) + (where?.height ?? 0) / 2 };
    const isUnder =
      done && tap.x > done.x && tap.x < done.x + done.width && tap.y > done.y && tap.y < done.y + done.height;
    expect(isUnder, JSON.stringify({ where, done })).toBe(false);
    await page.mouse.click(tap.x, tap.y);
    expect(task.status).not.toBe('resolved');
  });

  it('counts in the title who waits', async () => {
    await open();
    await page.getByText('Chưa có ai chờ').waitFor();
    expect(await page.title()).toBe('Lên Sàn');
    server.addTalk('Trần Thị Mai');
    await expect.poll(() => page.title()).toBe('(1) Lên Sàn');
  });

  it('sees who waits though the hint of it was lost', async () => {
    await open();
    await page.getByText('Chưa có ai chờ').waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByText('Chưa có ai chờ').waitFor();
    await expect.poll(() => server.streams.size).toBe(1);
    server.faults.mute = true;
    server.addTalk('Trần Thị Mai');
    // Never so long without a beat that the line would be thought dead.
    for (let beats = 0; beats < 5; beats += 1) {
      await page.clock.runFor(12_500);
      server.tell('beat', {});
      await page.waitForTimeout(100);
    }
    await row('Trần Thị Mai').waitFor();
    await page.clock.resume();
  });

  it('speaks English throughout when asked to', async () => {
    server.addTalk('Trần Thị Mai');
    await open();
    await page.getByRole('button', { name: /^Tùy chọn/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('link', { name: /Waiting/ }).waitFor();
    expect(server.state.me.language).toBe('en');
    expect(await page.getByText('Asked for a person').count()).toBe(1);
    await page.reload();
    await page.getByRole('link', { name: /Waiting/ }).waitFor();
  });

  it('invites somebody by a link shown once', async () => {
    await open({ device: 'phone', path: '/console/people' });
    await button('Mời người').click();
    await page.getByRole('radio', { name: 'Người quản lý' }).check();
    await button('Tạo lời mời').click();
    expect(await page.getByLabel('Đường dẫn lời mời').inputValue()).toBe('http://len-san.test/console/join/admin');
  });

  it.each(both)(
    'shuts a helper out once it is said what that does, and lets them in again, on a %s',
    async (device) => {
      await open({ device, path: '/console/people' });
      const nam = page.locator('.card', { hasText: other.name });
      const [lock, unlock] = [`Khóa tài khoản của ${other.name}`, `Mở lại tài khoản của ${other.name}`];
      await button(lock).click();
      await page.getByText('bị đăng xuất ngay').waitFor();
      await button('Thôi, không khóa').click();
      await button(lock).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Khóa tài khoản', exact: true }).click();
      await page.getByText(`Đã khóa tài khoản của ${other.name}.`).waitFor();
      await nam.getByText('đã khóa từ').waitFor();
      await button(unlock).click();
      await page.getByText(`Đã mở lại. ${other.name}`).waitFor();
      await button(lock).waitFor();
      // Nobody shuts themselves out.
      expect(await page.locator('.card', { hasText: me.name }).getByRole('button').count()).toBe(0);
    },
  );

  it.each(both)('takes a talk and a task back from another, on a %s', async (device) => {
    const held = server.addTalk('Lý Thị Sen', { owner: 'helper', helper: other });
    server.addTicket(held, { kind: 'task', status: 'claimed', helper: other });
    await open({ device, path: `/console/others/${held.talk.id}` });
    await button('Để người khác nhận').click();
    await button('Nhận việc').waitFor();
    await button('Đưa về hàng chờ').click();
    await page.getByText('Đã đưa về hàng chờ').waitFor();
    await button('Nhận').waitFor();
    expect(held.talk).toMatchObject({ owner: 'queue', helper: null });
  });

  it('offers nobody but an admin to take a talk back', async () => {
    server.state.me.role = 'helper';
    const held = server.addTalk('Lý Thị Sen', { owner: 'helper', helper: other });
    await open({ path: `/console/others/${held.talk.id}` });
    await page.getByText(`${other.name} đang giữ cuộc này.`).waitFor();
    expect(await button('Đưa về hàng chờ').count()).toBe(0);
  });

  /** Every screen by its address, and what to do before it is looked at. */
  const screens: [name: string, path: (held: ReturnType<typeof mine>) => string, ready: () => Promise<unknown>][] = [
    ['sign-in', () => '/console/sign-in', () => button('Đăng nhập').waitFor()],
    ['join', () => '/console/join/good', () => button('Bắt đầu').click()],
    ['queue', () => '/console/queue', () => row('Trần Thị Mai').waitFor()],
    ['tasks', () => '/console/tasks', () => row('Hoàng Văn Nam').waitFor()],
    ['others', () => '/console/others', () => row('Lý Thị Sen').waitFor()],
    ['done', () => '/console/done', () => page.getByText('Chưa có cuộc nào xong').waitFor()],
    ['find', () => '/console/find', () => row('Trần Thị Mai').waitFor()],
    ['talk', (held) => `/console/mine/${held.talk.id}`, () => page.getByText('chưa chắc đã đến').waitFor()],
    [
      'household',
      (held) => `/console/mine/${held.talk.id}?pane=household`,
      () => page.getByRole('button', { name: 'Sửa Giá bán' }).click(),
    ],
    ['parked', () => '/console/parked', () => button('Làm lại tin của Chưa rõ tên').waitFor()],
    ['people', () => '/console/people', () => page.getByText('đang giữ 2').waitFor()],
    ['invitation', () => '/console/people', () => button('Mời người').click()],
    ['shut out', () => '/console/people', () => button(`Khóa tài khoản của ${other.name}`).click()],
    ['menu', () => '/console/queue', () => page.getByRole('button', { name: /^Tùy chọn/ }).click()],
  ];

  function furnish() {
    const held = mine();
    server.say(held, 'bot', 'Dạ, bác chọn giúp cháu ạ.', 9, { buttons: ['Tôi đứng tên', 'Người nhà đứng tên'] });
    server.say(held, 'helper', 'Cháu đây ạ', 5, {
      helper: me.name,
      delivery: { state: 'uncertain', reason: 'unknown_outcome', note: 'unknown outcome: SendError: ECONNRESET' },
    });
    server.say(held, 'helper', 'Cháu nghe', 4, {
      helper: other.name,
      delivery: { state: 'failed', reason: 'window_paid', note: null },
    });
    server.say(held, 'person', '', 3, { what: 'sticker' });
    server.say(held, 'person', '', 2, {
      recording: { url: '/api/console/conversations/x/recordings/y', type: 'audio/amr', state: 'ready' },
    });
    server.say(held, 'person', '', 2, {
      recording: { url: '/api/console/conversations/x/recordings/z', type: 'audio/ogg', state: 'ready' },
    });
    server.say(held, 'person', '', 1, { photo: { url: '/api/console/conversations/x/photos/y', state: 'ready' } });
    server.addTicket(held, { kind: 'task', reason: 'erase_data', helper: null, dueAt: '2026-01-02T00:00:00.000Z' });
    server.addTalk('Trần Thị Mai', { place: 'xã La Hiên' });
    server.addTalk('Lý Thị Sen', { owner: 'helper', helper: other });
    const nam = server.addTalk('Hoàng Văn Nam', { owner: 'bot' });
    server.addTicket(nam, { kind: 'task', reason: 'other_province' });
    server.parked.push({
      way: 'in',
      id: 3,
      at: new Date().toISOString(),
      attempts: 3,
      reason: null,
      note: 'TypeError: x is not a function',
      channel: 'telegram',
      conversationId: null,
      name: null,
      words: null,
    });
    return held;
  }

  it.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)(
    'has nothing that axe objects to, on every screen: %s, %s',
    async (device, scheme) => {
      const held = furnish();
      await open({ device, scheme });
      const found: string[] = [];
      for (const [name, path, ready] of screens) {
        await page.goto(server.url + path(held));
        await ready();
        await page.waitForTimeout(150);
        // By the debugger, not as a script of the page: the policy allows none.
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() =>
          (
            window as never as {
              axe: {
                run: () => Promise<{
                  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
                }>;
              };
            }
          ).axe.run(),
        );
        found.push(
          ...violations.map(
            ({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
          ),
        );
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  it('is never wider than the smallest phone, its targets fit thumbs, and no marks are cut off', async () => {
    const held = furnish();
    await open({ device: 'phone', width: 360 });
    const found: string[] = [];
    for (const [name, path, ready] of screens) {
      await page.goto(server.url + path(held));
      await ready();
      await page.waitForTimeout(100);
      found.push(
        ...(
          await page.evaluate(() => {
            const wrong = document.documentElement.scrollWidth > window.innerWidth ? ['too wide'] : [];
            for (const target of document.querySelectorAll(
              'button, a[href], input:not([type=radio]), select, textarea',
            )) {
              const { width, height, right } = target.getBoundingClientRect();
              const shown =
                target.checkVisibility() &&
                width > 2 &&
                !target.closest('.skip, .mantine-PasswordInput-root, [aria-hidden]');
              if (shown && (height < 43.5 || width < 43.5 || right > window.innerWidth + 1))
                wrong.push(`${Math.round(width)}×${Math.round(height)} ${target.outerHTML.slice(0, 140)}`);
            }
            // What is cut off above the line are the marks of "NGUYỄN".
            for (const cut of document.querySelectorAll('body *')) {
              const { overflowY, lineHeight, fontSize } = getComputedStyle(cut);
              const speaks = [...cut.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
              const isTight = Number.parseFloat(lineHeight) < 1.35 * Number.parseFloat(fontSize);
              if (speaks && isTight && overflowY !== 'visible' && cut.checkVisibility())
                wrong.push(`marks cut off: ${cut.outerHTML.slice(0, 140)}`);
            }
            return wrong;
          })
        ).map((each) => `${name}: ${each}`),
      );
    }
    expect(found).toEqual([]);
  }, 120_000);
});
