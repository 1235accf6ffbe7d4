// Beside the thread: everything known of the household, each answer with a pencil, and where the bot stands.
import { ActionIcon, Anchor } from '@mantine/core';
import { IconChevronLeft, IconPencilOff, IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { Conversation } from '../../../http/contract/console.ts';
import { useRefocus } from '../focus.ts';
import { useNow } from '../now.ts';
import { ask } from '../queries.ts';
import { tOf, useT } from '../texts.ts';
import { date, due } from '../time.ts';
import { AnswerLine } from './AnswerLine.tsx';
import { Asked } from './Asked.tsx';
import { PhotoDialog } from './PhotoDialog.tsx';

export function Household({ id }: { id: string }) {
  const t = useT();
  const query = useQuery(ask.conversation(id));
  const { view = 'queue' } = useParams({ strict: false });
  const { ticket, find, pane } = useSearch({ strict: false });
  const heading = useRef<HTMLHeadingElement>(null);
  useRefocus(pane ?? '', () => heading.current);
  return (
    <section className="pane-household" aria-label={t('household.label')}>
      <header className="talk-head not-wide">
        <ActionIcon
          variant="subtle"
          size={44}
          aria-label={t('back')}
          renderRoot={(props) => (
            <Link
              {...props}
              to="/console/$view/$conversation"
              params={{ view, conversation: id }}
              search={{ ticket, find }}
            />
          )}
        >
          <IconChevronLeft aria-hidden />
        </ActionIcon>
        <h2 ref={heading} className="talk-name" tabIndex={-1}>
          {t('household.label')}
        </h2>
      </header>
      <Asked query={query}>{(talk) => <Known talk={talk} />}</Asked>
    </section>
  );
}

function Known({ talk }: { talk: Conversation }) {
  const t = useT();
  const me = useQuery(ask.me()).data;
  const [photo, setPhoto] = useState<string>();
  const mayMend = talk.tickets.some(({ status, helper }) => status === 'claimed' && helper?.id === me?.id);
  const knows = talk.household.length + talk.products.length > 0;
  return (
    <div className="known">
      <div className="known-who">
        <p className="known-name">{talk.name ?? t('nameless')}</p>
        {talk.phone && (
          <Anchor className="known-phone" href={`tel:${talk.phone.replace(/[^\d+]/g, '')}`}>
            <IconPhone size={18} aria-hidden /> {t('household.phone', { phone: talk.phone })}
          </Anchor>
        )}
        {!talk.consented && <p className="dim">{t('household.noConsent')}</p>}
      </div>
      {talk.step && (
        <Part title={t('household.step')}>
          <p className="quote">
            <span className="dim">{tOf('flow', talk.step.flow)}</span>
            <br />
            {talk.step.question}
          </p>
        </Part>
      )}
      {knows && !mayMend && (
        <p className="dim hint">
          <IconPencilOff size={18} aria-hidden /> {t('household.mendFirst')}
        </p>
      )}
      <Part title={t('household.answers')}>
        {talk.household.length === 0 && <p className="dim">{t('household.none')}</p>}
        <dl className="answers">
          {talk.household.map((answer) => (
            <AnswerLine key={answer.field} conversation={talk.id} answer={answer} mayMend={mayMend} />
          ))}
        </dl>
      </Part>
      {talk.products.length > 0 && (
        <Part title={t('household.products')}>
          {talk.products.map((product) => (
            <section key={product.id} className="product">
              <h4>
                {product.name ?? t('household.product')}{' '}
                <span className="dim">({tOf('product.status', product.status)})</span>
              </h4>
              <Photos product={product} onPhoto={setPhoto} />
              <dl className="answers">
                {product.answers.map((answer) => (
                  <AnswerLine key={answer.field} conversation={talk.id} answer={answer} mayMend={mayMend} />
                ))}
              </dl>
            </section>
          ))}
        </Part>
      )}
      {talk.shops.length > 0 && (
        <Part title={t('household.shops')}>
          <ul className="plain-list">
            {talk.shops.map(({ id, marketplace, status }) => (
              <li key={id}>
                {marketplace} <span className="dim">({tOf('shop.status', status)})</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <History talk={talk} />
      <PhotoDialog url={photo} onClose={() => setPhoto(undefined)} />
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

type Product = Conversation['products'][number];

function Photos({ product, onPhoto }: { product: Product; onPhoto: (url: string) => void }) {
  const t = useT();
  if (product.photos.length === 0) return null;
  const name = product.name ?? t('household.product');
  return (
    <div className="product-photos">
      {product.photos.map(({ id, url, state }, at) =>
        state === 'ready' ? (
          <button key={id} type="button" className="photo" onClick={() => onPhoto(url)}>
            <img
              className="photo-square"
              src={url}
              alt={t('household.photo', { count: at + 1, name })}
              loading="lazy"
            />
          </button>
        ) : (
          <p key={id} className="photo-waiting">
            {t('thread.photo.waiting')}
          </p>
        ),
      )}
    </div>
  );
}

function History({ talk }: { talk: Conversation }) {
  const t = useT();
  const now = useNow();
  if (talk.tickets.length === 0) return null;
  return (
    <Part title={t('household.tickets')}>
      <ul className="plain-list">
        {talk.tickets.map((ticket) => (
          <li key={ticket.id}>
            {t(`kind.${ticket.kind}`)}: {tOf('reason', ticket.reason)}
            <br />
            <span className="dim">
              {[
                t('household.opened', { date: date(ticket.openedAt, now) }),
                ticket.status === 'claimed' && ticket.helper
                  ? t('status.claimed.by', { name: ticket.helper.name })
                  : t(`status.${ticket.status}`),
                ticket.dueAt && ticket.status !== 'resolved' && said(t, due(ticket.dueAt, now)),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {ticket.at && (
              <>
                <br />
                <span className="dim">{t('household.at', { words: ticket.at })}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

const said = (t: ReturnType<typeof useT>, { key, values }: ReturnType<typeof due>) => t(key, values);
