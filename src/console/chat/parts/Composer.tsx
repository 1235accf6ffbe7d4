/** @jsxImportSource preact */
// Writing and photos. Must stay true: a letter being composed by an input method (Telex) is never sent half-way, and
// what has been typed survives a reload.
import type { RefObject } from 'preact';
import { useImperativeHandle, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readNote, writeNote } from '../drawer.ts';
import { t } from '../texts.ts';
import { onTouch } from '../touch.ts';
import { PhotoIcon, SendIcon } from './Icons.tsx';
import { PhotoMenu } from './PhotoMenu.tsx';

export type ComposerFace = { focus: () => void };

type ComposerProps = {
  face: RefObject<ComposerFace | null>;
  onSay: (text: string) => void;
  onPhotos: (files: readonly File[]) => void;
};

export function Composer({ face, onSay, onPhotos }: ComposerProps) {
  const [text, setText] = useState(() => readNote('draft'));
  const [menu, setMenu] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  useImperativeHandle(face, () => ({ focus: () => field.current?.focus({ preventScroll: true }) }), []);

  // The height follows the text, up to what the style allows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the text's change that matters
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }, [text]);

  const write = (value: string) => {
    setText(value);
    writeNote('draft', value);
  };
  const send = () => {
    if (text.trim()) {
      onSay(text);
      write('');
    }
    // On a phone the keyboard comes up for whoever has nothing to send yet, and stays as it is for the others.
    if (!text.trim() || !onTouch()) field.current?.focus({ preventScroll: true });
  };
  const chosen = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const files = Array.from(input.files ?? []);
    input.value = ''; // The same photo may be chosen again.
    if (files.length > 0) onPhotos(files);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <button
        type="button"
        class="tool"
        onClick={() => (onTouch() ? setMenu(true) : picker.current?.click())}
        aria-haspopup={onTouch() ? 'dialog' : undefined}
      >
        <PhotoIcon />
        <span>{t('photo')}</span>
      </button>
      <textarea
        ref={field}
        rows={1}
        maxLength={4000}
        value={text}
        aria-label={t('message')}
        placeholder={t('messageHint')}
        autocomplete="off"
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229 || onTouch())
            return;
          event.preventDefault();
          send();
        }}
        onPaste={(event) => {
          const files = Array.from(event.clipboardData?.files ?? []);
          if (files.length === 0) return;
          event.preventDefault();
          onPhotos(files);
        }}
      />
      {/* Keeping the focus in the field keeps a phone's keyboard open. */}
      <button type="submit" class="tool send" onMouseDown={(event) => event.preventDefault()}>
        <SendIcon />
        <span>{t('send')}</span>
      </button>
      <input ref={picker} type="file" accept="image/*" multiple hidden onChange={chosen} data-testid="photos" />
      <input ref={camera} type="file" accept="image/*" capture="environment" hidden onChange={chosen} />
      {menu && (
        <PhotoMenu
          onTake={() => camera.current?.click()}
          onChoose={() => picker.current?.click()}
          onClose={() => setMenu(false)}
        />
      )}
    </form>
  );
}
