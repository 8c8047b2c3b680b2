#!/usr/bin/env bash
# Installs the programs that `make compare` measures beside Marsad, into a folder of their own. No install script of a package runs.
set -euo pipefail
folder="${MARSAD_PEERS:-$HOME/.cache/marsad/peers}"
mkdir -p "$folder"
if [ ! -x "$folder/python/bin/python" ]; then
    python3 -m venv "$folder/python"
fi
"$folder/python/bin/pip" install --quiet pyogrio==0.13.0 pyarrow polars orjson duckdb==1.5.5 datashader pandas || \
    "$folder/python/bin/pip" install --quiet pyogrio pyarrow polars orjson duckdb datashader pandas
if command -v npm > /dev/null; then
    npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$folder" \
        @loaders.gl/core@4.5 @loaders.gl/json@4.5 supercluster@9 crossfilter2@1 || echo "the Node peers could not be installed; they are left out" >&2
fi
echo "peers: $folder"
