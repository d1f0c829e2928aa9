#!/bin/sh
# Measures the stream and writes docs/benchmarks.md.
#   bench/run.sh [EVENTS]               all contenders; 2,000,000 events by default
#   bench/run.sh EVENTS CONTENDER ...   only these (FOREACH TEXTBOOK DIRECT FEEDBACK); writes no page
# BENCH_JVM adds options to the measured processes; %c in them becomes the contender's name.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
events=${1:-2000000}
[ $# -eq 0 ] || shift
if [ -z "${BENCH_CLASSPATH:-}" ]; then
  mvn -q -B test-compile
  mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
  BENCH_CLASSPATH="target/test-classes:target/classes:$(cat target/bench.classpath)"
fi
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -Dbench.jvm="${BENCH_JVM:-}" -cp "$BENCH_CLASSPATH" \
  io.evenkeel.bench.StreamBenchmark "$events" docs/benchmarks.md "$@"
