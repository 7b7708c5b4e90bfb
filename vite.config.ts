import { defineConfig } from 'vite'

export default defineConfig({
  root: new URL('client', import.meta.url).pathname,
  publicDir: false,
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // The policy `img-src 'self'` refuses data: addresses, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Which file needs which: read by test/bench/size.mjs.
    manifest: true,
  },
})
