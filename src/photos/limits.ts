// Every cap of the photo work in one place.

export const limits = {
  /** Telegram hands out files up to 20 MB; nothing bigger can reach us there, so nothing bigger is taken elsewhere. */
  bytes: 20 * 1024 * 1024,
  /** Decoded size. A 50 MP phone picture passes; at about 150 MB of memory each it is what two cores can bear. */
  pixels: 50_000_000,
  /** A crafted picture may decode for minutes; an honest one takes a second or two. */
  seconds: 30,
  pictureSide: 2048,
  thumbnailSide: 480,
  measuredSide: 500,
  jpegQuality: 85,
} as const;
