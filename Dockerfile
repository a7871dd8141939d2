FROM node:24.18.0-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM python:3.13.16-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/opt/venv/bin:$PATH
RUN python -m venv /opt/venv
COPY requirements.lock /tmp/
RUN pip install --no-deps --require-hashes --requirement /tmp/requirements.lock
WORKDIR /app
COPY . .
COPY --from=assets /build/node_modules node_modules
# Reading the settings needs values, collecting files needs no server: none of these is kept
RUN SECRET_KEY=none DATABASE_URL=postgres://127.0.0.1/none STATIC_ROOT=/app/static_root \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q /app \
    && rm -rf node_modules

FROM python:3.13.16-slim-bookworm
RUN groupadd --gid 10001 schoolsocial \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin schoolsocial \
    && install --directory --owner 10001 --group 10001 --mode 0700 \
        /var/lib/schoolsocial /var/lib/schoolsocial-witness /var/lib/schoolsocial-metrics \
        /var/lib/schoolsocial-uploads
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=schoolsocial.settings \
    STATIC_ROOT=/app/static_root \
    PRIVATE_ROOT=/var/lib/schoolsocial \
    WITNESS_ROOT=/var/lib/schoolsocial-witness \
    METRICS_ROOT=/var/lib/schoolsocial-metrics \
    UPLOADS_ROOT=/var/lib/schoolsocial-uploads
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "schoolsocial.wsgi:application"]
