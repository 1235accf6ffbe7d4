// A message within a channel's limits: long words in parts, buttons beyond the limit behind "Xem thêm", labels that are too
// long as a numbered list.
import { furtherTokenOf } from '../engine/index.ts';
import type { Capabilities } from '../model/channels.ts';
import type { Button, Outbound } from '../model/messages.ts';

/** Which question's buttons these are, from which on they are shown, and what the button is called that shows more. */
export type Paging = { question: number; from: number; label: string };

/** The message as one or more that the channel can show; the buttons are under the last. */
export function fitted(
  message: Outbound,
  { textLength, buttons, labelLength }: Capabilities,
  paging: Paging = { question: 0, from: 0, label: '…' },
): Outbound[] {
  const cannotShow = buttons === 0 || message.buttons.some(({ label }) => label.length > labelLength);
  // The list shows every answer; a number is understood as its button.
  const list =
    cannotShow && message.buttons.length > 0
      ? `\n\n${message.buttons.map(({ label }, at) => `${at + 1}. ${label}`).join('\n')}`
      : '';
  const parts = split(message.text + list, textLength);
  const shown = page(message.buttons, buttons, paging);
  return parts.map((text, at) => {
    const last = at === parts.length - 1;
    return {
      text,
      buttons: last ? shown.map((button) => short(button, labelLength)) : [],
      ...(last && message.request && { request: message.request }),
      ...(last && message.photo && { photo: message.photo }),
    };
  });
}

function page(all: Button[], most: number, { question, from, label }: Paging): Button[] {
  const rest = all.slice(from);
  if (rest.length <= most || most === 0) return rest.slice(0, most);
  return [...rest.slice(0, most - 1), { token: furtherTokenOf(question, from + most - 1), label }];
}

const short = (button: { token: string; label: string }, length: number) => ({
  ...button,
  label: button.label.length > length ? `${head(button.label, length - 1)}…` : button.label,
});

/** No more than `length` from the beginning, and no half of a character that takes two units. */
const head = (text: string, length: number) => text.slice(0, length).replace(/[\ud800-\udbff]$/, '');

/** Parts no longer than `length`, cut at a line or a word where there is one. */
function split(text: string, length: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const most = head(rest, length);
    const at = Math.max(most.lastIndexOf('\n'), most.lastIndexOf(' '));
    const cut = at > length / 2 ? at : most.length;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest];
}
