#!/bin/sh
# Takes the schema registry away for a minute in the middle of a replay and compares every window with a single
# pass. Prints the figures of docs/registry.md.
#   bench/outage.sh [PREDICTIONS] [SECONDS]    104,000 predictions are about 200,000 events; 60 s
# Needs Java 21 or newer beside the one that runs the build, for the registry.
set -eu
cd "$(dirname "$0")/.."
exec mvn -B verify -Dtest=NoUnitTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RegistryOutageIT \
  -Doutage.predictions="${1:-104000}" -Doutage.seconds="${2:-60}"
