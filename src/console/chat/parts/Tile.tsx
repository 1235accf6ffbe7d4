/** @jsxImportSource preact */
// One photo in its frame: on its way, waiting, ready, or unreadable. Our own preview stays as long as the page does: the
// server's copy would look the same and cost the visitor's data.
import { clock } from '../days.ts';
import type { Bubble } from '../state.ts';
import { t } from '../texts.ts';
import { AlertIcon, ClockIcon, PicturesIcon } from './Icons.tsx';

type TileProps = { bubble: Bubble; preview: string | undefined; onPhoto: (url: string) => void };

export function Tile({ bubble, preview, onPhoto }: TileProps) {
  const ready = bubble.photo?.state === 'ready' ? bubble.photo.url : undefined;
  const url = ready ? `${ready}?size=full` : preview;
  const label = t(bubble.from === 'me' ? 'myPhoto' : 'botPhoto', { time: clock(bubble.at) });
  if (bubble.photo?.state === 'unreadable')
    return (
      <p class="tile tile-note">
        <AlertIcon />
        <span>{t('photoUnreadable')}</span>
      </p>
    );
  return (
    <button type="button" class="tile" disabled={!url} aria-label={label} onClick={() => url && onPhoto(url)}>
      <PicturesIcon />
      {preview ? <img src={preview} alt="" /> : ready && <img src={ready} alt="" loading="lazy" decoding="async" />}
      <Veil bubble={bubble} bare={!url} />
    </button>
  );
}

function Veil({ bubble, bare }: { bubble: Bubble; bare: boolean }) {
  const { outgoing } = bubble;
  if (outgoing?.state === 'failed') return null;
  if (outgoing?.state === 'sending') {
    const percent = Math.round((outgoing.progress ?? 0) * 100);
    return <Ring percent={percent} />;
  }
  if (outgoing?.state === 'waiting')
    return (
      <span class="veil">
        <ClockIcon />
        <span>{t('photoWaiting')}</span>
      </span>
    );
  if (bare) return <span class="veil">{t('photoChecking')}</span>;
  return null;
}

const around = 2 * Math.PI * 20;

function Ring({ percent }: { percent: number }) {
  return (
    <span
      class="veil progress"
      role="progressbar"
      tabIndex={-1}
      aria-label={t('photoSending', { percent })}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <svg class="ring" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle class="ring-way" cx="24" cy="24" r="20" />
        <circle
          class="ring-done"
          cx="24"
          cy="24"
          r="20"
          stroke-dasharray={around}
          stroke-dashoffset={around * (1 - percent / 100)}
        />
      </svg>
      <span class="ring-text">{percent}%</span>
    </span>
  );
}
