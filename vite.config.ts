import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The pages: each an entry of its own, built into dist/console. The server runs from source (decision 001).
export default defineConfig({
  root: here('src/console'),
  publicDir: false,
  build: {
    outDir: here('dist/console'),
    emptyOutDir: true,
    // Farmers' phones are old.
    target: ['chrome80', 'safari13'],
    rolldownOptions: { input: { chat: here('src/console/chat/index.html') } },
  },
  test: {
    root: here('.'),
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/left-out.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
