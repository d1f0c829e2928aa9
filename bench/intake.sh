#!/bin/sh
# Measures HTTP ingest while its broker restarts and writes its section of docs/benchmarks.md.
#   bench/intake.sh [CALLS] [CALLS_PER_MINUTE] [PAGE]
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
if [ -z "${BENCH_CLASSPATH:-}" ]; then
  mvn -q -B test-compile
  mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
  BENCH_CLASSPATH="target/test-classes:target/classes:$(cat target/bench.classpath)"
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -cp "$BENCH_CLASSPATH" \
  io.evenkeel.bench.IntakeBenchmark "${1:-150000}" "${2:-100000}" "${3:-docs/benchmarks.md}"
