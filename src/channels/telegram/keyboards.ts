// Our buttons in Telegram's two kinds of keyboard. Called by deliver.ts.
// A token must fit Telegram's 64 bytes: it is checked here, because Telegram's own answer would not say which button.
import type { InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types';
import { SendError } from '../../model/channels.ts';
import type { Button } from '../../model/messages.ts';

/** Up to here two labels stand side by side on a small phone. */
const shortLabel = 14;

export function inlineKeyboard(buttons: Button[]): InlineKeyboardMarkup | undefined {
  if (buttons.length === 0) return undefined;
  return { inline_keyboard: inRows(buttons).map((row) => row.map(inlineButton)) };
}

function inlineButton({ token, label }: Button) {
  const bytes = Buffer.byteLength(token);
  if (bytes < 1 || bytes > 64) throw new SendError('refused', `the token of a button has ${bytes} of 64 bytes`);
  return { text: label, callback_data: token };
}

/**
 * Asks for the contact card. A message has one keyboard only, so its other buttons become plain ones, whose label comes
 * back as typed text.
 */
export function replyKeyboard(buttons: Button[], contactLabel: string): ReplyKeyboardMarkup {
  const others = inRows(buttons).map((row) => row.map(({ label }) => ({ text: label })));
  return {
    keyboard: [[{ text: contactLabel, request_contact: true }], ...others],
    one_time_keyboard: true,
    resize_keyboard: true,
  };
}

/** Two short buttons to a row, a long one alone. */
function inRows(buttons: Button[]): Button[][] {
  const rows: Button[][] = [];
  const short = (button: Button | undefined) => button !== undefined && [...button.label].length <= shortLabel;
  for (const button of buttons) {
    const last = rows.at(-1);
    if (last?.length === 1 && short(last[0]) && short(button)) last.push(button);
    else rows.push([button]);
  }
  return rows;
}
