# Builds and runs Praktijktest. Production needs PostgreSQL 15 or newer (DATABASE_URL), a secret of its own (PT_SECRET) and a key of answers (PT_ANSWER_KEYS).
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY tsconfig.json build.js ./
COPY src ./src
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY sql ./sql
COPY scenarios ./scenarios
RUN useradd --system --uid 10001 --home-dir /app praktijktest && mkdir /app/data && chown praktijktest /app/data
USER praktijktest
VOLUME /app/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "require('node:http').get('http://127.0.0.1:'+(process.env.PT_PORT||8080)+'/gezondheid',r=>process.exit(r.statusCode===200?0:1)).on('error',()=>process.exit(1))"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["serve"]
