/** @jsxImportSource preact */
// Starts the chat page. Everything it shows before that stands in index.html.
import { render } from 'preact';
import { App } from './App.tsx';
import { lang } from './texts.ts';

const place = document.getElementById('app');
if (place) {
  document.documentElement.lang = lang;
  place.replaceChildren();
  render(<App />, place);
}
