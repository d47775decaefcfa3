FROM python:3.11-slim-bookworm AS packages

WORKDIR /opt/atlas
COPY .requirements/run.txt .requirements/run.txt
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --require-hashes -r .requirements/run.txt


FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PATH=/opt/atlas/.venv/bin:$PATH \
    SOZIALRAUM_CACHE=/home/atlas/cache

RUN useradd --system --create-home --uid 10001 atlas
WORKDIR /opt/atlas
COPY --from=packages /opt/atlas/.venv .venv
COPY . .
# Compiled here because the running user may not write beside the sources.
RUN python -m compileall -q app.py dashboard callbacks layouts indicators geodata

USER atlas
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8050/healthz', timeout=4)"]
CMD ["python", "app.py", "--host", "0.0.0.0"]
