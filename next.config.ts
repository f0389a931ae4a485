import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  output: process.env.CONSOLE_STANDALONE ? 'standalone' : undefined,
  /** Loaded from node_modules as they are: a worker's file, and a driver known by its place in a stack. */
  serverExternalPackages: ['postgres', 'piscina', 'bcryptjs', 'pino', 'graphile-worker', 'pg', 'nodemailer', 'mailparser'],
  outputFileTracingIncludes: {
    '/**': ['./db/migrations/**', './lib/auth/password-worker.mjs', './node_modules/bcryptjs/**', './node_modules/piscina/**'],
  },
  experimental: {
    serverActions: { bodySizeLimit: '1mb' },
  },
}

export default config
