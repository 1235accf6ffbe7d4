// What a farmer's words can mean, as data: the value shapes that understanding reads, facts hold and texts print.

/** Vietnamese đồng, whole. A range has `from` and/or `to` instead of `amount`. */
export type Money = { amount: number; per?: Measure };

/** So much of something, as said: `{ amount: 2, unit: 'tạ' }`; `grams` where the weight is sure. */
export type Quantity = Measure & { grams?: number };

export type Measure = { amount: number; unit: string };

/** A unit of today (since 1 July 2025) and, where said, the former unit that became part of it. */
export type Place = {
  /** Official code of today's commune. */
  code: string;
  /** With its type: "xã Tân Cương". */
  name: string;
  province: string;
  /** The unit before July 2025 that was meant, with its district: "xã Phúc Xuân, TP Thái Nguyên". */
  former?: string;
  /** Xóm, thôn, tổ: kept as text, without the commune. */
  hamlet?: string;
};

/** When a product is on sale. Months are 1–12 and solar; `from` may be after `to` (over New Year). */
export type Season = { text: string; from?: number; to?: number };

export type Value = string | number | boolean | Money | Quantity | Place | Season;
