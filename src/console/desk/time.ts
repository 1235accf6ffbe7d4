// Times, days and waits as the console shows them. Always Vietnam's: many phones have their time zone set wrong.
import type { TextKey, Values } from './texts.ts';

const zone = 'Asia/Ho_Chi_Minh';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export type Words = { key: TextKey; values?: Values };

const clocks = new Intl.DateTimeFormat('vi', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false });
const days = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** "07:05" */
export const clock = (at: string): string => clocks.format(Date.parse(at));

/** The calendar day of a moment, as "2026-11-23": days compare as words. */
export const dayOf = (at: string | number): string => days.format(typeof at === 'number' ? at : Date.parse(at));

/** "23/11", with the year when it is another one than now's. */
export function date(at: string, now: number): string {
  const [year = '', month = '', ofMonth = ''] = dayOf(at).split('-');
  return year === dayOf(now).slice(0, 4) ? `${ofMonth}/${month}` : `${ofMonth}/${month}/${year}`;
}

/** "07:05" of today, else the date. */
export const moment = (at: string, now: number): string => (dayOf(at) === dayOf(now) ? clock(at) : date(at, now));

/** "Hôm nay, 23/11", "Hôm qua, 22/11", else the date alone. */
export function dayName(at: string, now: number): Words | string {
  const values = { date: date(at, now) };
  if (dayOf(at) === dayOf(now)) return { key: 'thread.today', values };
  if (dayOf(at) === dayOf(now - day)) return { key: 'thread.yesterday', values };
  return values.date;
}

/** "chờ 12 phút" */
export function waiting(since: string, now: number): Words {
  const passed = Math.max(0, now - Date.parse(since));
  if (passed < minute) return { key: 'wait.now' };
  if (passed < hour) return { key: 'wait.minutes', values: { count: Math.floor(passed / minute) } };
  if (passed < 2 * day) return { key: 'wait.hours', values: { count: Math.floor(passed / hour) } };
  return { key: 'wait.days', values: { count: Math.floor(passed / day) } };
}

/** "hạn 23/11"; from the day after on it is overdue. */
export function due(at: string, now: number): Words & { over: boolean } {
  const values = { date: date(at, now) };
  if (dayOf(at) < dayOf(now)) return { key: 'due.over', values, over: true };
  if (dayOf(at) === dayOf(now)) return { key: 'due.today', over: false };
  return { key: 'due.day', values, over: false };
}
