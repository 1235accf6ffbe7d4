// Codes, identity and bank numbers are blotted out at every question; prices and phone numbers never are.
import { describe, expect, it } from 'vitest';
import { masked, readSecret } from '../../../src/understanding/index.ts';
import { everyday, expecting, hear } from '../support.ts';

describe('secrets', () => {
  it.each([
    ['mã 482913', 'otp', 'mã •••'],
    ['Mã OTP là 482913', 'otp', 'Mã OTP là •••'],
    ['otp: 4829', 'otp', 'otp: •••'],
    ['mã xác nhận 482 913', 'otp', 'mã xác nhận •••'],
    ['ma xac nhan la 482913 nhe', 'otp', 'ma xac nhan la ••• nhe'],
    ['mã gửi về máy bác là 482913', 'otp', 'mã gửi về máy bác là •••'],
    ['482913 là mã bác vừa nhận', 'otp', '••• là mã bác vừa nhận'],
    ['482913', 'otp', '•••'],
    ['48 29 13', 'otp', '•••'],
    ['４８２９１３', 'otp', '•••'],
    ['mã 4829\u200B13', 'otp', 'mã •••'],
    ['mật khẩu là hoa1985', 'otp', 'mật khẩu là •••'],
    ['mk: Abc12345', 'otp', 'mk: •••'],
    ['019085001234', 'personal-id', '•••'],
    ['cccd 019 085 001 234', 'personal-id', 'cccd •••'],
    ['căn cước của bác là 019085001234', 'personal-id', 'căn cước của bác là •••'],
    ['số chứng minh 090123456', 'personal-id', 'số chứng minh •••'],
    ['cmnd: 090123456', 'personal-id', 'cmnd: •••'],
    ['stk 8500205123456 agribank', 'bank', 'stk ••• agribank'],
    ['số tài khoản 0912345678', 'bank', 'số tài khoản •••'],
    ['tài khoản ngân hàng của bác là 8500 2051 2345', 'bank', 'tài khoản ngân hàng của bác là •••'],
    ['agribank 8500205123456', 'bank', 'agribank •••'],
    ['4111 1111 1111 1111', 'bank', '•••'],
  ] as const)('blots %j out as %s', (text, secret, shown) => {
    const heard = hear(text);
    expect([heard.secret, heard.text]).toEqual([secret, shown]);
    const nfd = hear(text.normalize('NFD'));
    expect([nfd.secret, nfd.text]).toEqual([secret, shown]);
  });

  it('hides a code at every question, and never takes it for an answer', () => {
    for (const field of [
      'product.price',
      'product.stock',
      'household.phone',
      'product.name',
      'product.certificate_number',
      'product.description',
    ] as const) {
      const heard = hear('mã OTP 482913', expecting(field));
      expect([field, heard.secret, heard.text, heard.values]).toEqual([field, 'otp', 'mã OTP •••', {}]);
    }
  });

  it.each([
    ['250000', 'product.price'],
    ['4000', 'product.stock'],
    ['5000', 'product.weight'],
    ['0912345678', 'household.phone'],
    ['12345678', 'product.certificate_number'],
    ['mã vùng trồng 123456', 'product.certificate_number'],
    ['02083851', 'household.phone'],
  ] as const)('lets %j be an answer about %s', (text, field) => {
    const heard = hear(text, expecting(field));
    expect([heard.secret, heard.text]).toEqual([undefined, text]);
  });

  it.each([
    '0912345678',
    'sđt bác 0912 345 678',
    'tài khoản zalo 0912345678',
    'mã sản phẩm 123456',
    'mã số thuế 4600123456',
    'mã vùng 0208',
    'mã đơn 123456',
    '300000',
    'ngân hàng cho vay 50000000 đồng',
    'năm 2025 bác mới làm',
    'chè 250k còn 200 cân',
    '25/11/2026',
    '0912345678 0987654321',
    'mã',
    'stk',
    'mật khẩu là gì',
    ...everyday,
  ])('sees no secret in %j', (text) => {
    expect(hear(text).secret).toBeUndefined();
    expect(hear(text).text).toBe(text);
  });

  it('reads what stands beside a secret', () => {
    const heard = hear('0912345678 cccd 019085001234', expecting('household.phone'));
    expect(heard).toMatchObject({
      secret: 'personal-id',
      text: '0912345678 cccd •••',
      values: { 'household.phone': { value: '0912345678' } },
    });
    expect(hear('0912345678 019085001234').text).toBe('0912345678 •••');
  });

  it('is masked anywhere, whatever was asked', () => {
    expect(masked('mã 482913 nhé, cccd 019085001234')).toBe('mã ••• nhé, cccd •••');
    expect(masked('chè 250000 một cân, gọi 0912345678')).toBe('chè 250000 một cân, gọi 0912345678');
  });

  it.each([
    ['a code on its own', '482913', 'otp', '•••'],
    ['a code with its name', 'mã OTP là 482913', 'otp', 'mã OTP là •••'],
    ['a password', 'mật khẩu là hoa1985', 'otp', 'mật khẩu là •••'],
    ['an identity number', 'căn cước 019085001234', 'personal-id', 'căn cước •••'],
    ['an identity number in groups', '019 085 001 234', 'personal-id', '•••'],
    ['a bank account', 'stk 8500205123456 agribank', 'bank', 'stk ••• agribank'],
  ] as const)('knows %s in %j', (_what, text, kind, shown) => {
    for (const form of [text, text.normalize('NFD')]) expect(readSecret(form)).toEqual({ kind, masked: shown });
  });

  it.each([...everyday, '0912345678', '250.000', 'chè 250k còn 200 cân', ''])('knows none in %j', (text) => {
    expect(readSecret(text)).toBeUndefined();
  });
});
