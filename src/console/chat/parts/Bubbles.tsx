/** @jsxImportSource preact */
// Bubbles and albums. Who speaks shows in side, shape, name and colour, and is read out; photos have a fixed frame, so
// that nothing moves when they arrive.
import type { Chat } from '../chat.ts';
import { clock } from '../days.ts';
import type { Bubble, Row } from '../state.ts';
import { t } from '../texts.ts';
import { AlertIcon, CheckIcon, ClockIcon, Leaf, PersonIcon } from './Icons.tsx';
import { Tile } from './Tile.tsx';

type Shared = { chat: Chat; onPhoto: (url: string) => void };
type RowOf<T extends Row['type']> = Extract<Row, { type: T }>;

export function TextBubble({ row, chat, onPhoto }: Shared & { row: RowOf<'bubble'> }) {
  const { bubble, first, last } = row;
  const failed = bubble.outgoing?.state === 'failed';
  return (
    <div class={`row from-${bubble.from}${first ? ' first' : ''}${last ? ' last' : ''}`}>
      <Speaker from={bubble.from} shown={first} />
      <div class={failed ? 'bubble failed' : 'bubble'}>
        {bubble.photo && <Tile bubble={bubble} preview={chat.preview(bubble.key)} onPhoto={onPhoto} />}
        {bubble.text && <p class="text">{bubble.text}</p>}
        {failed ? <Failed bubble={bubble} chat={chat} /> : last && <Meta bubble={bubble} />}
      </div>
    </div>
  );
}

export function Album({ row, chat, onPhoto }: Shared & { row: RowOf<'album'> }) {
  const newest = row.bubbles[row.bubbles.length - 1];
  return (
    <div class={`row from-${row.from}${row.first ? ' first' : ''}${row.last ? ' last' : ''}`}>
      <Speaker from={row.from} shown={row.first} />
      <div class="album">
        <div class={`tiles tiles-${Math.min(row.bubbles.length, 3)}`}>
          {row.bubbles.map((bubble) => (
            <Tile key={bubble.key} bubble={bubble} preview={chat.preview(bubble.key)} onPhoto={onPhoto} />
          ))}
        </div>
        {row.last && newest && <Meta bubble={newest} />}
      </div>
    </div>
  );
}

function Speaker({ from, shown }: { from: Bubble['from']; shown: boolean }) {
  if (from === 'me') return <span class="for-readers">{t('me')}: </span>;
  if (!shown) return <span class="for-readers">{t(from)}: </span>;
  return (
    <p class="speaker">
      {from === 'bot' ? <Leaf /> : <PersonIcon />}
      <span>{t(from)}</span>
    </p>
  );
}

function Meta({ bubble }: { bubble: Bubble }) {
  const state = bubble.outgoing?.state;
  return (
    <p class="meta">
      <time dateTime={new Date(bubble.at).toISOString()}>{clock(bubble.at)}</time>
      {state === 'sending' && <Mark icon={<ClockIcon />} text={t('sending')} />}
      {state === 'waiting' && <Mark icon={<ClockIcon />} text={bubble.outgoing?.tried ? t('waiting') : t('sending')} />}
      {bubble.sent && <Mark icon={<CheckIcon />} text={t('sent')} />}
    </p>
  );
}

function Mark({ icon, text }: { icon: preact.ComponentChild; text: string }) {
  return (
    <span class="mark">
      {icon}
      {text}
    </span>
  );
}

function Failed({ bubble, chat }: { bubble: Bubble; chat: Chat }) {
  const { outgoing } = bubble;
  return (
    <div class="failure">
      <p>
        <AlertIcon />
        <span>
          <strong>{t('failed')}.</strong> {outgoing?.why}
        </span>
      </p>
      <div class="failure-buttons">
        {!outgoing?.lost && (
          <button type="button" onClick={() => chat.retry(bubble.key)}>
            {t('resend')}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => chat.drop(bubble.key)}>
          {t('drop')}
        </button>
      </div>
    </div>
  );
}

export function TypingBubble() {
  return (
    <div class="row from-bot first last">
      <div class="bubble typing">
        <span class="for-readers">{t('typing')}</span>
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      </div>
    </div>
  );
}
