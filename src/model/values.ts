// What a farmer's words can mean, as data: the value shapes that understanding reads, facts hold and texts print.

/** Vietnamese đồng, whole. `approx`: "khoảng 30 nghìn". */
export type Money = { amount: number; per?: Measure; approx?: true };

/** "300-350k", "dưới 50k": said, but no price of anything until one number is chosen. */
export type MoneyRange = { from?: number; to?: number; per?: Measure; approx?: true };

/** So much of something, as said: `{ amount: 2, unit: 'tạ' }`; `grams` where the weight is sure. */
export type Quantity = Measure & { grams?: number; approx?: true };

export type Measure = { amount: number; unit: string };

/** A unit of today (since 1 July 2025) and, where said, the former unit that became part of it. */
export type Place = {
  /** Official code of today's commune. */
  code: string;
  /** With its type: "xã Tân Cương". */
  name: string;
  province: string;
  /** Where it lay before July 2025: "TP Thái Nguyên", "huyện Ba Bể và huyện Chợ Đồn". */
  district?: string;
  /** The unit before July 2025 that was meant, with its district: "xã Phúc Xuân, TP Thái Nguyên". */
  former?: string;
  /** Xóm, thôn, tổ: kept as text, without the commune. */
  hamlet?: string;
};

/** When a product is on sale. Months are 1–12 and solar; `from` may be after `to` (over New Year). */
export type Season = { text: string; from?: number; to?: number };

/** Days, solar and ISO, both included, and what they are: a day or days, a week, a lunar month … */
export type Period = {
  from: string;
  to: string;
  grain: 'day' | 'week' | 'month' | 'quarter' | 'season' | 'year';
  /** By which calendar it was said. */
  calendar: 'solar' | 'lunar';
  /** "HH:MM" on that day. */
  time?: string;
};

/** A kind of produce ("chè") and the OCOP group that it belongs to ("đồ uống"). */
export type Produce = { kind: string; group: string };

/** With all that people call it, its own name first. */
export type ProduceKind = Produce & { names: string[] };

/** What a field holds. */
export type Value = string | number | boolean | Money | Quantity | Place | Season | Period | Produce;

/** What words can mean, though a field holds no such thing. */
export type Meaning = Value | MoneyRange;
