#!/bin/sh
# Called by `make lock`. Hashes of the wheels for every platform; no word about where they were found.
set -eu
compile() {
    build/lock/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
        --build-deps-for editable "$@" pyproject.toml
}
compile "${UPGRADE:---no-upgrade}" --output-file requirements/run.txt
compile "${UPGRADE:---no-upgrade}" --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt
