// A message within a channel's limits: long words in parts, buttons that do not fit as a numbered list.
import type { Capabilities } from '../model/channels.ts';
import type { Outbound } from '../model/messages.ts';

/** The message as one or more that the channel can show; the buttons are under the last. */
export function fitted(message: Outbound, { textLength, buttons, labelLength }: Capabilities): Outbound[] {
  const tooMany = message.buttons.length > buttons || message.buttons.some(({ label }) => label.length > labelLength);
  // The list shows every answer; a number is understood as its button.
  const list = tooMany ? `\n\n${message.buttons.map(({ label }, at) => `${at + 1}. ${label}`).join('\n')}` : '';
  const parts = split(message.text + list, textLength);
  return parts.map((text, at) => {
    const last = at === parts.length - 1;
    return {
      text,
      buttons: last ? message.buttons.slice(0, buttons).map((button) => short(button, labelLength)) : [],
      ...(last && message.request && { request: message.request }),
      ...(last && message.photo && { photo: message.photo }),
    };
  });
}

const short = (button: { token: string; label: string }, length: number) => ({
  ...button,
  label: button.label.length > length ? `${button.label.slice(0, length - 1)}…` : button.label,
});

/** Parts no longer than `length`, cut at a line or a word where there is one. */
function split(text: string, length: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const head = rest.slice(0, length);
    const at = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
    const cut = at > length / 2 ? at : length;
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest];
}
