// The helpers' console with the real server behind it: from an invitation to words that a farmer reads, and back to the bot.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { invite } from '../../src/records/invitations.ts';
import { testApp } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { chromiumPath, needs } from '../support/services.ts';
import { Visitor } from '../support/visitor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe.skipIf(!needs('Chromium', await chromiumPath()))('the helpers’ console on the real server', () => {
  it('joins, claims, mends, answers and hands back, all while the farmer reads along', async () => {
    if (!existsSync(`${root}/dist/console/desk/index.html`))
      execFileSync('npx', ['vite', 'build'], { cwd: root, stdio: 'ignore' });
    const app = await testApp();
    const browser = await launchBrowser();
    try {
      const { url } = await app.start();
      const { token } = await invite(app.runtime.database.db, 'admin', null, 1);
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' });
      page.setDefaultTimeout(10_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
      await page.goto(`${url}/console/join/${token}`);
      await page.getByLabel('Tên để bà con đọc').fill('Cô Lan');
      await page.getByLabel('Số điện thoại hoặc thư điện tử').fill('0912000111');
      await page.getByLabel('Đặt mật khẩu').fill('mat-khau-rat-dai');
      await page.getByRole('button', { name: 'Bắt đầu' }).click();
      await page.getByText('Chưa có ai chờ').waitFor();

      const farmer = new Visitor(url);
      await farmer.says('xin chào', /đồng ý cho cháu ghi/);
      await farmer.says('Đồng ý', /gọi mình là/);
      await farmer.says('Bác', /sản phẩm gì/);
      await farmer.says('khai thông tin', /họ tên/);
      await farmer.says('Nguyễn Thị Hoa', /xóm nào/);
      await farmer.says('gặp người', /đã báo rồi/);
      await page.getByRole('button', { name: 'Nhận Nguyễn Thị Hoa' }).click();
      await farmer.hears(/Cô Lan vào nói chuyện/);

      const words = page.getByLabel('Tin nhắn cho bà con');
      await words.fill('Cháu chào bác Hoa ạ');
      await words.press('Enter');
      await page.locator('.bubble-place', { hasText: 'Cháu chào bác Hoa ạ' }).getByText('đã gửi').waitFor();
      await expect
        .poll(async () => (await farmer.messages()).at(-1))
        .toMatchObject({ from: 'helper', text: 'Cháu chào bác Hoa ạ' });
      await farmer.posts({ text: 'Bác ở Tân Cương cháu ạ' });
      await page.locator('.bubble-place', { hasText: 'Bác ở Tân Cương cháu ạ' }).waitFor();

      await page.getByRole('button', { name: 'Sửa Nơi ở' }).click();
      await page.getByRole('textbox', { name: 'Nơi ở' }).fill('xã Tân Cương');
      await page.getByRole('button', { name: 'Lưu' }).click();
      await page.getByText('Đã sửa: xã Tân Cương').waitFor();
      await expect
        .poll(async () => (await farmer.messages()).at(-1)?.text)
        .toContain('đã sửa giúp bác nơi ở: xã Tân Cương');
      await page.getByRole('button', { name: 'Trả lại bot' }).click();
      await farmer.hears(/Cô Lan trao đổi xong rồi/);
      await page.getByText('Bot đang nói chuyện').waitFor();
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await app.close();
    }
  });
});
