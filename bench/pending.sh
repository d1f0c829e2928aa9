#!/bin/sh
# Measures what waiting predictions cost and writes its section of docs/benchmarks.md.
#   bench/pending.sh [PREDICTIONS] [PAGE]    10,000,000 predictions by default; needs 3 GB of disk for them
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
if [ -z "${BENCH_CLASSPATH:-}" ]; then
  mvn -q -B test-compile
  mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
  BENCH_CLASSPATH="target/test-classes:target/classes:$(cat target/bench.classpath)"
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms1g -Xmx1g -XX:+UseParallelGC -cp "$BENCH_CLASSPATH" \
  io.evenkeel.bench.PendingBenchmark "${1:-10000000}" "${2:-docs/benchmarks.md}"
