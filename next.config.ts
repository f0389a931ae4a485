import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  output: process.env.CONSOLE_STANDALONE ? 'standalone' : undefined,
  /** Loaded from node_modules as they are: a worker's file, and a driver known by its place in a stack. */
  serverExternalPackages: [
    'postgres',
    'piscina',
    'bcryptjs',
    'pino',
    'graphile-worker',
    'pg',
    'nodemailer',
    'mailparser',
  ],
  outputFileTracingIncludes: {
    '/**': [
      './db/migrations/**',
      './lib/passwords/*.mjs',
      './lib/imports/*.mjs',
      './lib/company/*.mjs',
      './node_modules/sharp/**',
      './node_modules/@img/**',
      './node_modules/detect-libc/**',
      './node_modules/semver/**',
      './node_modules/fflate/**',
      './node_modules/saxes/**',
      './node_modules/xmlchars/**',
      './node_modules/@zxcvbn-ts/**',
      './node_modules/fastest-levenshtein/**',
      './node_modules/bcryptjs/**',
      './node_modules/piscina/**',
    ],
  },
  /** No page has a picture to make smaller, and the optimizer is an address that anybody may ask. */
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: '1mb' },
  },
}

export default config
