/** @jsxImportSource preact */
// Who the visitor is talking to, and the way to a person, in reach at all times.
import { t } from '../texts.ts';
import { Leaf, PersonIcon } from './Icons.tsx';

export function Header({ onHelper }: { onHelper: () => void }) {
  return (
    <header class="head">
      <div class="head-in">
        <Leaf />
        <div class="head-name">
          <h1>{t('title')}</h1>
          <p>{t('tagline')}</p>
        </div>
        <button type="button" class="head-helper" onClick={onHelper}>
          <PersonIcon />
          <span>{t('askHelper')}</span>
        </button>
      </div>
    </header>
  );
}
