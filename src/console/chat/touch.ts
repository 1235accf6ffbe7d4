// Whether this is a device without a real keyboard: there Enter makes a new line, and focus would raise the keyboard.
export function onTouch(): boolean {
  return matchMedia('(hover: none) and (pointer: coarse)').matches;
}
