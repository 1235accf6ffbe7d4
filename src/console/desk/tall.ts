// Where a phone's keyboard covers the page instead of making it smaller (iOS), the page is made as tall as what is seen.
export function followKeyboard(): () => void {
  const seen = window.visualViewport;
  if (!seen) return () => {};
  const { style } = document.documentElement;
  const fit = () => {
    const covered = window.innerHeight - seen.height;
    // Neither a pinch nor an address bar is a keyboard.
    if (seen.scale > 1.01 || covered < 120) return void style.removeProperty('--tall');
    style.setProperty('--tall', `${seen.height}px`);
    window.scrollTo(0, 0);
  };
  seen.addEventListener('resize', fit);
  return () => {
    seen.removeEventListener('resize', fit);
    style.removeProperty('--tall');
  };
}
