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
    rolldownOptions: {
      input: { chat: here('src/console/chat/index.html'), desk: here('src/console/desk/index.html') },
      // Packages mark their files "use client", which says nothing here.
      onLog: (level, log, show) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && show(level, log),
    },
    // The desk's, before compression.
    chunkSizeWarningLimit: 900,
  },
  test: {
    root: here('.'),
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/left-out.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
