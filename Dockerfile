# The bot alone: no demo, no practice clients, no development tools. Debian, because some native parts do not run on Alpine.
# Nothing is written but to /tmp and to what is mounted: the root file system may be read-only. A container needs
# DATABASE_URL; the embedded database is for one machine.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY policies policies
COPY manifest manifest
# By its number, so that a cluster can tell that it is not root.
USER 1000
EXPOSE 3000
# A process of "start --only worker" answers on WORKER_PORT, or nowhere: then that it runs is all there is to ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "const worker = /--only.worker/.test(require('fs').readFileSync('/proc/1/cmdline')); const port = worker ? process.env.WORKER_PORT : process.env.PORT || 3000; if (port) fetch(`http://127.0.0.1:${port}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["start"]
