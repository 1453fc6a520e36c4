import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthwhile = /\.(js|css|html|svg)$/;

/** Writes a .gz beside each text of the build, so that the server need not compress the same bytes again and again. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'beplua:precompress',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    closeBundle() {
      for (const file of filesUnder(folder).filter((name) => worthwhile.test(name))) {
        const small = gzipSync(readFileSync(file), { level: 9 });
        small[9] = 255; // the operating system's mark: builds must be the same everywhere
        writeFileSync(`${file}.gz`, small);
      }
    },
  };
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}
