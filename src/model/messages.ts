// Messages in no channel's dialect: what comes in (Inbound) and what goes out (Outbound).

export const channelNames = ['web', 'telegram', 'zalo-oa'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Where the bytes of a photo or a recording are: in our own store, by content hash, or still at the channel. */
export type MediaSource =
  | { stored: string }
  | { telegram: { fileId: string; bytes?: number } }
  /** An address at Zalo's, that expires: fetched at once. */
  | { zalo: { url: string } };

/** What somebody did, said or showed. */
export type Content =
  | { type: 'text'; text: string }
  /** A button of ours. `token` is the one we gave out; `ack` is what the channel wants acknowledged. */
  | { type: 'tap'; token: string; ack?: string }
  /** `group` ties the photos of one album together; they arrive one by one, and nobody says which is the last. */
  | { type: 'photo'; source: MediaSource; caption?: string; group?: string }
  | { type: 'voice'; source: MediaSource }
  /** A contact card. `own` is true only when the channel vouches that it is the sender's own. */
  | { type: 'contact'; phone: string; own: boolean }
  | { type: 'location' }
  | { type: 'other'; what: 'video' | 'sticker' | 'file' | 'heic' | 'too-big' | 'unknown' }
  /** An earlier message of theirs now reads differently. */
  | { type: 'edit'; text: string }
  /** They opened the talk, perhaps by a link that says what for (`about`). */
  | { type: 'start'; about?: string }
  | { type: 'block' }
  | { type: 'unblock' }
  /** The chat goes on under another address. */
  | { type: 'move'; to: string }
  /** One of ours answered them at the channel's own desk, not through us. */
  | { type: 'desk'; text: string }
  /** They told the channel that we may no longer keep what we know of them. */
  | { type: 'withdraw' };

export type Inbound = {
  /** The channel's own key of this delivery: the same delivery again has the same key. */
  externalId: string;
  /** The address to answer to. */
  chat: string;
  /** The name the channel shows for them. */
  name?: string;
  /** The language they asked for, where they did. */
  language?: 'vi' | 'en';
  /** The channel's key of the message itself, where it differs from the delivery's. */
  messageId?: string;
  /** When it happened, by the channel's clock, in milliseconds since 1970; absent where the channel does not say. */
  at?: number;
  content: Content;
};

/**
 * A raw delivery read by its channel: a message, with `others` where one delivery brought several (each with an external
 * id of its own), or the reason why it means nothing to us.
 */
export type Parsed = { inbound: Inbound; others?: Inbound[] } | { externalId: string; ignored: string };

export type Button = { token: string; label: string };

/** One short message to one person. `request: 'contact'` asks for their contact card where the channel can. */
export type Outbound = {
  /** NFC. */
  text: string;
  buttons: Button[];
  request?: 'contact';
  /** A photo of theirs to show, by content hash. */
  photo?: string;
};

/** What the outbox asks a channel to do. `edit` changes what an earlier send showed; `ack` quiets a tapped button. */
export type Delivery =
  | { kind: 'send'; to: string; message: Outbound }
  | { kind: 'edit'; to: string; externalId: string; message: Outbound }
  | { kind: 'ack'; to: string; ack: string };

/** The channel's key of what was sent; none for an `ack`. */
export type Receipt = { externalId?: string };
