/** @jsxImportSource preact */
// All drawings, inline because pictures from elsewhere are not allowed. Always beside words, so hidden from readers.
import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const Leaf = () => (
  <svg class="leaf" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <path class="leaf-stem" d="M20 34V19" />
    <path class="leaf-big" d="M20 21C20 12 26 7 34 7c0 9-5 14-14 14Z" />
    <path class="leaf-small" d="M20 27c0-7-5-11-12-11 0 7 4 11 12 11Z" />
  </svg>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20c.8-4.2 3.7-6 7.5-6s6.7 1.8 7.5 6" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M4 12 20 4.5 15.5 20l-4-6.5L4 12Z" />
    <path d="M11.5 13.5 20 4.5" />
  </Icon>
);
export const PhotoIcon = () => (
  <Icon>
    <path d="M4 7.5h3.5L9.3 5h5.4l1.8 2.5H20v11.5H4z" />
    <circle cx="12" cy="13" r="3.6" />
  </Icon>
);
export const PicturesIcon = () => (
  <Icon>
    <path d="M4 5h16v14H4z" />
    <path d="m4 16 4.5-4.5 4 4 2.5-2.5 5 5" />
    <circle cx="15.5" cy="9" r="1.4" />
  </Icon>
);
export const ShieldIcon = () => (
  <Icon>
    <path d="M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z" />
    <path d="m8.8 12 2.3 2.3 4.2-4.6" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.5V12l3 2" />
  </Icon>
);
export const AlertIcon = () => (
  <Icon>
    <path d="M12 4 21 19.5H3z" />
    <path d="M12 10v4.5M12 17v.2" />
  </Icon>
);
export const DownIcon = () => (
  <Icon>
    <path d="M12 5v14M6 13l6 6 6-6" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);
