// One photo over the whole screen; closing leads back to where it was opened.
import { Modal } from '@mantine/core';
import { useT } from '../texts.ts';

export function PhotoDialog({ url, onClose }: { url: string | undefined; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      opened={url !== undefined}
      onClose={onClose}
      fullScreen
      withinPortal={false}
      title={t('thread.photo.full')}
      closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
      classNames={{ body: 'photo-full' }}
    >
      {url && <img className="photo-whole" src={`${url}?size=full`} alt={t('thread.photo.full')} />}
    </Modal>
  );
}
