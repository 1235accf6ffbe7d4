/** @jsxImportSource preact */
// Pictures dragged from the desktop onto the page. Nothing else that is dropped may open in place of the talk.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../texts.ts';
import { PicturesIcon } from './Icons.tsx';

export function DropZone({ onPhotos }: { onPhotos: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      onPhotos(Array.from(event.dataTransfer?.files ?? []));
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [onPhotos]);
  if (!over) return null;
  return (
    <div class="drop-zone">
      <PicturesIcon />
      <p>{t('photoDrop')}</p>
    </div>
  );
}
