/** @jsxImportSource preact */
// The first thing a new visitor sees: who we are, what we never ask for, one big button.
import type { Outgoing } from '../state.ts';
import { t } from '../texts.ts';
import { AlertIcon, Leaf, ShieldIcon } from './Icons.tsx';

/** The same words, in the same place, as index.html shows before the script runs. */
export function Opening() {
  return (
    <div class="opening">
      <p>{t('opening')}</p>
      <p>{t('openingSlow')}</p>
    </div>
  );
}

export function Welcome({ starting, onStart }: { starting: Outgoing | undefined; onStart: () => void }) {
  const failed = starting?.state === 'failed';
  const busy = starting !== undefined && !failed;
  return (
    <div class="welcome">
      <section class="card">
        <div class="card-head">
          <Leaf />
          <h2>{t('welcomeTitle')}</h2>
        </div>
        <p>{t('welcomeWho')}</p>
        <p>{t('welcomeHow')}</p>
        <p class="safe">
          <ShieldIcon />
          <span>{t('welcomeSafe')}</span>
        </p>
        {failed && (
          <p class="card-failed" role="alert">
            <AlertIcon />
            <span>
              {t('failed')}. {starting.why}
            </span>
          </p>
        )}
        <button type="button" class="start" onClick={onStart} aria-disabled={busy}>
          {busy ? t('starting') : t('start')}
        </button>
      </section>
    </div>
  );
}
