// One message. Who speaks is told by a word, an icon, the side and the edge, not by colour alone.
import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconDownload,
  IconHeadset,
  IconHelp,
  IconRobot,
  IconUser,
} from '@tabler/icons-react';
import type { ThreadMessage } from '../../../http/contract/console.ts';
import { discard, type Outgoing, sendAgain } from '../outgoing.ts';
import { tOf, useT } from '../texts.ts';
import { clock } from '../time.ts';

const icons = { person: IconUser, bot: IconRobot, helper: IconHeadset };
type Shown = { message: ThreadMessage; first: boolean; person: string | null; onPhoto: (url: string) => void };

export function Bubble({ message, first, person, onPhoto }: Shown) {
  const t = useT();
  const { from, text, what, photo, recording, buttons, delivery } = message;
  const Icon = icons[from];
  const name =
    from === 'person' ? (person ?? t('from.person')) : (from === 'helper' && message.helper) || t(`from.${from}`);
  const time = clock(message.at);
  return (
    <article className="bubble-place" data-from={from} data-first={first || undefined}>
      <p className={first ? 'bubble-who' : 'hidden'}>
        <Icon size={16} aria-hidden /> {name}
      </p>
      <div className="bubble">
        {what && !photo && !recording && <p className="bubble-what">{tOf('what', what)}</p>}
        {photo && <Photo photo={photo} time={time} onPhoto={onPhoto} />}
        {recording && <Recording recording={recording} time={time} />}
        {text && <p className="bubble-text">{text}</p>}
        {buttons.length > 0 && (
          <ul className="bubble-buttons" aria-label={t('thread.buttons')}>
            {buttons.map((label) => (
              <li key={label}>{label}</li>
            ))}
          </ul>
        )}
      </div>
      <p className="bubble-foot">
        <time dateTime={message.at}>{time}</time>
        {delivery && (from === 'helper' || delivery.state !== 'sent') && <Delivery {...delivery} />}
      </p>
    </article>
  );
}

const marks = { pending: IconClock, sent: IconCheck, uncertain: IconHelp, failed: IconAlertTriangle };

/** The machine's own note is for whoever mends the machine: it is read where there are no words. */
function Delivery({ state, reason, note }: NonNullable<ThreadMessage['delivery']>) {
  const t = useT();
  const Mark = marks[state];
  return (
    <>
      <span className="delivery" data-state={state} title={note ?? undefined}>
        <Mark size={16} aria-hidden /> {t(`delivery.${state}`)}
        {reason && `. ${tOf('delivery', reason)}`}
      </span>
      {note && !reason && <small className="delivery-note">{note}</small>}
    </>
  );
}

function Photo({
  photo,
  time,
  onPhoto,
}: {
  photo: NonNullable<ThreadMessage['photo']>;
  time: string;
  onPhoto: (url: string) => void;
}) {
  const t = useT();
  if (photo.state !== 'ready') return <p className="bubble-what">{t(`thread.photo.${photo.state}`)}</p>;
  return (
    <button type="button" className="photo" onClick={() => onPhoto(photo.url)}>
      <img className="photo-small" src={photo.url} alt={t('thread.photo', { time })} loading="lazy" />
    </button>
  );
}

/** Sounds that no browser plays (audio/amr) are offered as a file. */
const plays = (type: string) => type !== '' && document.createElement('audio').canPlayType(type) !== '';

function Recording({ recording, time }: { recording: NonNullable<ThreadMessage['recording']>; time: string }) {
  const t = useT();
  if (recording.state !== 'ready') return <p className="bubble-what">{t(`thread.recording.${recording.state}`)}</p>;
  if (plays(recording.type))
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what the farmer said.
    return <audio controls preload="none" src={recording.url} aria-label={t('thread.recording', { time })} />;
  return (
    <a className="download" href={recording.url} download>
      <IconDownload size={20} aria-hidden /> {t('thread.recording.download')}
    </a>
  );
}

/** My words that the thread does not show yet. */
export function OutgoingBubble({ item, name, first }: { item: Outgoing; name: string; first: boolean }) {
  const t = useT();
  const stuck = item.state === 'failed' || item.state === 'waiting';
  return (
    <article className="bubble-place" data-from="helper" data-first={first || undefined} data-outgoing={item.state}>
      <p className={first ? 'bubble-who' : 'hidden'}>
        <IconHeadset size={16} aria-hidden /> {name}
      </p>
      <div className="bubble">
        <p className="bubble-text">{item.text}</p>
      </div>
      <p className="bubble-foot">
        <time dateTime={item.at}>{clock(item.at)}</time>
        <span className="delivery" data-state={stuck ? 'failed' : 'pending'}>
          {stuck ? <IconAlertTriangle size={16} aria-hidden /> : <IconClock size={16} aria-hidden />}{' '}
          {t(stuck ? 'send.failed' : 'delivery.pending')}
        </span>
      </p>
      {stuck && (
        <div className="stuck" role="alert">
          <p className="plain">{item.why || t('send.network')}</p>
          <Button variant="light" onClick={() => sendAgain(item.key)}>
            {t('send.again')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => discard(item.key)}>
            {t('send.drop')}
          </Button>
        </div>
      )}
    </article>
  );
}
