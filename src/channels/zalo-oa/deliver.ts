// One Delivery as calls to the OA API: plain text, or a photo with its text, and our buttons under it.
// Called by the outbox through index.ts. Throws SendError and nothing else when the delivery did not surely succeed.
import { SendError } from '../../model/channels.ts';
import type { Button, Delivery, Outbound, Receipt } from '../../model/messages.ts';
import type { Api } from './api.ts';
import { Refusal, toSendError } from './errors.ts';
import { uploader } from './photos.ts';
import type { Checked } from './settings.ts';

export const limits = { text: 2000, buttons: 5, title: 100, payloadBytes: 1000 } as const;

export function deliverer(api: Api, settings: Checked): (delivery: Delivery) => Promise<Receipt> {
  const { timeoutSeconds, loadPhoto, log } = settings;
  const upload = loadPhoto && uploader(api, loadPhoto);
  /** Messages that cost money, since the start. */
  let charged = 0;

  async function send(to: string, message: Outbound): Promise<Receipt> {
    if (!/^\d{1,32}$/.test(to)) throw new SendError('refused', 'not an id of Zalo');
    const before = Date.now() + timeoutSeconds * 2000;
    const text = checkedText(message.text);
    const buttons = checkedButtons(message.buttons);
    const { photo } = message;
    const call = { name: 'message/cs', path: '/v3.0/oa/message/cs', repeatable: false, before };
    const say = (parts: object) => api({ ...call, body: { recipient: { user_id: to }, message: { text, ...parts } } });
    try {
      if (photo === undefined || !upload) return receiptOf(await say(buttons.length > 0 ? template({ buttons }) : {}));
      const show = async (anew: boolean) => say(media(await upload(photo, anew), buttons));
      return receiptOf(
        await show(false).catch((error: unknown) => {
          // Zalo keeps an upload for seven days.
          if (error instanceof Refusal) return show(true);
          throw error;
        }),
      );
    } catch (error) {
      throw toSendError(error, { call, now: settings.clock(), secrets: [] });
    }
  }

  function receiptOf(data: Record<string, unknown>): Receipt {
    const { message_id: given, quota } = data;
    // A number is as good a proof that it was shown: taken for none, it would be sent again.
    const id = typeof given === 'number' ? String(given) : given;
    if (typeof id !== 'string' || id === '') throw new SendError('unknown', 'message/cs: an answer without message_id');
    if (quota === undefined || quota === null)
      log?.warn(
        { messageId: id, count: ++charged },
        'Zalo charged for a message: it was sent outside of the free 48 hours',
      );
    return { externalId: id };
  }

  return async (delivery) => {
    switch (delivery.kind) {
      case 'send':
        return send(delivery.to, delivery.message);
      case 'edit':
        // Nothing at Zalo can be changed once it is sent: it is said anew.
        return send(delivery.to, delivery.message);
      case 'ack':
        return {};
    }
  };
}

const template = (payload: object) => ({ attachment: { type: 'template', payload } });

/** A type of `image` would be refused. */
const media = (attachment_id: string, buttons: object[]) =>
  template({
    template_type: 'media',
    elements: [{ media_type: 'image', attachment_id }],
    ...(buttons.length > 0 && { buttons }),
  });

function checkedText(given: string): string {
  const text = given.normalize('NFC');
  if (text.trim() === '') throw new SendError('refused', 'the text is empty');
  if (text.length > limits.text)
    throw new SendError('refused', `the text has ${text.length} of ${limits.text} UTF-16 units`);
  return text;
}

function checkedButtons(buttons: Button[]): object[] {
  if (buttons.length > limits.buttons)
    throw new SendError('refused', `the message has ${buttons.length} of ${limits.buttons} buttons`);
  return buttons.map(({ label, token }) => {
    const title = label.normalize('NFC');
    const payload = `#${token}`;
    if (title.trim() === '' || title.length > limits.title)
      throw new SendError('refused', `the label of a button has ${title.length} of ${limits.title} UTF-16 units`);
    const bytes = Buffer.byteLength(payload);
    if (token === '' || bytes > limits.payloadBytes)
      throw new SendError('refused', `the token of a button has ${bytes} of ${limits.payloadBytes} bytes`);
    return { title, type: 'oa.query.hide', payload };
  });
}
