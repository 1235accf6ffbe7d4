/** @jsxImportSource preact */
// The quick replies of the newest message, above the composer. Once one is tapped, none can be tapped again.
import type { OpenChoices } from '../state.ts';
import { t } from '../texts.ts';
import { CheckIcon } from './Icons.tsx';

export function Choices({ open, onTap }: { open: OpenChoices; onTap: (token: string) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a wrapping row everywhere
    <div class="choices" role="group" aria-label={t('choices')}>
      {open.choices.map(({ token, label }) => (
        <button
          key={`${open.id}.${token}`}
          type="button"
          class={open.chosen === token ? 'choice chosen' : 'choice'}
          disabled={open.chosen !== undefined}
          onClick={() => onTap(token)}
        >
          {open.chosen === token && <CheckIcon />}
          <span>{label}</span>
          {open.chosen === token && <span class="for-readers">, {t('chosen')}</span>}
        </button>
      ))}
    </div>
  );
}
