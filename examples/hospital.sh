#!/bin/sh
# A hospital with nothing but curl: waits for tasks and approves each.
#   sh examples/hospital.sh http://127.0.0.1:8080 H52020199001 SECRET D520200000001
base=$1 user=$2:$3 doctor=$4 after=-1
field() { python3 -c 'import json,sys
value = json.load(sys.stdin)
for step in sys.argv[1].split("."): value = value[int(step) if step.isdigit() else step]
print(value)' "$1"; }
post() { curl -sS -u "$user" -H "Idempotency-Key: $1" -H 'Content-Type: application/json' -d "$3" "$base$2"; echo; }

while page=$(curl -sS -u "$user" "$base/v1/tasks?wait=25&after=$after"); do
  echo "$page" | python3 -c 'import json,sys
for event in json.load(sys.stdin)["events"]:
    if event["type"] == "mante.TaskAssigned.v1": print(event["data"]["task_id"])' |
  while read -r task; do
    post "claim-$task" "/v1/tasks/$task/claim" "{\"practitioner\": \"$doctor\"}"
    code=$(curl -sS -u "$user" "$base/v1/tasks/$task" | field national_codes.0.code)
    post "verdict-$task" "/v1/tasks/$task/verdict" \
      "{\"practitioner\": \"$doctor\", \"verdict\": \"approved\", \"national_code\": \"$code\"}"
  done
  after=$(echo "$page" | field next)
done
