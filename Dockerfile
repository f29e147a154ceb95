# syntax=docker/dockerfile:1

# Bootstrap, its icons and Plotly: Node is needed here only.
FROM node:22-slim AS vendor
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY .ci/vendor .ci/vendor
RUN .ci/vendor

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --require-hashes -r requirements.lock && /opt/venv/bin/pip uninstall --yes pip
COPY . .
COPY --from=vendor /build/vendor vendor
# Translations and static files are made once, here; the settings they need are no secrets.
RUN for po in locale/*/LC_MESSAGES/*.po; do \
        [ ! -e "$po" ] || /opt/venv/bin/pybabel --quiet compile -i "$po" -o "${po%.po}.mo" || exit 1; \
    done \
    && BSC_DEMO=True BSC_DATA_DIR=/tmp/build /opt/venv/bin/python manage.py collectstatic --no-input \
    && /opt/venv/bin/python -m compileall -q bsc teams metrics pdsa meetings

FROM python:3.11-slim
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    BIND=0.0.0.0:8000 \
    BSC_DATA_DIR=/data
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin bsc \
    && install -d -o bsc -g bsc -m 0750 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://localhost:8000/health/live/', timeout=4)"]
CMD ["gunicorn", "-c", "bsc/server.py", "bsc.wsgi"]
