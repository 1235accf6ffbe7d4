// Times and days as the thread shows them. Always Vietnam's: many phones have their time zone set wrong.

const zone = 'Asia/Ho_Chi_Minh';
const day = 86_400_000;

/** "07:05" */
export function clock(at: number): string {
  return new Intl.DateTimeFormat('vi', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).format(
    at,
  );
}

/** The calendar day of a moment, as "2026-11-23". */
export function dayOf(at: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );
}

/** "Hôm nay", "Hôm qua", "Thứ Hai, 23/11", with the year when it is another one. */
export function dayName(at: number, now: number, lang: string, words: { today: string; yesterday: string }): string {
  const date = dayOf(at);
  if (date === dayOf(now)) return words.today;
  if (date === dayOf(now - day)) return words.yesterday;
  const weekday = new Intl.DateTimeFormat(lang, { timeZone: zone, weekday: 'long' }).format(at);
  const [year, month, dayOfMonth] = date.split('-');
  const sameYear = year === dayOf(now).slice(0, 4);
  return `${weekday}, ${Number(dayOfMonth)}/${Number(month)}${sameYear ? '' : `/${year}`}`;
}
