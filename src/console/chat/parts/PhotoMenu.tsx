/** @jsxImportSource preact */
// On phones: a new photo or an old one. Two buttons, because the pickers of newer Androids leave out the camera.
import { t } from '../texts.ts';
import { Dialog } from './Dialog.tsx';
import { CloseIcon, PhotoIcon, PicturesIcon } from './Icons.tsx';

type PhotoMenuProps = { onTake: () => void; onChoose: () => void; onClose: () => void };

export function PhotoMenu({ onTake, onChoose, onClose }: PhotoMenuProps) {
  const pick = (act: () => void) => () => {
    act();
    onClose();
  };
  return (
    <Dialog class="sheet" label={t('photoMenu')} onClose={onClose}>
      <button type="button" class="sheet-button" onClick={pick(onTake)}>
        <PhotoIcon />
        <span>{t('photoTake')}</span>
      </button>
      <button type="button" class="sheet-button" onClick={pick(onChoose)}>
        <PicturesIcon />
        <span>{t('photoChoose')}</span>
      </button>
      <button type="button" class="sheet-button quiet" onClick={onClose}>
        <CloseIcon />
        <span>{t('cancel')}</span>
      </button>
    </Dialog>
  );
}
