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

    it(`has a parked message done again on a ${device}`, async () => {
      server.parked.push({
        way: 'out',
        id: 7,
        at: new Date().toISOString(),
        attempts: 3,
        reason: 'window_paid',
        channel: 'zalo-oa',
        conversationId: crypto.randomUUID(),
        name: 'Trần Thị Mai',
      });
      await open({ device, path: '/console/parked' });
      await page.getByText('Đã quá 48 giờ, Zalo tính phí.').waitFor();
      await page.getByRole('button', { name: 'Làm lại tin của Trần Thị Mai' }).click();
      await page.getByText('Không có tin nào bị kẹt.').waitFor();
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
    ['menu', () => '/console/queue', () => page.getByRole('button', { name: /^Tùy chọn/ }).click()],
  ];

  function furnish() {
    const held = mine();
    server.say(held, 'bot', 'Dạ, bác chọn giúp cháu ạ.', 9, { buttons: ['Tôi đứng tên', 'Người nhà đứng tên'] });
    server.say(held, 'helper', 'Cháu đây ạ', 5, {
      helper: me.name,
      delivery: { state: 'uncertain', reason: 'unknown_outcome' },
    });
    server.say(held, 'helper', 'Cháu nghe', 4, {
      helper: other.name,
      delivery: { state: 'failed', reason: 'window_paid' },
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
      reason: 'TypeError: x is not a function',
      channel: 'telegram',
      conversationId: null,
      name: null,
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
