#!/bin/sh
# The regression gate as a script. docs/ci.md explains it; the project's tests run it.
# It leaves gate.xml (JUnit) and gate.md, and exits as the gate does.
set -eu

# An ingest that could not read every container exits with 3. The gate then says what is not covered.
tacho ingest --quiet || [ $? -eq 3 ]

# The week that ended yesterday against the four before it.
exec tacho check --from -8d --to -1d --baseline-from -36d --baseline-to -8d --group-by server --max-p95 30s \
  --output gate.xml --output gate.md --output -
