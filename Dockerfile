# The service in a container: `make clean wheel && docker build -t toponyms .`; docs/service.md.
FROM python:3.12-slim-bookworm AS build
# PyICU is built from its source.
RUN apt-get update && apt-get install -y --no-install-recommends g++ libicu-dev pkg-config
COPY dist/toponyms-*.whl /tmp/
RUN python -m venv /opt/toponyms \
 && /opt/toponyms/bin/pip install --no-cache-dir "$(ls /tmp/toponyms-*.whl)[serve]"

FROM python:3.12-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends libicu72 \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/toponyms /opt/toponyms
ENV PATH=/opt/toponyms/bin:$PATH TOPONYMS_CACHE=/var/cache/toponyms
RUN useradd --system toponyms && install -d -o toponyms /var/cache/toponyms
USER toponyms
# The index and the lexicon are compiled now, not at the first request.
RUN toponyms lookup Baku && echo Baku | toponyms find
EXPOSE 8642
HEALTHCHECK CMD ["python", "-c", "from urllib.request import *; urlopen('http://127.0.0.1:8642/ready')"]
CMD ["toponyms", "serve", "--host", "0.0.0.0", "--workers", "2"]
