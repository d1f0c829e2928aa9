#!/bin/sh
# What a subscriber hears through the whole stream: the tables of docs/evidence.md that say so.
#   bench/whole-stream.sh                 all pieces, about 15 minutes
#   bench/whole-stream.sh quiet [PANES]   so many quiet panes (2000), then a shift and a gap
#   bench/whole-stream.sh single [SEEDS]  delays of models with one check (16)
#   bench/whole-stream.sh family [SEEDS]  delays in a family of 200 drift streams (8)
#   bench/whole-stream.sh default [SEEDS] delays under the default checks (8)
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
cd "$home"
if [ -z "${BENCH_CLASSPATH:-}" ]; then
  mvn -q -B test-compile
  mvn -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench.classpath
  BENCH_CLASSPATH="target/test-classes:target/classes:$(cat target/bench.classpath)"
fi
piece() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1500m -XX:+UseSerialGC -cp "$BENCH_CLASSPATH" \
    io.evenkeel.simulation.WholeStreamSimulation "$1" "$2"
}
case "${1:-all}" in
  quiet) piece quiet "${2:-2000}" ;;
  single) piece single "${2:-16}" ;;
  family) piece family "${2:-8}" ;;
  default) piece default "${2:-8}" ;;
  all)
    piece quiet 2000
    piece single 16
    piece family 8
    piece default 8
    ;;
  *)
    echo "usage: bench/whole-stream.sh [quiet|single|family|default [SIZE]]" >&2
    exit 2
    ;;
esac
