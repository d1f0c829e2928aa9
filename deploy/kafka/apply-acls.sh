#!/bin/sh
# Grants a role of acls.txt to a principal, with Kafka's own kafka-acls.
#
#   apply-acls.sh [--dry-run] [--remove] ROLE PRINCIPAL NAME [OPTION ...]
#   apply-acls.sh monitor User:evenkeel default --bootstrap-server kafka:9093 --command-config admin.properties
#
# NAME is `name:` of evenkeel.yaml. Further options go to kafka-acls as they are. KAFKA_ACLS is the command
# (kafka-acls.sh), ACLS the table (acls.txt beside this script). --dry-run prints the commands instead.
set -eu

# READ becomes Read and ALTER_CONFIGS becomes AlterConfigs, as kafka-acls wants it.
command_word() {
  printf %s "$1" | tr A-Z a-z | awk -F_ '{ for (i = 1; i <= NF; i++) printf "%s%s", toupper(substr($i, 1, 1)), substr($i, 2) }'
}

here=$(cd "$(dirname "$0")" && pwd)
kafka_acls=${KAFKA_ACLS:-kafka-acls.sh}
table=${ACLS:-$here/acls.txt}
run=
action=--add
while :; do
  case ${1:-} in
    --dry-run) run=echo ;;
    --remove) action=--remove ;;
    *) break ;;
  esac
  shift
done
if [ $# -lt 3 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
role=$1 principal=$2 name=$3
shift 3
found=
while read -r who resource pattern resource_name operations; do
  if [ "$who" != "$role" ]; then
    continue
  fi
  found=yes
  resource_name=$(printf %s "$resource_name" | sed "s/NAME/$name/")
  (
    set -- "$@" "--$resource" "$resource_name" --resource-pattern-type "$pattern"
    for operation in $(printf %s "$operations" | tr , ' '); do
      set -- "$@" --operation "$(command_word "$operation")"
    done
    $run "$kafka_acls" $action --force --allow-principal "$principal" "$@" </dev/null
  )
done <"$table"
if [ -z "$found" ]; then
  echo "no role '$role' in $table" >&2
  exit 2
fi
