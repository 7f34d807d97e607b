#!/bin/sh
# A hospital with curl (and Python to read JSON): waits for news, looks at each open case, approves it.
#   sh examples/hospital.sh http://127.0.0.1:8080 H52020199001 SECRET D520201000101
base=$1 user=$2:$3 doctor=$4 after=
ask() { curl -sS --fail --retry 9 --retry-delay 1 --retry-connrefused -u "$user" "$@"; }
post() { ask -H "Idempotency-Key: $1" -H 'Content-Type: application/json' -d "$3" "$base$2" && echo; }
field() { python3 -c 'import json,sys
value = json.load(sys.stdin)
for step in sys.argv[1].split("."): value = value[int(step) if step.isdigit() else step]
print(value)' "$1"; }
tasks() { python3 -c 'import json,sys; [print(task["task_id"]) for task in json.load(sys.stdin)["tasks"]]'; }

while :; do
  page=$(ask "$base/v1/tasks?wait=10$after") || continue
  after="&after=$(echo "$page" | field next)"
  turn=$(date +%s) # a key gets the same answer for ever: what was refused for now is asked again under another
  ask "$base/v1/worklist" | tasks | while read -r task; do # what fails stays on the list until the next turn
    who="\"task_id\": \"$task\", \"practitioner\": \"$doctor\""
    post "claim-$task-$turn" "/v1/tasks/$task/claim" "{$who}" || continue
    code=$(ask "$base/v1/tasks/$task" | field national_codes.0.code) || continue
    post "verdict-$task-$turn" "/v1/tasks/$task/verdict" "{$who, \"verdict\": \"approved\", \"national_code\": \"$code\"}"
  done
done
