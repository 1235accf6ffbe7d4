/** @jsxImportSource preact */
// A dialog over everything. Escape, a tap beside it and the phone's Back key close it; focus goes back where it was.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type DialogProps = { class: string; label: string; onClose: () => void; children: ComponentChildren };

export function Dialog({ class: name, label, onClose, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useEffect(() => {
    const element = box.current;
    const before = document.activeElement;
    // Browsers without modal dialogs still show it; the rest of the page is then merely not locked.
    if (element?.showModal) element.showModal();
    else element?.setAttribute('open', '');
    history.pushState({ lensan: 'dialog' }, '');
    const back = () => close.current();
    addEventListener('popstate', back);
    return () => {
      removeEventListener('popstate', back);
      if (history.state?.lensan === 'dialog') history.back();
      if (element?.open) element.close?.();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by `cancel`
    <dialog
      ref={box}
      class={name}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
