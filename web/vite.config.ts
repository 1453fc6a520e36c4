import { defineConfig } from 'vitest/config';
import { precompress } from './build/precompress.ts';

// The dev server hands /api on to a running server: BEPLUA_API=http://127.0.0.1:8080 npm run dev
const server = process.env['BEPLUA_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: 'src/console',
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [precompress()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'chrome87',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content security policy allows no data: addresses
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': { target: server, changeOrigin: true } } },
  test: { environment: 'happy-dom', root: '.', include: ['src/**/*.test.{ts,tsx}'] },
});
