// Chance that can be had again: the same seed gives the same numbers (mulberry32).

export class Random {
  #state: number;

  /** Each farmer has a run of numbers of their own, whoever comes before or after. */
  constructor(seed: number, farmer: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(farmer + 1, 0x85ebca6b);
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from 0 up to `end`, without it. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}
