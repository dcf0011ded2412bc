import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const server = process.env['YUANTU_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  worker: { format: 'es' },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  build: {
    outDir: '../src/yuantu/api/page',
    emptyOutDir: true,
    target: 'es2022',
    // MapLibre alone is over the default limit; the page loads nothing else of that size.
    chunkSizeWarningLimit: 1600,
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': server } },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
