# Everything: the packages, the build, and the operator's command line (see compose.yaml).
FROM node:22.22.0-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CONSOLE_STANDALONE=1 CONSOLE_DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data
COPY package.json package-lock.json ./
# Everything, the development packages too: they are left behind with this stage.
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN mkdir -p public && node node_modules/next/dist/bin/next build

# What serves: Next's standalone output and nothing else.
FROM node:22.22.0-bookworm-slim
WORKDIR /app
# HOSTNAME is what Next's own server listens on; a container's network is its wall. Signals are ours: lib/platform/http/graceful-shutdown.ts.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 NEXT_MANUAL_SIG_HANDLE=1 HOSTNAME=0.0.0.0 HOST=0.0.0.0 PORT=3000 CONSOLE_DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# As scripts/lib/next-server.ts starts it.
CMD ["node", "--max-old-space-size=1024", "--max-semi-space-size=4", "server.js"]
