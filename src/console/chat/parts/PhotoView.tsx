/** @jsxImportSource preact */
// One photo as large as the screen.
import { t } from '../texts.ts';
import { Dialog } from './Dialog.tsx';
import { CloseIcon } from './Icons.tsx';

export function PhotoView({ url, onClose }: { url: string; onClose: () => void }) {
  return (
    <Dialog class="photo-view" label={t('photoFull')} onClose={onClose}>
      <img src={url} alt={t('photoFull')} />
      <button type="button" onClick={onClose}>
        <CloseIcon />
        <span>{t('close')}</span>
      </button>
    </Dialog>
  );
}
