#!/bin/sh
# A hospital with nothing but curl: waits for tasks, looks at each case, approves it.
#   sh examples/hospital.sh http://127.0.0.1:8080 H52020199001 SECRET D520201000101
base=$1 user=$2:$3 doctor=$4 after=
ask() { curl -sS --fail --retry 30 --retry-delay 1 --retry-all-errors -u "$user" "$@"; }
post() { curl -sS --retry 30 --retry-all-errors -u "$user" -H "Idempotency-Key: $1" -H 'Content-Type: application/json' -d "$3" "$base$2"; echo; }
field() { python3 -c 'import json,sys
value = json.load(sys.stdin)
for step in sys.argv[1].split("."): value = value[int(step) if step.isdigit() else step]
print(value)' "$1"; }

while page=$(ask "$base/v1/tasks?wait=25$after"); do
  echo "$page" | python3 -c 'import json,sys
for event in json.load(sys.stdin)["events"]:
    if event["type"] == "mante.TaskAssigned.v1": print(event["data"]["task_id"])' |
  while read -r task; do
    who="\"task_id\": \"$task\", \"practitioner\": \"$doctor\""
    post "claim-$task" "/v1/tasks/$task/claim" "{$who}"
    code=$(ask "$base/v1/tasks/$task" | field national_codes.0.code) || continue
    post "verdict-$task" "/v1/tasks/$task/verdict" "{$who, \"verdict\": \"approved\", \"national_code\": \"$code\"}"
  done
  after="&after=$(echo "$page" | field next)"
done
