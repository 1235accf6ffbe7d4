import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Beside each asset its compressed copies: the server sends what the browser takes, at no cost when asked. */
const compress: Plugin = {
  name: 'compress',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/\.(?:js|css|svg)$/.test(name)) continue;
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      await writeFile(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      await writeFile(join(dir, `${name}.br`), brotliCompressSync(bytes));
    }
  },
};

// The pages: each an entry of its own, built into dist/console. The server runs from source (decision 001).
export default defineConfig({
  root: here('src/console'),
  publicDir: false,
  plugins: [compress],
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
    // Each page is one script: nothing to load ahead, and no file that both would share.
    modulePreload: { polyfill: false },
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
