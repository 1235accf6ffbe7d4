/** @jsxImportSource preact */
// What lies over the thread for a while: the lost connection, and short notices. Neither moves anything else.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../texts.ts';
import { CloseIcon } from './Icons.tsx';

/** Short losses are not worth a word. */
const patience = 2000;
const noticeTime = 8000;

export function OfflineBanner({ down }: { down: boolean }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!down) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, [down]);
  return (
    <div class="overlay overlay-top" role="status">
      {shown && <p class="banner">{t('offline')}</p>}
    </div>
  );
}

export function Notice({ text, onGone }: { text: string; onGone: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs from the text on, whoever listens
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(onGone, noticeTime);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="overlay overlay-bottom" role="status">
      {text && (
        <div class="notice">
          <p>{text}</p>
          <button type="button" onClick={onGone}>
            <CloseIcon />
            <span>{t('close')}</span>
          </button>
        </div>
      )}
    </div>
  );
}
